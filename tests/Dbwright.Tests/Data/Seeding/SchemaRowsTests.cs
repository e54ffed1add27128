using System.Globalization;
using System.Text;
using Dbwright.Data;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Data;

/// <summary>Rows of schemas that dbwright did not design.</summary>
public sealed class SchemaRowsTests
{
    private static readonly DataType Whole = new DataType.Integer(32);
    private static readonly DataType Text = new DataType.Text();

    [Fact]
    public void The_same_rows_come_in_any_order_and_on_any_number_of_threads()
    {
        var inOrder = Enumerable.Range(0, 500).Select(r => Row(Shop(), "orders", r)).ToArray();
        var rows = Generate(Shop());
        var source = rows.Source(QualifiedName.Of("orders"));
        var mixed = new string[500];

        Parallel.For(
            0,
            500,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i =>
            {
                var row = (i * 7919) % 500;
                mixed[row] = Text_(source, row);
            }
        );

        Assert.Equal(inOrder, mixed);
    }

    [Fact]
    public void Another_seed_gives_other_rows_and_the_same_seed_the_same()
    {
        var first = Text_(Generate(Shop(), seed: 1).Source(QualifiedName.Of("customers")), 3);

        Assert.Equal(first, Text_(Generate(Shop(), seed: 1).Source(QualifiedName.Of("customers")), 3));
        Assert.NotEqual(first, Text_(Generate(Shop(), seed: 2).Source(QualifiedName.Of("customers")), 3));
    }

    [Fact]
    public void Nulls_have_the_share_that_a_rule_says()
    {
        var rules = new SeedRules { Columns = [new ColumnRule("orders.note") { NullShare = 0.4 }] };
        var source = Generate(Shop(), rules: rules).Source(QualifiedName.Of("orders"));

        var nulls = Enumerable.Range(0, 500).Count(r => Text_(source, r).EndsWith("|∅", StringComparison.Ordinal));

        Assert.InRange(nulls, 160, 240);
    }

    [Fact]
    public void Rules_give_values_patterns_ranges_and_expressions()
    {
        var rules = new SeedRules
        {
            Columns =
            [
                new ColumnRule("orders.code") { Pattern = "[A-Z]{2}-[0-9]{3}" },
                new ColumnRule("orders.amount") { Minimum = "10", Maximum = "20" },
                new ColumnRule("orders.twice") { Expression = "amount * 2" },
                new ColumnRule("orders.note") { Values = ["red", "blue"], NullShare = 0 },
            ],
        };
        var source = Generate(Shop(), rules: rules).Source(QualifiedName.Of("orders"));

        for (var row = 0; row < 200; row++)
        {
            var cells = Text_(source, row).Split('|');
            var amount = int.Parse(cells[3], CultureInfo.InvariantCulture);
            Assert.Matches("^[A-Z]{2}-[0-9]{3}$", cells[2]);
            Assert.InRange(amount, 10, 20);
            Assert.Equal(amount * 2, int.Parse(cells[4], CultureInfo.InvariantCulture));
            Assert.Contains(cells[5], (string[])["red", "blue"]);
        }
    }

    [Fact]
    public void A_function_that_only_the_engine_can_compute_asks_for_the_line_to_add()
    {
        var schema = Shop();
        var orders = schema.Tables[1] with { Checks = [new CheckConstraint("valid", "app.is_valid(code)")] };

        var failure = Assert.Throws<Failure>(() => Generate(schema with { Tables = [schema.Tables[0], orders] }));

        Assert.Equal("seed-function", failure.Findings[0].Rule);
        Assert.Contains("columns: {orders.code:", failure.Findings[0].Fix, StringComparison.Ordinal);
        var rules = new SeedRules { Columns = [new ColumnRule("orders.code") { Values = ["A1", "B2"] }] };
        var source = Generate(schema with { Tables = [schema.Tables[0], orders] }, rules: rules)
            .Source(QualifiedName.Of("orders"));
        Assert.Contains(Text_(source, 0).Split('|')[2], (string[])["A1", "B2"]);
    }

    [Fact]
    public void A_key_without_room_is_refused_before_any_row()
    {
        var table = new Table(QualifiedName.Of("t"))
        {
            Columns = [new("a", Whole)],
            Checks = [new CheckConstraint("range", "a between 1 and 9")],
            Uniques = [new UniqueConstraint("u", ["a"])],
        };

        var failure = Assert.Throws<Failure>(() => Generate(new RelationalSchema("postgresql") { Tables = [table] }, rows: 10));

        Assert.Contains("allows 9 different values, but 10 rows", failure.Findings[0].Title, StringComparison.Ordinal);
    }

    private static RelationalSchema Shop() =>
        new("postgresql")
        {
            Tables =
            [
                new Table(QualifiedName.Of("customers"))
                {
                    Columns = [new("id", Whole), new("email", Text), new("name", Text)],
                    PrimaryKey = new("customers_pkey", ["id"]),
                    Uniques = [new UniqueConstraint("customers_email", ["email"])],
                },
                new Table(QualifiedName.Of("orders"))
                {
                    Columns =
                    [
                        new("id", Whole),
                        new("customer_id", Whole),
                        new("code", Text),
                        new("amount", Whole),
                        new("twice", Whole),
                        new("note", Text) { Nullable = true },
                    ],
                    PrimaryKey = new("orders_pkey", ["id"]),
                    ForeignKeys = [new ForeignKey("orders_customer", ["customer_id"], QualifiedName.Of("customers"), ["id"])],
                },
            ],
        };

    private static SchemaRows Generate(RelationalSchema schema, long seed = 1, SeedRules? rules = null, long? rows = null)
    {
        var volumes = schema.Tables.ToDictionary(t => t.Name, t => rows ?? (t.Name.Name == "customers" ? 50 : 500));
        return SchemaRows.For(schema, ProfileInference.For(schema, SeedSize.Full, volumes, 1), rules ?? SeedRules.None, seed);
    }

    private static string Row(RelationalSchema schema, string table, long row) =>
        Text_(Generate(schema).Source(QualifiedName.Of(table)), row);

    private static string Text_(IRowSource source, long row)
    {
        var sink = new TextSink();
        source.Write(row, sink);
        return sink.ToString();
    }

    private sealed class TextSink : IRowSink
    {
        private readonly StringBuilder text = new();

        public void Null() => Add("∅");

        public void Boolean(bool value) => Add(value ? "true" : "false");

        public void Integer(long value) => Add(value.ToString(CultureInfo.InvariantCulture));

        public void Decimal(decimal value) => Add(value.ToString(CultureInfo.InvariantCulture));

        public void Float(double value) => Add(value.ToString("R", CultureInfo.InvariantCulture));

        public void Text(ReadOnlySpan<char> value) => Add(value.ToString());

        public void Bytes(ReadOnlySpan<byte> value) => Add(Convert.ToHexString(value));

        public void Date(DateOnly value) => Add(value.ToString("o", CultureInfo.InvariantCulture));

        public void Time(TimeOnly value) => Add(value.ToString("o", CultureInfo.InvariantCulture));

        public void Timestamp(DateTime value) => Add(value.ToString("o", CultureInfo.InvariantCulture));

        public void Interval(TimeSpan value) => Add(value.ToString());

        public void Uuid(Guid value) => Add(value.ToString());

        public void Point(double x, double y) => Add(FormattableString.Invariant($"{x} {y}"));

        public override string ToString() => text.ToString();

        private void Add(string value) => text.Append(text.Length > 0 ? "|" : "").Append(value);
    }
}
