using Dbwright.Commands;
using Dbwright.Engines;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Sources;

/// <summary>
/// Sandboxes on a server of the user's (<c>--sandbox URL</c>): what is read and proved there is what a private server gives, nothing stays
/// behind, nothing else is touched, and what cannot be used is refused with the reason and without the password.
/// </summary>
public sealed class GuestSandboxTests : IAsyncLifetime
{
    private const string Secret = "s3cret-word";

    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly string folder = Directory.CreateTempSubdirectory("dbwright-guest-").FullName;
    private PostgreSqlSandbox? postgreSql;
    private MariaDbSandbox? mariaDb;

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await (postgreSql?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (mariaDb?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Reads_and_proves_as_a_private_server_and_leaves_nothing(string engine)
    {
        await using var server = await ServerAsync(engine);
        var first = Write("first.sql", "create table t (id int primary key, a varchar(20)); create view v as select a from t;");
        var second = Write(
            "second.sql",
            "create table t (id int primary key, a varchar(40), b int not null default 1); create index t_b on t (b); create view v as select a, b from t;"
        );
        var before = await server.StateAsync();

        var here = await SourceReader.ReadAsync(Request(first, engine, null), SourceContext.Create(), Never);
        var there = await SourceReader.ReadAsync(Request(first, engine, server.Url), SourceContext.Create(), Never);
        var result = await DiffHandler.RunAsync(
            new(Request(first, engine, server.Url), Request(second, engine, server.Url)),
            SourceContext.Create(),
            Never
        );

        Assert.Equal(here.Schema, there.Schema);
        Assert.Equal(here.Findings, there.Findings);
        Assert.True(result.Verification.Holds);
        Assert.Equal(EvidenceState.Executed, result.Verification.State);
        Assert.NotEmpty(result.Plan.Steps);
        Assert.Equal(before, await server.StateAsync());
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task A_wrong_text_leaves_nothing(string engine)
    {
        await using var server = await ServerAsync(engine);
        var path = Write("wrong.sql", "create table t (id int primary key);\ncreate tabel u (id int);");
        var before = await server.StateAsync();
        var failure = await Assert.ThrowsAsync<Failure>(() =>
            SourceReader.ReadAsync(Request(path, engine, server.Url), SourceContext.Create(), Never)
        );
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        Assert.Equal(2, failure.Findings[0].Location?.Line);
        Assert.Equal(before, await server.StateAsync());
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task What_a_killed_run_left_goes_and_what_only_looks_like_it_stays(string engine)
    {
        await using var server = await ServerAsync(engine);
        await server.RunAsync("create database dbwright_sandbox_0123456789ab", "create database dbwright_sandbox_of_mine");
        var path = Write("plain.sql", "create table t (id int primary key);");
        await SourceReader.ReadAsync(Request(path, engine, server.Url), SourceContext.Create(), Never);
        var state = await server.StateAsync();
        Assert.DoesNotContain("dbwright_sandbox_0123456789ab", state, StringComparison.Ordinal);
        Assert.Contains("dbwright_sandbox_of_mine", state, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Definers_and_rights_of_a_text_are_left_out_on_a_server_of_others_and_said()
    {
        await using var server = await ServerAsync("mariadb");
        const string base_ = "create table t (id int primary key);";
        var first = Write(
            "first.sql",
            $"{base_} create definer = clerk@'%' view v as select id from t; grant select on t to clerk@'%' identified by '{Secret}';"
        );
        var second = Write("second.sql", $"{base_} create definer = boss@'%' view v as select id + 1 as id from t;");
        var before = await server.StateAsync();

        var there = await SourceReader.ReadAsync(Request(first, "mariadb", server.Url), SourceContext.Create(), Never);
        // Read elsewhere, with all that: the proof is about what such a sandbox holds.
        var result = await DiffHandler.RunAsync(
            new(Request(await PrintAsync(first), null, server.Url), Request(await PrintAsync(second), null, server.Url)),
            SourceContext.Create(),
            Never
        );

        Assert.Empty(there.Schema.Grants);
        Assert.Empty(Assert.Single(there.Schema.Views).Details);
        var said = Assert.Single(there.Findings, f => f.Rule == IScriptRun.AccountsLeftOut);
        Assert.EndsWith(": definer clerk@'%', grant select on t to clerk@'%'.", said.Title, StringComparison.Ordinal);
        Assert.DoesNotContain(there.Findings, f => f != said);
        Assert.Contains(result.Plan.Steps, s => s.Sql.Contains("definer = `boss`@`%`", StringComparison.Ordinal));
        Assert.True(result.Verification.Holds, result.Verification.Detail);
        Assert.Equal(before, await server.StateAsync());

        async Task<string> PrintAsync(string path)
        {
            var read = await SourceReader.ReadAsync(Request(path, "mariadb", null), SourceContext.Create(), Never);
            Assert.Contains(Assert.Single(read.Schema.Views).Details, d => d.Name == "definer");
            return Write($"{Path.GetFileNameWithoutExtension(path)}.json", Formats.SchemaJson.Write(read.Schema));
        }
    }

    [Fact]
    public async Task What_was_read_without_its_accounts_takes_none_away_from_a_database()
    {
        await using var server = await ServerAsync("mariadb");
        string[] statements =
        [
            "create table t (id int primary key)",
            "create definer = boss@'%' view v as select id from t",
            "grant select on t to clerk@'%'",
        ];
        await server.RunAsync([
            "create user clerk@'%'",
            "create database shop",
            "use shop",
            .. statements,
            $"create user reader@localhost identified by '{Secret}'",
            "grant all on shop.* to reader@localhost",
            "grant select on mysql.* to reader@localhost",
        ]);
        var text = Write("shop.sql", string.Join(";\n", statements));
        var live = server.As($"reader:{Secret}", "shop");

        var there = await DiffHandler.RunAsync(
            new(Request(live, null, server.Url), Request(text, "mariadb", server.Url)),
            SourceContext.Create(),
            Never
        );
        var here = await DiffHandler.RunAsync(
            new(Request(live, null, null), Request(Write("less.sql", string.Join(";\n", statements[..2])), "mariadb", null)),
            SourceContext.Create(),
            Never
        );

        Assert.Empty(there.Changes);
        Assert.Contains(there.Findings, f => f.Rule == IScriptRun.AccountsLeftOut);
        Assert.Contains(here.Plan.Steps, s => s.Sql.StartsWith("revoke select on ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_account_defines_is_no_difference_where_that_account_reads()
    {
        await using var server = await ServerAsync("mariadb");
        await server.RunAsync(
            "create database shop",
            $"create user keeper@localhost identified by '{Secret}'",
            "grant all on shop.* to keeper@localhost",
            "create table shop.t (id int primary key)",
            "create definer = keeper@localhost view shop.v as select id from shop.t"
        );
        var text = Write(
            "dump.sql",
            "create table t (id int primary key); create definer = keeper@localhost view v as select id from t;"
        );
        var result = await DiffHandler.RunAsync(
            new(Request(server.As($"keeper:{Secret}", "shop"), null, null), Request(text, "mariadb", null)),
            SourceContext.Create(),
            Never
        );
        Assert.Empty(result.Changes);
    }

    [Theory]
    [InlineData("postgresql", "postgresql://nobody@/postgres?host=/nowhere/at/all", "sandbox-connect")]
    [InlineData("postgresql", $"postgresql://nobody:{Secret}@localhost:1/postgres", "sandbox-connect")]
    [InlineData("postgresql", $"mariadb://nobody:{Secret}@localhost/test", "url")]
    [InlineData("postgresql", "nonsense", "url")]
    [InlineData("postgresql", $"postgresql://nobody:{Secret}@localhost:port/postgres", "url")]
    [InlineData("postgresql", $"postgresql://nobody:{Secret}@localhost/postgres?ssl_mode=off", "url")]
    [InlineData("mariadb", "mariadb://nobody@localhost/test?socket=/nowhere/at/all", "sandbox-connect")]
    [InlineData("mariadb", $"mysql://nobody:{Secret}@127.0.0.1:1/test", "sandbox-connect")]
    [InlineData("mariadb", $"postgresql://nobody:{Secret}@localhost/test", "url")]
    [InlineData("mariadb", "nonsense", "url")]
    [InlineData("mariadb", $"mariadb://nobody:{Secret}@localhost/test?sockets=/x", "url")]
    [InlineData("sqlite", $"mariadb://nobody:{Secret}@localhost/test", "sqlite-sandbox")]
    public async Task What_is_no_server_is_refused(string engine, string url, string rule)
    {
        var path = Write("plain.sql", "create table t (id int primary key);");
        var failure = await Assert.ThrowsAsync<Failure>(() =>
            SourceReader.ReadAsync(Request(path, engine, url), SourceContext.Create(), Never)
        );
        Assert.Equal(rule, failure.Findings[0].Rule);
        Assert.Equal(rule == "sandbox-connect" ? ExitStatus.EngineUnavailable : ExitStatus.BadInput, failure.Status);
        Assert.DoesNotContain(Secret, string.Join('\n', failure.Findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Who_may_make_no_database_is_told_what_it_takes(string engine)
    {
        await using var server = await ServerAsync(engine);
        await server.RunAsync(
            engine == "mariadb"
                ? $"create user poor@localhost identified by '{Secret}'"
                : $"create role poor login password '{Secret}'"
        );
        var path = Write("plain.sql", "create table t (id int primary key);");
        var before = await server.StateAsync();
        var failure = await Assert.ThrowsAsync<Failure>(() =>
            SourceReader.ReadAsync(Request(path, engine, server.As($"poor:{Secret}", "")), SourceContext.Create(), Never)
        );
        Assert.Equal(ExitStatus.EngineUnavailable, failure.Status);
        Assert.Contains(engine == "mariadb" ? "grant create" : "createdb", failure.Findings[0].Fix, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, string.Join('\n', failure.Findings), StringComparison.Ordinal);
        Assert.Equal(before, await server.StateAsync());
    }

    [Theory]
    [InlineData("postgresql", 99)]
    [InlineData("mariadb", 99)]
    public async Task Another_version_than_is_wanted_is_refused(string engine, int major)
    {
        await using var server = await ServerAsync(engine);
        var path = Write("plain.sql", "create table t (id int primary key);");
        var failure = await Assert.ThrowsAsync<Failure>(() =>
            SourceReader.ReadAsync(Request(path, engine, server.Url) with { Version = major }, SourceContext.Create(), Never)
        );
        Assert.Equal(ExitStatus.EngineUnavailable, failure.Status);
        Assert.Equal("sandbox-version", failure.Findings[0].Rule);
    }

    [Theory]
    [InlineData("postgresql", null, "nowhere", "Correct the database")]
    [InlineData("postgresql", "nobody", "", "Correct the user")]
    [InlineData("mariadb", null, "nowhere", "Correct the database")]
    [InlineData("mariadb", "nobody:wrong", "shop", "MYSQL_PWD")]
    public async Task A_database_that_cannot_be_reached_has_its_own_way_out(
        string engine,
        string? user,
        string database,
        string fix
    )
    {
        await using var server = await ServerAsync(engine);
        await AssertWayOutAsync(server.As(user ?? server.Administrator, database), fix);
    }

    [Theory]
    [InlineData("postgresql://nobody@localhost:1/shop")]
    [InlineData("mariadb://nobody@127.0.0.1:1/shop")]
    public Task A_server_that_is_not_there_is_to_be_started(string url) => AssertWayOutAsync(url, "Start the server");

    private static async Task AssertWayOutAsync(string url, string fix)
    {
        var failure = await Assert.ThrowsAsync<Failure>(() =>
            SourceReader.ReadAsync(Request(url, null, null), SourceContext.Create(), Never)
        );
        Assert.Equal((ExitStatus.EngineUnavailable, "connect"), (failure.Status, failure.Findings[0].Rule));
        Assert.Contains(fix, failure.Findings[0].Fix, StringComparison.Ordinal);
    }

    private static SourceRequest Request(string source, string? engine, string? sandbox) =>
        new(source)
        {
            Engine = engine,
            Sandbox = sandbox,
            UseCache = false,
        };

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<Server> ServerAsync(string engine)
    {
        if (engine == "mariadb")
        {
            mariaDb = await MariaDbSandbox.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
            var administrator = ((MariaDbSandboxDatabase)await mariaDb.CreateDatabaseAsync(Never)).Administrator;
            var socket = $"?socket={mariaDb.Folder}/socket";
            return new(
                await MariaDbSession.OpenAsync(administrator with { Database = "mysql" }, Never),
                "select schema_name from information_schema.schemata where schema_name not regexp '^db[0-9]+$' "
                    + "union all select concat(user, '@', host) from mysql.global_priv order by 1",
                (user, database) => $"mariadb://{user}@localhost/{database}{socket}",
                administrator.User
            );
        }

        postgreSql = await PostgreSqlSandbox.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        var place = $"?host={postgreSql.Folder}";
        string At(string user, string database) => $"postgresql://{user}@/{(database.Length > 0 ? database : "postgres")}{place}";
        var connections = PostgreSqlConnections.Source(PostgreSqlUrl.Parse(At(PostgreSqlCluster.Administrator, "")));
        return new(
            await PostgreSqlSession.OpenAsync(connections, Never),
            "select datname from pg_database union all select rolname from pg_roles order by 1",
            At,
            PostgreSqlCluster.Administrator
        );
    }

    // A server that a user has, and what there is on it.
    private sealed class Server(ISession session, string state, Func<string, string, string> at, string administrator)
        : IAsyncDisposable
    {
        public string Administrator => administrator;

        public string Url => at(administrator, "");

        public string As(string user, string database) => at(user, database);

        public async Task RunAsync(params string[] statements)
        {
            foreach (var statement in statements)
            {
                await session.ExecuteAsync(statement, Never);
            }
        }

        public async Task<string> StateAsync() =>
            string.Join('\n', (await session.QueryAsync(state, [], Never)).Select(r => r[0]));

        public ValueTask DisposeAsync() => session.DisposeAsync();
    }
}
