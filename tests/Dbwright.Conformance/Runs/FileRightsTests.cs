using System.Globalization;
using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Runs;

/// <summary>What is said beforehand of rights that files need is what the server says when they run.</summary>
public sealed class FileRightsTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    // Roles are those of the whole server.
    private static int workers;
    private static readonly Engine Engine = PostgreSqlEngine.Create();

    // Of the owner of a sandbox; another account works.
    private const string There = """
        create table t (id int primary key, n int);
        create table others (id int primary key);
        create view v as select id from t;
        create index t_n on t (n);
        create sequence s;
        create type mood as enum ('a');
        create schema shut;
        create table shut.inside (id int);
        create function f() returns trigger language plpgsql as $$ begin return new; end $$;
        """;

    /// <summary>Statements of files, and what is said of each; nothing when it runs.</summary>
    public static TheoryData<string, string> Statements =>
        new()
        {
            { "alter table t add m int", "may not change t" },
            { "alter table public.T add m int", "may not change t" },
            { "alter table if exists gone add m int", "" },
            { "drop table t cascade", "may not change t" },
            { "drop view v", "may not change v" },
            { "drop index t_n", "may not change t_n" },
            { "create index on t (n)", "may not change t" },
            { "alter sequence s restart", "may not change s" },
            { "alter type mood add value 'b'", "may not change mood" },
            { "create or replace view v as select 1 as id", "may not change v" },
            { "create view w as select 1 as id", "" },
            { "comment on column t.n is 'x'", "may not change t" },
            { "create trigger g before insert on t for each row execute function f()", "may not make triggers on t" },
            { "create table mine (id int references t (id))", "may not refer to t" },
            { "create table mine (id int primary key)", "" },
            { "create table shut.mine (id int)", "may not create anything in the schema shut" },
            { "create schema mine", "may not create schemas in the database" },
            { "drop schema shut cascade", "may not change the schema shut" },
            { "insert into t values (1, 1)", "may not insert into t" },
            { "update t set n = 1", "may not update t" },
            { "update others set id = 1", "" },
            { "delete from t", "may not delete from t" },
            { "truncate t", "may not truncate t" },
            { "create policy p on t using (true)", "may not change t" },
            // What the files make, and drop, is theirs.
            { "create table mine (id int); alter table mine add n int; create index on mine (n); drop table mine", "" },
            { "create table mine (id int); alter table mine rename to yours; alter table yours add n int", "" },
            { "create schema if not exists own; create table own.mine (id int)", "may not create schemas in the database" },
            // Whoever changes the account, roles or names before is not second-guessed.
            { "create table mine (id int); set role worker; alter table mine add n int", "" },
            { "set search_path to mine_alone, public; create table mine (id int)", "" },
        };

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task It_is_said_exactly_when_the_server_refuses(string sql, string said)
    {
        await using var database = await (await Servers.PostgreSql()).CreateDatabaseAsync(Never);
        await using var admin = await database.OpenAsync(SandboxUser.Administrator, Never);
        await using var owner = await database.OpenAsync(SandboxUser.Owner, Never);
        await owner.ExecuteAsync(There, Never);
        var worker = string.Create(CultureInfo.InvariantCulture, $"worker_{Interlocked.Increment(ref workers)}");
        await admin.ExecuteAsync(
            $"create role {worker}; grant usage, create on schema public to {worker}; grant usage on schema shut to {worker}; "
                + $"grant select, update (id) on others to {worker}; create schema mine_alone authorization {worker}; set role {worker}",
            Never
        );
        try
        {
            sql = sql.Replace("set role worker", $"set role {worker}", StringComparison.Ordinal);
            var rights = new FileRights(Engine);
            rights.Add(new("V1__x.sql", sql), Engine.Steps!.Read(sql));
            var findings = await rights.MissingAsync(admin, Never);

            string? refused = null;
            try
            {
                await admin.ExecuteAsync($"begin; {sql}", Never);
            }
            catch (EngineException e)
            {
                refused = e.Code;
            }

            await admin.ExecuteAsync("rollback", Never);
            Assert.Equal(said.Length == 0 ? null : "42501", refused);
            Assert.Equal(said.Length, said.Length == 0 ? findings.Count : said.Length);
            if (said.Length > 0)
            {
                Assert.Contains(said, findings[0].Title, StringComparison.Ordinal);
            }
        }
        finally
        {
            await admin.ExecuteAsync($"reset role; drop schema mine_alone; drop owned by {worker}; drop role {worker}", Never);
        }
    }

    [Fact]
    public async Task An_owner_and_an_administrator_lack_nothing()
    {
        await using var database = await (await Servers.PostgreSql()).CreateDatabaseAsync(Never);
        await using var owner = await database.OpenAsync(SandboxUser.Owner, Never);
        await owner.ExecuteAsync(There, Never);
        await using var admin = await database.OpenAsync(SandboxUser.Administrator, Never);
        var rights = new FileRights(Engine);
        var number = 0;
        foreach (var statement in Statements.Select(s => (string)s[0]).Where(s => !s.Contains("set ", StringComparison.Ordinal)))
        {
            rights.Add(new($"V{++number}__x.sql", statement), Engine.Steps!.Read(statement));
        }

        Assert.Empty(await rights.MissingAsync(owner, Never));
        Assert.Empty(await rights.MissingAsync(admin, Never));
    }
}
