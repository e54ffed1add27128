using System.Globalization;
using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Runs;

/// <summary>What is said beforehand of rights that files need on MariaDB is what the server says when they run.</summary>
public sealed class GrantedRightsTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = MariaDbEngine.Create();

    // Accounts are those of the whole server.
    private static int workers;

    // Of the owner of a sandbox; another account works.
    private const string There = """
        create table t (id int primary key, n int, key (n));
        create table parent (id int primary key);
        create table parted (id int primary key) partition by range (id) (partition p0 values less than (10), partition p1 values less than maxvalue);
        create view v as select id from t;
        create sequence s;
        create procedure p() select 1;
        """;

    // What an account may do in its database but for what the case is about.
    private const string All =
        "select, insert, update, delete, create, drop, references, index, alter, create view, trigger, create routine, alter routine, event";

    /// <summary>The right that is taken away, statements of files, and what is said of them; nothing when they run.</summary>
    public static TheoryData<string, string, string> Statements =>
        new()
        {
            { "", "alter table t add m int; drop table t; create table u (id int)", "" },
            { "alter", "alter table t add m int", "ALTER on {0}.t" },
            { "alter", "alter table gone add m int", "ALTER on {0}.gone" },
            { "create", "alter table t add m int", "" },
            { "insert", "alter table t add m int", "" },
            { "alter", "create index i on t (n)", "" },
            { "index", "create index i on t (n)", "INDEX on {0}.t" },
            { "index", "drop index n on t", "INDEX on {0}.t" },
            { "index", "alter table t add key (id)", "" },
            { "drop", "alter table t drop column n", "" },
            { "drop", "alter table parted truncate partition p0", "DROP on {0}.parted" },
            { "drop", "alter table parted drop partition p0", "DROP on {0}.parted" },
            { "drop", "alter table t rename to u", "DROP on {0}.t" },
            { "drop", "rename table t to u", "DROP on {0}.t" },
            { "alter", "rename table t to u", "ALTER on {0}.t" },
            { "insert", "rename table t to u", "INSERT on {0}.u" },
            { "drop", "truncate t", "DROP on {0}.t" },
            { "drop", "drop table if exists gone", "DROP on {0}.gone" },
            { "drop", "drop view v", "DROP on {0}.v" },
            { "drop", "create or replace table t (id int)", "DROP on {0}.t" },
            { "create", "create table u (id int)", "CREATE on {0}.u" },
            { "create", "create table if not exists t (id int)", "CREATE on {0}.t" },
            { "create", "create sequence s2", "CREATE on {0}.s2" },
            { "alter", "alter sequence s restart 5", "ALTER on {0}.s" },
            { "insert", "create table u as select 1 as id", "INSERT on {0}.u" },
            { "references", "create table u (id int primary key, foreign key (id) references parent (id))", "" },
            { "create view", "create view w as select 1 as id", "CREATE VIEW on {0}.w" },
            { "drop", "create or replace view v as select 1 as id", "DROP on {0}.v" },
            { "trigger", "create trigger g before insert on t for each row set new.n = 1", "TRIGGER on {0}.t" },
            { "create routine", "create procedure q() select 1", "CREATE ROUTINE on {0}.*" },
            { "alter routine", "drop procedure p", "ALTER ROUTINE on {0}.p" },
            { "alter routine", "create procedure q() select 1; drop procedure q", "" },
            { "event", "create event e on schedule every 1 day do select 1", "EVENT on {0}.*" },
            { "insert", "insert into t values (1, 1)", "INSERT on {0}.t" },
            { "update", "insert into t values (1, 1) on duplicate key update n = 2", "UPDATE on {0}.t" },
            { "delete", "replace into t values (1, 1)", "DELETE on {0}.t" },
            { "update", "update t set n = 1", "UPDATE on {0}.t" },
            { "delete", "delete from t", "DELETE on {0}.t" },
            { "", "create database dbwright_elsewhere", "CREATE on dbwright_elsewhere.*" },
            { "", "create table mysql.u (id int)", "CREATE on mysql.u" },
            // What comes behind another role or database is not second-guessed.
            { "alter", "set role none; alter table gone_for_good add m int", "?" },
        };

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task It_is_said_exactly_when_the_server_refuses(string without, string sql, string said)
    {
        await using var worker = await WorkerAsync();
        var left = string.Join(", ", All.Split(", ").Where(r => r != without));
        await worker.GrantAsync($"grant {left} on {worker.Pattern}.* to {worker.Account}");
        await CompareAsync(worker, sql, said);
    }

    [Theory]
    [InlineData("grant alter, create, insert on {db}.t to {account}", "alter table t add m int", "")]
    [InlineData("grant alter, create, insert on {db}.t to {account}", "alter table v add m int", "ALTER on {0}.v")]
    [InlineData("grant update (n) on {db}.t to {account}", "update t set n = 1", "")]
    [InlineData("grant select (n), insert (id, n) on {db}.t to {account}", "update t set n = 1", "UPDATE on {0}.t")]
    [InlineData("grant all on {db}.* to {account}", "drop table t", "")]
    [InlineData(
        "grant all on *.* to {account}",
        "drop table t; create database dbwright_elsewhere; drop database dbwright_elsewhere",
        ""
    )]
    [InlineData("grant all on {role} to {account}", "drop table t", "")]
    [InlineData("grant all on {idle} to {account}", "drop table t", "DROP on {0}.t")]
    [InlineData("grant all on `{half}%`.* to {account}", "drop table t", "")]
    [InlineData("grant all on `{half}%`.* to {account}; grant select on {db}.* to {account}", "drop table t", "DROP on {0}.t")]
    [InlineData(
        "grant create on {db}.u to {account}",
        "create table u (id int primary key, foreign key (id) references parent (id))",
        "REFERENCES on {0}.parent"
    )]
    [InlineData(
        "grant create on {db}.u to {account}; grant update (id) on {db}.parent to {account}",
        "create table u (id int primary key, foreign key (id) references parent (id))",
        "REFERENCES on {0}.parent"
    )]
    [InlineData(
        "grant create on {db}.u to {account}; grant update on {db}.parent to {account}",
        "create table u (id int primary key, foreign key (id) references parent (id))",
        ""
    )]
    [InlineData("grant alter routine on procedure {db}.p to {account}", "drop procedure p", "")]
    public async Task What_was_granted_where_counts(string grant, string sql, string said)
    {
        await using var worker = await WorkerAsync();
        if (grant.Contains("{role}", StringComparison.Ordinal) || grant.Contains("{idle}", StringComparison.Ordinal))
        {
            var isOn = grant.Contains("{role}", StringComparison.Ordinal);
            await worker.GrantAsync(
                $"create role {worker.Role}; create role {worker.Role}_inner; grant {worker.Role}_inner to {worker.Role}; "
                    + $"grant all on {worker.Pattern}.* to {worker.Role}_inner; grant {worker.Role} to {worker.Account}; "
                    + (
                        isOn
                            ? $"set default role {worker.Role} for {worker.Account}"
                            : $"grant execute on {worker.Pattern}.* to {worker.Account}"
                    )
            );
        }
        else
        {
            await worker.GrantAsync(
                grant
                    .Replace(
                        "{db}",
                        grant.Contains(".*", StringComparison.Ordinal) ? worker.Pattern : worker.Database,
                        StringComparison.Ordinal
                    )
                    .Replace("{account}", worker.Account, StringComparison.Ordinal)
                    .Replace("{half}", worker.Database[..^1], StringComparison.Ordinal)
            );
        }

        await CompareAsync(worker, sql, said);
    }

    private static async Task CompareAsync(Worker worker, string sql, string said)
    {
        await using var session = await worker.OpenAsync();
        var steps = Engine.Steps!.Read(sql).ToList();
        var rights = new FileRights(Engine);
        rights.Add(new("V1__x.sql", sql), steps);
        var findings = await rights.MissingAsync(session, Never);

        string? refused = null;
        try
        {
            foreach (var step in steps)
            {
                await session.ExecuteAsync(step.Text, Never);
            }
        }
        catch (EngineException e) when (e.Kind == EngineErrorKind.MissingRight)
        {
            refused = e.Code;
        }

        if (said == "?")
        {
            Assert.NotNull(refused);
            Assert.Empty(findings);
            return;
        }

        Assert.True(
            (said.Length == 0) == (refused is null),
            $"The server: {refused ?? "nothing"}; said: {string.Join("; ", findings.Select(f => f.Title))}"
        );
        Assert.Equal(
            said.Length == 0
                ? []
                : [$"{worker.Account} does not have {string.Format(CultureInfo.InvariantCulture, said, worker.Database)}."],
            findings.Select(f => f.Title)
        );
    }

    private static async Task<Worker> WorkerAsync()
    {
        var server = (MariaDbSandbox)await Servers.MariaDb();
        var database = (MariaDbSandboxDatabase)await server.CreateDatabaseAsync(Never);
        await using (var owner = await database.OpenAsync(SandboxUser.Owner, Never))
        {
            foreach (var step in Engine.Steps!.Read(There))
            {
                await owner.ExecuteAsync(step.Text, Never);
            }
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"worker_{Interlocked.Increment(ref workers)}");
        var worker = new Worker(server, database, await database.OpenAsync(SandboxUser.Administrator, Never), name);
        await worker.GrantAsync($"create user {worker.Account}");
        return worker;
    }

    /// <summary>An account of its own, with a database of its own.</summary>
    private sealed record Worker(MariaDbSandbox Server, MariaDbSandboxDatabase Of, ISession Administrator, string Name)
        : IAsyncDisposable
    {
        public string Account => $"{Name}@localhost";

        public string Role => $"{Name}_role";

        public string Database => Of.Name;

        public string Pattern => $"`{Of.Name.Replace("_", "\\_", StringComparison.Ordinal)}`";

        public Task GrantAsync(string sql) => Administrator.ExecuteAsync(sql, Never);

        public Task<ISession> OpenAsync() =>
            Engine.LiveDatabases!.OpenToWriteAsync($"mariadb://{Name}@localhost/{Database}?socket={Server.Folder}/socket", Never);

        public async ValueTask DisposeAsync()
        {
            await GrantAsync($"drop user if exists {Account}; drop role if exists {Role}; drop role if exists {Role}_inner");
            await Administrator.DisposeAsync();
            await Of.DisposeAsync();
        }
    }
}
