using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.PostgreSql;

public sealed class SessionTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly ParameterSource None = new ParameterSource.Fixed(null);

    [Fact]
    public async Task A_script_is_sent_as_it_was_written()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var session = database.Session;
        await session.ExecuteAsync(
            """
            -- a comment; with a semicolon
            create table t (id int, note text default ':name $1 ; it''s'); /* nested /* comment; */ ; */
            create function twice(int) returns int language sql as $$ select $1 * 2; $$;
            create function body() returns text language plpgsql as $outer$
            begin
                execute $$ insert into t (id) values (1); $$;
                return E'it\'s; :x';
            end
            $outer$;
            create rule r as on delete to t do instead (select 1; select 2);
            insert into t (id) select twice(21);;
            """,
            Never
        );
        var rows = await session.QueryAsync("select id, note, body() from t", [], Never);
        Assert.Equal([42, ":name $1 ; it's", "it's; :x"], rows[0]);
    }

    [Fact]
    public async Task Bodies_of_standard_sql_are_one_statement()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        if (!database.Session.Version.AtLeast(14))
        {
            return;
        }

        await database.Session.ExecuteAsync(
            """
            create table t (a int);
            create procedure fill(x int) begin atomic
                insert into t values (case when x > 0 then 1 else 2 end);
                insert into t values (x);
            end;
            call fill(5)
            """,
            Never
        );
        Assert.Equal(2L, (await database.Session.QueryAsync("select count(*) from t", [], Never))[0][0]);
    }

    [Fact]
    public async Task A_script_is_all_or_nothing_unless_it_says_otherwise()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var session = database.Session;
        await Assert.ThrowsAsync<EngineException>(() => session.ExecuteAsync("create table a (x int); select 1/0", Never));
        Assert.Null((await session.QueryAsync("select to_regclass('a')::text", [], Never))[0][0]);
        await Assert.ThrowsAsync<EngineException>(() =>
            session.ExecuteAsync("begin; create table a (x int); commit; select 1/0", Never)
        );
        Assert.Equal("a", (await session.QueryAsync("select to_regclass('a')::text", [], Never))[0][0]);
        await session.ExecuteAsync("create index concurrently i on a (x)", Never);
        await session.ExecuteAsync("vacuum a", Never);
    }

    [Theory]
    [InlineData("select wrong", 7)]
    [InlineData("select 1;\n  select 'ä😀', wrong from pg_class", 26)]
    [InlineData("create table x (a int);\ncreate table y (a nothing)", 42)]
    public async Task An_error_says_where(string sql, int offset)
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var error = await Assert.ThrowsAsync<EngineException>(() => database.Session.ExecuteAsync(sql, Never));
        Assert.Equal(offset, error.Offset);
        Assert.Equal(5, error.Code.Length);
    }

    [Fact]
    public async Task A_failed_transaction_cannot_be_committed()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var session = database.Session;
        await session.BeginAsync(Never);
        await session.ExecuteAsync("create table t (a int)", Never);
        await Assert.ThrowsAsync<EngineException>(() => session.ExecuteAsync("select 1/0", Never));
        Assert.Equal("25P02", (await Assert.ThrowsAsync<EngineException>(() => session.CommitAsync(Never))).Code);
        await session.RollbackAsync(Never);
        await session.BeginAsync(Never);
        await session.ExecuteAsync("create table t (a int)", Never);
        await session.CommitAsync(Never);
        Assert.Equal(0L, (await session.QueryAsync("select count(*) from t", [], Never))[0][0]);
    }

    public static TheoryData<string, DataType, object?, bool> Values =>
        new()
        {
            { "smallint", new DataType.Integer(16), 7L, false },
            { "integer", new DataType.Integer(32), -7L, false },
            { "bigint", new DataType.Integer(64), 1L << 40, false },
            { "numeric", new DataType.Decimal(19, 2), 1.25m, false },
            { "real", new DataType.Float(32), 0.5, false },
            { "double precision", new DataType.Float(64), 0.25, false },
            { "boolean", new DataType.Boolean(), true, false },
            { "text", new DataType.Text(), "it's $1 :x", false },
            { "varchar(20)", new DataType.Text(20), "x", false },
            { "mood", new DataType.Enum(QualifiedName.Of("mood")), "glad", false },
            { "bytea", new DataType.Bytes(), new byte[] { 1, 2 }, false },
            { "date", new DataType.Date(), new DateOnly(2026, 2, 28), false },
            { "time", new DataType.Time(), new TimeOnly(12, 30), false },
            { "timestamptz", new DataType.Timestamp(true), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), false },
            { "timestamp", new DataType.Timestamp(false), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), false },
            { "interval", new DataType.Interval(), TimeSpan.FromMinutes(90), false },
            { "uuid", new DataType.Uuid(), Guid.Parse("018f0000-0000-7000-8000-000000000001"), false },
            { "jsonb", new DataType.Json(true), """{"a": 1}""", false },
            { "json", new DataType.Json(false), """{"a": 1}""", false },
            { "inet", new DataType.Inet(), "10.0.0.0/8", false },
            { "point", new DataType.Point(), "(1.5,2)", false },
            { "macaddr", new DataType.Native("postgresql", "macaddr"), "08:00:2b:01:02:03", false },
            { "text[]", new DataType.Array(new DataType.Text()), new[] { "a", "b" }, false },
            { "integer", new DataType.Integer(32), new[] { 1L, 2L }, true },
            { "text", new DataType.Text(), new object?[] { "a", "b" }, true },
            { "uuid", new DataType.Uuid(), new[] { Guid.Parse("018f0000-0000-7000-8000-000000000001") }, true },
            { "bigint", new DataType.Integer(64), null, false },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_prepared_statement_takes_values_of_every_type(string sql, DataType type, object? value, bool many)
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var session = database.Session;
        await session.ExecuteAsync($"create type mood as enum ('sad', 'glad'); create table t (id serial, v {sql})", Never);
        var parameter = new StatementParameter("v", type, None, many);
        var write = many ? $"insert into t (v) select * from unnest($1::{sql}[])" : $"insert into t (v) values ($1::{sql})";
        await using var insert = await session.PrepareAsync(new(write, [parameter]), Never);
        var rows = many ? ((Array)value!).Length : 1;
        Assert.Equal(rows, await insert.RunAsync([value], Never));
        Assert.Equal(rows, await insert.RunAsync([value], Never));
        var test =
            value is null ? "v is null or v = $1"
            : many ? $"v = any ($1::{sql}[])"
            : type is DataType.Json(false) or DataType.Point ? $"v::text = $1::{sql}::text"
            : $"v = $1::{sql}";
        await using var select = await session.PrepareAsync(new($"select v from t where {test}", [parameter]), Never);
        Assert.Equal(2 * rows, await select.RunAsync([value], Never));
        Assert.NotEmpty(await session.QueryAsync("select 1 from pg_prepared_statements", [], Never));
    }

    [Fact]
    public async Task Values_come_as_plain_types()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        await database.Session.ExecuteAsync("create type mood as enum ('sad', 'glad')", Never);
        var row = (
            await database.Session.QueryAsync(
                """
                select 1::int, 2::bigint, 1.5::numeric, true, 'x'::text, 'x'::name, date '2026-01-02', time '12:30', timestamptz '2026-01-02 03:04:05Z',
                       interval '90 min', '10.0.0.0/8'::inet, '::1'::inet, point(1.5, 2), '{"a": 1}'::jsonb, null, 'c'::"char", array[1, 2], 'glad'::mood,
                       $1::text || $2::int
                """,
                ["n", 3L],
                Never
            )
        )[0];
        Assert.Equal(
            [
                1,
                2L,
                1.5m,
                true,
                "x",
                "x",
                new DateOnly(2026, 1, 2),
                new TimeOnly(12, 30),
                new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
                TimeSpan.FromMinutes(90),
                "10.0.0.0/8",
                "::1",
                "(1.5,2)",
                """{"a": 1}""",
                null,
                "c",
                new[] { 1, 2 },
                "glad",
                "n3",
            ],
            row
        );
    }
}
