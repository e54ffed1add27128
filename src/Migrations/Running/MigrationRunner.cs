using System.Globalization;
using System.Text;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// Applies and undoes migrations. A file that can be one transaction is one, together with its row in the history; any other runs statement
/// by statement, and the history has how far it came.
/// </summary>
/// <param name="sessions">The run's sessions.</param>
/// <param name="options">How patient it is.</param>
/// <param name="clock">The clock.</param>
/// <param name="program">The version of dbwright.</param>
/// <param name="tell">Takes a line about what happens.</param>
public sealed class MigrationRunner(
    RunSessions sessions,
    RunOptions options,
    TimeProvider clock,
    string program,
    Action<string> tell
)
{
    private const int LongestText = 500;

    private const string ToWrite =
        "Run the command where it may write: on the primary and not on a replica, in a session that is not read-only, "
        + "with an account that may write to the file and to its folder.";

    private readonly Patience patience = new(options, tell);

    /// <summary>
    /// Is called before the first statement of each way up, with whether it had been begun before; what it throws ends the run.
    /// </summary>
    public Func<FolderMigration, bool, CancellationToken, Task>? Before { get; init; }

    private MigrationHistory History => sessions.History(sessions.Worker);

    /// <summary>The history; makes its table where it is not there yet.</summary>
    public async Task<Sequence<HistoryEntry>> HistoryAsync(CancellationToken cancellation)
    {
        // Who may write to the table need not be allowed to make tables.
        if (await History.ReadAsync(cancellation) is { } there)
        {
            return there;
        }

        try
        {
            await History.EnsureAsync(cancellation);
        }
        catch (EngineException e)
            when (e.Kind is EngineErrorKind.MissingRight or EngineErrorKind.ReadOnly or EngineErrorKind.MissingTable)
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "no-permission",
                $"The table {MigrationHistory.Table} cannot be made: {e.Message.Trim()} ({e.Code})",
                "It is in the migrated database and notes what is done there. Nothing was done.",
                e.Kind == EngineErrorKind.ReadOnly
                    ? ToWrite
                    : "Run the command with an account that may create tables in the database, or grant that right.",
                cause: e
            );
        }

        return await History.ReadAsync(cancellation) ?? [];
    }

    /// <summary>Applies migrations one after the other.</summary>
    /// <returns>What was applied.</returns>
    /// <exception cref="Failure">A file has changed meanwhile, a statement fails (with its place, what is done and how to go on), or an unfinished file was edited.</exception>
    public async Task<Sequence<HistoryEntry>> UpAsync(Sequence<FolderMigration> migrations, CancellationToken cancellation)
    {
        var history = (await HistoryAsync(cancellation)).ToDictionary(e => e.Version);
        var position = history.Values.Select(e => e.Position).DefaultIfEmpty(0).Max();
        var applied = new List<HistoryEntry>();
        foreach (var migration in migrations)
        {
            var isBegun = history.TryGetValue(migration.Version, out var before);
            if (Before is not null)
            {
                await Before(migration, isBegun, cancellation);
            }

            // One that was begun, or that runs again, keeps its place.
            var place = isBegun ? before!.Position : ++position;
            var entry = NewEntry(migration, place) with { State = HistoryState.Applying };
            var started = clock.GetTimestamp();
            var file = new FileRun(migration.Up, Steps(migration.Up), entry);
            var done = entry;
            await RunAsync(
                file,
                history =>
                {
                    var took = (long)clock.GetElapsedTime(started).TotalMilliseconds;
                    done = entry with { State = HistoryState.Applied, Milliseconds = took };
                    return history.WriteAsync(done, cancellation);
                },
                cancellation
            );
            applied.Add(done);
        }

        return applied.ToSequence();
    }

    /// <summary>Undoes migrations one after the other.</summary>
    /// <param name="migrations">They, the newest first, each with its row in the history.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">One has no way down, or a statement fails.</exception>
    public async Task DownAsync(
        Sequence<(FolderMigration Migration, HistoryEntry Entry)> migrations,
        CancellationToken cancellation
    )
    {
        foreach (var (migration, entry) in migrations)
        {
            var down = migration.Down ?? throw NoWayDown(migration);
            var file = new FileRun(down, Steps(down), entry with { State = HistoryState.Undoing });
            await RunAsync(file, history => history.RemoveAsync(entry.Version, cancellation), cancellation);
        }
    }

    /// <summary>The failure for a migration that cannot be undone.</summary>
    public static Failure NoWayDown(FolderMigration migration) =>
        Failure.Because(
            ExitStatus.Refused,
            "no-way-down",
            $"Version {migration.Version} ({migration.Description}) has no file that undoes it.",
            fix: "Write it beside the way up, in the form that the folder's tool has for it; `dbwright migrate verify FOLDER --write-down` "
                + "makes one and proves it, where that can be."
        );

    /// <summary>The row that a migration gets.</summary>
    public HistoryEntry NewEntry(FolderMigration migration, long position) =>
        new(migration.Version, migration.Checksum)
        {
            Position = position,
            Description = Cut(migration.Description),
            File = Cut(Path.GetFileName(migration.Up.Path)),
            AppliedBy = $"{Environment.UserName}@{Environment.MachineName}",
            Program = program,
            AppliedAt = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        };

    /// <summary>The row of an unfinished migration after somebody looked what became of the statement that was cut off.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="entry">Its row.</param>
    /// <param name="isDone">Whether the statement took effect.</param>
    public HistoryEntry Continued(FolderMigration migration, HistoryEntry entry, bool isDone)
    {
        var script = entry.State == HistoryState.Undoing ? migration.Down ?? throw NoWayDown(migration) : migration.Up;
        var done = entry.StepsDone + (isDone ? 1 : 0);
        return entry with
        {
            StepsDone = done,
            StepsChecksum = new FileRun(script, Steps(script), entry).ChecksumOf(done),
            StateBefore = null,
        };
    }

    /// <summary>What a run would send for one file.</summary>
    /// <param name="script">The file's way.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="undoesDefinitions">Whether its transactions hold definitions.</param>
    /// <param name="entry">The row of a migration that was begun; none for any other.</param>
    public static string Script(ScriptFile script, Engine engine, bool undoesDefinitions, HistoryEntry? entry = null)
    {
        var steps = engine.Require<ISteps>().Read(script.Text).ToSequence();
        var file = new FileRun(script, steps, new("", ""));
        var isWhole = file.IsOneTransaction && undoesDefinitions && !file.HasBackfill(engine);
        var done = Math.Min(entry?.StepsDone ?? 0, steps.Count);
        var text = new StringBuilder(
            $"-- {script.Path}: {(isWhole ? "one transaction" : "statement by statement, each noted in the history")}"
        );
        if (done > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"; {Quantity.Count(done, "statement")} of {steps.Count} done, settings of the session are made again"
            );
        }

        text.Append('\n').Append(isWhole ? "begin;\n" : "");
        for (var i = 0; i < steps.Count; i++)
        {
            if (i < done && steps[i].Kind != StepKind.Setting)
            {
                continue;
            }

            if (i == done && entry?.StateBefore is not null)
            {
                text.Append("-- unless it has taken effect: an earlier run was cut off in it\n");
            }

            if (Backfill.Of(script, steps[i], SqlDialects.Of(engine.Name)) is { } backfill)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"-- in batches of keys of {backfill.Key}, first of {backfill.Rows}{(i == done && entry?.LastKey is { } key ? $", behind key {key}" : "")}; each is a transaction\n"
                );
            }

            text.Append(steps[i].Text).Append(";\n");
        }

        return text.Append(isWhole ? "commit;\n" : "").Append('\n').ToString();
    }

    private async Task RunAsync(FileRun file, Func<MigrationHistory, Task> note, CancellationToken cancellation)
    {
        await sessions.HoldAsync(cancellation);
        var backfills = new BackfillRunner(sessions, options, clock, patience, tell);
        var runner = new StepRunner(sessions, file, patience, backfills, tell);
        try
        {
            if (file.IsOneTransaction && sessions.Worker.UndoesDefinitions && !file.HasBackfill(sessions.Engine))
            {
                await runner.OneTransactionAsync(IsDueAsync, note, cancellation);
            }
            else
            {
                await runner.ByStepsAsync(cancellation);
                await note(History);
            }
        }
        catch (EngineException e)
        {
            throw Failed(file, e);
        }

        if (file.Steps.Any(s => s.Kind == StepKind.Setting))
        {
            await sessions.RenewAsync(cancellation);
        }

        // Where nothing but the transaction keeps runs apart, another one may have been here between the plan and the lock.
        async Task<bool> IsDueAsync()
        {
            var found = await History.FindAsync(file.Entry.Version, cancellation);
            return file.IsUp ? found is null || found.Checksum != file.Entry.Checksum : found is not null;
        }
    }

    private Sequence<Step> Steps(ScriptFile script) => sessions.Engine.Require<ISteps>().Read(script.Text).ToSequence();

    private Failure Failed(FileRun file, EngineException error)
    {
        var isWhole = file.IsOneTransaction && sessions.Worker.UndoesDefinitions && !file.HasBackfill(sessions.Engine);
        var isBusy = error.Kind == EngineErrorKind.Busy;
        var isDenied = error.Kind is EngineErrorKind.MissingRight or EngineErrorKind.ReadOnly;
        return Failure.Because(
            ExitStatus.Failed,
            isBusy ? "lock-not-free"
                : isDenied ? "no-permission"
                : "migration-failed",
            $"{error.Message} ({error.Code})",
            isWhole
                ? "The file's transaction was undone; the files before it stay applied."
                : "The statements before this one are done and noted in the history; this one and those after it are not.",
            isBusy ? $"The lock was not free in {options.Attempts} attempts. Run the command again when what holds it is gone."
                : error.Kind == EngineErrorKind.ReadOnly ? ToWrite
                : isDenied ? "Run the command again with an account that may do this, or grant the right to the one that ran it."
                : isWhole ? "Correct the file and run the command again."
                : "Correct this statement, leave those before it as they are, and run the command again: it goes on here.",
            file.Script.At(error.Offset ?? 0),
            error
        );
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
