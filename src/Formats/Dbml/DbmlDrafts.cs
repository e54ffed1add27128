using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>A name with its namespace, as written, and its place.</summary>
internal sealed record DbmlName(QualifiedName Name, Location At);

/// <summary>A setting in brackets: <c>note: 'x'</c>; the value's tokens are empty for a setting of its name alone.</summary>
internal sealed record DbmlSetting(string Name, Location At, IReadOnlyList<DbmlToken> Value);

/// <summary>A column as written.</summary>
internal sealed record DbmlColumn(string Name, Location At, string Type, Location TypeAt, IReadOnlyList<DbmlSetting> Settings)
{
    /// <summary>The type as a name, which may be that of an enumeration; none when it has arguments.</summary>
    public QualifiedName? TypeName { get; init; }

    /// <summary>The pairs of brackets after the type.</summary>
    public int Arrays { get; init; }
}

/// <summary>One line of an indexes block.</summary>
internal sealed record DbmlIndex(IReadOnlyList<DbmlToken> Keys, Location At, IReadOnlyList<DbmlSetting> Settings);

/// <summary>One line of a checks block.</summary>
internal sealed record DbmlCheck(string Sql, IReadOnlyList<DbmlSetting> Settings);

/// <summary>A table, or a part of tables, as written.</summary>
internal sealed class DbmlTable(DbmlName name)
{
    public DbmlName Name { get; } = name;

    public string? Alias { get; set; }

    public string? Note { get; set; }

    public List<DbmlColumn> Columns { get; } = [];

    public List<DbmlIndex> Indexes { get; } = [];

    public List<DbmlCheck> Checks { get; } = [];

    /// <summary>Parts to put in, with the number of columns before them.</summary>
    public List<(string Name, Location At, int Position)> Parts { get; } = [];
}

/// <summary>One end of a reference.</summary>
internal sealed record DbmlEnd(DbmlName Table, IReadOnlyList<(string Name, Location At)> Columns);

/// <summary>A reference as written; the sign stands between the ends.</summary>
internal sealed record DbmlReference(string? Name, DbmlEnd Left, string Sign, DbmlEnd Right, IReadOnlyList<DbmlSetting> Settings)
{
    /// <summary>Whether it stands at a column, which is the left end.</summary>
    public bool IsInline { get; init; }
}
