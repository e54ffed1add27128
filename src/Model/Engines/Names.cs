namespace Dbwright.Model;

/// <summary>Quoting, folding and limits of names.</summary>
public interface INames
{
    /// <summary>The greatest length of a name in UTF-8 bytes.</summary>
    int MaxBytes { get; }

    /// <summary>The name quoted where it must be; never ambiguous, never injectable.</summary>
    string Quote(string name);

    /// <summary>A qualified name, each part quoted where it must be.</summary>
    string Quote(QualifiedName name);

    /// <summary>Whether the word cannot be a plain table or column name.</summary>
    bool IsReserved(string name);

    /// <summary>A text literal.</summary>
    string Literal(string text);

    /// <summary>The mark of a parameter, counted from 1: <c>$1</c>, <c>?1</c>.</summary>
    string Parameter(int position) => $"${position}";
}
