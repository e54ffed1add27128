using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Migrations;
using Xunit;

namespace Dbwright.Conformance.Runs;

/// <summary>A backfill gives way to a replica that is behind; on a server of its own with a replica that applies what it gets late.</summary>
public sealed class ReplicaLagTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private static readonly RunOptions Options = new()
    {
        Batch = TimeSpan.FromMilliseconds(200),
        Poll = TimeSpan.FromMilliseconds(100),
        ReplicaLag = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public async Task A_backfill_pauses_until_the_replica_has_caught_up()
    {
        var engine = PostgreSqlEngine.Create();
        await using var server = await OwnServer.StartAsync("postgresql");
        await using var replica = await server.ReplicateAsync(TimeSpan.FromSeconds(2));
        var database = await server.CreateDatabaseAsync();
        await using (var session = await server.OpenAsync(database))
        {
            await session.ExecuteAsync(
                """
                create function slow(bigint) returns bigint language plpgsql as
                    $$ begin perform pg_sleep(0.001); return $1; end $$;
                create table t (id bigint primary key, a bigint);
                insert into t (id) select generate_series(1, 5000)
                """,
                Never
            );
        }

        const string name = "V1__fill.sql";
        const string text = "-- dbwright:no-transaction\n-- dbwright:backfill id batch 100\nupdate t set a = slow(id);\n";
        var told = new List<string>();
        var caughtUp = Task.CompletedTask;
        await using var sessions = await RunSessions.OpenAsync(engine, _ => server.OpenAsync(database), Options, Listen, Never);
        var folder = MigrationFolder.Read([new FolderFile(name, text, name)])!;

        await new MigrationRunner(sessions, Options, TimeProvider.System, "test", Listen).UpAsync(folder.Migrations, Never);

        await caughtUp;
        Assert.Contains(told, t => t.Contains("pauses, as a replica is", StringComparison.Ordinal));
        Assert.Equal(5000L, (await sessions.Worker.QueryAsync("select count(*) from t where a = id", [], Never))[0][0]);

        void Listen(string line)
        {
            told.Add(line);
            if (line.Contains("pauses", StringComparison.Ordinal) && caughtUp == Task.CompletedTask)
            {
                caughtUp = replica.HurryAsync();
            }
        }
    }
}
