namespace Dbwright.Model;

/// <summary>A table kept by a module of the engine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Module">The module: <c>fts5</c>.</param>
/// <param name="Arguments">The module's arguments as written.</param>
public sealed record VirtualTable(QualifiedName Name, string Module, Sequence<string> Arguments)
{
    /// <summary>The table whose rows it indexes, when it is an index of one.</summary>
    public QualifiedName? ContentOf { get; init; }
}
