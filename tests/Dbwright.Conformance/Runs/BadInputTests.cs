using Dbwright.Commands;
using Dbwright.Conformance.Sources;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Runs;

/// <summary>What cannot be run is refused before the first statement, in words that help, on every engine.</summary>
public sealed class BadInputTests : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly string folder = Directory.CreateTempSubdirectory("dbwright-bad-").FullName;

    private static CommandContext Context { get; } = SourceContext.Create();

    public static TheoryData<string> Engines => new("postgresql", "mariadb", "sqlite");

    private string Migrations => Path.Combine(folder, "migrations");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("insert into a values ('never closed);")]
    [InlineData("craete table b (id integer primary key);")]
    [InlineData("create table b (id integer primary key;")]
    public Task Statements_that_the_engine_cannot_read_keep_every_file_from_running(string statement) =>
        OnEachAsync(async target =>
        {
            Write(("V1__a.sql", "create table a (id integer primary key);"), ("V2__b.sql", $"-- Why.\n{statement}"));
            var failure = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(target));
            Assert.Equal(ExitStatus.BadInput, failure.Status);
            Assert.Equal("syntax", failure.Findings[0].Rule);
            Assert.Equal(2, failure.Findings[0].Location!.Line);
            Assert.EndsWith("V2__b.sql", failure.Findings[0].Location!.File, StringComparison.Ordinal);
            await NothingAsync(target);
            // The same without running anything.
            Assert.Equal("syntax", (await Assert.ThrowsAsync<Failure>(() => ApplyAsync(target, isDry: true))).Findings[0].Rule);
        });

    [Fact]
    public Task Statements_that_only_fail_on_what_is_there_are_not_held_against_a_file() =>
        OnEachAsync(async target =>
        {
            // Neither table is there while the files are looked at.
            Write(
                ("V1__a.sql", "create table a (id integer primary key);"),
                ("V2__b.sql", "insert into a (id) values (1); update a set id = 2 where id = 1;")
            );
            Assert.Equal(2, (await ApplyAsync(target)).Applied.Count);
        });

    [Theory]
    [InlineData("-- dbwright:no-transactoin\n", "did you mean dbwright:no-transaction?")]
    [InlineData("-- dbwright:backfill\n", "is followed by the column")]
    [InlineData("-- dbwright:backfill id batch many\n", "is followed by the column")]
    [InlineData("-- dbwright:backfill id\n-- Why.\n", "stands before no statement")]
    [InlineData("/* dbwright:backfill id */\n", "on a line of its own")]
    [InlineData("-- dbwright:transaction never\n", "followed by none or file")]
    public Task Remarks_that_mean_nothing_are_refused(string remark, string said) =>
        OnEachAsync(async target =>
        {
            Write(("V1__a.sql", "create table a (id integer primary key);"), ("V2__b.sql", $"{remark}update a set id = id;"));
            var failure = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(target));
            Assert.Equal((ExitStatus.BadInput, "unknown-directive"), (failure.Status, failure.Findings[0].Rule));
            Assert.Contains(said, failure.Findings[0].Title, StringComparison.Ordinal);
            Assert.Equal(1, failure.Findings[0].Location!.Line);
            await NothingAsync(target);
        });

    [Theory]
    [InlineData("9 1d", "cutover-version")]
    [InlineData("1 soon", "cutover-form")]
    public Task Files_that_wait_for_nothing_there_is_are_refused(string what, string rule) =>
        OnEachAsync(async target =>
        {
            Write(
                ("V1__a.sql", "create table a (id integer primary key);"),
                ("V2__b.sql", $"-- dbwright:after {what}\ndrop table a;")
            );
            var failure = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(target));
            Assert.Equal((ExitStatus.BadInput, rule), (failure.Status, failure.Findings[0].Rule));
            await NothingAsync(target);
        });

    [Fact]
    public Task Duplicate_versions_are_refused() =>
        OnEachAsync(async target =>
        {
            Write(("V1__a.sql", "create table a (id integer primary key);"), ("V1__b.sql", "select 1;"));
            var failure = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(target));
            Assert.Equal((ExitStatus.BadInput, "duplicate-migration-version"), (failure.Status, failure.Findings[0].Rule));
            await NothingAsync(target);
        });

    [Fact]
    public Task Gaps_and_files_that_never_run_are_said() =>
        OnEachAsync(async target =>
        {
            Write(
                ("V1__a.sql", "create table a (id integer primary key);"),
                ("V2_typing_error.sql", "drop table a;"),
                ("V3__c.sql", "-- Nothing yet.")
            );
            var result = await ApplyAsync(target);
            Assert.Equal(["1", "3"], result.Applied.Select(e => e.Version));
            Assert.Equal(
                ["left-out-file", "version-gap", "empty-migration", "unverified-migration"],
                result.Warnings.Select(w => w.Rule)
            );
        });

    [Fact]
    public Task A_file_that_changes_while_others_run_is_not_run() =>
        OnEachAsync(async target =>
        {
            Write(
                ("V1__a.sql", "create table a (id integer primary key);"),
                ("V2__b.sql", "create table b (id integer primary key);")
            );
            var second = Path.Combine(Migrations, "V2__b.sql");
            var watch = new FolderWatch([new("V2__b.sql", await File.ReadAllTextAsync(second), second)]);
            var migration = new FolderMigration("2", "b", new(second, ""));
            watch.Check(migration);
            await File.AppendAllTextAsync(second, "drop table a;");
            var changed = Assert.Throws<Failure>(() => watch.Check(migration));
            Assert.Equal((ExitStatus.Failed, "changed-file"), (changed.Status, changed.Findings[0].Rule));
            File.Delete(second);
            Assert.Contains(
                "has gone",
                Assert.Throws<Failure>(() => watch.Check(migration)).Findings[0].Title,
                StringComparison.Ordinal
            );

            // In a run: the engine's answer to the first file comes after the second was written anew.
            Write(("V2__b.sql", "create table b (id integer primary key);"));
            var context = Context with
            {
                Clock = new Meddler(() => Write(("V2__b.sql", "create table c (id integer primary key);"))),
            };
            var failure = await Assert.ThrowsAsync<Failure>(() => ApplyHandler.RunAsync(Request(target), context, Never));
            Assert.Equal("changed-file", failure.Findings[0].Rule);
            var status = await StatusHandler.RunAsync(Request(target), Context, Never);
            Assert.Equal([MigrationStanding.Applied, MigrationStanding.Pending], status.Migrations.Select(m => m.Standing));
            // The next run has the new text.
            Assert.Equal(["2"], (await ApplyAsync(target)).Applied.Select(e => e.Version));
        });

    [Fact]
    public async Task Files_for_another_engine_are_refused_as_such()
    {
        Write(
            (
                "V1__a.sql",
                "create table a (id integer primary key);\ncreate table b (id bigint generated by default as identity, tags text[]);"
            )
        );
        foreach (var target in new[] { await RunTarget.MariaDbAsync(), Sqlite() })
        {
            await using (target)
            {
                var failure = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(target));
                Assert.Equal("syntax", failure.Findings[0].Rule);
                Assert.StartsWith("PostgreSQL could read the file", failure.Findings[0].Detail, StringComparison.Ordinal);
                await NothingAsync(target);
            }
        }

        Write(("V1__a.sql", "create table `a` (id int auto_increment primary key) engine = innodb;"));
        await using var server = await RunTarget.PostgreSqlAsync();
        Assert.StartsWith(
            "MariaDB could read the file",
            (await Assert.ThrowsAsync<Failure>(() => ApplyAsync(server))).Findings[0].Detail,
            StringComparison.Ordinal
        );
        await NothingAsync(server);
    }

    [Fact]
    public async Task A_history_holds_every_letter_whatever_the_character_set_of_the_database()
    {
        await using var target = await RunTarget.MariaDbAsync();
        await using (var owner = await target.OpenAsync(SandboxUser.Owner))
        {
            await owner.ExecuteAsync("alter database db1 character set latin1", Never);
        }

        Write(
            (
                "V1__a.sql",
                "create table a (id integer primary key, n integer) comment '漢字' character set utf8mb4;\nalter table a add m integer;"
            )
        );
        Assert.Equal(["1"], (await ApplyAsync(target)).Applied.Select(e => e.Version));
    }

    [Fact]
    public async Task An_account_without_rights_is_told_what_it_lacks()
    {
        Write(
            ("V1__a.sql", "create table a (id integer primary key);"),
            ("V2__b.sql", "alter table owned add column n integer;")
        );
        await using var target = await RunTarget.PostgreSqlAsync();
        await using var admin = await target.OpenAsync(SandboxUser.Administrator);
        await admin.ExecuteAsync(
            "create table owned (id integer); create role poor login; revoke all on schema public from public",
            Never
        );
        var poor = target with { Url = target.Url.Replace("app_owner@", "poor@", StringComparison.Ordinal) };
        var history = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(poor));
        Assert.Equal((ExitStatus.Failed, "no-permission"), (history.Status, history.Findings[0].Rule));
        Assert.Contains("dbwright_history", history.Findings[0].Title, StringComparison.Ordinal);

        await admin.ExecuteAsync("grant usage, create on schema public to poor", Never);
        var owner = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(poor));
        Assert.Equal((ExitStatus.Refused, "missing-right"), (owner.Status, owner.Findings[0].Rule));
        Assert.StartsWith("poor may not change owned: it belongs to", owner.Findings[0].Title, StringComparison.Ordinal);
        await NothingAsync(target);

        // What the catalogues do not tell shows when it runs.
        var blind = await Assert.ThrowsAsync<Failure>(() =>
            ApplyHandler.RunAsync(Request(poor) with { Allowed = ["missing-rights"] }, Context, Never)
        );
        Assert.Equal("no-permission", blind.Findings[0].Rule);
        Assert.Contains("must be owner of table owned", blind.Findings[0].Title, StringComparison.Ordinal);

        // A history that may not be read is not taken for none.
        await admin.ExecuteAsync(
            "alter table dbwright_history owner to current_user; revoke all on dbwright_history from poor",
            Never
        );
        var unread = await Assert.ThrowsAsync<Failure>(() => StatusHandler.RunAsync(Request(poor), Context, Never));
        Assert.Equal("no-permission", unread.Findings[0].Rule);
        Assert.StartsWith("The table dbwright_history cannot be read: ", unread.Findings[0].Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_to_read_only_is_told_from_missing_rights()
    {
        Write(("V1__a.sql", "create table a (id integer primary key);"));
        await using var target = await RunTarget.PostgreSqlAsync();
        await using var admin = await target.OpenAsync(SandboxUser.Administrator);
        await admin.ExecuteAsync(
            "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$",
            Never
        );
        var refused = await Assert.ThrowsAsync<Failure>(() => ApplyAsync(target));
        Assert.Equal((ExitStatus.Failed, "no-permission"), (refused.Status, refused.Findings[0].Rule));
        Assert.EndsWith(
            "cannot execute CREATE TABLE in a read-only transaction (25006)",
            refused.Findings[0].Title,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Run the command where it may write: on the primary",
            refused.Findings[0].Fix,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_was_never_verified_is_said_and_refused_in_production()
    {
        Write(
            ("V1__a.sql", "create table a (id integer primary key);"),
            ("V2__b.sql", "create table b (id integer primary key);")
        );
        await using var target = Sqlite();
        var project = Path.Combine(folder, "dbwright.yaml");
        await File.WriteAllTextAsync(project, $"environments:\n  live: {{ url: \"{target.Url}\", production: true }}\n");
        var live = Request(target) with { ProjectFile = project, Target = "@live", Ask = _ => "live" };
        var refused = await Assert.ThrowsAsync<Failure>(() => ApplyHandler.RunAsync(live, Context, Never));
        Assert.Equal((ExitStatus.Refused, "unverified-migration"), (refused.Status, refused.Findings[0].Rule));
        await NothingAsync(target);

        // What holds as it is now may run; an edited file is another one.
        await VerifyHandler.RunAsync(new(Migrations) { Engine = "sqlite", Rows = ["5"] }, Context, Never);
        Write(("V2__b.sql", "create table b (id integer primary key, n integer);"));
        var edited = await Assert.ThrowsAsync<Failure>(() => ApplyHandler.RunAsync(live, Context, Never));
        Assert.Contains("V2__b.sql", edited.Findings[0].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("V1__a.sql", edited.Findings[0].Detail, StringComparison.Ordinal);
        Assert.Equal(
            ["1"],
            (await ApplyHandler.RunAsync(live with { Version = "1" }, Context, Never)).Applied.Select(e => e.Version)
        );
        Assert.Equal(
            ["2"],
            (await ApplyHandler.RunAsync(live with { Allowed = ["unverified"] }, Context, Never)).Applied.Select(e => e.Version)
        );

        // Elsewhere it is a warning.
        await using var other = Sqlite();
        var warned = await ApplyAsync(other);
        Assert.Equal("unverified-migration", Assert.Single(warned.Warnings).Rule);
    }

    private static async Task NothingAsync(RunTarget target)
    {
        var schema = await target.Engine.Require<IInspector>().ReadAsync(await target.SessionAsync(), Never);
        Assert.DoesNotContain(schema.Tables, t => t.Name.Name is "a" or "b");
    }

    private MigrateRequest Request(RunTarget target) =>
        new(target.Url) { Folder = Migrations, ProjectFile = Path.Combine(folder, "none.yaml") };

    private Task<MigrateResult> ApplyAsync(RunTarget target, bool isDry = false) =>
        ApplyHandler.RunAsync(Request(target) with { IsDry = isDry }, Context, Never);

    private async Task OnEachAsync(Func<RunTarget, Task> check)
    {
        foreach (var start in new[] { RunTarget.PostgreSqlAsync, RunTarget.MariaDbAsync, () => Task.FromResult(Sqlite()) })
        {
            await using var target = await start();
            Directory.CreateDirectory(Migrations);
            Directory.Delete(Migrations, recursive: true);
            await check(target);
        }
    }

    private RunTarget Sqlite() => RunTarget.Sqlite(folder);

    private void Write(params (string Name, string Text)[] files)
    {
        Directory.CreateDirectory(Migrations);
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(Migrations, name), text);
        }
    }

    /// <summary>A clock that somebody looks at when the first file is done, and that lets another write to the folder then.</summary>
    private sealed class Meddler(Action meddle) : TimeProvider
    {
        private int looked;

        public override long GetTimestamp()
        {
            if (Interlocked.Increment(ref looked) == 2)
            {
                meddle();
            }

            return base.GetTimestamp();
        }
    }
}
