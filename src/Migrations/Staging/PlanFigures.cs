using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What production has, as far as anybody said.</summary>
/// <param name="Source">Where it is from, as a phrase: <c>the statistics of postgresql://db/shop</c>.</param>
/// <param name="Rows">About how many rows its tables have.</param>
public sealed record ProductionTables(string Source, TableRows Rows)
{
    /// <summary>The bytes that its tables take with their indexes; empty where nobody can tell.</summary>
    public IReadOnlyDictionary<QualifiedName, long> Sizes { get; init; } = new Dictionary<QualifiedName, long>();
}

/// <summary>What the files of a plan did in a sandbox over rows, and what follows from that for production.</summary>
/// <param name="Server">The server's version, as it says it itself.</param>
/// <param name="Rows">How many rows each table had.</param>
/// <param name="Files">What was found of each file, in their order.</param>
public sealed record PlanFigures(string Server, IReadOnlyDictionary<QualifiedName, long> Rows, Sequence<FileVerification> Files)
{
    /// <summary>What production has; none when nobody said.</summary>
    public ProductionTables? Production { get; init; }

    /// <summary>What was run, as a sentence.</summary>
    public string Words => IsWhole ? Said(Rows) : "Over rows only in part: the page says what of it, and why.";

    /// <summary>Whether every file was run over rows; otherwise tables could not be filled.</summary>
    public bool IsWhole =>
        !Files.Any(f =>
            f.Verdicts.Any(v => v.State != EvidenceState.Executed && v.Id.StartsWith("up.", StringComparison.Ordinal))
        );

    /// <summary>What is said when the files were run over so many rows.</summary>
    public static string Said(IReadOnlyDictionary<QualifiedName, long> rows) =>
        $"And over rows, {Quantity.Count(rows.Values.DefaultIfEmpty(0).Max())} in the largest table: up, down, and up again.";

    /// <summary>Two times that are closer together, in milliseconds, are not told apart: a scheduler and a clock make as much.</summary>
    public const double Noise = 0.5;

    /// <summary>
    /// How long a statement takes in production: what it takes on empty tables, and what rows add to that times the rows there by the rows
    /// here; builds of indexes are measured to grow like that too. None when it does not grow with the rows, when the rows there are not known,
    /// or when it was not run over rows here.
    /// </summary>
    /// <param name="statement">The statement.</param>
    /// <param name="step">The step of the plan that it is; none when it is part of none.</param>
    public ProductionTime? InProduction(MeasuredStatement statement, MigrationStep? step)
    {
        if (Production is null || !statement.HadRows)
        {
            return null;
        }

        if (Grown(statement, step).Select(Factor).Max() is not { } factor)
        {
            return null;
        }

        // What did not run again has its first time only: nothing can be taken off then.
        var (empty, full) = statement.Alone is { } alone ? (alone.Empty, alone.Full) : (0, statement.Milliseconds);
        var added = full - empty;
        return new(empty + Math.Max(added, Noise) * factor, added < Noise);
    }

    /// <summary>Whether the server said what its statements lock.</summary>
    public bool KnowsLocks => Files.Any(f => f.Statements.Any(s => s.Measure is { Locks.Count: > 0 }));

    /// <summary>Whether a statement may take longer the more rows there are.</summary>
    public bool Grows(MeasuredStatement statement, MigrationStep? step) => Grown(statement, step).Any();

    // Where nothing was measured, the time may grow with the table that the statement is about; where the engine shows nothing of what it
    // does, the times tell whether it grows.
    private IEnumerable<QualifiedName> Grown(MeasuredStatement statement, MigrationStep? step) =>
        statement.Measure switch
        {
            { Way: { Algorithm: MySqlAlgorithm.Copy or MySqlAlgorithm.InPlace } } => Subject(statement, step),
            { Scans: true, Scanned.Count: 0, Written.Count: 0 } => Subject(statement, step),
            { Locks.Count: 0, Scanned.Count: 0, Written.Count: 0 } when !KnowsLocks && statement.Alone is { } alone => alone.Full
                - alone.Empty
            >= Noise
                ? Subject(statement, step)
                : [],
            { } measure => measure.Scanned.Concat(measure.Written.Select(w => w.Table ?? w.Name)),
            _ => Subject(statement, step),
        };

    // An index has a name of its own; its table stands in its statement.
    private IEnumerable<QualifiedName> Subject(MeasuredStatement statement, MigrationStep? step) =>
        step is null ? []
        : Rows.ContainsKey(step.On.Name) ? [step.On.Name]
        : Rows.Keys.Where(t => statement.Sql.Contains(t.Name, StringComparison.OrdinalIgnoreCase));

    private double? Factor(QualifiedName table) =>
        Production!.Rows.Of(table.ToString()) is { } there && Rows.GetValueOrDefault(table) is > 1 and var here
            ? Math.Max(1, there / (double)here)
            : null;
}

/// <summary>How long a statement is estimated to take in production.</summary>
/// <param name="Milliseconds">The time in milliseconds.</param>
/// <param name="IsLimit">Whether it takes less: what rows add to it was too little to be measured.</param>
public sealed record ProductionTime(double Milliseconds, bool IsLimit);
