using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Runs;

/// <summary>Runs of migrations that meet each other, or somebody who holds a lock; on a server of their own.</summary>
public sealed class RunLockTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = PostgreSqlEngine.Create();

    private static readonly RunOptions Hasty = new()
    {
        LockTimeout = TimeSpan.FromMilliseconds(200),
        FirstPause = TimeSpan.FromMilliseconds(50),
        LongestPause = TimeSpan.FromMilliseconds(100),
        Watch = TimeSpan.FromMilliseconds(50),
        Poll = TimeSpan.FromMilliseconds(50),
    };

    [Fact]
    public async Task Two_runs_at_once_apply_everything_once()
    {
        await using var server = await StartAsync();
        await using var database = await server.CreateDatabaseAsync(Never);
        var folder = FolderOf(
            ("V1__a.sql", "create table a (id integer); select pg_sleep(0.3);"),
            ("V2__b.sql", "insert into a values (1);")
        );
        var told = new List<string>();
        var both = await Task.WhenAll(Run(), Run());
        Assert.Equal([0, 2], both.Order());
        Assert.Contains(told, t => t.StartsWith("waits for another run: session", StringComparison.Ordinal));
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        Assert.Single(await session.QueryAsync("select id from a", [], Never));

        async Task<int> Run() => (await ApplyAsync(database, folder, Hasty, told)).Count;
    }

    [Fact]
    public async Task A_run_that_does_not_end_is_named_and_refused()
    {
        await using var server = await StartAsync();
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var other = await RunSessions.OpenAsync(
            Engine,
            c => database.OpenAsync(SandboxUser.Owner, c),
            Hasty,
            _ => { },
            Never
        );
        var failure = await Assert.ThrowsAsync<Failure>(() =>
            ApplyAsync(
                database,
                FolderOf(("V1__a.sql", "create table a (id integer);")),
                Hasty with
                {
                    WaitForRun = TimeSpan.FromMilliseconds(200),
                },
                []
            )
        );
        Assert.Equal(ExitStatus.Refused, failure.Status);
        Assert.Equal("another-run", failure.Findings[0].Rule);
    }

    [Fact]
    public async Task A_table_that_somebody_holds_is_tried_again_and_they_are_named()
    {
        await using var server = await StartAsync();
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var holder = await database.OpenAsync(SandboxUser.Owner, Never);
        await holder.ExecuteAsync("create table a (id integer)", Never);
        await holder.BeginAsync(Never);
        await holder.ExecuteAsync("insert into a values (1)", Never);
        var told = new List<string>();
        var running = ApplyAsync(database, FolderOf(("V1__a.sql", "alter table a add column b integer;")), Hasty, told);
        for (var i = 0; i < 200 && !told.Exists(t => t.Contains("attempt 3", StringComparison.Ordinal)); i++)
        {
            await Task.Delay(50);
        }

        await holder.CommitAsync(Never);
        Assert.Single(await running);
        Assert.Contains(
            told,
            t =>
                t.StartsWith("waits for session", StringComparison.Ordinal)
                && t.Contains("idle in transaction", StringComparison.Ordinal)
        );
        Assert.Contains(told, t => t.Contains("attempt 3 of 30", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lock_that_never_comes_free_ends_the_run_with_nothing_half_done()
    {
        await using var server = await StartAsync();
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var holder = await database.OpenAsync(SandboxUser.Owner, Never);
        await holder.ExecuteAsync("create table a (id integer)", Never);
        await holder.BeginAsync(Never);
        await holder.ExecuteAsync("insert into a values (1)", Never);
        var folder = FolderOf(("V1__a.sql", "create table b (id integer); alter table a add column b integer;"));
        var failure = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(database, folder, Hasty with { Attempts = 2 }, []));
        await holder.CommitAsync(Never);
        Assert.Equal("lock-not-free", failure.Findings[0].Rule);
        Assert.Equal((1, 30), (failure.Findings[0].Location!.Line, failure.Findings[0].Location!.Column));
        Assert.Equal(
            "00",
            string.Concat(
                (
                    await holder.QueryAsync(
                        "select (to_regclass('b') is not null)::int, (select count(*) from dbwright_history)",
                        [],
                        Never
                    )
                )[0]
            )
        );
    }

    [Fact]
    public async Task A_backfill_that_gives_up_on_a_row_has_done_what_comes_before_it_once()
    {
        await using var server = await StartAsync();
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var holder = await database.OpenAsync(SandboxUser.Owner, Never);
        await holder.ExecuteAsync(
            "create table a (id integer primary key, n integer not null default 0); insert into a (id) select generate_series(1, 1000)",
            Never
        );
        await holder.BeginAsync(Never);
        await holder.ExecuteAsync("select from a where id = 500 for update", Never);
        var folder = FolderOf(
            ("V1__a.sql", "-- dbwright:no-transaction\n-- dbwright:backfill id batch 100\nupdate a set n = n + 1;\n")
        );
        var hasty = Hasty with { Attempts = 2 };
        var told = new List<string>();

        var failure = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(database, folder, hasty, told));
        await holder.RollbackAsync(Never);
        var done = await holder.QueryAsync("select count(*) from a where n = 1 having max(n) = 1", [], Never);
        await ApplyAsync(database, folder, hasty, told);

        Assert.Equal("lock-not-free", failure.Findings[0].Rule);
        Assert.Single(told, t => t.Contains("attempt 2 of 2", StringComparison.Ordinal));
        Assert.InRange((long)done[0][0]!, 100, 499);
        Assert.Equal(1000L, (await holder.QueryAsync("select count(*) from a where n = 1", [], Never))[0][0]);
    }

    [Fact]
    public async Task An_index_that_a_failed_build_left_behind_is_built_anew()
    {
        await using var server = await StartAsync();
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        await session.ExecuteAsync("create table a (id integer)", Never);
        await session.ExecuteAsync("insert into a values (1), (1)", Never);
        var folder = FolderOf(("V1__a.sql", "create unique index concurrently a_id on a (id);"));
        var failure = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(database, folder, Hasty, []));
        Assert.Equal("migration-failed", failure.Findings[0].Rule);
        await session.ExecuteAsync("delete from a where ctid = (select min(ctid) from a)", Never);
        var told = new List<string>();
        Assert.Single(await ApplyAsync(database, folder, Hasty, told));
        Assert.Contains(told, t => t.StartsWith("drop index concurrently a_id", StringComparison.Ordinal));
        Assert.True(
            (bool)
                (await session.QueryAsync("select indisvalid from pg_index where indexrelid = 'a_id'::regclass", [], Never))[0][
                    0
                ]!
        );
    }

    private static Task<ISandbox> StartAsync() => Engine.Sandboxes!.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);

    private static MigrationFolder FolderOf(params (string Name, string Text)[] files) =>
        MigrationFolder.Read(files.Select(f => new FolderFile(f.Name, f.Text, f.Name)).ToSequence())!;

    private static async Task<Sequence<HistoryEntry>> ApplyAsync(
        ISandboxDatabase database,
        MigrationFolder folder,
        RunOptions options,
        List<string> told
    )
    {
        await using var sessions = await RunSessions.OpenAsync(
            Engine,
            c => database.OpenAsync(SandboxUser.Owner, c),
            options,
            Tell,
            Never
        );
        var runner = new MigrationRunner(sessions, options, TimeProvider.System, "test", Tell);
        return await runner.UpAsync(RunPlan.For(folder, await runner.HistoryAsync(Never)).Pending, Never);

        void Tell(string line)
        {
            lock (told)
            {
                told.Add(line);
            }
        }
    }
}
