using System.Collections.Frozen;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Names of SQLite: kept as written, compared without regard to case, of any length.</summary>
public sealed class SqliteNames : INames
{
    // https://www.sqlite.org/lang_keywords.html, up to 3.51. Many of them may be plain names; none of them needs to be.
    private static readonly FrozenSet<string> Keywords = Words(
        """
        abort action add after all alter always analyze and as asc attach autoincrement before begin between
        by cascade case cast check collate column commit conflict constraint create cross current
        current_date current_time current_timestamp database default deferrable deferred delete desc detach
        distinct do drop each else end escape except exclude exclusive exists explain fail filter first
        following for foreign from full generated glob group groups having if ignore immediate in index
        indexed initially inner insert instead intersect into is isnull join key last left like limit match
        materialized natural no not nothing notnull null nulls of offset on or order others outer over
        partition plan pragma preceding primary query raise range recursive references regexp reindex
        release rename replace restrict returning right rollback row rows savepoint select set table temp
        temporary then ties to transaction trigger unbounded union unique update using vacuum values view
        virtual when where window with within without
        """
    );

    /// <summary>SQLite sets no limit of its own.</summary>
    public int MaxBytes => int.MaxValue;

    /// <inheritdoc />
    public string Quote(string name) =>
        IsPlain(name) ? name
        : name.Contains('\0', StringComparison.Ordinal) || name.Length == 0
            ? throw new ArgumentException("A name of SQLite is not empty and has no NUL character.", nameof(name))
        : $"\"{name.Replace("\"", "\"\"")}\"";

    /// <inheritdoc />
    public string Quote(QualifiedName name) =>
        name.Schema.Length == 0 ? Quote(name.Name) : $"{Quote(name.Schema)}.{Quote(name.Name)}";

    /// <inheritdoc />
    public bool IsReserved(string name) => Keywords.Contains(name);

    /// <inheritdoc />
    public string Literal(string text) =>
        text.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("A text literal of SQLite has no NUL character.", nameof(text))
            : $"'{text.Replace("'", "''")}'";

    /// <inheritdoc />
    public string Parameter(int position) => FormattableString.Invariant($"?{position}");

    private bool IsPlain(string name) =>
        name.Length > 0
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && !IsReserved(name);

    private static FrozenSet<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
