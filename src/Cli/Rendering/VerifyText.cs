using System.Globalization;
using Dbwright.Commands;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>What <c>dbwright migrate verify</c> found, as text.</summary>
internal static class VerifyText
{
    /// <summary>Writes a table with a line for each migration, then what is wrong, what is destroyed, and what was not checked.</summary>
    public static void Write(VerifyResult result, TextWriter output)
    {
        output.WriteLine($"{result.Folder} ({result.Tool}) on {result.Server}");
        if (result.Files.Count == 0)
        {
            output.WriteLine("Nothing to verify.");
            return;
        }

        var table = new TextTable(
            ("file", false),
            ("verdict", false),
            ("up", false),
            ("down", false),
            ("rows", false),
            ("stall", true),
            ("took", true),
            ("what it locks, writes and reads", false)
        );
        foreach (var file in result.Files)
        {
            table.Add(
                Path.GetFileName(file.File) is "migration.sql" ? file.Version : Path.GetFileName(file.File),
                VerifyJson.Word(file.Outcome),
                Cell(file, "up.empty", "up.full", "up.awkward"),
                file.GeneratedDown is not null ? "generated" : Cell(file, "down.catalogue", "up-again.catalogue"),
                Cell(file, "down.full", "down.awkward", "data-loss"),
                file.Probe is { } probe ? Quantity.Milliseconds((long)Math.Ceiling(probe.Longest)) : "",
                file.Statements.Count == 0
                    ? ""
                    : Quantity.Milliseconds((long)Math.Ceiling(file.Statements.Sum(s => s.Milliseconds))),
                VerifyWords.Of(file.Statements)
            );
        }

        table.Write(output);
        foreach (var file in result.Files)
        {
            Details(file, output);
        }

        output.WriteLine();
        if (result.NewStatements is { } coming)
        {
            Line(coming, output);
        }

        var outcomes = result.Files.CountBy(f => f.Outcome).ToDictionary();
        output.WriteLine(
            string.Join(
                ", ",
                outcomes
                    .OrderBy(o => o.Key)
                    .Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Value} {Sum(o.Key, o.Value)}"))
            ) + "."
        );
    }

    private static void Details(FileVerification file, TextWriter output)
    {
        var shown = file.Verdicts.Where(v => v is not { State: EvidenceState.Executed, Holds: true }).ToList();
        if (shown.Count == 0 && file.Losses.Count == 0 && file.GeneratedDown is null)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(file.File);
        foreach (var verdict in shown)
        {
            Line(verdict, output);
        }

        if (file.Losses.Count > 0 && !shown.Exists(v => v.Id == "data-loss"))
        {
            output.WriteLine($"  destroys: {string.Join("; ", file.Losses)}");
        }

        if (file.WrittenDown is { } path)
        {
            output.WriteLine($"  way down written: {path}");
        }
        else if (file.GeneratedDown is not null)
        {
            output.WriteLine("  has no way down; a generated one holds (--write-down writes it)");
        }
    }

    private static void Line(Verdict verdict, TextWriter output) =>
        output.WriteLine(
            $"  {(verdict.State != EvidenceState.Executed ? "not checked" : verdict.Holds ? "holds" : "REFUTED")}: {verdict.Claim}. {verdict.Detail}"
        );

    private static string Cell(FileVerification file, params string[] ids)
    {
        var verdicts = file.Verdicts.Where(v => ids.Contains(v.Id)).ToList();
        return verdicts.Exists(v => v is { State: EvidenceState.Executed, Holds: false }) ? "NO"
            : verdicts.Exists(v => v is { State: EvidenceState.Executed }) ? "yes"
            : "-";
    }

    private static string Sum(VerificationOutcome outcome, int count) =>
        outcome switch
        {
            VerificationOutcome.Holds => count == 1 ? "migration holds" : "migrations hold",
            VerificationOutcome.Refuted => "refuted",
            _ => "not checked",
        };
}
