using System.Globalization;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Runs;

/// <summary>
/// Runs of migrations whose connection is cut at every single call, before the server gets it and before its answer comes back. The next run
/// goes on, and schema, rows and history are those of a run that nothing happened to. The migrations are in <c>cases/apply/ENGINE/cut</c>.
/// </summary>
public sealed class CutRunTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    [InlineData("sqlite")]
    public async Task A_run_that_is_cut_off_anywhere_is_gone_on_with(string name)
    {
        var engine = EngineCatalog.Find(name);
        await using var server = await engine.Sandboxes!.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        var folder = FolderOf(name);
        var whole = new Scissors();
        var expected = await FinalAsync(engine, server, folder, whole);
        Assert.True(whole.Calls > 40, $"Only {whole.Calls} calls.");
        var wrong = new List<string>();
        for (var at = 1; at <= whole.Calls; at++)
        {
            foreach (var isLost in new[] { false, true })
            {
                var scissors = new Scissors { At = at, IsAnswerLost = isLost };
                var final = await FinalAsync(engine, server, folder, scissors);
                if (final != expected)
                {
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"cut at {at}, answer lost: {isLost}\n{final}"));
                }
            }
        }

        Assert.True(
            wrong.Count == 0,
            $"expected\n{expected}\n\n{string.Join("\n\n", wrong.Take(2))}\n{wrong.Count} of {2 * whole.Calls}"
        );
    }

    /// <summary>The migrations of an engine that are cut off.</summary>
    internal static MigrationFolder FolderOf(string name)
    {
        var folder = Repository.PathOf("cases", "apply", name, "cut");
        return MigrationFolder.Read(
            Directory
                .EnumerateFiles(folder)
                .Order(StringComparer.Ordinal)
                .Select(f => new FolderFile(Path.GetFileName(f), File.ReadAllText(f), f))
                .ToSequence()
        )!;
    }

    // Up with the scissors, up again without; down the same way, and what each leaves behind.
    private static async Task<string> FinalAsync(Engine engine, ISandbox server, MigrationFolder folder, Scissors scissors)
    {
        await using var database = await server.CreateDatabaseAsync(Never);
        await OnceAsync(engine, database, folder, scissors, isUp: true);
        if (scissors.IsCut)
        {
            await OnceAsync(engine, database, folder, new(), isUp: true);
        }

        var up = await StateAsync(engine, database);
        await OnceAsync(engine, database, folder, scissors, isUp: false);
        if (scissors.IsCut)
        {
            await OnceAsync(engine, database, folder, new(), isUp: false);
        }

        return $"{up}\n---\n{await StateAsync(engine, database)}";
    }

    private static async Task OnceAsync(
        Engine engine,
        ISandboxDatabase database,
        MigrationFolder folder,
        Scissors scissors,
        bool isUp
    )
    {
        if (scissors.IsCut)
        {
            return;
        }

        var options = new RunOptions { FirstPause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromMilliseconds(50) };
        try
        {
            await using var sessions = await RunSessions.OpenAsync(
                engine,
                async c => new CutSession(await database.OpenAsync(SandboxUser.Owner, c), scissors),
                options,
                _ => { },
                Never
            );
            var runner = new MigrationRunner(sessions, options, TimeProvider.System, "test", _ => { });
            var plan = RunPlan.For(folder, await runner.HistoryAsync(Never));
            if (isUp)
            {
                await runner.UpAsync(plan.Pending, Never);
            }
            else
            {
                var all = plan
                    .Migrations.Where(m => m.Entry is not null && m.Migration!.Down is not null)
                    .OrderByDescending(m => m.Entry!.Position)
                    .Select(m => (m.Migration!, m.Entry!))
                    .ToSequence();
                await runner.DownAsync(all, Never);
            }
        }
        catch (Exception e) when (scissors.IsCut && e is Failure or EngineException)
        {
            // The program is dead.
        }
    }

    private static async Task<string> StateAsync(Engine engine, ISandboxDatabase database)
    {
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        return await StateAsync(engine, session);
    }

    /// <summary>Schema, rows and history of a database, as a text.</summary>
    internal static async Task<string> StateAsync(Engine engine, ISession session)
    {
        var schema = await engine.Inspector!.ReadAsync(session, Never);
        var lines = engine.Writer!.Create(schema).Select(d => d.Sql).ToList();
        foreach (var table in schema.Tables.Where(t => t.Name.Name != MigrationHistory.Table.Name))
        {
            var columns = string.Join(", ", table.Columns.Select(c => engine.Names!.Quote(c.Name)));
            var rows = await session.QueryAsync($"select {columns} from {engine.Names!.Quote(table.Name)} order by 1", [], Never);
            lines.Add(string.Join('\n', rows.Select(r => string.Join('|', r))));
        }

        var history = await new MigrationHistory(session, engine.Names!).ReadAsync(Never) ?? [];
        lines.AddRange(history.Select(e => $"{e.Version} {e.State} {e.Checksum} {e.Position}"));
        return string.Join('\n', lines);
    }
}
