using Dbwright.Formats;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class MigrationFolderTests
{
    [Fact]
    public void Flyway_goes_by_version_then_repeatable_and_leaves_undo_out()
    {
        var folder = Read(
            "V1.9__b.sql",
            "V1__a.sql",
            "R__z.sql",
            "V1.10__c.sql",
            "U1.10__c.sql",
            "V2_1__d.sql",
            "R__y.sql",
            "readme.sql"
        );
        Assert.Equal("Flyway", folder!.Tool);
        Assert.Equal(["V1__a.sql", "V1.9__b.sql", "V1.10__c.sql", "V2_1__d.sql", "R__y.sql", "R__z.sql"], Paths(folder));
    }

    [Fact]
    public void Flyway_starts_from_the_newest_baseline() =>
        Assert.Equal(
            ["B3__all.sql", "V3.1__d.sql"],
            Paths(Read("V1__a.sql", "V3__c.sql", "B2__old.sql", "B3__all.sql", "V3.1__d.sql")!)
        );

    [Fact]
    public void Files_that_never_run_are_named()
    {
        var folder = Read("V1__a.sql", "V2_typing_error.sql", "U1__a.sql", "U9__nothing.sql", "afterMigrate.sql");
        Assert.Equal(
            ["V2_typing_error.sql", "U9__nothing.sql", "afterMigrate.sql"],
            folder!.Findings.Select(f => f.Location!.File)
        );
        Assert.All(folder.Findings, f => Assert.Equal("left-out-file", f.Rule));
        Assert.StartsWith("It is a callback", folder.Findings[2].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("callback", folder.Findings[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-- A ${comment}.\ninsert into t values ('${who}');", "", "2:24")]
    [InlineData("create table ${flyway:defaultSchema}.t (id int);", "", "1:14")]
    [InlineData("insert into t values ('${who}');", "placeholderReplacement=false", "")]
    [InlineData("select '$1', '${}';", "", "")]
    public void Placeholders_of_flyway_are_named(string text, string settings, string expected)
    {
        var folder = MigrationFolder.Read([
            new("V1__a.sql", text, "V1__a.sql"),
            new("V1__a.sql.conf", settings, "V1__a.sql.conf"),
        ])!;
        Assert.Equal(
            expected,
            string.Join(' ', folder.Migrations[0].Findings.Select(f => $"{f.Location!.Line}:{f.Location.Column}"))
        );
    }

    [Fact]
    public void Variables_that_goose_would_put_in_are_refused()
    {
        const string text =
            "-- +goose Up\n-- +goose ENVSUB ON\ninsert into t values ('${WHO}');\n-- +goose ENVSUB OFF\nselect '${x}';\n";
        var failure = Assert.Throws<Failure>(() => MigrationFolder.Read([new("1_a.sql", text, "1_a.sql")]));
        Assert.Equal((ExitStatus.BadInput, "placeholder"), (failure.Status, failure.Findings[0].Rule));
        Assert.Equal(new Location("1_a.sql", 3, 24), failure.Findings[0].Location);
        Assert.NotNull(
            MigrationFolder.Read([new("1_a.sql", text.Replace("ENVSUB ON", "ENVSUB OFF", StringComparison.Ordinal), "1_a.sql")])
        );
    }

    [Theory]
    [InlineData("-- +goose Up\n-- +goose StatemntBegin\nselect 1;", 2, "StatementBegin")]
    [InlineData("-- +goose Up\nselect 1;\n-- +goose NO TRANSACTON", 3, "NO TRANSACTION")]
    [InlineData("-- migrate:up transation:false\nselect 1;", 1, "up transaction:false")]
    [InlineData("-- migrate:up\nselect 1;\n-- migrate:dwn\n", 3, "down")]
    public void Marks_that_their_tool_does_not_know_are_refused(string text, int line, string near)
    {
        var failure = Assert.Throws<Failure>(() => MigrationFolder.Read([new("001_a.sql", text, "001_a.sql")]));
        Assert.Equal((ExitStatus.BadInput, "unknown-directive"), (failure.Status, failure.Findings[0].Rule));
        Assert.Equal(line, failure.Findings[0].Location!.Line);
        Assert.Equal($"Did you mean {near}?", failure.Findings[0].Fix);
    }

    [Theory]
    [InlineData("-- +goose Up\nselect 1;")]
    [InlineData("-- migrate:up\nselect 1;")]
    public void Versions_are_there_and_there_once_whatever_the_tool(string text)
    {
        var twice = Assert.Throws<Failure>(() =>
            MigrationFolder.Read([new("001_a.sql", text, "001_a.sql"), new("001_b.sql", text, "001_b.sql")])
        );
        Assert.Equal("duplicate-migration-version", twice.Findings[0].Rule);
        var none = Assert.Throws<Failure>(() => MigrationFolder.Read([new("a.sql", text, "a.sql")]));
        Assert.Equal("no-version", none.Findings[0].Rule);
    }

    [Theory]
    [InlineData("-- dbwright:no-transaction\nselect 1;", false)]
    [InlineData("  --  dbwright:transaction none\nselect 1;", false)]
    [InlineData("-- dbwright:transaction file\nselect 1;", true)]
    [InlineData("select '-- dbwright:no-transaction';", null)]
    [InlineData("/* dbwright:no-transaction */ select 1;", null)]
    public void What_a_file_says_about_its_transaction(string text, bool? expected) =>
        Assert.Equal(expected, MigrationFolder.SaysOneTransaction(text));

    [Fact]
    public void Flyway_refuses_a_version_that_stands_twice()
    {
        var failure = Assert.Throws<Failure>(() => Read("V1.0__a.sql", "V1__b.sql"));
        Assert.Equal("duplicate-migration-version", failure.Findings[0].Rule);
    }

    [Fact]
    public void Dbwrights_own_files_are_read_the_same_way() =>
        Assert.Equal(
            ["V0001__initial_schema.sql", "V0002__next.sql"],
            Paths(Read("U0001__initial_schema.sql", "V0001__initial_schema.sql", "V0002__next.sql")!)
        );

    [Fact]
    public void Golang_migrate_goes_by_number() =>
        Assert.Equal(["9_a.up.sql", "10_b.up.sql"], Paths(Read("10_b.up.sql", "10_b.down.sql", "9_a.up.sql", "9_a.down.sql")!));

    [Fact]
    public void Dbmate_keeps_the_lines_of_what_goes_up()
    {
        const string text = "-- migrate:up transaction:false\ncreate table a (id int);\n-- migrate:down\ndrop table a;\n";
        var folder = MigrationFolder.Read([new FolderFile("2024_a.sql", text, "db/2024_a.sql")])!;
        Assert.Equal("dbmate", folder.Tool);
        var script = folder.Scripts.Single();
        Assert.Equal(text.Length, script.Text.Length);
        Assert.Equal("create table a (id int);", script.Text.Trim());
        Assert.Equal(new Location("db/2024_a.sql", 2, 1), script.At(script.Text.IndexOf("create", StringComparison.Ordinal)));
        Assert.False(script.IsOneTransaction);
    }

    [Fact]
    public void Goose_takes_what_is_up()
    {
        const string text =
            "-- +goose NO TRANSACTION\n-- +goose Up\nselect 1;\n-- +goose StatementBegin\nselect 2;\n-- +goose StatementEnd\n-- +goose Down\nselect 3;\n";
        var folder = MigrationFolder.Read([
            new FolderFile("10_b.sql", text, "10_b.sql"),
            new FolderFile("9_a.sql", "-- +goose Up\nselect 0;", "9_a.sql"),
        ])!;
        Assert.Equal("goose", folder.Tool);
        Assert.Equal(["9_a.sql", "10_b.sql"], Paths(folder));
        Assert.Equal(
            ["select 1;", "select 2;"],
            folder.Scripts[1].Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.False(folder.Scripts[1].IsOneTransaction);
    }

    [Fact]
    public void Sqitch_follows_its_plan_and_takes_reworked_changes_as_they_were()
    {
        const string plan =
            "%project=x\n\na 2024-01-01T00:00:00Z A <a@b> # x\nb [a] 2024-01-01T00:00:00Z A <a@b> # x\n@v1 2024 A <a@b> # x\na [a@v1] 2024 A <a@b> # again\n";
        var folder = MigrationFolder.Read([
            new FolderFile("sqitch.plan", plan, "sqitch.plan"),
            new FolderFile("sqitch.conf", "[core]\n\tengine = pg\n", "sqitch.conf"),
            .. new[] { "deploy/a.sql", "deploy/a@v1.sql", "deploy/b.sql", "revert/a.sql" }.Select(p => new FolderFile(p, "", p)),
        ])!;
        Assert.Equal("postgresql", folder.Engine);
        Assert.Equal(["deploy/a@v1.sql", "deploy/b.sql", "deploy/a.sql"], Paths(folder));
    }

    [Fact]
    public void Sqitch_names_what_is_missing()
    {
        var failure = Assert.Throws<Failure>(() =>
            MigrationFolder.Read([
                new FolderFile("sqitch.plan", "users 2024 A <a@b> # x\n", "sqitch.plan"),
                new FolderFile("deploy/user.sql", "", "deploy/user.sql"),
            ])
        );
        Assert.Equal(new Location("sqitch.plan", 1, 1), failure.Findings[0].Location);
        Assert.Contains("deploy/user.sql", failure.Findings[0].Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Prisma_has_a_folder_for_each()
    {
        var folder = MigrationFolder.Read([
            new FolderFile("20240102_b/migration.sql", "", "b"),
            new FolderFile("20240101_a/migration.sql", "", "a"),
            new FolderFile("migration_lock.toml", "provider = \"postgresql\"\n", "l"),
        ])!;
        Assert.Equal(["a", "b"], Paths(folder));
        Assert.Equal("postgresql", folder.Engine);
    }

    [Theory]
    [InlineData("2024-01-01/up.sql", "2024-01-01/down.sql")]
    [InlineData("up/1.sql", "down/1.sql")]
    [InlineData("first_up.sql", "first_down.sql")]
    [InlineData("first.up.sql", "first.down.sql")]
    [InlineData("UP/1.SQL", "DOWN/1.SQL")]
    public void Pairs_are_seen(string up, string down)
    {
        Assert.Equal([up], Paths(Read(down, up)!));
        Assert.Null(Read(down));
        Assert.Null(Read("startup.sql", "countdown.sql"));
    }

    [Fact]
    public void Plain_files_are_no_migrations() => Assert.Null(Read("01.sql", "tables/users.sql"));

    [Fact]
    public void Numbers_in_names_count_by_value() =>
        Assert.Equal(
            ["1.sql", "2.sql", "10.sql", "a2/x.sql", "a10/x.sql"],
            new[] { "10.sql", "a10/x.sql", "2.sql", "1.sql", "a2/x.sql" }.Order(NumberedNames.Instance)
        );

    private static MigrationFolder? Read(params string[] names) =>
        MigrationFolder.Read(names.Select(n => new FolderFile(n, $"select '{n}';", n)).ToSequence());

    private static IEnumerable<string> Paths(MigrationFolder folder) => folder.Scripts.Select(s => s.Path);
}
