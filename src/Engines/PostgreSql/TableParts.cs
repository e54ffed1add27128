using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What is known of a relation while the rows of the catalogue come in.</summary>
internal sealed class PostgreSqlTableParts(QualifiedName name, string kind)
{
    /// <summary>Its name.</summary>
    public QualifiedName Name => name;

    /// <summary>Whether it is a table of this server.</summary>
    public bool IsTable => kind is "r" or "p";

    /// <summary>Whether it is a view, materialized or not.</summary>
    public bool IsView => kind is "v" or "m";

    /// <summary>Names of columns by their numbers.</summary>
    public Dictionary<short, string> ColumnNames { get; } = [];

    /// <summary>Collations of columns by their numbers.</summary>
    public Dictionary<short, long> Collations { get; } = [];

    /// <summary>Columns; none for what is not a table.</summary>
    public List<Column> Columns { get; } = [];

    /// <summary>The tables that it inherits from or is a partition of.</summary>
    public List<PostgreSqlTableParts> Parents { get; } = [];

    /// <summary>The bounds of a partition.</summary>
    public string? Bound { get; init; }

    /// <summary>How it is partitioned.</summary>
    public string? PartitionBy { get; init; }

    /// <summary>The comment.</summary>
    public string? Comment { get; init; }

    /// <summary>The primary key.</summary>
    public PrimaryKey? PrimaryKey { get; set; }

    /// <summary>Unique constraints.</summary>
    public List<UniqueConstraint> Uniques { get; } = [];

    /// <summary>Check constraints.</summary>
    public List<CheckConstraint> Checks { get; } = [];

    /// <summary>Exclusion constraints.</summary>
    public List<ExclusionConstraint> Exclusions { get; } = [];

    /// <summary>Foreign keys.</summary>
    public List<ForeignKey> ForeignKeys { get; } = [];

    /// <summary>Indexes.</summary>
    public List<TableIndex> Indexes { get; } = [];

    /// <summary>Triggers.</summary>
    public List<Trigger> Triggers { get; } = [];

    /// <summary>Details.</summary>
    public List<Detail> Details { get; } = [];

    /// <summary>Names of the columns with those numbers.</summary>
    public Sequence<string> Names(IEnumerable<short> numbers) => numbers.Select(n => ColumnNames[n]).ToSequence();

    /// <summary>Adds details to a column.</summary>
    public void Describe(string column, params IEnumerable<Detail> details)
    {
        var at = Columns.FindIndex(c => c.Name == column);
        Columns[at] = Columns[at] with { Details = Columns[at].Details.Concat(details).Order().ToSequence() };
    }

    /// <summary>The table.</summary>
    public Table ToTable() =>
        new(name)
        {
            Columns = Ordered().Select(c => Columns.First(o => o.Name == c)).ToSequence(),
            PrimaryKey = PrimaryKey,
            Uniques = Uniques.ToSequence(),
            Checks = Checks.ToSequence(),
            Exclusions = Exclusions.ToSequence(),
            ForeignKeys = ForeignKeys.ToSequence(),
            Indexes = Indexes.ToSequence(),
            Triggers = Triggers.ToSequence(),
            PartitionBy = PartitionBy,
            PartitionOf = Bound is { } bound && Parents.Count > 0 ? new(Parents[0].Name, bound) : null,
            Inherits = Bound is null ? Parents.Select(p => p.Name).ToSequence() : [],
            Comment = Comment,
            Details = Details.Order().ToSequence(),
        };

    // A column that the parent got later stands last here and would come before the table's own in a new one; the order of a new one counts.
    private List<string> Ordered()
    {
        var own = Columns.Select(c => c.Name).ToList();
        return Bound is not null || Parents.Count == 0
            ? own
            : [.. Parents.SelectMany(p => p.Ordered()).Where(own.Contains).Concat(own).Distinct(StringComparer.Ordinal)];
    }
}
