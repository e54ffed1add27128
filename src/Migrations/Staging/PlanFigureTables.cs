using System.Globalization;
using System.Text;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The parts of a plan's page that hold what was measured.</summary>
internal static class PlanFigureTables
{
    /// <summary>The tables that the plan touches, with what production holds in them.</summary>
    public static void Affected(StringBuilder text, StagedPlan plan, PlanFigures figures)
    {
        if (figures.Production is not { } production)
        {
            return;
        }

        text.Append("\n## Affected tables\n\n| table | rows | size with indexes |\n|---|---:|---:|\n");
        foreach (var table in plan.Tables)
        {
            var rows = production.Rows.Of(table.ToString()) is { } count ? Quantity.Count(count) : "not known";
            var size = production.Sizes.TryGetValue(table, out var bytes) ? Quantity.Bytes(bytes) : "not known";
            text.Append($"| {table} | {rows} | {size} |\n");
        }

        text.Append($"\nFrom {production.Source}.\n");
    }

    /// <summary>Every statement that was run, with what the server did for it.</summary>
    public static void Statements(StringBuilder text, Sequence<StageFile> files, PlanFigures figures)
    {
        var hasProduction = figures.Production is not null;
        text.Append("\n## Statements\n\n| file | statement | lock | what it writes and reads | took |");
        text.Append(
            hasProduction
                ? " alone, empty → full | in production |\n|---|---|---|---|---:|---:|---:|\n"
                : "\n|---|---|---|---|---:|\n"
        );
        foreach (var (file, found) in files.Zip(figures.Files))
        {
            foreach (var statement in found.Statements)
            {
                var step = file.StepOf(statement);
                text.Append($"| {file.Short} | {PlanPage.Shown(statement.Sql)} | {Lock(statement, step)} ");
                text.Append($"| {PlanPage.Escaped(Work(statement))} | {Quantity.Milliseconds(statement.Milliseconds)} |");
                text.Append(hasProduction ? $" {Alone(statement)} | {Estimate(figures, statement, step)} |\n" : "\n");
            }
        }

        text.Append($"\n{How(figures)}\n");
    }

    /// <summary>What was tried with each file.</summary>
    public static void Tests(StringBuilder text, Sequence<StageFile> files, PlanFigures figures)
    {
        text.Append(
            "\n## Tests that were run\n\n| file | up, on tables | down, and up again | reads and writes beside | the longest took |\n"
        );
        text.Append("|---|---|---|---:|---:|\n");
        foreach (var (file, found) in files.Zip(figures.Files))
        {
            var beside = found.Probe is { } met
                ? $"{Quantity.Count(met.Reads + met.Writes)} | {Quantity.Milliseconds(met.Longest)}"
                : "|";
            text.Append($"| {file.Short} | {Run(found, "up.")} | {Run(found, "down.")} | {beside} |\n");
        }

        text.Append(
            "\nTables were empty, full, and of rows at the edge of what the constraints allow (awkward). After the way down the catalogue and the "
                + "rows were the same as before.\n"
        );
        foreach (var (file, open) in files.Zip(figures.Files).SelectMany(f => f.Second.Verdicts.Select(v => (f.First, v))))
        {
            text.Append(
                open.State == EvidenceState.Executed ? "" : $"\n- {file.Short}: not checked: {open.Claim}. {open.Detail}\n"
            );
        }
    }

    private static string Run(FileVerification found, string way) =>
        string.Join(
            ", ",
            found
                .Verdicts.Where(v => v.State == EvidenceState.Executed && v.Id.StartsWith(way, StringComparison.Ordinal))
                .Select(v => v.Id[way.Length..] + (found.Refusals.Contains(v.Id) ? " (refused)" : ""))
        );

    private static string Lock(MeasuredStatement statement, MigrationStep? step) =>
        PlanPage.Escaped(statement.Measure is { Locks.Count: > 0 } measure ? VerifyWords.Locks(measure) : step?.Lock ?? "");

    private static string Work(MeasuredStatement statement) =>
        statement.Measure is { } measure ? VerifyWords.Work([measure]) : "";

    private static string Alone(MeasuredStatement statement) =>
        statement.Alone is { } alone
            ? $"{Quantity.Milliseconds(alone.Empty)} → {Quantity.Milliseconds(alone.Full)}"
            : "not measured";

    private static string Estimate(PlanFigures figures, MeasuredStatement statement, MigrationStep? step) =>
        figures.InProduction(statement, step) is { } there ? $"{(there.IsLimit ? "less than" : "about")} {Rounded(there)}"
        : !statement.HadRows && figures.Grows(statement, step) ? "not known: it did not run over rows"
        : "the same";

    // Nobody knows more than two digits of it.
    private static string Rounded(ProductionTime time)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, time.Milliseconds))) - 1);
        return Quantity.Duration(TimeSpan.FromMilliseconds(Math.Max(1, Math.Round(time.Milliseconds / unit) * unit)));
    }

    private static string How(PlanFigures figures)
    {
        var most = figures.Rows.Values.DefaultIfEmpty(0).Max();
        var text =
            (
                figures.KnowsLocks
                    ? $"Locks are those that {figures.Server} held on empty tables; times"
                    : $"Times of {figures.Server}"
            ) + $" are of tables with up to {Quantity.Count(most)} rows in a sandbox, with reads and writes beside.";
        return figures.Production is null
            ? $"{text} How many rows production has was not said: `--statistics` says it, and the page estimates the times there."
            : $"{text} *Alone* is the shortest time when the file ran again with nobody beside it, on empty tables and on full ones. *In "
                + "production* is the time on empty tables + (full - empty) × the rows there / the rows here. *Less than*: full - empty was below "
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{PlanFigures.Noise} ms, which nobody can measure, and counts as that much. "
                )
                + "Nothing is taken off for backfills and for what did not run again: their time is the one beside reads and writes. Other disks and other load make other times.";
    }
}
