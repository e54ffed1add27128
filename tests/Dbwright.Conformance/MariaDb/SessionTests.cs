using System.Diagnostics;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.MariaDb;

public sealed class SessionTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly ParameterSource None = new ParameterSource.Fixed(null);

    [Fact]
    public async Task A_script_is_sent_as_it_was_written()
    {
        await using var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync(
            """
            -- a comment; with a semicolon
            create table t (id int, note text default ':name ? ; it''s \'; x'); # another ; one
            /* and ; one more */
            create trigger t_before before insert on t for each row begin
                if new.id = 1 then
                    set new.note = if(new.id = 1, 'one; x', 'no');
                elseif new.id > 1 then set new.note = case when new.id = 2 then 'two' else 'many' end;
                end if;
            end;
            delimiter //
            create procedure fill(n int) begin
                declare i int default 0;
                while i < n do set i = i + 1; insert into t (id) values (i); end while;
            end//
            delimiter ;
            call fill(3); insert into t (id) values (0);;
            """,
            Never
        );
        var rows = await database.Session.QueryAsync("select id, note from t order by id", [], Never);
        Assert.Equal([":name ? ; it's '; x", "one; x", "two", "many"], rows.Select(r => r[1]));
    }

    [Theory]
    [InlineData("select * from t where id = 1", false, "Impossible WHERE noticed after reading const tables")]
    [InlineData("select * from t where id = 1", true, "no matching row in const table")]
    [InlineData("select * from t where id = 1 and id = 2", false, "Impossible WHERE")]
    [InlineData("select min(id) from t", false, "No matching min/max row")]
    [InlineData("delete from t where 1 = 0", false, "Impossible WHERE")]
    [InlineData("insert into t values (1)", false, "insert on t")]
    public async Task A_plan_that_reads_nothing_says_why(string sql, bool run, string label)
    {
        await using var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync("create table t (id int primary key)", Never);
        var plan = await MariaDbEngine.Create().PlanReader!.ReadAsync(database.Session, new(sql, []), [], run, Never);
        Assert.Equal(label, plan.Walk().Last().Label);
    }

    [Fact]
    public async Task Parameters_may_have_any_length()
    {
        await using var database = await Servers.MariaDbDatabase();
        for (var length = 3000; length < 3010; length++)
        {
            var rows = await database.Session.QueryAsync("select ?, ?", [new string('x', length), "y"], Never);
            Assert.Equal([new string('x', length), "y"], rows[0]);
        }
    }

    [Fact]
    public async Task Refused_insert_that_returns_rows_is_an_error_and_leaves_the_statement_usable()
    {
        await using var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync("create table k (id bigint auto_increment primary key, n bigint unique)", Never);
        await using var insert = await database.Session.PrepareAsync(
            new("insert into k (n) values (?) returning id", [new("n", new DataType.Integer(64), None)]),
            Never
        );
        Assert.Equal(1, await insert.RunAsync([1L], Never));

        var refused = await Assert.ThrowsAsync<EngineException>(() => insert.RunAsync([1L], Never));

        Assert.Equal("1062", refused.Code);
        Assert.Equal(1, await insert.RunAsync([2L], Never));
        Assert.Equal(2L, (await database.Session.QueryAsync("select count(*) from k", [], Never))[0][0]);
    }

    [Fact]
    public async Task Values_come_back_as_they_went()
    {
        await using var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync(
            """
            create table v (a bigint, b decimal(30,10), c longtext, d boolean, e datetime(6), f date, g time(6), h uuid, i double, j longblob, k json)
            """,
            Never
        );
        var uuid = Guid.Parse("018f0000-0001-7000-8000-000000000001");
        var moment = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc).AddMicroseconds(9);
        object?[] values =
        [
            long.MinValue,
            -12345678.9012345000m,
            "größe 😀 " + new string('x', 1000),
            true,
            moment,
            new DateOnly(1999, 12, 31),
            new TimeOnly(23, 59, 59, 999),
            uuid,
            0.1,
            new byte[] { 0, 1, 255 },
            """{"a": 1}""",
        ];
        await database.Session.QueryAsync("insert into v values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values, Never);
        await database.Session.QueryAsync("insert into v values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", new object?[11], Never);
        var rows = await database.Session.QueryAsync("select * from v order by a is null", [], Never);
        object?[] expected =
        [
            .. values[..3],
            1L,
            moment,
            values[5],
            new TimeSpan(0, 23, 59, 59, 999),
            uuid.ToString("D"),
            .. values[8..],
        ];
        Assert.Equal(expected, rows[0]);
        Assert.All(rows[1], Assert.Null);
        foreach (var (column, value) in "abcdefghi".Zip(values))
        {
            var found = await database.Session.QueryAsync($"select count(*) from v where {column} = ?", [value], Never);
            Assert.True(found[0][0] is 1L, $"{column} = {value}");
        }
    }

    [Fact]
    public async Task Dates_of_zeros_are_taken_and_come_as_texts()
    {
        await using var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync("create table z (a date, b datetime(3), c timestamp null)", Never);
        object?[] values = ["2024-00-00", "0000-00-00 00:00:00.000", "0000-00-00 00:00:00"];
        await database.Session.QueryAsync("insert into z values (?, ?, ?)", values, Never);
        Assert.Equal(values, Assert.Single(await database.Session.QueryAsync("select * from z", [], Never)));
    }

    [Theory]
    [InlineData("select wrong", 0)]
    [InlineData("select 1;\n  select 'ä😀' frm x", 29)]
    [InlineData("create table x (a int);\ncreate table y (a int int)", 46)]
    public async Task An_error_says_where(string sql, int offset)
    {
        await using var database = await Servers.MariaDbDatabase();
        var error = await Assert.ThrowsAsync<EngineException>(() => database.Session.ExecuteAsync(sql, Never));
        Assert.Equal(offset, error.Offset);
    }

    [Fact]
    public async Task A_list_is_as_many_marks_as_it_has_items()
    {
        await using var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync(
            "create table n (a int primary key, b text); insert into n values (1, '?'), (2, 'x'), (3, 'x')",
            Never
        );
        var statement = new Statement(
            "select a from n where b <> '?;' and a in (?) and a > ?",
            [new("a", new DataType.Integer(32), None, Many: true), new("least", new DataType.Integer(32), None)]
        );
        await using var prepared = await database.Session.PrepareAsync(statement, Never);
        Assert.Equal(2, await prepared.RunAsync([new long[] { 1, 2, 3 }, 1L], Never));
        Assert.Equal(1, await prepared.RunAsync([new long[] { 3 }, 1L], Never));
        Assert.Equal(0, await prepared.RunAsync([Array.Empty<long>(), 1L], Never));
        Assert.Equal(3, await prepared.RunAsync([new long[] { 1, 2, 3, 4 }, 0L], Never));
    }

    [Fact]
    public async Task A_cancellation_stops_the_statement_and_leaves_the_session_usable()
    {
        await using var database = await Servers.MariaDbDatabase();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            database.Session.QueryAsync(
                "select sum(sha2(a.seq * b.seq, 512) > 'f') from seq_1_to_10000 as a, seq_1_to_10000 as b",
                [],
                soon.Token
            )
        );
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
        Assert.Equal(1L, (await database.Session.QueryAsync("select 1", [], Never))[0][0]);
    }

    [Fact]
    public async Task A_transaction_is_undone_but_not_its_definitions()
    {
        await using var database = await Servers.MariaDbDatabase();
        var session = database.Session;
        Assert.False(session.UndoesDefinitions);
        await session.ExecuteAsync("create table t (id int)", Never);
        await session.BeginAsync(Never);
        await session.ExecuteAsync("insert into t values (1)", Never);
        await session.RollbackAsync(Never);
        Assert.Equal(0L, (await session.QueryAsync("select count(*) from t", [], Never))[0][0]);
    }

    [Theory]
    [InlineData("select 1 into outfile '/tmp/dbwright-attack'")]
    [InlineData("load data infile '/etc/passwd' into table t")]
    [InlineData("set global local_infile = 0")]
    [InlineData("create user other identified by 'x'")]
    [InlineData("create database other")]
    [InlineData("select * from mysql.global_priv")]
    [InlineData("install soname 'ha_connect'")]
    [InlineData("create table x (a int) data directory = '/tmp'; select * from mysql.user")]
    public async Task The_owner_reaches_nothing_but_its_databases(string attack)
    {
        await using var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync("create table t (line text)", Never);
        await Assert.ThrowsAsync<EngineException>(() => database.Session.ExecuteAsync(attack, Never));
    }

    [Fact]
    public async Task Load_data_local_reads_no_file_of_ours()
    {
        await using var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync("create table t (line text)", Never);
        var loading = () => database.Session.ExecuteAsync("load data local infile '/etc/passwd' into table t", Never);
        await Assert.ThrowsAsync<EngineException>(loading);
        Assert.Equal(0L, (await database.Session.QueryAsync("select count(*) from t", [], Never))[0][0]);
    }
}
