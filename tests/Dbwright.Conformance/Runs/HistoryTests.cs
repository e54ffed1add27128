using Dbwright.Commands;
using Dbwright.Conformance.Sources;
using Dbwright.Migrations;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Runs;

/// <summary>The history is found, read and written wherever files lead, by whoever may; and that of another tool is not passed over.</summary>
public sealed class HistoryTests : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly string folder = Directory.CreateTempSubdirectory("dbwright-history-").FullName;

    private static CommandContext Context { get; } = SourceContext.Create();

    private string Migrations => Path.Combine(folder, "migrations");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The engine, a file that leads elsewhere, and one that expects to be at home again.</summary>
    public static TheoryData<string, string> Elsewhere =>
        new()
        {
            { "postgresql", "create schema other; set search_path = other; create table a (id int);" },
            // As dumps begin.
            {
                "postgresql",
                "create schema other; select pg_catalog.set_config('search_path', '', false); create table other.a (id int);"
            },
            {
                "postgresql",
                "-- dbwright:no-transaction\ncreate schema other;\nset search_path = other;\ncreate table a (id int);"
            },
            // What is called as the account comes first in the path from then on.
            { "postgresql", "create schema app_owner; create table a (id int);" },
            { "mariadb", "use elsewhere; create table a (id int);" },
        };

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task Files_that_lead_elsewhere_leave_the_history_where_it_is(string engine, string file)
    {
        Write(
            ("V1__first.sql", "create table first (id int);"),
            ("V2__elsewhere.sql", file),
            ("V3__home.sql", engine == "mariadb" ? "alter table first add n int;" : "alter table public.first add n int;")
        );
        await using var target = await RunTarget.OfAsync(engine, folder);
        if (engine == "mariadb")
        {
            await using var administrator = await target.OpenAsync(SandboxUser.Administrator);
            await administrator.ExecuteAsync("create database elsewhere", Never);
            await administrator.ExecuteAsync("grant all on elsewhere.* to app_owner@localhost", Never);
        }

        Assert.Equal(["1", "2", "3"], (await ApplyAsync(target)).Applied.Select(e => e.Version));
        Assert.Empty((await ApplyAsync(target)).Applied);
        var status = await StatusHandler.RunAsync(Request(target), Context, Never);
        Assert.All(status.Migrations, m => Assert.Equal(MigrationStanding.Applied, m.Standing));
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Who_may_write_the_history_need_not_be_allowed_to_make_tables(string engine)
    {
        Write(("V1__a.sql", "create table a (id int);"));
        await using var target = await RunTarget.OfAsync(engine, folder);
        await ApplyAsync(target);
        await using var administrator = await target.OpenAsync(SandboxUser.Administrator);
        var grants =
            engine == "postgresql"
                ? "create role clerk login; revoke create on schema public from public; grant usage on schema public to clerk; grant select, insert, update, delete on a, dbwright_history to clerk"
                : "create user clerk@localhost; grant select, insert, update, delete on db1.* to clerk@localhost";
        foreach (var grant in grants.Split("; "))
        {
            await administrator.ExecuteAsync(grant, Never);
        }

        Write(("V2__rows.sql", "insert into a values (1);"));
        var clerk = target with { Url = target.Url.Replace("app_owner@", "clerk@", StringComparison.Ordinal) };
        Assert.Equal(["2"], (await ApplyAsync(clerk, "drift")).Applied.Select(e => e.Version));

        // Without the table the right to make it is needed, and named.
        await administrator.ExecuteAsync("drop table dbwright_history", Never);
        var failure = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(clerk));
        Assert.Equal((ExitStatus.Failed, "no-permission"), (failure.Status, failure.Findings[0].Rule));
        Assert.StartsWith("The table dbwright_history cannot be made: ", failure.Findings[0].Title, StringComparison.Ordinal);
        Assert.Contains("an account that may create tables", failure.Findings[0].Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_without_rights_on_the_database_of_the_url_is_told_from_a_wrong_password()
    {
        Write(("V1__a.sql", "create table a (id int);"));
        await using var target = await RunTarget.OfAsync("mariadb", folder);
        await using (var administrator = await target.OpenAsync(SandboxUser.Administrator))
        {
            await administrator.ExecuteAsync("create user stranger@localhost", Never);
        }

        var stranger = target with { Url = target.Url.Replace("app_owner@", "stranger@", StringComparison.Ordinal) };
        var failure = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(stranger));
        Assert.Equal((ExitStatus.EngineUnavailable, "connect"), (failure.Status, failure.Findings[0].Rule));
        Assert.Equal(
            "Correct the account or the database of the URL, or grant the one rights on the other.",
            failure.Findings[0].Fix
        );
    }

    [Fact]
    public async Task A_file_that_sqlite_may_only_read_is_named_as_such()
    {
        Write(("V1__a.sql", "create table a (id integer primary key);"));
        await using var target = RunTarget.Sqlite(folder);
        await target.ExecuteAsync("create table there (id integer primary key);");
        // A version of the format that this library cannot write.
        var path = target.Url["sqlite:".Length..];
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[18] = 3;
        await File.WriteAllBytesAsync(path, bytes);
        Assert.Contains("create table a", (await ApplyAsync(target, isDry: true)).Script, StringComparison.Ordinal);
        var failure = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(target));
        Assert.Equal((ExitStatus.Failed, "no-permission"), (failure.Status, failure.Findings[0].Rule));
        Assert.Contains("SQLITE_READONLY", failure.Findings[0].Title, StringComparison.Ordinal);
        Assert.Contains("write to the file and to its folder", failure.Findings[0].Fix, StringComparison.Ordinal);
    }

    /// <summary>The engine, the files of a tool, what the tool has noted, the version that it has come to, and what is said beside.</summary>
    public static TheoryData<string, string[], string, string, string> Tools
    {
        get
        {
            string[] flyway = ["V1__a.sql", "V1_1__b.sql", "V002__c.sql"];
            const string flywayTable =
                "create table flyway_schema_history (installed_rank int primary key, version varchar(50), type varchar(20), script varchar(1000), success {0});";
            const string flywayRows =
                "insert into flyway_schema_history values (1, '1', 'SQL', 'V1__a.sql', {1}); insert into flyway_schema_history values (2, '1.1', 'SQL', 'V1_1__b.sql', {1});";
            string[] golang = ["000001_a.up.sql", "000002_b.up.sql", "000003_c.up.sql"];
            string[] dbmate = ["20240101000000_a.sql", "20240102000000_b.sql", "20240103000000_c.sql"];
            string[] goose = ["00001_a.sql", "00002_b.sql", "00003_c.sql"];
            string[] prisma = ["20240101_a/migration.sql", "20240102_b/migration.sql", "20240103_c/migration.sql"];
            const string prismaTable =
                "create table _prisma_migrations (migration_name varchar(255), started_at timestamp, finished_at timestamp null, rolled_back_at timestamp null);";
            var data = new TheoryData<string, string[], string, string, string>();
            foreach (
                var (engine, boolean, yes) in new[]
                {
                    ("postgresql", "boolean", "true"),
                    ("mariadb", "tinyint(1)", "1"),
                    ("sqlite", "boolean", "1"),
                }
            )
            {
                string With(string sql) =>
                    sql.Replace("{0}", boolean, StringComparison.Ordinal).Replace("{1}", yes, StringComparison.Ordinal);
                data.Add(engine, flyway, With(flywayTable + flywayRows), "1.1", "");
                data.Add(
                    engine,
                    flyway,
                    With(
                        flywayTable
                            + "insert into flyway_schema_history values (1, '1', 'BASELINE', '<< Flyway Baseline >>', {1});"
                    ),
                    "1",
                    ""
                );
                data.Add(
                    engine,
                    flyway,
                    With(
                        flywayTable
                            + "insert into flyway_schema_history values (1, '1', 'SQL', 'V1__of_another_project.sql', {1});"
                    ),
                    "",
                    ""
                );
                data.Add(
                    engine,
                    flyway,
                    With(
                        flywayTable
                            + flywayRows
                            + "insert into flyway_schema_history values (3, '002', 'SQL', 'V002__c.sql', not {1});"
                    ),
                    "1.1",
                    "Version 2 failed"
                );
                data.Add(
                    engine,
                    golang,
                    With(
                        "create table schema_migrations (version bigint, dirty {0}); insert into schema_migrations values (2, not {1});"
                    ),
                    "2",
                    ""
                );
                data.Add(
                    engine,
                    golang,
                    With(
                        "create table schema_migrations (version bigint, dirty {0}); insert into schema_migrations values (2, {1});"
                    ),
                    "1",
                    "Version 2 failed"
                );
                data.Add(
                    engine,
                    dbmate,
                    "create table schema_migrations (version varchar(128)); insert into schema_migrations values ('20240101000000'), ('20240103000000');",
                    "20240103000000",
                    "Not applied before it: 20240102000000."
                );
                // Of another tool.
                data.Add(
                    engine,
                    dbmate,
                    "create table schema_migrations (id int); insert into schema_migrations values (1);",
                    "",
                    ""
                );
                data.Add(
                    engine,
                    goose,
                    With(
                        "create table goose_db_version (id int, version_id bigint, is_applied {0}); insert into goose_db_version values (1, 0, {1}), (2, 1, {1}), (3, 2, {1}), (4, 2, not {1});"
                    ),
                    "1",
                    ""
                );
                data.Add(
                    engine,
                    prisma,
                    prismaTable
                        + "insert into _prisma_migrations values ('20240101_a', '2024-01-01 00:00:00', '2024-01-01 00:00:01', null), ('20240102_b', '2024-01-02 00:00:00', null, null);",
                    "20240101_a",
                    "Version 20240102_b failed"
                );
            }

            data.Add(
                "postgresql",
                ["deploy/a.sql", "deploy/b.sql", "deploy/c.sql"],
                "create schema sqitch; create table sqitch.changes (change text, project text, committed_at timestamp); insert into sqitch.changes values ('x', 'other', now()), ('a', 'shop', now()), ('b', 'shop', now() + interval '1 second');",
                "b",
                ""
            );
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task What_the_folders_own_tool_has_applied_does_not_run_again(
        string engine,
        string[] files,
        string noted,
        string version,
        string said
    )
    {
        var isGoose = files[0] == "00001_a.sql";
        var mark =
            isGoose ? "-- +goose Up\n"
            : files[0].StartsWith("2024010100", StringComparison.Ordinal) ? "-- migrate:up\n"
            : "";
        Write([.. files.Select((f, i) => (f, $"{mark}create table t{i} (id int);"))]);
        if (files[0].StartsWith("deploy/", StringComparison.Ordinal))
        {
            Write(
                (
                    "sqitch.plan",
                    "%project=shop\n\na 2024-01-01T00:00:00Z A <a@b.c> # a\nb 2024-01-01T00:00:00Z A <a@b.c> # b\nc 2024-01-01T00:00:00Z A <a@b.c> # c\n"
                )
            );
        }

        await using var target = await RunTarget.OfAsync(engine, folder);
        await target.ExecuteAsync(noted);
        if (version.Length == 0)
        {
            Assert.Equal(files.Length, (await ApplyAsync(target)).Applied.Count);
            return;
        }

        foreach (var isDry in new[] { true, false })
        {
            var failure = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(target, isDry: isDry));
            Assert.Equal((ExitStatus.Refused, "other-history"), (failure.Status, failure.Findings[0].Rule));
            Assert.Contains($"up to version {version}, and", failure.Findings[0].Title, StringComparison.Ordinal);
            Assert.Contains(said, failure.Findings[0].Detail, StringComparison.Ordinal);
        }

        var status = await StatusHandler.RunAsync(Request(target), Context, Never);
        Assert.Contains(status.Warnings, w => w.Rule == "other-history");

        // Taken over, the rest runs.
        await BaselineHandler.RunAsync(Request(target) with { Version = version }, Context, Never);
        var all = status.Migrations.Select(m => m.Version).ToList();
        Assert.Equal(all.Skip(all.IndexOf(version) + 1), (await ApplyAsync(target)).Applied.Select(e => e.Version));
        Assert.DoesNotContain(
            (await StatusHandler.RunAsync(Request(target), Context, Never)).Warnings,
            w => w.Rule == "other-history"
        );
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    [InlineData("sqlite")]
    public async Task A_baseline_stands_for_the_versions_before_it_from_then_on(string engine)
    {
        Write(
            ("V1__a.sql", "create table a (id int);"),
            ("V2__b.sql", "create table b (id int);"),
            ("U2__b.sql", "drop table b;"),
            ("B2__all.sql", "create table a (id int); create table b (id int);"),
            ("V3__c.sql", "create table c (id int);"),
            ("U3__c.sql", "drop table c;")
        );
        await using var target = await RunTarget.OfAsync(engine, folder);
        Assert.Equal(["2", "3"], (await ApplyAsync(target)).Applied.Select(e => e.Version));
        Assert.Empty((await ApplyAsync(target)).Applied);
        await RollbackHandler.RunAsync(Request(target), Context, Never);
        var failure = await Assert.ThrowsAsync<Failure>(() => RollbackHandler.RunAsync(Request(target), Context, Never));
        Assert.Equal("baseline", failure.Findings[0].Rule);
        Assert.Equal(["3"], (await ApplyAsync(target)).Applied.Select(e => e.Version));
    }

    private MigrateRequest Request(RunTarget target) =>
        new(target.Url) { Folder = Migrations, ProjectFile = Path.Combine(folder, "none.yaml") };

    private Task<MigrateResult> ApplyAsync(RunTarget target, string? allowed = null, bool isDry = false) =>
        ApplyHandler.RunAsync(Request(target) with { IsDry = isDry, Allowed = allowed is null ? [] : [allowed] }, Context, Never);

    private void Write(params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(Migrations, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }
}
