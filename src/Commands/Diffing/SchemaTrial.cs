using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>A database of a sandbox that has a schema, in which what dbwright wrote is run.</summary>
internal sealed class SchemaTrial : IAsyncDisposable
{
    private readonly Engine engine;
    private readonly ISandboxDatabase database;
    private readonly List<IScriptRun> runs = [];

    private SchemaTrial(Engine engine, ISandboxDatabase database) => (this.engine, this.database) = (engine, database);

    /// <summary>The database.</summary>
    public ISandboxDatabase Database => database;

    /// <summary>A database with a schema.</summary>
    /// <exception cref="Failure">The engine refuses the schema.</exception>
    public static async Task<SchemaTrial> StartAsync(
        Engine engine,
        ISandbox sandbox,
        RelationalSchema schema,
        CancellationToken cancellation
    )
    {
        var trial = new SchemaTrial(engine, await sandbox.CreateDatabaseAsync(cancellation));
        var definitions = engine.Require<IWriter>().Create(schema).Select(d => d.Sql);
        await trial.RunAsync("first-schema.sql", string.Concat(definitions.Select(s => $"{s};\n")), cancellation);
        return trial;
    }

    /// <summary>Runs a text that dbwright wrote.</summary>
    /// <exception cref="Failure">The engine refuses it, which is a defect of dbwright (<see cref="ExitStatus.Failed"/>).</exception>
    public async Task RunAsync(string name, string sql, CancellationToken cancellation)
    {
        try
        {
            await TakeAsync(new(name, sql), cancellation);
        }
        catch (Failure e) when (e.Status is ExitStatus.BadInput or ExitStatus.Failed or ExitStatus.Refused)
        {
            throw new Failure(
                ExitStatus.Failed,
                e.Findings.Select(f =>
                        f with
                        {
                            Title = $"{engine.Title} refused what dbwright wrote. {f.Title}",
                            Fix = DiffProof.Report,
                        }
                    )
                    .ToSequence(),
                e
            );
        }
    }

    /// <summary>Runs a text that somebody else wrote.</summary>
    /// <exception cref="Failure">The engine refuses it.</exception>
    public async Task TakeAsync(ScriptFile script, CancellationToken cancellation) =>
        runs.Add(await engine.Require<IScriptRunner>().RunAsync(database, new ScriptRequest([script]), cancellation));

    /// <summary>The schema that the database has now.</summary>
    public async Task<RelationalSchema> ReadAsync(CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(SandboxUser.Owner, cancellation);
        return await engine.Require<IInspector>().ReadAsync(session, cancellation);
    }

    /// <summary>What is not as expected.</summary>
    public async Task<List<string>> CompareAsync(RelationalSchema expected, string when, CancellationToken cancellation) =>
        Diff.Between(Held(expected), Held(await ReadAsync(cancellation))).Select(c => $"{when}: {c}").ToList();

    private RelationalSchema Held(RelationalSchema schema) =>
        database.HoldsAccounts ? schema : engine.Require<IInspector>().Without(schema, null);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var run in runs)
        {
            await run.DisposeAsync();
        }

        await database.DisposeAsync();
    }
}
