using System.Collections.Frozen;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Runs the files of a review in a sandbox, those that are reported statement by statement, and keeps what the server did. Each statement is
/// a transaction of its own, so that its locks are its own; only where a file undoes something are its transactions kept.
/// </summary>
internal sealed class LintMeasuring(Engine engine, CommandContext context)
{
    private static readonly string[] NotOurs = ["42501", "42704", "1044", "1142", "1227"];

    private readonly ILockMeter meter = engine.Require<ILockMeter>();
    private readonly List<IScriptRun> runs = [];

    /// <summary>Measures.</summary>
    /// <param name="wanted">The sandbox.</param>
    /// <param name="files">The files in the order in which they run.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">No sandbox can be started, or a file that is not reported cannot be run.</exception>
    public async Task<MeasuredMigrations> RunAsync(
        SandboxRequest wanted,
        Sequence<MigrationText> files,
        CancellationToken cancellation
    )
    {
        context.Narrator.Stage($"Measuring on {engine.Title}");
        await using var sandbox = await engine.Require<ISandboxes>().StartAsync(wanted, context.Narrator.Tell, cancellation);
        await using var database = await sandbox.CreateDatabaseAsync(cancellation);
        var measured = new Dictionary<string, Sequence<TriedStatement>>(StringComparer.Ordinal);
        try
        {
            foreach (var (file, number) in files.Select((f, i) => (f, i)))
            {
                context.Narrator.Progress("files", number, files.Count);
                var steps = file.IsReported ? engine.Require<ISteps>().Read(file.Text).ToList() : [];
                if (steps.Count == 0 || steps.Exists(s => s.Kind == StepKind.Client))
                {
                    runs.Add(await LoadAsync(database, file, file.Text, cancellation));
                }
                else
                {
                    measured[file.Path] = await MeasureAsync(database, file, steps, cancellation);
                }
            }
        }
        finally
        {
            foreach (var run in Enumerable.Reverse(runs))
            {
                await run.DisposeAsync();
            }
        }

        return new(sandbox.VersionText, measured.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private Task<IScriptRun> LoadAsync(
        ISandboxDatabase database,
        MigrationText file,
        string text,
        CancellationToken cancellation
    ) =>
        engine
            .Require<IScriptRunner>()
            .RunAsync(
                database,
                new ScriptRequest([new(file.Path, text) { IsOneTransaction = file.IsOneTransaction == true }])
                {
                    Include = SourceInclude.Read,
                },
                cancellation
            );

    private async Task<Sequence<TriedStatement>> MeasureAsync(
        ISandboxDatabase database,
        MigrationText file,
        List<Step> steps,
        CancellationToken cancellation
    )
    {
        var found = new List<TriedStatement>();
        var keepsTransactions = steps.Exists(s => s.Kind == StepKind.Rollback || Begins(s, "savepoint"));
        var isOpen = false;
        await using var session = await database.OpenAsync(SandboxUser.Owner, cancellation);
        foreach (var step in steps)
        {
            try
            {
                switch (step.Kind)
                {
                    case StepKind.Begin when keepsTransactions && !isOpen:
                        await session.BeginAsync(cancellation);
                        isOpen = true;
                        break;
                    case StepKind.Commit when isOpen:
                        await session.CommitAsync(cancellation);
                        isOpen = false;
                        break;
                    case StepKind.Rollback when isOpen:
                        await session.RollbackAsync(cancellation);
                        isOpen = false;
                        break;
                    case StepKind.Begin or StepKind.Commit or StepKind.Rollback:
                        break;
                    case StepKind.Setting:
                        await session.ExecuteAsync(step.Text, cancellation);
                        break;

                    // What holds for a transaction holds here for the file.
                    case StepKind.Plain when !isOpen && Begins(step, "set local"):
                        await session.ExecuteAsync($"set {step.Text["set local".Length..]}", cancellation);
                        break;
                    default:
                        var measure = await meter.MeasureAsync(database, session, step, cancellation);
                        found.Add(new(step.Offset, step.Text.Length) { Measure = measure, AreLocksKnown = !isOpen });
                        break;
                }
            }
            catch (EngineException e)
            {
                if (!isOpen && await IsAllowedToOthersAsync(database, file, step, e, cancellation))
                {
                    continue;
                }

                // What follows a refusal fails for it, or runs on what should not be there.
                found.Add(new(step.Offset, step.Text.Length) { Refusal = e.Message, RefusedAt = step.Offset + (e.Offset ?? 0) });
                break;
            }
        }

        return found.ToSequence();
    }

    // What needs an administrator (extensions, roles) runs from the closed list of the script runner, unmeasured.
    private async Task<bool> IsAllowedToOthersAsync(
        ISandboxDatabase database,
        MigrationText file,
        Step step,
        EngineException refusal,
        CancellationToken cancellation
    )
    {
        if (!NotOurs.Contains(refusal.Code, StringComparer.Ordinal) && !Begins(step, "create extension"))
        {
            return false;
        }

        try
        {
            runs.Add(await LoadAsync(database, file, step.Text, cancellation));
            return true;
        }
        catch (Failure)
        {
            return false;
        }
    }

    private static bool Begins(Step step, string words) => step.Text.StartsWith(words, StringComparison.OrdinalIgnoreCase);
}
