namespace Dbwright.Model;

/// <summary>A table with everything that lives and dies with it.</summary>
public sealed record Table(QualifiedName Name)
{
    /// <summary>Columns in their order.</summary>
    public Sequence<Column> Columns { get; init; } = [];

    /// <summary>The primary key, if it has one.</summary>
    public PrimaryKey? PrimaryKey { get; init; }

    /// <summary>Unique constraints.</summary>
    public Sequence<UniqueConstraint> Uniques { get; init; } = [];

    /// <summary>Check constraints.</summary>
    public Sequence<CheckConstraint> Checks { get; init; } = [];

    /// <summary>Exclusion constraints.</summary>
    public Sequence<ExclusionConstraint> Exclusions { get; init; } = [];

    /// <summary>Foreign keys.</summary>
    public Sequence<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>Indexes that do not back a constraint.</summary>
    public Sequence<TableIndex> Indexes { get; init; } = [];

    /// <summary>Triggers.</summary>
    public Sequence<Trigger> Triggers { get; init; } = [];

    /// <summary>How its rows are spread over partitions, in the engine's SQL: <c>range (created_at)</c>; none when they are not.</summary>
    public string? PartitionBy { get; init; }

    /// <summary>The table that it is a partition of, with its bounds.</summary>
    public PartitionOf? PartitionOf { get; init; }

    /// <summary>Tables that it inherits from, in their order.</summary>
    public Sequence<QualifiedName> Inherits { get; init; } = [];

    /// <summary>What it holds.</summary>
    public string? Comment { get; init; }

    /// <summary>What only one engine knows about it, sorted: <c>unlogged</c>, <c>tablespace</c>, <c>strict</c>, <c>row_format</c>.</summary>
    public Sequence<Detail> Details { get; init; } = [];

    /// <summary>The column of that name, or none.</summary>
    public Column? Find(string column) => Columns.FirstOrDefault(c => c.Name == column);

    /// <summary>The same table with its sets sorted by name.</summary>
    public Table Sorted() =>
        this with
        {
            Uniques = Uniques.OrderBy(u => u.Name, StringComparer.Ordinal).ToSequence(),
            Checks = Checks.OrderBy(c => c.Name, StringComparer.Ordinal).ToSequence(),
            ForeignKeys = ForeignKeys.OrderBy(f => f.Name, StringComparer.Ordinal).ToSequence(),
            Indexes = Indexes.OrderBy(i => i.Name, StringComparer.Ordinal).ToSequence(),
            Exclusions = Exclusions.OrderBy(e => e.Name, StringComparer.Ordinal).ToSequence(),
            Details = Details.Order().ToSequence(),
            Triggers = Triggers.OrderBy(t => t.Name, StringComparer.Ordinal).ToSequence(),
        };
}

/// <summary>Where a partition belongs.</summary>
/// <param name="Parent">The partitioned table.</param>
/// <param name="Bound">Which rows it takes, in the engine's SQL: <c>for values from ('2026-01-01') to ('2027-01-01')</c>, <c>default</c>.</param>
public sealed record PartitionOf(QualifiedName Parent, string Bound);
