namespace Dbwright.Model;

/// <summary>Access patterns as statements of an engine.</summary>
public interface IQueries
{
    /// <summary>The statement of a pattern, and of its next page when it is paged.</summary>
    /// <returns><see langword="null"/> when the engine cannot answer that form yet; the design reports it as not yet designed.</returns>
    (Statement Statement, Statement? NextPage)? Write(AccessPattern pattern, DatabaseDesign design);
}
