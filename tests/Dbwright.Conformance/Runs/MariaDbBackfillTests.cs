using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Runs;

/// <summary>Backfills of MariaDB, whose batches the server runs by itself.</summary>
public sealed class MariaDbBackfillTests
{
    private const int Rows = 500;

    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = MariaDbEngine.Create();

    /// <summary>
    /// Each row is done once, whatever type the key has, whether the server is asked once or for every batch; the database has another character
    /// set than the keys.
    /// </summary>
    [Theory]
    [InlineData("bigint", "cast(seq * 3 as signed) - 700")]
    [InlineData("smallint", "seq div 3")]
    [InlineData("bigint unsigned", "18446744073709551615 - seq")]
    [InlineData("decimal(12, 3)", "seq / 7.0")]
    [InlineData("uuid", "concat(lpad(hex(seq), 8, 0), '-0000-1000-8000-', lpad(hex(seq * 7919), 12, 0))")]
    [InlineData("varchar(20)", "concat('it''s ? ', seq)")]
    [InlineData("varchar(20) character set utf8mb4 collate utf8mb4_bin", "char(200 + seq using ucs2)")]
    [InlineData("varchar(9) character set latin1", "repeat('\\\\', 1 + seq % 9)")]
    [InlineData("char(5)", "seq")]
    [InlineData("datetime(6)", "'2026-01-01' + interval seq * 7.000001 second")]
    [InlineData("timestamp", "'2026-01-01' + interval seq * 7 minute")]
    public async Task Each_row_is_done_once(string type, string key)
    {
        await using var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync(
            $"""
            alter database character set latin1;
            create table `a Table` (`a Key` {type}, n integer not null default 0, dbwright integer, key (`a Key`));
            insert into `a Table` (`a Key`) select {key} from seq_1_to_{Rows}
            """,
            Never
        );

        foreach (var alone in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(5) })
        {
            await BackfillRun.ApplyAsync(
                Engine,
                database.Database,
                "`a Key` batch 7",
                "update `a Table` set n = n + 1",
                new() { Tell = alone }
            );
        }

        var wrong = await database.Session.QueryAsync("select concat(`a Key`), n from `a Table` where n <> 2", [], Never);
        Assert.Empty(wrong.Select(r => $"{r[0]}: {r[1]}"));
    }

    [Fact]
    public async Task A_table_without_rows_is_done()
    {
        await using var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync("create table a (id integer, n integer)", Never);

        var told = await BackfillRun.ApplyAsync(Engine, database.Database, "id", "update a set n = 1", new());

        Assert.Contains(told, t => t.Contains("0 keys of a in 0 batches", StringComparison.Ordinal));
    }

    /// <summary>In that mode compound statements are written in the language of another engine.</summary>
    [Theory]
    [InlineData("traditional", true)]
    [InlineData("oracle", false)]
    public async Task The_mode_of_the_session_decides_who_sends_the_batches(string mode, bool byItself)
    {
        await using var database = await WithRowsAsync();
        await database.Session.ExecuteAsync($"set sql_mode = {mode}", Never);

        var batches = await ((IServerBatches)database.Session).BatchesAsync(Statement("id"), Never);

        Assert.Equal(byItself, batches is not null);
    }

    /// <summary>All batches together take longer than a statement may, none of them does.</summary>
    [Fact]
    public async Task A_limit_for_statements_holds_for_batches()
    {
        await using var database = await WithRowsAsync();

        await BackfillRun.ApplyAsync(
            Engine,
            database.Database,
            "id batch 1",
            "update a set n = id + sleep(0.01)",
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
        await using var database = await WithRowsAsync();
        var batches = await ((IServerBatches)database.Session).BatchesAsync(Statement("id"), Never);

        var done = await batches!.RunAsync(5, new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(seconds)), Never);

        Assert.Equal(expected, done.Batches);
        Assert.Equal(expected * 5L, done.Keys);
        Assert.Equal((long)expected, (await database.Session.QueryAsync("select count(*) from notes", [], Never))[0][0]);
    }

    /// <summary>A batch that is refused is undone with its note, those before it stand and are counted, and what follows goes on behind them.</summary>
    [Fact]
    public async Task What_was_refused_goes_on_behind_the_last_batch()
    {
        await using var database = await WithRowsAsync();
        await database.Session.ExecuteAsync("alter table a add constraint small check (n < 498)", Never);
        var batches = await ((IServerBatches)database.Session).BatchesAsync(Statement("n + id"), Never);
        var limits = new BatchLimits(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<EngineException>(() => batches!.RunAsync(7, limits, Never));
        await database.Session.ExecuteAsync("alter table a drop constraint small", Never);
        var done = await batches!.RunAsync(2, limits, Never);

        Assert.Equal((long)Rows, done.Keys);
        Assert.True(done.IsLast);
        Assert.Equal("i500", done.Key);
        Assert.Equal((long)Rows, (await database.Session.QueryAsync("select count(*) from a where n = id", [], Never))[0][0]);
        Assert.Equal((long)done.Batches, (await database.Session.QueryAsync("select count(*) from notes", [], Never))[0][0]);
    }

    private static async Task<TestDatabase> WithRowsAsync()
    {
        var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync(
            $"""
            create table a (id integer, n integer not null default 0);
            insert into a (id) select seq from seq_1_to_{Rows};
            create table notes (number integer auto_increment primary key, noted text)
            """,
            Never
        );
        return database;
    }

    private static BatchedStatement Statement(string value) =>
        new(
            "a",
            "id",
            range => $"update a set n = {value} where {range}",
            "insert into notes (noted) select ? where ? <> ''",
            "select max(noted) from notes where number = (select max(number) from notes) and ? <> ''",
            "run",
            _ => "i"
        );
}
