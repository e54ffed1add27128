using System.Globalization;
using Dbwright.Commands;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>What the verbs of <c>dbwright migrate</c> did, as text.</summary>
internal static class MigrateText
{
    /// <summary>Writes what was applied or undone, or where everything stands.</summary>
    public static void Write(MigrateResult result, string verb, TextWriter output)
    {
        if (result.Script is { } script)
        {
            output.Write(
                script.Length > 0 ? script
                : verb == "rollback" ? "-- Nothing is applied.\n"
                : "-- Nothing is pending.\n"
            );
            return;
        }

        output.WriteLine(result.Target);
        switch (verb)
        {
            case "status" or "repair":
                Standing(result, output);
                break;
            default:
                Entries(result.Applied, "applied", output);
                Entries(result.Undone, "undone", output);
                break;
        }

        output.WriteLine(
            $"{(result.Version is { } version ? $"At version {version}" : "No migration is applied")}, {Left(result)}."
        );
    }

    private static string Left(MigrateResult result)
    {
        var counts = new (int Count, string Words)[]
        {
            (result.Migrations.Count(m => m.Standing == MigrationStanding.Unfinished), "unfinished"),
            (result.Migrations.Count(m => m.Standing == MigrationStanding.Undoing), "half undone"),
            (result.Migrations.Count(m => m.Standing is MigrationStanding.Pending or MigrationStanding.OutOfOrder), "pending"),
        };
        var left = counts.Where(c => c.Count > 0).Select(c => $"{Quantity.Count(c.Count, "migration")} {c.Words}").ToList();
        return left.Count == 0 ? "nothing is pending" : string.Join(", ", left);
    }

    /// <summary>Writes what became of each of many targets, and what is in the way of those that failed.</summary>
    public static void Write(Sequence<TargetResult> results, TextWriter output, TextWriter error)
    {
        var table = new TextTable(("target", false), ("state", false), ("applied", true), ("version", false));
        foreach (var result in results)
        {
            table.Add(
                result.Name,
                result.Failure is not null ? "FAILED"
                    : result.Result is null ? "not begun"
                    : "done",
                result.Result is { } done ? done.Applied.Count.ToString(CultureInfo.InvariantCulture) : "",
                result.Result?.Version ?? ""
            );
        }

        table.Write(output);
        var failed = results.Count(r => r.Failure is not null);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{results.Count(r => r.Result is not null)} of {results.Count} done, {failed} failed."
            )
        );
        foreach (var result in results.Where(r => r.Failure is not null))
        {
            error.WriteLine($"{result.Name}:");
            FindingText.Write(result.Failure!.Findings, error);
        }
    }

    private static void Entries(Sequence<HistoryEntry> entries, string what, TextWriter output)
    {
        var width = entries.Select(e => e.Version.Length).DefaultIfEmpty().Max();
        foreach (var entry in entries)
        {
            var took =
                what == "applied" && entry.File != RunPlan.BaselineFile ? $", {Quantity.Milliseconds(entry.Milliseconds)}" : "";
            var words = entry.Description.Length > 0 ? entry.Description : entry.File;
            output.WriteLine($"{what}  {entry.Version.PadRight(width)}  {words}{took}");
        }
    }

    private static void Standing(MigrateResult result, TextWriter output)
    {
        var table = new TextTable(
            ("version", false),
            ("state", false),
            ("description", false),
            ("applied at", false),
            ("took", true)
        );
        foreach (var migration in result.Migrations)
        {
            var entry = migration.Entry;
            table.Add(
                migration.Version,
                State(migration),
                migration.Migration?.Description ?? entry!.Description,
                entry?.AppliedAt ?? "",
                entry is null || migration.Standing == MigrationStanding.Unfinished
                    ? ""
                    : Quantity.Milliseconds(entry.Milliseconds)
            );
        }

        table.Write(output);
    }

    // A backfill notes its last key.
    private static string Reached(HistoryEntry entry) => entry.LastKey is { } key ? $", the next one up to key {key}" : "";

    /// <summary>Where a migration stands, in words.</summary>
    public static string State(StandingMigration migration) =>
        migration.Standing switch
        {
            MigrationStanding.Applied when migration.Entry!.File == RunPlan.BaselineFile => "baseline",
            MigrationStanding.Applied => "applied",
            MigrationStanding.Pending => "pending",
            MigrationStanding.Unfinished => string.Create(
                CultureInfo.InvariantCulture,
                $"unfinished ({Quantity.Count(migration.Entry!.StepsDone, "statement")} done{Reached(migration.Entry)})"
            ),
            MigrationStanding.Undoing => "being undone",
            MigrationStanding.Edited => "edited",
            MigrationStanding.OutOfOrder => "out of order",
            MigrationStanding.Missing => "file missing",
            _ => "before the baseline",
        };
}
