using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>A history walked on three lines: with empty tables, with full ones, and with rows at the edge of what the constraints allow.</summary>
/// <param name="history">The migrations in the order in which an empty database takes them.</param>
/// <param name="engine">The engine.</param>
/// <param name="sandbox">Where it happens.</param>
/// <param name="volumes">How many rows tables get.</param>
/// <param name="options">What is verified.</param>
/// <param name="seed">Chooses among all possible rows.</param>
/// <param name="context">The world.</param>
internal sealed class VerifyRun(
    Sequence<FolderMigration> history,
    Engine engine,
    ISandbox sandbox,
    VerifyVolumes volumes,
    VerifyOptions options,
    long seed,
    CommandContext context
) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> scripts = [];
    private readonly VerifyFill fill = new(engine, sandbox, context with { Narrator = Nobody.Instance }, seed, options.Rules);
    private readonly LaterTypes later = LaterTypes.Of(history, engine);
    private readonly Line empty = new("empty");
    private readonly Line full = new("full");
    private readonly Line awkward = new("awkward");

    /// <summary>The rows of the full line at the end.</summary>
    public long Rows { get; private set; }

    /// <summary>Walks it.</summary>
    /// <param name="isWanted">Which migrations are verified; the others are only run.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>One for each that is verified.</returns>
    /// <exception cref="Failure">A migration that is only run is refused: its place and the engine's words.</exception>
    public async Task<Sequence<FileVerification>> RunAsync(Func<FolderMigration, bool> isWanted, CancellationToken cancellation)
    {
        var all = history.ToList();
        var first = all.FindIndex(m => isWanted(m));
        var last = all.FindLastIndex(m => isWanted(m));
        if (first < 0)
        {
            return [];
        }

        context.Narrator.Stage("replay the history");
        foreach (var line in new[] { empty, full, awkward })
        {
            await StartAsync(line, first, cancellation);
        }

        var results = new List<FileVerification>();
        for (var i = first; i <= last; i++)
        {
            if (!isWanted(all[i]))
            {
                await OnlyRunAsync(i, cancellation);
                continue;
            }

            context.Narrator.Stage(all[i].Up.Path);
            var (result, goesOn) = await VerifyAsync(i, cancellation);
            results.Add(result);
            if (!goesOn)
            {
                results.AddRange(
                    all.Skip(i + 1).Where(m => isWanted(m)).Select(m => After(m, $"{all[i].Up.Path} before it does not run."))
                );
                return results.ToSequence();
            }
        }

        Rows = (await new HeldReader(full.Open.Session, engine, full.Open.Schema).CountsAsync(cancellation)).Values.Sum();
        return results.ToSequence();
    }

    /// <summary>Tries the new application's statements on the schema at the end.</summary>
    public async Task<Verdict> NewStatementsAsync(Sequence<ApplicationStatement> statements, CancellationToken cancellation)
    {
        const string claim = "The new application's statements run after the last migration";
        var runs = await new ApplicationStatements(full.Open.Session).TryAsync(statements, null, cancellation);
        var failed = statements
            .Zip(runs)
            .Where(s => s.Second.Error is not null)
            .Select(s => $"{s.First.Name}: {s.Second.Error}")
            .ToList();
        var executed = runs.Count(r => r.IsExecuted);
        return new(
            "statements.new",
            claim,
            failed.Count == 0,
            EvidenceState.Executed,
            failed.Count == 0
                ? FormattableString.Invariant($"{executed} executed, {runs.Count - executed} prepared.")
                : string.Join("; ", failed)
        );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var line in new[] { empty, full, awkward })
        {
            await line.CloseAsync();
        }

        foreach (var script in scripts)
        {
            await script.DisposeAsync();
        }
    }

    private async Task<(FileVerification Result, bool GoesOn)> VerifyAsync(int at, CancellationToken cancellation)
    {
        var migration = history[at];
        var steps = engine.Require<ISteps>().Read(migration.Up.Text).ToSequence();
        var verifier = new FileVerifier(migration, steps, options, engine);
        var before = empty.Open.Schema;
        try
        {
            MigrateChecks.Files(
                [migration.Up, .. migration.Down is { } down ? [down] : Array.Empty<ScriptFile>()],
                engine,
                empty.Open.Session.UndoesDefinitions
            );
        }
        catch (Failure e)
        {
            verifier.Refute("apply", "`migrate apply` runs it", FileVerifier.Said(e));
            await AllByScriptAsync(at, cancellation);
            return (verifier.Result, true);
        }

        if (!await verifier.CatalogueAsync(empty.Open, cancellation))
        {
            if (!empty.Open.BrokenByRights)
            {
                return (verifier.Result, false);
            }

            await AllByScriptAsync(at, cancellation);
            return (After(migration, $"It needs rights that the owner of a sandbox does not have: {empty.Reason}"), true);
        }

        if (empty.Open.Broken is not null)
        {
            await StartAsync(empty, at + 1, cancellation);
        }

        await RowsAsync(verifier, full, at, before, cancellation);
        await RowsAsync(verifier, awkward, at, before, cancellation);
        return (verifier.Result, true);
    }

    private async Task RowsAsync(
        FileVerifier verifier,
        Line line,
        int at,
        RelationalSchema before,
        CancellationToken cancellation
    )
    {
        if (line.Unfilled is { } reason)
        {
            verifier.NotChecked($"up.{line.Data}", $"It runs on {line.Data} tables", $"They could not be filled: {reason}");
            await UnfilledUpAsync(line, at, verifier.After!, cancellation);
        }
        else
        {
            await FilledAsync(verifier, line, at, cancellation);
        }

        if (line.Open.Broken is not null)
        {
            await StartAsync(line, at + 1, cancellation);
            return;
        }

        await FillAsync(line, before, at + 1, cancellation);
    }

    // Texts that do not convert are no fault of the file: whether there are such, nobody can tell from here.
    private async Task FilledAsync(FileVerifier verifier, Line line, int at, CancellationToken cancellation)
    {
        var conversions = TextsOf(line.Open.Schema, later.Within(at));
        var refusal = await verifier.RowsAsync(line.Open, line.Data, line.Probe, conversions.Count > 0, cancellation);
        if (refusal is null)
        {
            return;
        }

        var (upId, runs) = ($"up.{line.Data}", $"It runs on {line.Data} tables");
        var said = await new UnconvertedTexts(engine, conversions).SaidAsync(line.Open.Session, refusal, cancellation);
        if (line == full)
        {
            verifier.NotChecked(
                upId,
                runs,
                $"{said} The texts had the form of what they become; the file reads them in another one, which nobody can know from here."
            );
            return;
        }

        var permits =
            $"{said} The schema before it permits such a text; whether production has one nobody can tell from here. "
            + "A remark `-- depends-on-data: WHAT` says that there are none.";
        if (verifier.Result.Verdicts.Any(v => v is { Id: "up.full", State: EvidenceState.Unverified }))
        {
            verifier.NotChecked(upId, runs, permits);
            return;
        }

        verifier.NotChecked("conversion", "Every text that may be there converts", permits);
        await StartAsync(line, at, cancellation, later.Within(at));
        if (line.Unfilled is { } reason)
        {
            verifier.NotChecked(upId, runs, $"They could not be filled: {reason}");
            await UnfilledUpAsync(line, at, verifier.After!, cancellation);
            return;
        }

        refusal = await verifier.RowsAsync(line.Open, line.Data, line.Probe, converts: true, cancellation);
        if (refusal is not null)
        {
            verifier.NotChecked(upId, runs, $"Nor with texts in the form of what they become: {FileVerifier.Said(refusal)}");
        }
    }

    private static List<(Table Table, Column Column, LaterType Type)> TextsOf(
        RelationalSchema schema,
        IReadOnlyDictionary<string, LaterType> types
    ) =>
        schema
            .Tables.SelectMany(t =>
                t.Columns.Where(c => c.Type is DataType.Text)
                    .Select(c => (t, c, types.GetValueOrDefault(LaterTypes.Key(t.Name.Name, c.Name))!))
            )
            .Where(t => t.Item3 is not null)
            .ToList();

    // Some rows may have come in before one was refused, and the file may refuse those.
    private async Task UnfilledUpAsync(Line line, int at, RelationalSchema after, CancellationToken cancellation)
    {
        try
        {
            await line.Open.UpAsync(history[at], cancellation);
            line.Open.Schema = after;
        }
        catch (Failure)
        {
            await StartAsync(line, at + 1, cancellation);
        }
    }

    private async Task OnlyRunAsync(int at, CancellationToken cancellation)
    {
        var before = empty.Open.Schema;
        foreach (var line in new[] { empty, full, awkward })
        {
            try
            {
                await line.Open.UpAsync(history[at], cancellation);
                line.Open.Schema = await line.Open.ReadAsync(cancellation);
            }
            catch (Failure)
            {
                // With rows, or without rights, it may not run; replayed as a script on empty tables it does, or says why not.
                await StartAsync(line, at + 1, cancellation);
                continue;
            }

            await FillAsync(line, before, at + 1, cancellation);
        }
    }

    private async Task AllByScriptAsync(int at, CancellationToken cancellation)
    {
        foreach (var line in new[] { empty, full, awkward })
        {
            await StartAsync(line, at + 1, cancellation);
        }
    }

    // A new database with the first so many migrations, and rows; texts at the edge of what is converted next, if given.
    private async Task StartAsync(
        Line line,
        int count,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, LaterType>? converted = null
    )
    {
        await line.CloseAsync();
        var database = await sandbox.CreateDatabaseAsync(cancellation);
        try
        {
            if (count > 0)
            {
                var replay = new ScriptRequest(history.Take(count).Select(m => m.Up).ToSequence())
                {
                    Include = SourceInclude.Read,
                };
                scripts.Add(await engine.Require<IScriptRunner>().RunAsync(database, replay, cancellation));
            }

            line.Opened = await VerifyLine.OpenAsync(engine, database, context.Clock, context.ProgramVersion, cancellation);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }

        line.Unfilled = null;
        if (line == full)
        {
            line.Probe = await ProbeWorkload.OpenAsync(database, context.Clock, cancellation);
        }

        line.Open.Schema = await line.Open.ReadAsync(cancellation);
        await FillAsync(line, new(engine.Name), count, cancellation, converted);
        if (line == full)
        {
            // Once: reading everything anew for the planner after each file would take longer than all else.
            await engine.Require<IStatistics>().AnalyzeAsync(line.Open.Session, cancellation);
        }
    }

    // Rows as they are before the migration at that place of the history.
    private async Task FillAsync(
        Line line,
        RelationalSchema before,
        int next,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, LaterType>? converted = null
    )
    {
        if (line == empty || line.Unfilled is not null)
        {
            return;
        }

        var schema = line.Open.Schema;
        try
        {
            if (line == full)
            {
                await fill.RowsAsync(line.Open, before, volumes.For(schema), null, later.From(next), cancellation);
            }
            else
            {
                var few = schema.Tables.ToDictionary(t => t.Name, _ => VerifyFill.AwkwardRows);
                await fill.RowsAsync(line.Open, before, few, 0.5, later.From(next), cancellation);
                await new EdgeValues(engine).ApplyAsync(
                    line.Open.Session,
                    before,
                    schema,
                    converted ?? LaterTypes.Nothing,
                    cancellation
                );
            }
        }
        catch (Failure e)
        {
            line.Unfilled = FileVerifier.Said(e);
            context.Narrator.Tell($"tables of the {line.Data} line get no rows: {line.Unfilled}");
        }
        catch (EngineException e)
        {
            line.Unfilled = e.Message;
            context.Narrator.Tell($"tables of the {line.Data} line get no rows: {line.Unfilled}");
        }
    }

    private static FileVerification After(FolderMigration migration, string reason) =>
        new(migration.Version, migration.Up.Path, migration.Checksum)
        {
            Verdicts = [new(FileVerifier.UpOnEmpty, "It runs on empty tables", false, EvidenceState.Unverified, reason)],
        };

    private sealed class Line(string data)
    {
        public string Data => data;

        public VerifyLine? Opened { get; set; }

        public VerifyLine Open => Opened!;

        public ProbeWorkload? Probe { get; set; }

        public string? Unfilled { get; set; }

        public string Reason => Open.Broken ?? "";

        public async Task CloseAsync()
        {
            await (Probe?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (Opened?.DisposeAsync() ?? ValueTask.CompletedTask);
            (Probe, Opened) = (null, null);
        }
    }

    private sealed class Nobody : INarrator
    {
        public static Nobody Instance { get; } = new();

        public void Stage(string title) { }

        public void Tell(string line) { }

        public void Progress(string what, long done, long total) { }
    }
}
