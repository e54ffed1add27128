using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What the review is told besides the files.</summary>
public sealed record LintOptions
{
    /// <summary>
    /// Tables with fewer rows make no findings about time: scanning or rewriting ten thousand rows takes some hundredths of a second.
    /// </summary>
    public const long DefaultSmallRows = 10_000;

    /// <summary>The rows below which a table is small.</summary>
    public long SmallRows { get; init; } = DefaultSmallRows;

    /// <summary>The rows of tables, where they are known; by name, with the schema where it is not the default one.</summary>
    public TableRows Rows { get; init; } = TableRows.Unknown;

    /// <summary>What a server was seen to do; <see langword="null"/> when nothing was measured.</summary>
    public MeasuredMigrations? Measured { get; init; }

    /// <summary>Whether the runner opens a transaction for a file of which nothing else is known.</summary>
    public bool AssumesTransaction { get; init; }

    /// <summary>Which rules speak, and how loud.</summary>
    public RuleSelection Rules { get; init; } = RuleSelection.Default;

    /// <summary>Limits of the rules that count.</summary>
    public LintLimits Limits { get; init; } = new();
}

/// <summary>Limits of the rules that count; each is a matter of policy.</summary>
public sealed record LintLimits
{
    /// <summary>Columns of an index.</summary>
    public int IndexColumns { get; init; } = 5;

    /// <summary>Indexes of a table.</summary>
    public int TableIndexes { get; init; } = 10;

    /// <summary>Characters of a <c>varchar</c>.</summary>
    public int VarcharLength { get; init; } = 2560;

    /// <summary>Rows of one <c>insert</c> or of one write without a limit.</summary>
    public int WrittenRows { get; init; } = 10_000;

    /// <summary>Statements in one transaction.</summary>
    public int TransactionStatements { get; init; } = 100;

    /// <summary>Values of one <c>in</c> list, or conditions joined by <c>or</c>.</summary>
    public int Conditions { get; init; } = 50;

    /// <summary>Characters of a comment on an object.</summary>
    public int CommentLength { get; init; } = 512;

    /// <summary>Columns that every table has.</summary>
    public Sequence<string> RequiredColumns { get; init; } = ["id", "created_at", "updated_at"];

    /// <summary>Tables that migrations leave alone: names, with the schema where it is not the default one.</summary>
    public Sequence<string> ProtectedTables { get; init; } = [];

    /// <summary>Functions that are not called, in lower case.</summary>
    public Sequence<string> ForbiddenFunctions { get; init; } =
    ["benchmark", "load_file", "lo_export", "lo_import", "pg_read_file", "pg_sleep", "pg_terminate_backend", "sleep"];
}
