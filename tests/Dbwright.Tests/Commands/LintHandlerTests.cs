using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Dbwright.Commands;
using Dbwright.Engines;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests;

public sealed class LintHandlerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dbwright-lint-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Tables_of_earlier_files_are_in_use_those_of_the_same_are_not()
    {
        File(
            "V0001__orders.sql",
            "create table orders (id bigint primary key, placed_at timestamptz);\ncreate index a on orders (placed_at);\n"
        );
        File("V0002__index.sql", "create index b on orders (placed_at);\n");

        var result = await RunAsync();

        var finding = Assert.Single(result.Report.Findings);
        Assert.Equal("index-without-concurrently", finding.Rule.Name);
        Assert.EndsWith("V0002__index.sql", finding.File, StringComparison.Ordinal);
        Assert.True(result.Fails);
    }

    // Its text is no file, so that nobody would see that it cannot be reviewed any more.
    [Fact]
    public Task What_is_reviewed_beforehand_can_be_reviewed() => LintHandler.WarmUpAsync();

    [Fact]
    public async Task Flyway_opens_no_transaction_for_what_runs_in_none_whatever_the_words_around_it_are()
    {
        File("V0001__place.sql", "set lock_timeout = '2s';\ncreate tablespace fast location '/fast';\n");
        File(
            "V0002__words.sql",
            "-- vacuum the system database concurrently\ncreate tablespace slow location '/slow';\nselect 1;\n"
        );

        var result = await RunAsync();

        Assert.DoesNotContain(
            result.Report.Findings,
            f => f.Rule.Name == "not-allowed-in-transaction" && f.File.EndsWith("V0001__place.sql", StringComparison.Ordinal)
        );
        Assert.Contains(
            result.Report.Findings,
            f => f.Rule.Name == "not-allowed-in-transaction" && f.File.EndsWith("V0002__words.sql", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Fix_writes_the_files_and_leaves_nothing_to_fix()
    {
        var path = File("V0001__index.sql", "create index b on orders (placed_at);\n");

        var result = await RunAsync(r => r with { Fix = true });

        Assert.Equal(
            "-- dbwright:no-transaction\ncreate index concurrently b on orders (placed_at);\n",
            System.IO.File.ReadAllText(path)
        );
        Assert.Empty(result.Report.Findings);
        Assert.Equal(path, Assert.Single(result.Fixed).Path);
    }

    [Theory]
    [InlineData(
        "20240101_index.sql",
        "-- migrate:up\ncreate index b on orders (a);\n-- migrate:down\ndrop index b;\n",
        "-- migrate:up transaction:false\ncreate index concurrently b on orders (a);\n-- migrate:down\ndrop index b;\n"
    )]
    [InlineData(
        "00001_index.sql",
        "-- +goose Up\ncreate index b on orders (a);\n-- +goose Down\ndrop index b;\n",
        "-- +goose NO TRANSACTION\n-- +goose Up\ncreate index concurrently b on orders (a);\n-- +goose Down\ndrop index b;\n"
    )]
    [InlineData("000001_index.up.sql", "create index b on orders (a);\n", "create index concurrently b on orders (a);\n")]
    public async Task Fix_says_to_each_runner_in_its_own_words_that_no_transaction_is_wanted(
        string name,
        string text,
        string expected
    )
    {
        var path = File(name, text);

        await RunAsync(r => r with { Fix = true, Only = ["index-without-concurrently"] });

        Assert.Equal(expected, System.IO.File.ReadAllText(path));
    }

    public static TheoryData<string, byte[], string> Forms =>
        new()
        {
            { "utf-8", [], "\n" },
            { "utf-8", [0xEF, 0xBB, 0xBF], "\r\n" },
            { "utf-16", [0xFF, 0xFE], "\n" },
            { "utf-16", [], "\r\n" },
            { "utf-16BE", [0xFE, 0xFF], "\r\n" },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Fix_keeps_the_encoding_and_the_ends_of_lines(string name, byte[] mark, string ending)
    {
        var encoding = Encoding.GetEncoding(name);
        var path = Path.Combine(folder, "V0001__index.sql");
        var text = $"-- Käufe{ending}create index b on orders (placed_at);{ending}";
        await System.IO.File.WriteAllBytesAsync(path, [.. mark, .. encoding.GetBytes(text)]);

        await RunAsync(r => r with { Fix = true, Only = ["index-without-concurrently"] });

        var expected =
            $"-- dbwright:no-transaction{ending}-- Käufe{ending}create index concurrently b on orders (placed_at);{ending}";
        byte[] bytes = [.. mark, .. encoding.GetBytes(expected)];
        var written = await System.IO.File.ReadAllBytesAsync(path);
        Assert.Equal(bytes, written);
    }

    [Fact]
    public async Task Fix_refuses_an_encoding_that_nobody_named_and_changes_no_file()
    {
        var latin = Path.Combine(folder, "V0002__index.sql");
        byte[] bytes = [.. "-- K"u8, 0xE4, .. "ufe\ncreate index c on orders (placed_at);\n"u8];
        await System.IO.File.WriteAllBytesAsync(latin, bytes);
        var other = File("V0001__index.sql", "create index b on orders (placed_at);\n");

        var failure = await Assert.ThrowsAsync<Failure>(() => RunAsync(r => r with { Fix = true }));

        Assert.Equal(ExitStatus.BadInput, failure.Status);
        Assert.Contains("V0002__index.sql", failure.Findings[0].Title, StringComparison.Ordinal);
        Assert.Equal(bytes, await System.IO.File.ReadAllBytesAsync(latin));
        Assert.Equal("create index b on orders (placed_at);\n", await System.IO.File.ReadAllTextAsync(other));
    }

    [Fact]
    public async Task Names_of_policy_come_from_the_project_file()
    {
        File("V0001__orders.sql", "create table orders (id bigint primary key);\nselect now(), my_sleep(1);\ndrop table kept;\n");
        var project = File(
            "dbwright.yaml",
            """
            lint:
              required_columns: [id, tenant_id]
              protected_tables: [kept]
              forbidden_functions: [MY_SLEEP]
            """
        );

        var result = await RunAsync(r =>
            r with
            {
                Project = project,
                Only = ["required-columns-missing", "protected-table", "forbidden-function"],
            }
        );

        Assert.Equal(
            ["required-columns-missing", "forbidden-function", "protected-table"],
            result.Report.Findings.Select(f => f.Rule.Name)
        );
        Assert.Contains("tenant_id", result.Report.Findings[0].Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_names_that_is_none_is_an_error_of_the_project_file()
    {
        File("V0001__orders.sql", "select 1;\n");
        var project = File("dbwright.yaml", "lint:\n  protected_tables: kept\n");

        var failure = await Assert.ThrowsAsync<Failure>(() => RunAsync(r => r with { Project = project }));

        Assert.Equal(2, failure.Findings[0].Location!.Line);
    }

    [Fact]
    public async Task Nested_blocks_are_reviewed_to_their_depth()
    {
        var text = "create index a on orders (a);";
        for (var depth = 0; depth < 40; depth++)
        {
            text = $"do $d{depth}$ begin {text} end $d{depth}$;";
        }

        File("V0001__deep.sql", text);
        File("V0002__two.sql", "do $a$ begin do $b$ begin alter table orders drop column note; end $b$; end $a$;");

        var result = await RunAsync(r =>
            r with
            {
                Only = ["index-without-concurrently", "column-dropped", "dynamic-sql", "syntax"],
            }
        );

        Assert.Contains(result.Report.Findings, f => f.Rule.Name == "column-dropped");
        Assert.DoesNotContain(result.Report.Findings, f => f.Rule.Name == "syntax");
    }

    [Fact]
    public async Task Binary_files_are_findings_and_the_others_are_read()
    {
        File("V0001__orders.sql", "select\0");
        File("V0002__index.sql", "create index b on orders (placed_at);\n");

        var result = await RunAsync();

        Assert.Equal(["not-a-text", "index-without-concurrently"], result.Report.Findings.Select(f => f.Rule.Name));
    }

    [Fact]
    public async Task Findings_of_the_baseline_may_stay_also_when_they_move()
    {
        var path = File("V0002__index.sql", "create index b on orders (placed_at);\n");
        var baseline = Path.Combine(folder, "baseline.json");
        await RunAsync(r => r with { Baseline = baseline, WriteBaseline = true });
        System.IO.File.WriteAllText(path, "\n\n  create   index b\n on orders (placed_at);\ncreate index c on orders (id);\n");

        var result = await RunAsync(r => r with { Baseline = baseline });

        Assert.Equal(5, Assert.Single(result.Report.Findings).Start.Line);
        Assert.Equal(1, result.InBaseline);
    }

    [Fact]
    public async Task Project_file_turns_rules_off_and_louder_for_paths()
    {
        Directory.CreateDirectory(Path.Combine(folder, "old"));
        File("old/a.sql", "create index a on orders (id);\n");
        File("b.sql", "create index b on orders (id);\ndrop index c;\n");
        var project = File(
            "dbwright.yaml",
            "lint:\n  engine: postgresql:16\n  fail_on: never\n  rules:\n    index-without-concurrently: error\n    squawk:require-concurrent-index-deletion: off\n  paths:\n    old/**: { \"*\": off }\n"
        );

        var result = await RunAsync(r => r with { Project = project });

        Assert.Equal(Severity.Error, Assert.Single(result.Report.Findings).Severity);
        Assert.Equal(new(16, 0), result.Target.Version);
        Assert.False(result.Fails);
    }

    [Fact]
    public async Task Unknown_rules_are_refused_with_the_nearest()
    {
        File("b.sql", "select 1;\n");

        var failure = await Assert.ThrowsAsync<Failure>(() => RunAsync(r => r with { Only = ["index-without-concurently"] }));

        Assert.Equal("Did you mean index-without-concurrently?", failure.Findings[0].Fix);
    }

    [Fact]
    public async Task Rows_of_tables_keep_small_ones_silent()
    {
        File("b.sql", "create index b on orders (id);\ncreate index c on sales.items (id);\n");
        var rows = File(
            "rows.json",
            """[{"schema": "public", "table": "orders", "rows": 12}, {"schema": "sales", "table": "items", "rows": 1e7}]"""
        );

        var result = await RunAsync(r => r with { Rows = rows });

        Assert.Equal("sales.items", Assert.Single(result.Report.Findings).Subject);
    }

    [Fact]
    public async Task Only_files_changed_since_a_revision_are_reported()
    {
        File("V0001__a.sql", "create index a on orders (id);\n");
        Git("init", "-q", "-b", "main");
        Git("add", ".");
        Git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "first");
        File("V0002__b.sql", "create index b on orders (id);\n");

        var result = await RunAsync(r => r with { ChangedSince = "HEAD" });

        Assert.EndsWith("V0002__b.sql", Assert.Single(result.Report.Findings).File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sarif_has_what_its_readers_need()
    {
        File("V0002__in dex.sql", "create index b\n on orders (placed_at);\nalter tabel x;\n");

        var result = await RunAsync();
        using var sarif = JsonDocument.Parse(Written(to => LintJson.Sarif(result, "1.2.3", to)));

        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        var run = sarif.RootElement.GetProperty("runs")[0];
        var driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal(("dbwright", "1.2.3"), (driver.GetProperty("name").GetString(), driver.GetProperty("version").GetString()));
        var rules = driver.GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetString()).ToList();
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(2, results.Count);
        foreach (var found in results)
        {
            Assert.Equal(found.GetProperty("ruleId").GetString(), rules[found.GetProperty("ruleIndex").GetInt32()]);
            Assert.Contains(found.GetProperty("level").GetString(), new[] { "error", "warning", "note" });
            Assert.NotEmpty(found.GetProperty("message").GetProperty("text").GetString()!);
            var place = found.GetProperty("locations")[0].GetProperty("physicalLocation");
            Assert.DoesNotContain(
                " ",
                place.GetProperty("artifactLocation").GetProperty("uri").GetString()!,
                StringComparison.Ordinal
            );
            var region = place.GetProperty("region");
            Assert.True(region.GetProperty("startLine").GetInt32() >= 1 && region.GetProperty("startColumn").GetInt32() >= 1);
            Assert.True(region.GetProperty("endLine").GetInt32() >= region.GetProperty("startLine").GetInt32());
        }

        var change = results[0].GetProperty("fixes")[0].GetProperty("artifactChanges")[0].GetProperty("replacements")[0];
        Assert.Equal(13, change.GetProperty("deletedRegion").GetProperty("startColumn").GetInt32());
        Assert.Equal(" concurrently", change.GetProperty("insertedContent").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Other_forms_hold_each_finding()
    {
        File("b.sql", "create index b on orders (placed_at);\n");
        var result = await RunAsync();

        using var own = JsonDocument.Parse(Written(to => LintJson.Write(result, to)));
        using var gitLab = JsonDocument.Parse(Written(to => LintJson.GitLab(result, to)));
        var junit = XDocument.Parse(LintMarks.JUnit(result));

        Assert.Equal("index-without-concurrently", own.RootElement.GetProperty("findings")[0].GetProperty("rule").GetString());
        Assert.Equal(1, gitLab.RootElement[0].GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32());
        Assert.Equal("1", junit.Root!.Element("testsuite")!.Attribute("failures")!.Value);
        Assert.StartsWith("::warning file=", LintMarks.GitHub(result), StringComparison.Ordinal);
    }

    private static CommandContext Context { get; } =
        new()
        {
            FindEngine = EngineCatalog.Find,
            OpenParquet = DuckDb.OpenAsync,
            Narrator = new Silence(),
            Clock = TimeProvider.System,
            ProgramVersion = "test",
        };

    private static string Written(Action<TextWriter> write)
    {
        using var text = new StringWriter();
        write(text);
        return text.ToString();
    }

    private sealed class Silence : INarrator
    {
        public void Stage(string title) { }

        public void Tell(string line) { }

        public void Progress(string what, long done, long total) { }
    }

    private Task<LintResult> RunAsync(Func<LintRequest, LintRequest>? with = null)
    {
        var request = new LintRequest([folder]) { Except = ["no-lock-timeout", "redundant-index"] };
        return LintHandler.RunAsync(with is null ? request : with(request), Context, CancellationToken.None);
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
