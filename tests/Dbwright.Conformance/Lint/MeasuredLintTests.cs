using Dbwright.Commands;
using Dbwright.Conformance.Sources;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance;

/// <summary><c>migrate lint --measure</c> and <c>--database</c> on real servers.</summary>
public sealed class MeasuredLintTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dbwright-measure-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_PostgreSql_did_stands_in_the_findings()
    {
        Write("V0001__orders.sql", "create table orders (id bigint primary key, note varchar(20), total numeric);\n");
        Write(
            "V0002__change.sql",
            """
            begin;
            alter table orders alter column note type text;
            alter table orders alter column total type bigint;
            commit;
            create index concurrently orders_note on orders (note);
            """
        );

        var result = await RunAsync("postgresql", r => r with { ChangedSince = null });

        var rewrite = Assert.Single(result.Report.Findings, f => f.Rule.Name == "type-change-rewrites");
        Assert.StartsWith(
            "Takes ACCESS EXCLUSIVE on orders, for which reads and writes wait; every row is written again",
            rewrite.Locks
        );
        Assert.Contains("measured on PostgreSQL", rewrite.Locks, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Report.Findings, f => f.Rule.Name is "engine-disagrees" or "refused-by-server");
        Assert.Equal(4, result.Measured!.Count);
        var index = result
            .Measured.Files.Single(f => f.Key.EndsWith("V0002__change.sql", StringComparison.Ordinal))
            .Value[^1]
            .Measure!;
        Assert.Equal(RelationLock.ShareUpdateExclusive, Assert.Single(index.Locks, l => l.Object.Name.Name == "orders").Lock);
        using var text = new StringWriter();
        LintJson.Write(result, text);
        Assert.Contains("\"server\": \"PostgreSQL", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_MariaDb_did_stands_in_the_findings()
    {
        Write("V0001__orders.sql", "create table orders (id bigint primary key, note varchar(20), total int);\n");
        Write(
            "V0002__change.sql",
            "alter table orders modify total bigint;\nalter table orders add column placed_at datetime;\n"
        );

        var result = await RunAsync("mariadb");

        var copy = Assert.Single(result.Report.Findings, f => f.Rule.Name == "column-change-copies");
        Assert.Contains("copies the table, while writes wait (measured)", copy.Locks, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Report.Findings, f => f.Rule.Name is "engine-disagrees" or "refused-by-server");
        Assert.Equal(2, result.Measured!.Files.Last(f => f.Key.Contains("V0002", StringComparison.Ordinal)).Value.Count);
    }

    [Fact]
    public async Task A_statement_that_the_server_refuses_is_found_at_its_place_and_other_files_go_on()
    {
        Write("V0001__orders.sql", "create table orders (id bigint primary key);\n");
        Write("V0002__wrong.sql", "-- a remark\nupdate orders\nset totl = 1;\nupdate orders set totl = 2;\n");
        Write("V0003__right.sql", "alter table orders add column total int;\n");

        var result = await RunAsync("postgresql");

        var refused = Assert.Single(result.Report.Findings, f => f.Rule.Name == "refused-by-server");
        Assert.Equal((3, 5), (refused.Start.Line, refused.Start.Column));
        Assert.Contains("column \"totl\" of relation \"orders\" does not exist", refused.Title, StringComparison.Ordinal);
        Assert.True(result.Fails);
        Assert.NotNull(
            result.Measured!.Files.Single(f => f.Key.EndsWith("V0003__right.sql", StringComparison.Ordinal)).Value[0].Measure
        );
    }

    [Fact]
    public async Task The_files_start_from_a_schema_that_is_named()
    {
        var schema = Write("start/schema.sql", "create table orders (id bigint primary key, total numeric(10, 2));\n");
        Write("migrations/V0001__change.sql", "alter table orders alter column total type numeric(12, 2);\n");

        var result = await RunAsync(
            "postgresql",
            r => r with { Sources = [Path.Combine(folder, "migrations")], Schema = schema }
        );

        Assert.DoesNotContain(
            result.Report.Findings,
            f => f.Rule.Name is "engine-disagrees" or "refused-by-server" or "unknown-object"
        );
        Assert.Equal(1, result.Measured!.Count);
    }

    [Fact]
    public async Task A_file_that_undoes_something_keeps_its_transactions()
    {
        Write(
            "V0001__orders.sql",
            "begin;\ncreate table orders (id bigint);\nrollback;\nbegin;\ncreate table orders (id bigint);\ncommit;\n"
        );

        var result = await RunAsync("postgresql");

        Assert.DoesNotContain(result.Report.Findings, f => f.Rule.Name == "refused-by-server");
        Assert.Equal(2, result.Measured!.Count);
    }

    [Fact]
    public async Task Extensions_come_from_the_list_of_the_script_runner()
    {
        Write(
            "V0001__trgm.sql",
            "create extension pg_trgm;\ncreate table t (a text);\ncreate index t_a on t using gin (a gin_trgm_ops);\n"
        );

        var result = await RunAsync("postgresql");

        Assert.DoesNotContain(result.Report.Findings, f => f.Rule.Name == "refused-by-server");
    }

    [Fact]
    public async Task Engines_without_a_meter_say_so()
    {
        Write("V0001__orders.sql", "create table orders (id integer primary key);\n");

        var failure = await Assert.ThrowsAsync<Failure>(() => RunAsync("sqlite"));

        Assert.Equal(ExitStatus.BadInput, failure.Status);
    }

    [Fact]
    public async Task Sizes_of_a_live_database_keep_findings_about_small_tables_silent()
    {
        var path = Path.Combine(folder, "shop.db");
        await File.WriteAllBytesAsync(path, []);
        var engine = SqliteEngine.Create();
        await using (
            var session = await engine.Require<ILiveDatabases>().OpenToWriteAsync($"sqlite:{path}", CancellationToken.None)
        )
        {
            await session.ExecuteAsync(
                "create table small (id integer primary key); create table large (id integer primary key);"
                    + "insert into small values (1); insert into large with recursive n (i) as (select 1 union all select i + 1 from n where i < 20000) select i from n",
                CancellationToken.None
            );
            var rows = await engine.Require<IStatistics>().RowsAsync(session, CancellationToken.None);
            Assert.Equal(1, rows[QualifiedName.Of("small")]);
            Assert.Equal(20000, rows[QualifiedName.Of("large")]);
            await session.ExecuteAsync("analyze", CancellationToken.None);
            rows = await engine.Require<IStatistics>().RowsAsync(session, CancellationToken.None);
            Assert.Equal(20000, rows[QualifiedName.Of("large")]);
        }

        Write("V0001__all.sql", "update small set id = id;\nupdate large set id = id;\n");
        var blind = await RunAsync(null, r => r with { Measure = false, Engine = "sqlite", Only = ["write-without-where"] });
        var result = await RunAsync(
            null,
            r => r with { Measure = false, Database = $"sqlite:{path}", Only = ["write-without-where"] }
        );

        Assert.Equal(2, blind.Report.Findings.Count);
        Assert.Equal("large", Assert.Single(result.Report.Findings).Subject);
        Assert.Equal("sqlite", result.Target.Name);
        Assert.NotNull(result.Target.Version);
        var other = await Assert.ThrowsAsync<Failure>(() =>
            RunAsync("postgresql", r => r with { Measure = false, Database = $"sqlite:{path}" })
        );
        Assert.Equal("other-engine", other.Findings[0].Rule);
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Estimates_of_rows_are_near_once_the_server_has_analysed(string name)
    {
        await using var database = name == "mariadb" ? await Servers.MariaDbDatabase() : await Servers.PostgreSqlDatabase();
        var engine = EngineCatalog.Find(name);
        await database.Session.ExecuteAsync(
            "create table small (id int primary key); create table large (id int primary key); insert into small values (1)",
            CancellationToken.None
        );
        await database.Session.ExecuteAsync(
            name == "mariadb"
                ? "insert into large select seq from seq_1_to_20000"
                : "insert into large select generate_series(1, 20000)",
            CancellationToken.None
        );
        await engine.Require<IStatistics>().AnalyzeAsync(database.Session, CancellationToken.None);

        var rows = await engine.Require<IStatistics>().RowsAsync(database.Session, CancellationToken.None);
        var sizes = await engine.Require<IStatistics>().SizesAsync(database.Session, CancellationToken.None);

        Assert.InRange(rows[QualifiedName.Of("small")], 0, 10);
        Assert.InRange(rows[QualifiedName.Of("large")], 15000, 25000);

        // 20,000 rows of some 30 bytes, and their key.
        Assert.InRange(sizes[QualifiedName.Of("small")], 1, 100_000);
        Assert.InRange(sizes[QualifiedName.Of("large")], 400_000, 4_000_000);
    }

    private Task<LintResult> RunAsync(string? engine, Func<LintRequest, LintRequest>? with = null)
    {
        var request = new LintRequest([folder])
        {
            Engine = engine,
            Measure = true,
            Offline = true,
            Except = ["no-lock-timeout"],
        };
        var context = SourceContext.Create();
        return LintHandler.RunAsync(with is null ? request : with(request), context, CancellationToken.None);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
