using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column as far as the texts tell.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; <see langword="null"/> where it is not known.</param>
public sealed record ScopeColumn(string Name, SqlType? Type)
{
    /// <summary>Whether it may be null; <see langword="null"/> where nobody knows.</summary>
    public bool? IsNullable { get; init; }

    /// <summary>Its default; <see langword="null"/> for none or where it is not known.</summary>
    public SqlExpression? Default { get; init; }

    /// <summary>Whether its values are generated from others.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Whether it numbers its rows by itself: identity, <c>serial</c>, <c>auto_increment</c>.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>Its whole definition where the texts hold one; an expression in it is a part of the text of that file.</summary>
    public SqlColumn? Definition { get; init; }

    /// <summary>Whether the file that is being read adds it.</summary>
    public bool IsNew { get; init; }
}

/// <summary>A constraint as far as the texts tell.</summary>
/// <param name="Name">Its name; empty where the engine chooses one.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Columns">Its columns; of a check those that it reads.</param>
public sealed record ScopeConstraint(string Name, SqlConstraintKind Kind, IReadOnlyList<string> Columns)
{
    /// <summary>The constraint as it was written.</summary>
    public SqlConstraint? Definition { get; init; }

    /// <summary>The key of the table that a foreign key refers to.</summary>
    public string? References { get; init; }

    /// <summary>Whether it has not been validated.</summary>
    public bool IsNotValid { get; init; }

    /// <summary>Whether the file that is being read adds it.</summary>
    public bool IsNew { get; init; }

    /// <summary>The transaction that added it, when <see cref="IsNew"/>.</summary>
    public int Transaction { get; init; }
}

/// <summary>An index as far as the texts tell.</summary>
/// <param name="Name">Its name; empty where the engine chooses one.</param>
/// <param name="Table">The key of its table.</param>
/// <param name="Columns">Its columns; an expression is <see langword="null"/>.</param>
public sealed record ScopeIndex(string Name, string Table, IReadOnlyList<string?> Columns)
{
    /// <summary>Whether it is unique.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Whether a constraint owns it.</summary>
    public bool IsConstraint { get; init; }

    /// <summary>Whether it has a condition.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Its method in lower case, also <c>fulltext</c> and <c>spatial</c>; empty for the usual one.</summary>
    public string Method { get; init; } = "";

    /// <summary>Further columns that it holds.</summary>
    public IReadOnlyList<string?> Include { get; init; } = [];

    /// <summary>Whether the file that is being read adds it.</summary>
    public bool IsNew { get; init; }
}

/// <summary>A table as far as the texts tell.</summary>
/// <param name="key">Its name, with the schema where it is not the default one.</param>
/// <param name="names">How names are compared.</param>
public sealed class ScopeTable(string key, StringComparer names)
{
    private readonly List<ScopeColumn> columns = [];
    private readonly List<ScopeConstraint> constraints = [];
    private readonly List<ScopeIndex> indexes = [];

    /// <summary>Its name, with the schema where it is not the default one.</summary>
    public string Key { get; internal set; } = key;

    /// <summary>Whether the texts hold its creation, so that what is not known of it does not exist.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>Whether the file that is being read creates it, or it is temporary.</summary>
    public bool IsNew { get; internal set; }

    /// <summary>Whether it is temporary.</summary>
    public bool IsTemporary { get; internal set; }

    /// <summary>Whether it is partitioned.</summary>
    public bool IsPartitioned { get; internal set; }

    /// <summary>The key of the table whose partition it is.</summary>
    public string? PartitionOf { get; internal set; }

    /// <summary>Whether it is the default partition.</summary>
    public bool IsDefaultPartition { get; internal set; }

    /// <summary>Its options in lower case, as written: <c>engine</c>, <c>without rowid</c> …</summary>
    public IReadOnlyList<SqlOption> Options { get; internal set; } = [];

    /// <summary>Its columns in their order.</summary>
    public IReadOnlyList<ScopeColumn> Columns => columns;

    /// <summary>Its constraints.</summary>
    public IReadOnlyList<ScopeConstraint> Constraints => constraints;

    /// <summary>Its indexes, those of constraints included.</summary>
    public IReadOnlyList<ScopeIndex> Indexes => indexes;

    /// <summary>The column of that name; <see langword="null"/> where it is not known.</summary>
    public ScopeColumn? Column(string name)
    {
        foreach (var column in columns)
        {
            if (names.Equals(column.Name, name))
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>The constraint of that name; <see langword="null"/> where it is not known.</summary>
    public ScopeConstraint? Constraint(string name) => constraints.Find(c => names.Equals(c.Name, name));

    /// <summary>Whether it certainly has no such column.</summary>
    public bool Lacks(string column) => IsComplete && Column(column) is null;

    /// <summary>The primary key; <see langword="null"/> where none is known.</summary>
    public ScopeConstraint? PrimaryKey => constraints.Find(c => c.Kind == SqlConstraintKind.PrimaryKey);

    internal List<ScopeColumn> MutableColumns => columns;

    internal List<ScopeConstraint> MutableConstraints => constraints;

    internal List<ScopeIndex> MutableIndexes => indexes;
}
