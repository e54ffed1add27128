using System.Globalization;
using Dbwright.Commands;
using Dbwright.Conformance.Sources;
using Dbwright.Conformance.Sqlite;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Seed;

/// <summary>A part of a live database, masked: references whole, the same original the same value everywhere, and no original left.</summary>
public sealed class SeedCopyTests
{
    private const string Key = "a key of a test";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Rows_of_PostgreSql_are_copied()
    {
        await using var source = await Servers.PostgreSqlDatabase();
        await using var target = await Servers.PostgreSqlDatabase();
        await CopyAsync(
            PostgreSqlEngine.Create(),
            source.Session,
            t => target.Database.OpenAsync(SandboxUser.Owner, t),
            target.Session,
            t => source.Database.OpenAsync(SandboxUser.Owner, t)
        );
    }

    [Fact]
    public async Task Rows_of_MariaDb_are_copied()
    {
        await using var source = await Servers.MariaDbDatabase();
        await using var target = await Servers.MariaDbDatabase();
        await CopyAsync(
            MariaDbEngine.Create(),
            source.Session,
            t => target.Database.OpenAsync(SandboxUser.Owner, t),
            target.Session,
            t => source.Database.OpenAsync(SandboxUser.Owner, t)
        );
    }

    [Fact]
    public async Task Rows_of_Sqlite_are_copied()
    {
        await using var source = await SqliteFile.OpenAsync();
        await using var target = await SqliteFile.OpenAsync();
        await CopyAsync(
            SqliteFile.Engine,
            source.Session,
            _ => target.AnotherAsync(),
            target.Session,
            _ => source.AnotherAsync()
        );
    }

    [Fact]
    public async Task Personal_columns_that_nobody_declared_are_refused_with_the_lines_to_add()
    {
        await using var source = await SqliteFile.OpenAsync();
        await source.Session.ExecuteAsync(
            "create table people (id integer primary key, email text, born text, notes text, size integer)",
            Never
        );
        var rules = SeedRulesReader.Parse("columns: {people.born: {mask: keep}}", "seed.yaml");

        var failure = await Assert.ThrowsAsync<Failure>(() =>
            RunAsync(SqliteFile.Engine, source.Session, null, rules, new(new("x")) { MaskKey = Key })
        );

        Assert.Equal(ExitStatus.Refused, failure.Status);
        Assert.Equal(
            ["columns: {people.email: {mask: fake}}", "columns: {people.notes: {mask: redact}}"],
            failure.Findings.Select(f => f.Fix)
        );
    }

    [Theory]
    [InlineData("people.email: {mask: redact}", "unique")]
    [InlineData("people.email: {mask: \"null\"}", "cannot be null")]
    [InlineData("people.size: {mask: shift}", "no date")]
    [InlineData("people.seen: {mask: hash}", "no hash")]
    [InlineData("people.seen: {mask: fake}", "moved")]
    public async Task Masks_that_do_not_fit_are_refused(string rule, string reason)
    {
        await using var source = await Servers.PostgreSqlDatabase();
        await source.Session.ExecuteAsync(
            "create table people (id int primary key, email text not null unique, size integer, seen timestamptz)",
            Never
        );
        var all = rule.StartsWith("people.email", StringComparison.Ordinal) ? rule : $"{rule}, people.email: {{mask: keep}}";
        var rules = SeedRulesReader.Parse($"columns: {{{all}}}", "seed.yaml");

        var failure = await Assert.ThrowsAsync<Failure>(() =>
            RunAsync(PostgreSqlEngine.Create(), source.Session, null, rules, new(new("x")) { MaskKey = Key })
        );

        Assert.Contains(reason, failure.Findings[0].Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_original_in_a_column_that_stays_is_found_afterwards()
    {
        await using var source = await SqliteFile.OpenAsync();
        await source.Session.ExecuteAsync(
            """
            create table people (id integer primary key, email text not null);
            create table audit (id integer primary key, line text);
            insert into people values (1, 'ada.byron@private.test'), (2, 'grace@private.test');
            insert into audit values (1, 'login of <ada.byron@private.test> failed'), (2, 'nothing'), (3, 'grace@private.test');
            """,
            Never
        );
        await using var target = await SqliteFile.OpenAsync();
        await target.Session.ExecuteAsync(
            "create table people (id integer primary key, email text not null); create table audit (id integer primary key, line text)",
            Never
        );
        var rules = SeedRulesReader.Parse("columns: {people.email: {mask: fake}}", "seed.yaml");

        var result = await RunAsync(
            SqliteFile.Engine,
            source.Session,
            Target(SqliteFile.Engine, _ => target.AnotherAsync()),
            rules,
            new(new("x")) { MaskKey = Key }
        );

        var verdict = result.Verdicts.Single(v => v.Id == "masking.survivors");
        Assert.False(verdict.Holds);
        Assert.Contains("audit.line, which stays as it is: 2", verdict.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_Sqlite_is_copied_while_somebody_writes()
    {
        const string People = "create table people (id integer primary key, email text not null)";
        await using var source = await SqliteFile.OpenAsync();
        await source.Session.ExecuteAsync($"{People}; insert into people values (1, 'ada@private.test')", Never);
        await using var target = await SqliteFile.OpenAsync();
        await target.Session.ExecuteAsync(People, Never);
        await using var writer = await source.AnotherAsync();
        await writer.BeginAsync(Never);
        await writer.ExecuteAsync("insert into people values (2, 'grace@private.test')", Never);

        var rules = SeedRulesReader.Parse("columns: {people.email: {mask: fake}}", "seed.yaml");
        var into = Target(SqliteFile.Engine, _ => target.AnotherAsync());
        await RunAsync(SqliteFile.Engine, source.Session, into, rules, new(new("x")) { MaskKey = Key });
        await writer.CommitAsync(Never);

        Assert.Equal(1L, (await target.Session.QueryAsync("select count(*) from people", [], Never))[0][0]);
        Assert.Equal(2L, (await source.Session.QueryAsync("select count(*) from people", [], Never))[0][0]);
    }

    private static async Task CopyAsync(
        Engine engine,
        ISession source,
        Func<CancellationToken, Task<ISession>> open,
        ISession target,
        Func<CancellationToken, Task<ISession>> fill
    )
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("cases", "seed-copy", "shop.sql"));
        text = engine.Name == "sqlite" ? WithinTables(text) : text;
        await source.ExecuteAsync(text, Never);
        await target.ExecuteAsync(text, Never);
        var schema = await engine.Require<IInspector>().ReadAsync(source, Never);
        var names = new[]
        {
            "countries=20",
            "shops=12",
            "customers=400",
            "orders=1500",
            "items=4000",
            "products=300",
            "messages=600",
            "settings=5",
        };
        await Target(engine, fill)
            .FillAsync(new SeedRequest(new("x")) { Rows = names.ToSequence() }, new(schema, "a test", []), SeedRules.None, Never);
        // An address that stands elsewhere without a reference.
        await source.ExecuteAsync(
            $"update orders set contact_email = customer_email where {(engine.Name == "sqlite" ? "id % 3" : "mod(id, 3)")} = 0",
            Never
        );
        var rules = SeedRulesReader.Read(Repository.PathOf("cases", "seed-copy", "rules.yaml"));
        var request = new SeedRequest(new("x")) { Subset = ["customers=10%", "orders=total >= 0"], MaskKey = Key };

        var result = await RunAsync(engine, source, Target(engine, open), rules, request);

        // References and checks hold, and nothing of the originals is there.
        Assert.All(result.Verdicts, v => Assert.True(v.Holds, $"{v.Claim}: {v.Detail}"));
        Assert.Contains(result.Verdicts, v => v.Id == "masking.survivors");
        var rows = result.Tables.ToDictionary(t => t.Table, t => t.Rows);
        Assert.InRange(rows["customers"], 20, 399);
        Assert.InRange(rows["orders"], 20, 1499);
        Assert.True(rows["items"] > rows["orders"] / 4, "items come along");
        Assert.False(rows.ContainsKey("settings"), "nothing leads to settings");
        Assert.Equal(rows["customers"], await AskAsync(target, "select count(*) from customers"));
        Assert.Equal(rows["customers"], await AskAsync(target, "select count(distinct email) from customers"));
        var before = await ColumnAsync(source, "select email from customers");
        var after = await ColumnAsync(target, "select email from customers");
        Assert.Empty(before.Intersect(after, StringComparer.OrdinalIgnoreCase));
        Assert.All(after, e => Assert.Contains('@', e));
        Assert.Empty(
            (await ColumnAsync(source, "select phone from customers where phone is not null")).Intersect(
                await ColumnAsync(target, "select phone from customers where phone is not null")
            )
        );
        var linked = "select count(*) from orders o join customers c on c.email = o.contact_email";
        await EmptyAsync(engine, target, rows.Keys);
        var again = await RunAsync(engine, source, Target(engine, open), rules, request);
        Assert.All(again.Verdicts, v => Assert.True(v.Holds, $"{v.Claim}: {v.Detail}"));
        Assert.True(
            await AskAsync(target, linked) >= await AskAsync(target, "select count(*) from orders") / 4,
            "the copy of an address follows it"
        );
        Assert.Equal(
            after.Order(StringComparer.Ordinal),
            (await ColumnAsync(target, "select email from customers")).Order(StringComparer.Ordinal)
        );

        // A target that holds rows is refused.
        var refused = await Assert.ThrowsAsync<Failure>(() => RunAsync(engine, source, Target(engine, open), rules, request));
        Assert.Equal("target-holds-rows", refused.Findings[0].Rule);

        // The same as files: the same bytes twice, and a page that says what was found.
        var (first, second) = (new StringWriter(), new StringWriter());
        foreach (var output in new[] { first, second })
        {
            await SeedCopy.RunAsync(
                request with
                {
                    Verify = false,
                },
                rules,
                engine,
                source,
                null,
                output,
                SourceContext.Create(),
                Never
            );
            await source.RollbackAsync(Never);
        }

        Assert.Equal(first.ToString(), second.ToString());
        Assert.Contains("insert into", first.ToString(), StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("dbwright-copy");
        try
        {
            var csv = request with { Format = "csv", Output = folder.FullName };
            var written = await RunAsync(engine, source, null, rules, csv);
            Assert.All(written.Verdicts, v => Assert.True(v.Holds, $"{v.Claim}: {v.Detail}"));
            Assert.Contains(
                "| customers.email | fake |",
                await File.ReadAllTextAsync(Path.Combine(folder.FullName, "masking.md")),
                StringComparison.Ordinal
            );
            Assert.Equal(
                rows["customers"] + 1,
                (await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "customers.csv"))).Length
            );
            var parquet = await RunAsync(engine, source, null, rules, csv with { Format = "parquet" });
            foreach (var file in parquet.Written.Where(f => f.EndsWith(".parquet", StringComparison.Ordinal)))
            {
                Assert.StartsWith(
                    $"{Path.GetFileName(file)}: {rows[Path.GetFileNameWithoutExtension(file)]} rows\n",
                    await SeedFileTests.ReadAsync(file),
                    StringComparison.Ordinal
                );
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<SeedResult> RunAsync(
        Engine engine,
        ISession source,
        SeedTarget? into,
        SeedRules rules,
        SeedRequest request
    )
    {
        try
        {
            return await SeedCopy.RunAsync(request, rules, engine, source, into, TextWriter.Null, SourceContext.Create(), Never);
        }
        finally
        {
            await source.RollbackAsync(Never);
        }
    }

    private static async Task EmptyAsync(Engine engine, ISession target, IEnumerable<string> tables)
    {
        await target.ExecuteAsync(
            engine.Name switch
            {
                "postgresql" => $"truncate {string.Join(", ", tables)}",
                "mariadb" =>
                    $"set foreign_key_checks = 0; {string.Concat(tables.Select(t => $"delete from {t}; "))}set foreign_key_checks = 1",
                _ => $"pragma foreign_keys = off; {string.Concat(tables.Select(t => $"delete from {t}; "))}",
            },
            Never
        );
    }

    // SQLite adds no foreign key to a table that is there.
    private static string WithinTables(string text) =>
        string.Join('\n', text.Split('\n').Where(l => !l.StartsWith("alter table", StringComparison.Ordinal)));

    private static SeedTarget Target(Engine engine, Func<CancellationToken, Task<ISession>> open) =>
        new(open, engine, "a test", SourceContext.Create());

    private static async Task<List<string>> ColumnAsync(ISession session, string sql) =>
        [.. (await session.QueryAsync(sql, [], Never)).Select(r => (string)r[0]!)];

    private static async Task<long> AskAsync(ISession session, string sql) =>
        Convert.ToInt64((await session.QueryAsync(sql, [], Never))[0][0], CultureInfo.InvariantCulture);
}
