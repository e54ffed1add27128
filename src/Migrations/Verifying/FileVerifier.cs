using System.Globalization;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>What is verified beside the ways up and down themselves.</summary>
public sealed record VerifyOptions
{
    /// <summary>How long reads and writes beside a migration may wait: as long as a run waits for a lock.</summary>
    public TimeSpan LongestStall { get; init; } = new RunOptions().LockTimeout;

    /// <summary>Statements of the application as it is now, which must still run after every migration that is not a contract.</summary>
    public Sequence<ApplicationStatement> OldStatements { get; init; } = [];

    /// <summary>What is known beforehand of the values that columns take.</summary>
    public SeedRules Rules { get; init; } = SeedRules.None;

    /// <summary>How many times going up again is timed, on empty tables and on full ones; more make the shortest time a steadier figure.</summary>
    public int Rounds { get; init; } = 1;
}

/// <summary>Verifies one migration: up, down and up again on each line, and what it does to rows and to an application beside it.</summary>
public sealed partial class FileVerifier
{
    /// <summary>The verdict that shows whether anything was run.</summary>
    public const string UpOnEmpty = "up.empty";

    private const int Shown = 10;

    private readonly FolderMigration migration;
    private readonly VerifyOptions options;
    private readonly FileClaims claims;
    private readonly FilledColumns filled;
    private readonly List<Verdict> verdicts = [];
    private readonly List<string> refusals = [];
    private readonly List<string> losses = [];
    private FolderMigration walked;
    private RelationalSchema? before;
    private RelationalSchema? after;
    private RelationalSchema? undone;
    private bool goesDown = true;
    private Sequence<MeasuredStatement> measured = [];
    private Dictionary<Location, double> emptyTimes = [];
    private ProbeResult? probe;
    private string? generated;

    /// <summary>A verifier of one migration.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="steps">The statements of its way up.</param>
    /// <param name="options">What is verified.</param>
    /// <param name="engine">The engine, whose SQL they are.</param>
    public FileVerifier(FolderMigration migration, Sequence<Step> steps, VerifyOptions options, Engine engine)
    {
        this.migration = migration;
        this.options = options;
        walked = migration;
        claims = FileClaims.Of(migration, steps);
        filled = FilledColumns.Of(steps, SqlDialects.Of(engine.Name));
    }

    /// <summary>The schema that it leads to; none when its way up failed on empty tables.</summary>
    public RelationalSchema? After => after;

    /// <summary>What was found.</summary>
    public FileVerification Result =>
        new(migration.Version, migration.Up.Path, migration.Checksum)
        {
            Verdicts = verdicts.ToSequence(),
            Refusals = refusals.ToSequence(),
            Losses = losses.Distinct(StringComparer.Ordinal).ToSequence(),
            Statements = measured,
            Probe = probe,
            GeneratedDown = goesDown ? generated : null,
            DownChecksum = walked.Down is { } down ? new FolderMigration("", "", down).Checksum : "",
        };

    /// <summary>Says that something was not checked.</summary>
    public void NotChecked(string id, string claim, string reason) =>
        verdicts.Add(new(id, claim, false, EvidenceState.Unverified, reason));

    /// <summary>Says that something was found without running anything.</summary>
    public void Refute(string id, string claim, string detail) =>
        verdicts.Add(new(id, claim, false, EvidenceState.Executed, detail));

    /// <summary>On empty tables: whether the catalogue is the same after up, down and up again. Afterwards the line is up.</summary>
    /// <returns>Whether the way up ran.</returns>
    public async Task<bool> CatalogueAsync(VerifyLine line, CancellationToken cancellation)
    {
        before = line.Schema;
        HistoryEntry entry;
        try
        {
            (entry, measured) = await line.MeasuredUpAsync(migration, seesLocks: true, cancellation);
        }
        catch (Failure e)
        {
            line.Break(e);
            Judge(UpOnEmpty, "It runs on empty tables", [Said(e)], "");
            return false;
        }

        line.Schema = after = await line.ReadAsync(cancellation);
        Judge(UpOnEmpty, "It runs on empty tables", [], Words(after));
        undone = before;
        if (Down(line.Engine) is not null)
        {
            await DownAsync(line, entry, cancellation);
        }

        return true;
    }

    private ScriptFile? Down(Engine engine)
    {
        if (migration.Down is { } written)
        {
            return written;
        }

        goesDown = false;
        if (migration.Kind != MigrationKind.Versioned)
        {
            return null;
        }

        try
        {
            if (GeneratedDown.For(migration, before!, after!, engine) is not { } made)
            {
                NotChecked(
                    "down.catalogue",
                    "Its way down leads back",
                    "The folder has none, and it changes nothing in the catalogue."
                );
                return null;
            }

            generated = made.Text;
            walked = migration with { Down = made };
            goesDown = true;
            return made;
        }
        catch (Failure e)
        {
            NotChecked("down.catalogue", "Its way down leads back", $"The folder has none, and none could be made: {Said(e)}");
            return null;
        }
    }

    private async Task DownAsync(VerifyLine line, HistoryEntry entry, CancellationToken cancellation)
    {
        var claim = generated is null
            ? "Its way down leads back to the same catalogue"
            : "A generated way down leads back to the same catalogue";
        try
        {
            await line.DownAsync(walked, entry, cancellation);
        }
        catch (Failure e)
        {
            goesDown = false;
            line.Break(e);
            Weigh("down.catalogue", claim, [Said(e)], "");
            return;
        }

        undone = await line.ReadAsync(cancellation);
        var differences = Differences(before!, undone);
        Weigh(
            "down.catalogue",
            claim,
            differences,
            generated is null ? "Equal to the one before." : "Equal to the one before. The folder has no way down."
        );
        try
        {
            emptyTimes = await TimedAgainAsync(line, cancellation);
            var again = await line.ReadAsync(cancellation);
            Weigh(
                "up-again.catalogue",
                "Going up again gives the same catalogue",
                Differences(after!, again),
                "Equal to the one after the first time."
            );
            line.Schema = again;
        }
        catch (Failure e)
        {
            goesDown = false;
            line.Break(e);
            Weigh("up-again.catalogue", "Going up again gives the same catalogue", [Said(e)], "");
        }
    }

    // Up, and down and up some times more: the shortest time of each statement by where it stands. What a scheduler adds is never negative.
    private async Task<Dictionary<Location, double>> TimedAgainAsync(VerifyLine line, CancellationToken cancellation)
    {
        var shortest = new Dictionary<Location, double>();
        for (var round = 1; ; round++)
        {
            var (entry, statements) = await line.MeasuredUpAsync(migration, seesLocks: false, cancellation);
            foreach (var statement in statements)
            {
                shortest[statement.At] = Math.Min(
                    shortest.GetValueOrDefault(statement.At, double.MaxValue),
                    statement.Milliseconds
                );
            }

            if (round >= options.Rounds)
            {
                return shortest;
            }

            await line.DownAsync(walked, entry, cancellation);
        }
    }

    // What was generated is dbwright's offer, not the file's claim: it is made only when it holds.
    private void Weigh(string id, string claim, Sequence<string> against, string detail)
    {
        if (generated is not null && against.Count > 0)
        {
            goesDown = false;
            NotChecked(id, claim, $"The folder has no way down, and the generated one does not hold: {Few(against)}");
            return;
        }

        Judge(id, claim, against, detail);
    }

    private void Judge(string id, string claim, Sequence<string> against, string detail) =>
        verdicts.Add(new(id, claim, against.Count == 0, EvidenceState.Executed, against.Count == 0 ? detail : Few(against)));

    // Comparing what is equal to the last record takes a fraction of looking for what differs.
    private static Sequence<string> Differences(RelationalSchema expected, RelationalSchema found) =>
        expected == found ? [] : Diff.Between(expected, found).Select(c => c.ToString()).ToSequence();

    private static string Few(Sequence<string> all) =>
        string.Join("; ", all.Take(Shown))
        + (all.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $"; and {all.Count - Shown} more") : "");

    private static string Words(RelationalSchema schema) =>
        $"{Quantity.Count(schema.Tables.Count, "table")} in the catalogue behind it.";

    /// <summary>The first finding of a failure with its place.</summary>
    public static string Said(Failure failure)
    {
        if (failure.Findings is not [{ } first, ..])
        {
            return failure.Message;
        }

        // A run's detail is what is done and what is not; here there is no next run.
        var isRun = first.Rule is "migration-failed" or "no-permission" && first.Location is not null;
        var detail = isRun || first.Detail.Length == 0 ? "" : $" {first.Detail}";
        return $"{(first.Location is { } at ? $"{at}: " : "")}{first.Title}{detail}";
    }
}
