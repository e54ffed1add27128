using System.Globalization;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Runs;

/// <summary>
/// Runs of migrations whose server is killed (SIGKILL) before and after every statement of the files, and started again on what it left on
/// disk. The next run goes on; schema, rows and history are those of a run that nothing happened to. The migrations are in
/// <c>cases/apply/ENGINE/cut</c>.
/// </summary>
public sealed class KilledServerTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private static readonly RunOptions Options = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(10),
        LongestPause = TimeSpan.FromMilliseconds(50),
    };

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task A_run_whose_server_is_killed_is_gone_on_with(string name)
    {
        var engine = EngineCatalog.Find(name);
        var folder = CutRunTests.FolderOf(name);
        await using var server = await OwnServer.StartAsync(name);
        var whole = new Killer(server, folder, engine);
        var expected = await FinalAsync(engine, server, folder, whole);
        Assert.True(whole.Statements >= 8, $"Only {whole.Statements} statements.");
        var wrong = new List<string>();
        for (var at = 1; at <= whole.Statements; at++)
        {
            foreach (var isAfter in new[] { false, true })
            {
                var final = await FinalAsync(engine, server, folder, new(server, folder, engine) { At = at, IsAfter = isAfter });
                if (final != expected)
                {
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"killed at {at}, after it: {isAfter}\n{final}"));
                }
            }
        }

        Assert.True(
            wrong.Count == 0,
            $"expected\n{expected}\n\n{string.Join("\n\n", wrong.Take(2))}\n{wrong.Count} of {2 * whole.Statements}"
        );
    }

    private static async Task<string> FinalAsync(Engine engine, OwnServer server, MigrationFolder folder, Killer killer)
    {
        var database = await server.CreateDatabaseAsync();
        await UpAsync(engine, folder, async _ => new KillingSession(await server.OpenAsync(database), killer), killer);
        if (killer.HasKilled)
        {
            await server.StartAgainAsync();
            await UpAsync(engine, folder, _ => server.OpenAsync(database), null);
        }

        await using var session = await server.OpenAsync(database);
        return await CutRunTests.StateAsync(engine, session);
    }

    private static async Task UpAsync(
        Engine engine,
        MigrationFolder folder,
        Func<CancellationToken, Task<ISession>> open,
        Killer? killer
    )
    {
        try
        {
            await using var sessions = await RunSessions.OpenAsync(engine, open, Options, _ => { }, Never);
            var runner = new MigrationRunner(sessions, Options, TimeProvider.System, "test", _ => { });
            var plan = RunPlan.For(folder, await runner.HistoryAsync(Never));
            await runner.UpAsync(plan.Pending, Never);
        }
        catch (Exception e) when (killer is { HasKilled: true } && e is Failure or EngineException)
        {
            // There is no server any more.
        }
    }

    private sealed class Killer(OwnServer server, MigrationFolder folder, Engine engine)
    {
        private readonly HashSet<string> texts = folder
            .Migrations.SelectMany(m => engine.Require<ISteps>().Read(m.Up.Text))
            .Select(s => s.Text)
            .ToHashSet(StringComparer.Ordinal);

        public int? At { get; init; }

        public bool IsAfter { get; init; }

        public int Statements { get; private set; }

        public bool HasKilled { get; private set; }

        public async Task ExecuteAsync(ISession session, string sql, CancellationToken cancellation)
        {
            var isIt = texts.Contains(sql) && ++Statements == At;
            if (isIt && !IsAfter)
            {
                Kill();
            }

            await session.ExecuteAsync(sql, cancellation);
            if (isIt && IsAfter)
            {
                Kill();
            }
        }

        private void Kill()
        {
            HasKilled = true;
            server.Kill();
        }
    }

    private sealed class KillingSession(ISession inner, Killer killer) : ISession
    {
        public EngineVersion Version => inner.Version;

        public string VersionText => inner.VersionText;

        public bool UndoesDefinitions => inner.UndoesDefinitions;

        public Task ExecuteAsync(string sql, CancellationToken cancellation) => killer.ExecuteAsync(inner, sql, cancellation);

        public Task<IReadOnlyList<object?[]>> QueryAsync(
            string sql,
            IReadOnlyList<object?> values,
            CancellationToken cancellation
        ) => inner.QueryAsync(sql, values, cancellation);

        public Task<IPreparedStatement> PrepareAsync(Statement statement, CancellationToken cancellation) =>
            inner.PrepareAsync(statement, cancellation);

        public Task BeginAsync(CancellationToken cancellation) => inner.BeginAsync(cancellation);

        public Task BeginReadingAsync(CancellationToken cancellation) => inner.BeginReadingAsync(cancellation);

        public Task CommitAsync(CancellationToken cancellation) => inner.CommitAsync(cancellation);

        public Task RollbackAsync(CancellationToken cancellation) => inner.RollbackAsync(cancellation);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
