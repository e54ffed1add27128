using System.Diagnostics;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.PostgreSql;

public sealed class LoaderTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = PostgreSqlEngine.Create();

    private static readonly (DataType Type, Action<IRowSink> Write, string Text)[] Values =
    [
        (new DataType.Integer(16), s => s.Integer(-7), "-7"),
        (new DataType.Integer(32), s => s.Integer(int.MaxValue), "2147483647"),
        (new DataType.Integer(64), s => s.Integer(long.MinValue), "-9223372036854775808"),
        (new DataType.Decimal(), s => s.Decimal(0m), "0"),
        (new DataType.Decimal(), s => s.Decimal(-1.50m), "-1.50"),
        (new DataType.Decimal(), s => s.Decimal(12345678.9012345m), "12345678.9012345"),
        (new DataType.Decimal(), s => s.Decimal(0.00001m), "0.00001"),
        (new DataType.Decimal(), s => s.Decimal(decimal.MaxValue), "79228162514264337593543950335"),
        (new DataType.Decimal(), s => s.Decimal(0.0000000000000000000000000001m), "0.0000000000000000000000000001"),
        (new DataType.Decimal(), s => s.Decimal(10000m), "10000"),
        (new DataType.Decimal(), s => s.Integer(1000000000000), "1000000000000"),
        (new DataType.Decimal(), s => s.Integer(long.MinValue), "-9223372036854775808"),
        (new DataType.Float(32), s => s.Float(0.5), "0.5"),
        (new DataType.Float(64), s => s.Float(1e300), "1e+300"),
        (new DataType.Boolean(), s => s.Boolean(true), "true"),
        (new DataType.Text(), s => s.Text("größe 😀"), "größe 😀"),
        (new DataType.Text(3, Fixed: true), s => s.Text("abc"), "abc"),
        (new DataType.Enum(QualifiedName.Of("mood")), s => s.Text("glad"), "glad"),
        (new DataType.Bytes(), s => s.Bytes([1, 255]), "\\x01ff"),
        (new DataType.Date(), s => s.Date(new(1999, 12, 31)), "1999-12-31"),
        (new DataType.Time(), s => s.Time(new(23, 59, 59)), "23:59:59"),
        (new DataType.Timestamp(true), s => s.Timestamp(new(1999, 1, 2, 3, 4, 5, DateTimeKind.Utc)), "1999-01-02 03:04:05+00"),
        (new DataType.Timestamp(false), s => s.Timestamp(new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)), "2026-01-02 03:04:05"),
        (new DataType.Interval(), s => s.Interval(TimeSpan.FromMinutes(-90)), "-01:30:00"),
        (
            new DataType.Uuid(),
            s => s.Uuid(Guid.Parse("018f0000-0001-7000-8000-000000000001")),
            "018f0000-0001-7000-8000-000000000001"
        ),
        (new DataType.Json(true), s => s.Text("""{"a": 1}"""), """{"a": 1}"""),
        (new DataType.Json(false), s => s.Text("""{"a":1}"""), """{"a":1}"""),
        (new DataType.Inet(), s => s.Text("10.1.0.0/16"), "10.1.0.0/16"),
        (new DataType.Inet(), s => s.Text("2001:db8::1"), "2001:db8::1/128"),
        (new DataType.Point(), s => s.Point(1.5, -2), "(1.5,-2)"),
        (new DataType.Text(), s => s.Null(), "<null>"),
    ];

    [Fact]
    public async Task Values_of_every_type_arrive_as_they_were()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var columns = Values.Select((v, i) => new Column($"c{i}", v.Type) { Nullable = true }).ToSequence();
        var schema = new RelationalSchema("postgresql")
        {
            Enums = [new(QualifiedName.Of("mood"), ["sad", "glad"])],
            Tables = [new(QualifiedName.Of("order")) { Columns = columns }],
        };
        await ApplyAsync(database.Session, schema);
        await Engine.Loader!.LoadAsync(
            database.Session,
            new Rows(schema.Tables[0], 3, (_, s) => Array.ForEach(Values, v => v.Write(s))),
            0,
            3,
            null,
            Never
        );
        var list = string.Join(", ", columns.Select(c => $"coalesce({c.Name}::text, '<null>')"));
        var rows = await database.Session.QueryAsync($"select {list} from \"order\"", [], Never);
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Equal(Values.Select(v => (object?)v.Text), row));
    }

    [Fact]
    public async Task Parts_of_a_source_are_loaded_with_progress()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var schema = Simple();
        await ApplyAsync(database.Session, schema);
        var source = new Rows(schema.Tables[0], 300_000, Row);
        var reported = new List<long>();
        var watch = Stopwatch.StartNew();
        await Engine.Loader!.LoadAsync(database.Session, source, 0, 299_000, new Listed(reported), Never);
        output.WriteLine($"{299_000 / watch.Elapsed.TotalSeconds:N0} rows/s");
        await Engine.Loader.LoadAsync(database.Session, source, 299_000, 300_000, null, Never);
        await Engine.Loader.LoadAsync(database.Session, source, 300_000, 300_000, null, Never);
        Assert.Equal(299_000, reported[^1]);
        Assert.Equal(reported.Order(), reported);
        var sums = await database.Session.QueryAsync(
            "select count(*), sum(id)::bigint, count(distinct id) from items",
            [],
            Never
        );
        Assert.Equal([300_000L, 300_000L * 300_001 / 2, 300_000L], sums[0]);
    }

    [Fact]
    public async Task An_error_names_the_table_and_the_row()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var schema = Simple();
        await ApplyAsync(database.Session, schema);
        var source = new Rows(
            schema.Tables[0],
            100,
            (row, sink) =>
            {
                Row(row, sink, row == 57 ? -1m : 1m);
            }
        );
        var error = await Assert.ThrowsAsync<EngineException>(() =>
            Engine.Loader!.LoadAsync(database.Session, source, 50, 100, null, Never)
        );
        Assert.Equal("23514", error.Code);
        Assert.StartsWith("Loading row 57 of items: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(0L, (await database.Session.QueryAsync("select count(*) from items", [], Never))[0][0]);
    }

    [Fact]
    public async Task A_source_that_gives_the_wrong_type_loads_nothing()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var schema = Simple();
        await ApplyAsync(database.Session, schema);
        var source = new Rows(schema.Tables[0], 100, (row, sink) => Array.ForEach([1, 2, 3, 4, 5], _ => sink.Integer(row)));
        var error = await Assert.ThrowsAsync<EngineException>(() =>
            Engine.Loader!.LoadAsync(database.Session, source, 0, 100, null, Never)
        );
        Assert.Contains("items.name does not take a whole number", error.Message, StringComparison.Ordinal);
        Assert.Equal(0L, (await database.Session.QueryAsync("select count(*) from items", [], Never))[0][0]);
    }

    [Fact]
    public async Task Statistics_are_brought_up_to_date_and_sizes_are_told()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var schema = Simple();
        await ApplyAsync(database.Session, schema);
        await Engine.Loader!.LoadAsync(database.Session, new Rows(schema.Tables[0], 20_000, Row), 0, 20_000, null, Never);
        await Engine.Statistics!.AnalyzeAsync(database.Session, Never);
        Assert.Equal(
            20_000f,
            (await database.Session.QueryAsync("select reltuples from pg_class where relname = 'items'", [], Never))[0][0]
        );
        var sizes = await Engine.Statistics.IndexSizesAsync(database.Session, Never);
        Assert.Equal(["idx_items_name", "idx_items_price"], sizes.Keys.Order(StringComparer.Ordinal));
        Assert.True(sizes["idx_items_price"] > 100_000);
        await Engine.Statistics.WarmAsync(database.Session, Never);
    }

    private static RelationalSchema Simple() =>
        new("postgresql")
        {
            Tables =
            [
                new(QualifiedName.Of("items"))
                {
                    Columns =
                    [
                        new("id", new DataType.Integer(64)) { Identity = IdentityKind.ByDefault },
                        new("name", new DataType.Text()),
                        new("price", new DataType.Decimal(19, 2)),
                        new("active", new DataType.Boolean()),
                        new("created_at", new DataType.Timestamp(true)),
                    ],
                    PrimaryKey = new("pk_items", ["id"]),
                    Checks = [new("ck_items_price", "price >= 0")],
                    Indexes =
                    [
                        new("idx_items_name", [IndexPart.Of("name", descending: true)]) { Where = "active" },
                        new("idx_items_price", [IndexPart.Of("price")]) { Include = ["name"] },
                    ],
                },
            ],
        };

    private static void Row(long row, IRowSink sink) => Row(row, sink, (row % 10_000) / 100m);

    private static void Row(long row, IRowSink sink, decimal price)
    {
        sink.Integer(row + 1);
        sink.Text("an item of the catalogue");
        sink.Decimal(price);
        sink.Boolean(row % 2 == 0);
        sink.Timestamp(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(row));
    }

    private static Task ApplyAsync(ISession session, RelationalSchema schema) =>
        session.ExecuteAsync(string.Join(";\n", Engine.Writer!.Create(schema).Select(d => d.Sql)), Never);

    private sealed record Rows(Table Table, long Count, Action<long, IRowSink> Give) : IRowSource
    {
        public Sequence<string> Columns => Table.Columns.Select(c => c.Name).ToSequence();

        long IRowSource.Rows => Count;

        public void Write(long row, IRowSink sink) => Give(row, sink);
    }

    private sealed class Listed(List<long> list) : IProgress<long>
    {
        public void Report(long value) => list.Add(value);
    }
}
