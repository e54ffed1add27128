namespace Dbwright.Model;

/// <summary>What a person says about generated data beyond the schema: the content of <c>seed.yaml</c>.</summary>
public sealed record SeedRules
{
    /// <summary>Nothing said.</summary>
    public static SeedRules None { get; } = new();

    /// <summary>Rules for columns.</summary>
    public Sequence<ColumnRule> Columns { get; init; } = [];

    /// <summary>Rules for tables.</summary>
    public Sequence<TableRule> Tables { get; init; } = [];

    /// <summary>Whose names and places rows have: <c>de</c>, <c>ja</c>; empty for those of everywhere.</summary>
    public Sequence<string> Locale { get; init; } = [];

    /// <summary>The rule for a column, or none.</summary>
    public ColumnRule? Find(QualifiedName table, string column) =>
        Columns.FirstOrDefault(c => c.Path == $"{table}.{column}" || c.Path == $"{table.Name}.{column}");

    /// <summary>The rule for a table, or none.</summary>
    public TableRule? Find(QualifiedName table) =>
        Tables.FirstOrDefault(t => t.Table == table.ToString() || t.Table == table.Name);
}

/// <summary>How a table is filled.</summary>
/// <param name="Table">The name of the table, with its namespace where it is not the default one.</param>
public sealed record TableRule(string Table)
{
    /// <summary>How many rows it gets, or none.</summary>
    public long? Rows { get; init; }

    /// <summary>Whose names and places its rows have; empty when nothing is said.</summary>
    public Sequence<string> Locale { get; init; } = [];

    /// <summary>Whether the number of rows is an estimate, so that the table gets fewer where its keys have no room for as many.</summary>
    public bool Yields { get; init; }

    /// <summary>Which of its rows are taken when a part of a database is copied, or none where references decide.</summary>
    public SubsetRule? Subset { get; init; }
}

/// <summary>Which values a column gets.</summary>
/// <param name="Path">Table and column: <c>orders.code</c>.</param>
public sealed record ColumnRule(string Path)
{
    /// <summary>The only values, as texts that the engine reads; empty when anything goes.</summary>
    public Sequence<string> Values { get; init; } = [];

    /// <summary>A regular expression that its texts match, or none.</summary>
    public string? Pattern { get; init; }

    /// <summary>The least value, as a text that the engine reads, or none.</summary>
    public string? Minimum { get; init; }

    /// <summary>The greatest value, or none.</summary>
    public string? Maximum { get; init; }

    /// <summary>An SQL expression over the other columns of the row that gives the value, or none.</summary>
    public string? Expression { get; init; }

    /// <summary>The share of nulls, 0 to 1, or none for the usual one.</summary>
    public double? NullShare { get; init; }

    /// <summary>How numbers and references spread, or none for the usual one.</summary>
    public ValueDistribution? Distribution { get; init; }

    /// <summary>The exponent of a Zipf distribution or the shape of a Pareto one, or none for the usual one.</summary>
    public double? Exponent { get; init; }

    /// <summary>The mean of a normal distribution, in units of the column, or none for the middle.</summary>
    public double? Mean { get; init; }

    /// <summary>
    /// The standard deviation of a normal distribution, in units of the column (of a reference: as a share of the mean number of children),
    /// or none for a sixth of the range (a third of the mean).
    /// </summary>
    public double? Deviation { get; init; }

    /// <summary>The share of each value, in the order of <see cref="Values"/>; without those, of the most frequent values. Empty when it is left open.</summary>
    public Sequence<double> Weights { get; init; } = [];

    /// <summary>How many different values there are, or none when it is left open.</summary>
    public long? Distinct { get; init; }

    /// <summary>
    /// What statistics say about its values, or none. With it there are exactly as many different values as <see cref="Distinct"/> says, they
    /// are as frequent as <see cref="Weights"/> say, and their order follows that of the rows as far as it did there.
    /// </summary>
    public ColumnShape? Like { get; init; }

    /// <summary>Whose names or places it has; empty when nothing is said.</summary>
    public Sequence<string> Locale { get; init; } = [];

    /// <summary>What becomes of its values when rows of a database are copied, or none where nothing is said.</summary>
    public MaskRule? Mask { get; init; }

    /// <summary>The column that its ranks go together with, or none.</summary>
    public ColumnCorrelation? Correlates { get; init; }

    /// <summary>The columns of the row that determine the value.</summary>
    public Sequence<string> DependsOn { get; init; } = [];

    /// <summary>The values for each value of the only column in <see cref="DependsOn"/>; empty when it is left open.</summary>
    public Sequence<GivenValues> Given { get; init; } = [];
}

/// <summary>That the ranks of two columns go together.</summary>
/// <param name="With">The other column.</param>
/// <param name="Coefficient">The coefficient of rank correlation (Spearman), -1 to 1.</param>
public sealed record ColumnCorrelation(string With, double Coefficient);

/// <summary>The values of a column where another one has a value.</summary>
/// <param name="When">The value of the other one.</param>
/// <param name="Values">The values, as texts that the engine reads.</param>
public sealed record GivenValues(string When, Sequence<string> Values);

/// <summary>How values spread.</summary>
public enum ValueDistribution
{
    /// <summary>All alike.</summary>
    Uniform,

    /// <summary>Around the middle.</summary>
    Normal,

    /// <summary>A few are far more frequent than all others: weight rank^-1.</summary>
    Zipf,

    /// <summary>Small ones are frequent, great ones rare: a fifth of the range holds four fifths of the values.</summary>
    Pareto,
}

/// <summary>Which rows of a table are taken: those that satisfy the condition, and of them the share or number.</summary>
public sealed record SubsetRule
{
    /// <summary>Every row.</summary>
    public static SubsetRule All { get; } = new();

    /// <summary>No row, save those that others refer to.</summary>
    public static SubsetRule None { get; } = new() { Share = 0 };

    /// <summary>The share of the rows, 0 to 1, or none for all.</summary>
    public double? Share { get; init; }

    /// <summary>How many rows at most, or none for all.</summary>
    public long? Count { get; init; }

    /// <summary>A condition in the engine's SQL over the columns of the table, or none.</summary>
    public string? Condition { get; init; }
}

/// <summary>What becomes of the values of a column when rows are copied.</summary>
/// <param name="Kind">What.</param>
public sealed record MaskRule(MaskKind Kind)
{
    /// <summary>By how many days dates move at most.</summary>
    public int Days { get; init; } = 365;
}

/// <summary>What becomes of a value.</summary>
public enum MaskKind
{
    /// <summary>It stays.</summary>
    Keep,

    /// <summary>It goes.</summary>
    Null,

    /// <summary>A keyed hash of it, in the form of the type.</summary>
    Hash,

    /// <summary>A made value of the same meaning; the same original has the same one in all tables.</summary>
    Fake,

    /// <summary>A date or moment that is moved, all by as many days.</summary>
    Shift,

    /// <summary>A fixed text.</summary>
    Redact,
}
