using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Runs;

/// <summary>Backfills of PostgreSQL, whose batches the server runs by itself.</summary>
public sealed class BackfillTests
{
    private const int Rows = 500;

    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = PostgreSqlEngine.Create();

    /// <summary>Each row is done once, whatever type the key has, whether the server is asked once or for every batch.</summary>
    [Theory]
    [InlineData("bigint", "n * 3 - 700")]
    [InlineData("smallint", "n / 3")]
    [InlineData("numeric(12, 3)", "n / 7.0")]
    [InlineData("uuid", "md5(n::text)::uuid")]
    [InlineData("text", "'it''s $1 ' || n")]
    [InlineData("text collate \"C\"", "chr(60 + n) || '$$'")]
    [InlineData("char(5)", "n::text")]
    [InlineData("varchar(9)", "repeat('\\', 1 + n % 9)")]
    [InlineData("\"a Domain\"", "n")]
    [InlineData("timestamp", "timestamp '2026-01-01' + n * interval '7.000001 s'")]
    [InlineData("timestamp", "case n when 500 then timestamp 'infinity' else timestamp '0044-03-15 BC' + n * interval '1 s' end")]
    [InlineData("timestamptz", "timestamptz '2026-03-29 00:30 Europe/Berlin' + n * interval '7 min'")]
    public async Task Each_row_is_done_once(string type, string key)
    {
        await using var database = await Servers.PostgreSqlDatabase();
        await database.Session.ExecuteAsync(
            $"""
            create domain "a Domain" as bigint check (value > 0);
            create table "a Table" ("a Key" {type}, n integer not null default 0);
            insert into "a Table" ("a Key") select {key} from generate_series(1, {Rows}) as n;
            create index on "a Table" ("a Key")
            """,
            Never
        );

        foreach (var alone in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(5) })
        {
            await BackfillRun.ApplyAsync(
                Engine,
                database.Database,
                "\"a Key\" batch 7",
                "update \"a Table\" set n = n + 1",
                new() { Tell = alone }
            );
        }

        var wrong = await database.Session.QueryAsync("select \"a Key\"::text, n from \"a Table\" where n <> 2", [], Never);
        Assert.Empty(wrong.Select(r => $"{r[0]}: {r[1]}"));
    }

    [Fact]
    public async Task A_table_without_rows_is_done()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        await database.Session.ExecuteAsync("create table a (id integer, n integer)", Never);

        var told = await BackfillRun.ApplyAsync(Engine, database.Database, "id", "update a set n = 1", new());

        Assert.Contains(told, t => t.Contains("0 keys of a in 0 batches", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_may_not_use_the_servers_language_sends_the_batches()
    {
        await using var server = await Engine.Sandboxes!.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        await using var created = await server.CreateDatabaseAsync(Never);
        await using (var administrator = await created.OpenAsync(SandboxUser.Administrator, Never))
        {
            await administrator.ExecuteAsync("revoke usage on language plpgsql from public", Never);
        }

        await using var session = await created.OpenAsync(SandboxUser.Owner, Never);
        await session.ExecuteAsync("create table a (id integer, n integer not null default 0)", Never);
        await session.ExecuteAsync($"insert into a select generate_series(1, {Rows})", Never);

        await BackfillRun.ApplyAsync(Engine, created, "id batch 7", "update a set n = n + 1", new());

        Assert.Equal((long)Rows, (await session.QueryAsync("select count(*) from a where n = 1", [], Never))[0][0]);
    }

    /// <summary>All batches together take longer than a statement may, none of them does.</summary>
    [Fact]
    public async Task A_limit_for_statements_holds_for_batches()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        await database.Session.ExecuteAsync(
            $$"""
            create function slow(integer) returns integer language plpgsql as $f$ begin perform pg_sleep(0.01); return $1; end $f$;
            create table a (id integer, n integer);
            insert into a select generate_series(1, {{Rows}})
            """,
            Never
        );

        await BackfillRun.ApplyAsync(
            Engine,
            database.Database,
            "id batch 1",
            "update a set n = slow(id)",
            new() { StatementTimeout = TimeSpan.FromSeconds(2), Tell = TimeSpan.FromMinutes(1) }
        );

        Assert.Equal((long)Rows, (await database.Session.QueryAsync("select count(*) from a where n = id", [], Never))[0][0]);
    }

    /// <summary>What takes too long is told at once, so that the next ones have fewer keys.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(60, Rows / 5)]
    public async Task No_batch_is_begun_behind_one_that_took_too_long(int seconds, int expected)
    {
        await using var database = await Servers.PostgreSqlDatabase();
        await database.Session.ExecuteAsync(
            $"create table a (id integer, n integer); insert into a select generate_series(1, {Rows}); create table notes (key text)",
            Never
        );
        var statement = new BatchedStatement(
            "a",
            "id",
            range => $"update a set n = id where {range}",
            "insert into notes select $1 where $2 <> ''",
            "select null::text where $1 = ''",
            "run",
            _ => "i"
        );
        var batches = await ((IServerBatches)database.Session).BatchesAsync(statement, Never);

        var done = await batches!.RunAsync(5, new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(seconds)), Never);

        Assert.Equal(expected, done.Batches);
        Assert.Equal((long)expected, (await database.Session.QueryAsync("select count(*) from notes", [], Never))[0][0]);
    }
}
