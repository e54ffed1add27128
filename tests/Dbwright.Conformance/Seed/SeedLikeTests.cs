using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Commands;
using Dbwright.Data;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.Seed;

/// <summary>Data made from the statistics of another database: the planner chooses the same plans, and no value has come along.</summary>
public sealed partial class SeedLikeTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task The_planner_chooses_the_same_plans_and_no_value_comes_along()
    {
        var engine = PostgreSqlEngine.Create();
        await using var original = await Servers.PostgreSqlDatabase();
        await using var made = await Servers.PostgreSqlDatabase();
        await PrepareAsync(original, made);

        await FillAsync(engine, original.Session, made.Session, allowed: false);

        var differences = new List<string>();
        foreach (var query in await QueriesAsync())
        {
            var before = await PlanAsync(original.Session, query);
            var after = await PlanAsync(made.Session, query);
            if (before != after)
            {
                differences.Add($"{query}\n  there: {before}\n  here:  {after}");
                output.WriteLine(await PlanAsync(original.Session, query, "explain"));
                output.WriteLine(await PlanAsync(made.Session, query, "explain"));
            }
        }

        differences.AddRange(await DifferencesAsync(engine, original.Session, made.Session));
        output.WriteLine(string.Join('\n', differences));
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.Equal(0L, await MarkedAsync(made.Session));
        Assert.Equal(60_000L, (await made.Session.QueryAsync("select count(*) from orders", [], Never))[0][0]);
    }

    [Fact]
    public async Task Values_come_along_when_that_is_permitted()
    {
        var engine = PostgreSqlEngine.Create();
        await using var original = await Servers.PostgreSqlDatabase();
        await using var made = await Servers.PostgreSqlDatabase();
        await PrepareAsync(original, made);

        await FillAsync(engine, original.Session, made.Session, allowed: true);

        var found = await made.Session.QueryAsync("select distinct status from orders order by 1", [], Never);
        Assert.Equal(["Original done", "Original lost", "Original open"], found.Select(r => (string)r[0]!));
        // The numbers are those of the original, spread as there; what is unique stays made.
        var spread = await made.Session.QueryAsync(
            "select (percentile_disc(0.5) within group (order by total))::float8, max(total)::float8, min(placed_at)::date::text, count(distinct total) from orders",
            [],
            Never
        );
        Assert.InRange((double)spread[0][0]!, 80, 200);
        Assert.InRange((double)spread[0][1]!, 3500, 4005);
        Assert.Equal("2024-01-01", spread[0][2]);
        Assert.InRange((long)spread[0][3]!, 20_000, 60_000);
        Assert.Equal(
            0L,
            (await made.Session.QueryAsync("select count(*) from customers where email like 'original%'", [], Never))[0][0]
        );
    }

    [Fact]
    public async Task Statistics_of_MariaDb_give_the_same_plans()
    {
        var engine = MariaDbEngine.Create();
        await using var original = await Servers.MariaDbDatabase();
        await using var made = await Servers.MariaDbDatabase();
        foreach (var database in new[] { original, made })
        {
            await database.Session.ExecuteAsync(await TextAsync("mariadb", "schema"), Never);
        }

        await original.Session.ExecuteAsync(await TextAsync("mariadb", "rows"), Never);
        await using var administrator = await original.Database.OpenAsync(SandboxUser.Administrator, Never);
        foreach (var histogram in new[] { "DOUBLE_PREC_HB", "JSON_HB" })
        {
            await administrator.ExecuteAsync($"set histogram_type = '{histogram}'", Never);
            foreach (var table in new[] { "customers", "orders" })
            {
                await administrator.QueryAsync($"analyze table {table} persistent for all", [], Never);
            }

            var shapes = await engine.Require<IColumnShapes>().ReadShapesAsync(administrator, (_, _) => false, Never);
            var status = shapes.Single(s => s.Table.Name == "orders").Columns.Single(c => c.Column == "status");
            Assert.Equal(3, status.Distinct);
            if (histogram == "JSON_HB")
            {
                Assert.InRange(status.Frequencies[0], 0.85, 0.95);
            }

            Assert.All(shapes.SelectMany(s => s.Columns), c => Assert.Empty(c.Common.Concat(c.Bounds)));
            var named = await engine.Require<IColumnShapes>().ReadShapesAsync(administrator, (_, c) => c == "total", Never);
            var total = named.Single(s => s.Table.Name == "orders").Columns.Single(c => c.Column == "total");
            Assert.True(total.Bounds.Count > 10, string.Join(' ', total.Bounds));

            var schema = await engine.Require<IInspector>().ReadAsync(made.Session, Never);
            await made.Session.ExecuteAsync("set foreign_key_checks = 0; truncate table orders; truncate table customers", Never);
            await LoadAsync(engine, schema, shapes, made.Session);
            await using var other = await made.Database.OpenAsync(SandboxUser.Administrator, Never);
            await other.QueryAsync("analyze table customers persistent for all", [], Never);
            await other.QueryAsync("analyze table orders persistent for all", [], Never);
            var here = await engine.Require<IColumnShapes>().ReadShapesAsync(other, (_, _) => false, Never);
            foreach (var (before, after) in shapes.Zip(here))
            {
                Assert.Equal(before.Rows, after.Rows);
                foreach (var (a, b) in before.Columns.Zip(after.Columns))
                {
                    Assert.True(Math.Abs(a.NullShare - b.NullShare) < 0.03, $"{a} {b}");
                    Assert.True(Math.Abs(a.Distinct - b.Distinct) <= Math.Max(1, 0.25 * a.Distinct), $"{a} {b}");
                }
            }

            // The other histogram does not say which texts are frequent.
            var queries = (await TextAsync("mariadb", "queries"))
                .Split('\n')
                .Where(l => l.StartsWith("select", StringComparison.Ordinal));
            foreach (var query in histogram == "JSON_HB" ? queries : [])
            {
                Assert.Equal(await ShapeAsync(administrator, query), await ShapeAsync(other, query));
            }
        }

        static async Task<string> ShapeAsync(ISession session, string query)
        {
            var sql = query.TrimEnd(';');
            foreach (Match hole in Hole().Matches(sql))
            {
                var (table, column) = (hole.Groups["table"].Value, hole.Groups["column"].Value);
                var at = int.Parse(hole.Groups["at"].Value, CultureInfo.InvariantCulture);
                var value = await session.QueryAsync(
                    hole.Groups["kind"].Value == "%"
                        ? $"select cast({column} as char) from {table} where {column} is not null order by {column} limit 1 offset {(await session.QueryAsync($"select floor(count({column}) * {at} / 100) from {table}", [], Never))[0][0]}"
                        : $"select cast({column} as char) from {table} where {column} is not null group by {column} order by count(*) {(at > 0 ? "desc" : "asc")}, 1 limit 1",
                    [],
                    Never
                );
                sql = sql.Replace(hole.Value, $"'{value[0][0]}'", StringComparison.Ordinal);
            }

            var lines = await session.QueryAsync($"explain {sql}", [], Never);
            return string.Join(" > ", lines.Select(l => $"{l[2]} {l[3]} {l[5]}"));
        }
    }

    private static async Task PrepareAsync(TestDatabase original, TestDatabase made)
    {
        await original.Session.ExecuteAsync(await TextAsync("shop", "schema"), Never);
        // All rows are looked at, so that chance has no part in the statistics.
        await original.Session.ExecuteAsync("set default_statistics_target = 400", Never);
        await made.Session.ExecuteAsync("set default_statistics_target = 400", Never);
        await original.Session.ExecuteAsync(await TextAsync("shop", "rows"), Never);
        await made.Session.ExecuteAsync(await TextAsync("shop", "schema"), Never);
    }

    private static Task<string> TextAsync(string folder, string name) =>
        File.ReadAllTextAsync(Repository.PathOf("cases", "seed-like", folder, $"{name}.sql"));

    private static async Task<IEnumerable<string>> QueriesAsync() =>
        (await TextAsync("shop", "queries"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => !l.StartsWith("--", StringComparison.Ordinal))
            .Select(l => l.TrimEnd(';'));

    // What the planners know of both, side by side; the differences that matter.
    private static async Task<List<string>> DifferencesAsync(Engine engine, ISession original, ISession made)
    {
        var found = new List<string>();
        var there = await engine.Require<IColumnShapes>().ReadShapesAsync(original, (_, _) => false, Never);
        var here = await engine.Require<IColumnShapes>().ReadShapesAsync(made, (_, _) => false, Never);
        foreach (var (before, after) in there.Zip(here))
        {
            Assert.Equal(before.Table, after.Table);
            Compare($"{before.Table} rows", before.Rows, after.Rows, 0.02, 1);
            foreach (var (a, b) in before.Columns.Zip(after.Columns))
            {
                var name = $"{before.Table}.{a.Column}";
                Compare($"{name} nulls", a.NullShare, b.NullShare, 0, 0.03);
                Compare($"{name} width", a.Width, b.Width, 0.25, a.Distinct < before.Rows ? 2 : 12);
                Compare($"{name} different values", a.Distinct, b.Distinct, 0.25, 1);
                Compare($"{name} most frequent", First(a), First(b), 0.2, 0.01);
                if (a.Distinct < before.Rows * 0.9)
                {
                    Compare($"{name} order", a.Correlation, b.Correlation, 0, 0.15);
                }
            }
        }

        return found;

        static double First(ColumnShape shape) => shape.Frequencies is [var first, ..] ? first : 0;

        void Compare(string what, double a, double b, double relative, double absolute)
        {
            if (Math.Abs(a - b) > Math.Max(absolute, Math.Max(Math.Abs(a), Math.Abs(b)) * relative))
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: there {a:0.###}, here {b:0.###}"));
            }
        }
    }

    private static async Task FillAsync(Engine engine, ISession original, ISession made, bool allowed)
    {
        var shapes = await engine.Require<IColumnShapes>().ReadShapesAsync(original, (_, _) => allowed, Never);
        await LoadAsync(engine, await engine.Require<IInspector>().ReadAsync(made, Never), shapes, made);
        await made.ExecuteAsync("analyze", Never);
    }

    private static async Task LoadAsync(Engine engine, RelationalSchema schema, Sequence<TableShape> shapes, ISession made)
    {
        var rules = SeedLike.Merge(SeedRules.None, shapes, schema, 1);
        var asked = SeedVolumes.Read([], rules, schema);
        var rows = SchemaRows.For(schema, ProfileInference.For(schema, SeedSize.Full, asked, 1), rules, 1);
        foreach (var table in rows.LoadOrder)
        {
            var source = rows.Source(table);
            await engine.Require<ILoader>().LoadAsync(made, source, 0, source.Rows, null, Never);
        }
    }

    private static async Task<long> MarkedAsync(ISession session)
    {
        var found = await session.QueryAsync(
            """
            select (select count(*) from regions r where r::text ilike '%original%') + (select count(*) from customers c where c::text ilike '%original%')
                + (select count(*) from orders o where o::text ilike '%original%') + (select count(*) from items i where i::text ilike '%original%')
                + (select count(*) from tags t where t::text ilike '%original%')
            """,
            [],
            Never
        );
        return (long)found[0][0]!;
    }

    private static async Task<string> PlanAsync(ISession session, string query, string explain = "explain (costs off)")
    {
        var sql = query;
        foreach (Match hole in Hole().Matches(query))
        {
            var (table, column) = (hole.Groups["table"].Value, hole.Groups["column"].Value);
            var at = int.Parse(hole.Groups["at"].Value, CultureInfo.InvariantCulture);
            var asked =
                hole.Groups["kind"].Value == "%"
                    ? $"select percentile_disc({(at / 100.0).ToString(CultureInfo.InvariantCulture)}) within group (order by {column})::text from {table}"
                    : $"select {column}::text from {table} where {column} is not null group by {column} order by count(*) {(at > 0 ? "desc" : "asc")}, 1 limit 1";
            var value = (string)(await session.QueryAsync(asked, [], Never))[0][0]!;
            sql = sql.Replace(hole.Value, $"'{value.Replace("'", "''", StringComparison.Ordinal)}'", StringComparison.Ordinal);
        }

        var lines = await session.QueryAsync($"{explain} {sql}", [], Never);
        return string.Join(
            " > ",
            lines
                .Select(l => ((string)l[0]!).Trim().TrimStart('-', '>', ' '))
                .Where(l => !l.Contains(": ", StringComparison.Ordinal))
                .Select(l => l.Trim())
        );
    }

    [GeneratedRegex(@"\{(?<table>\w+)\.(?<column>\w+)(?<kind>[.%])(?<at>-?\d+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
