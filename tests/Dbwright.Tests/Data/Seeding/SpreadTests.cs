using Dbwright.Data;
using Dbwright.Formats;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Data;

/// <summary>
/// Distributions, tested statistically with fixed seeds. The bounds are those that a right generator passes in 999 of 1,000 seeds (chi-square
/// by its critical value, Kolmogorov-Smirnov by 1.95/√n).
/// </summary>
public sealed class SpreadTests
{
    private const int Parents = 100;
    private const int Rows = 20_000;
    private static readonly DataType Whole = new DataType.Integer(32);

    [Fact]
    public void Uniform_gives_every_parent_as_many_children_but_for_chance()
    {
        var counts = Children("uniform");

        Assert.InRange(ChiSquare(counts, _ => Rows / (double)Parents), 50, 149);
    }

    [Fact]
    public void Zipf_gives_the_ranks_of_parents_their_weights()
    {
        var counts = Children("{ kind: zipf, exponent: 1.2 }").OrderDescending().ToArray();
        var weights = Enumerable.Range(1, Parents).Select(k => Math.Pow(k, -1.2)).ToArray();

        Assert.InRange(ChiSquare(counts, k => Rows * weights[k] / weights.Sum()), 0, 149);
    }

    [Fact]
    public void Pareto_makes_the_numbers_of_children_those_of_a_Pareto_distribution()
    {
        var counts = Children("pareto").OrderDescending().ToArray();
        var weights = Enumerable.Range(0, Parents).Select(k => Math.Pow((k + 0.5) / Parents, -1 / 1.16)).ToArray();

        Assert.InRange(ChiSquare(counts, k => Rows * weights[k] / weights.Sum()), 0, 149);
    }

    [Fact]
    public void Normal_makes_the_numbers_of_children_normal()
    {
        var counts = Children("{ kind: normal, deviation: 0.25 }");
        var mean = counts.Average();
        var deviation = Math.Sqrt(counts.Average(c => (c - mean) * (c - mean)));

        // Chance adds the root of the mean to the deviation of the weights: √(50² + 200) = 52.
        Assert.InRange(deviation, 44, 60);
        Assert.InRange(counts.Count(c => Math.Abs(c - mean) < deviation), 58, 78);
    }

    [Fact]
    public void No_child_is_older_than_its_parent_whatever_the_distribution()
    {
        var rows = Generate("columns: { orders.customer_id: { distribution: uniform } }");
        var customers = rows.Source(QualifiedName.Of("customers"));
        var orders = rows.Source(QualifiedName.Of("orders"));
        for (var row = 0; row < 2000; row++)
        {
            var order = Values(orders, row);
            var parent = Values(customers, (long)order["customer_id"]! - 1);
            Assert.True((DateTime)order["created_at"]! >= (DateTime)parent["created_at"]!);
        }
    }

    [Fact]
    public void Uniform_numbers_are_even()
    {
        var numbers = Numbers("{ range: [0, 999], distribution: uniform }");

        Assert.InRange(KolmogorovSmirnov(numbers, x => x / 1000), 0, 1.95 / Math.Sqrt(Rows));
    }

    [Fact]
    public void Normal_numbers_lie_around_their_mean()
    {
        var numbers = Numbers("{ range: [0, 100000], distribution: { kind: normal, mean: 40000, deviation: 9000 } }");

        Assert.InRange(KolmogorovSmirnov(numbers, x => Phi((x - 40_000) / 9000)), 0, 1.95 / Math.Sqrt(Rows));
        Assert.InRange(numbers.Average(), 39_800, 40_200);
    }

    [Fact]
    public void Zipf_numbers_have_the_weights_of_their_ranks()
    {
        var numbers = Numbers("{ range: [0, 49], distribution: zipf }");
        var weights = Enumerable.Range(1, 50).Select(k => 1.0 / k).ToArray();
        var counts = Enumerable.Range(0, 50).Select(k => numbers.Count(n => (int)n == k)).ToArray();

        Assert.InRange(ChiSquare(counts, k => Rows * weights[k] / weights.Sum()), 0, 86);
    }

    [Fact]
    public void Pareto_numbers_are_mostly_small()
    {
        var numbers = Numbers("{ range: [0, 99999], distribution: pareto }");

        Assert.InRange(numbers.Count(n => n < 20_000) / (double)Rows, 0.78, 0.82);
        Assert.All(numbers, n => Assert.InRange(n, 0, 99_999));
    }

    [Fact]
    public void Listed_values_have_their_shares()
    {
        var rows = Generate("columns: { orders.channel: { values: { web: 70%, shop: 25%, phone: 5% }, nulls: 0 } }");
        var values = Column(rows, "channel").Cast<string>().ToList();

        Assert.InRange(
            ChiSquare(
                [values.Count(v => v == "web"), values.Count(v => v == "shop"), values.Count(v => v == "phone")],
                k => Rows * ((double[])[0.7, 0.25, 0.05])[k]
            ),
            0,
            13.8
        );
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(-0.5)]
    public void Ranks_go_together_as_much_as_is_said(double coefficient)
    {
        var rows = Generate(
            FormattableString.Invariant(
                $"columns: {{ orders.amount: {{ range: [0, 100000] }}, orders.tax: {{ range: [0, 5000], distribution: pareto, correlates: {{ with: amount, coefficient: {coefficient} }} }} }}"
            )
        );
        var (a, b) = (Column(rows, "amount").Select(Number).ToArray(), Column(rows, "tax").Select(Number).ToArray());

        Assert.InRange(Spearman(a, b), coefficient - 0.02, coefficient + 0.02);
        // What goes together keeps its own distribution.
        Assert.InRange(b.Count(n => n < 1000) / (double)Rows, 0.77, 0.83);
    }

    [Fact]
    public void A_column_that_depends_on_another_has_one_value_for_each_of_its_values()
    {
        var rows = Generate(
            "columns: { orders.channel: { values: [web, shop, phone] }, orders.amount: { range: [0, 100000], depends_on: channel } }"
        );
        var pairs = Column(rows, "channel").Zip(Column(rows, "amount")).ToList();

        Assert.Equal(pairs.Select(p => p.First).Distinct().Count(), pairs.Distinct().Count());
    }

    [Fact]
    public void A_column_that_depends_on_another_takes_the_values_given_for_it()
    {
        var rows = Generate(
            "columns: { orders.channel: { values: [web, shop], nulls: 0 }, orders.note: { depends_on: { column: channel, values: { web: [x, y], shop: z } } } }"
        );

        foreach (var (channel, note) in Column(rows, "channel").Zip(Column(rows, "note")))
        {
            Assert.Contains(note as string, (string)channel! == "web" ? ["x", "y"] : (string[])["z"]);
        }
    }

    [Fact]
    public void There_are_as_many_different_values_as_is_said()
    {
        var rows = Generate(
            "columns: { orders.note: { distinct: 40, distribution: zipf, nulls: 25% }, orders.amount: { distinct: 300 } }"
        );
        var notes = Column(rows, "note").ToList();

        Assert.Equal(40, notes.OfType<string>().Distinct().Count());
        Assert.Equal(300, Column(rows, "amount").Distinct().Count());
        // Four standard deviations of a share of a quarter.
        Assert.InRange(notes.Count(n => n is null) / (double)Rows, 0.2378, 0.2622);
        Assert.InRange(notes.OfType<string>().GroupBy(n => n).Max(g => g.Count()) / (0.75 * Rows), 0.21, 0.26);
    }

    [Fact]
    public void Ranks_beyond_those_that_are_exact_have_their_weights_too()
    {
        const long count = 1_000_000;
        var ranks = Ranks.Zipf(count, 1.1);
        var draws = Enumerable.Range(0, 200_000).Select(i => ranks.At(Mixer.At(42, i))).ToArray();
        double[] edges = [0, 1, 3, 10, 100, 1000, 1100, 2000, 10_000, 100_000, 1_000_000];
        var weights = new double[edges.Length - 1];
        for (var k = 1; k <= count; k++)
        {
            weights[Array.FindLastIndex(edges, e => k - 1 >= e)] += Math.Pow(k, -1.1);
        }

        var counts = new int[weights.Length];
        foreach (var draw in draws)
        {
            counts[Array.FindLastIndex(edges, e => draw >= e)]++;
        }

        Assert.InRange(ChiSquare(counts, k => draws.Length * weights[k] / weights.Sum()), 0, 27.9);
    }

    [Theory]
    [InlineData("{ distribution: zpif }", "Did you mean 'zipf'?")]
    [InlineData("{ distribution: { kind: paretto } }", "Did you mean 'pareto'?")]
    [InlineData("{ correlates: { with: amount, coefficient: 2 } }", "between -1 and 1")]
    [InlineData("{ values: { web: many } }", "or shares")]
    public void What_cannot_be_read_is_named_with_the_nearest(string rule, string expected)
    {
        var failure = Assert.Throws<Failure>(() => SeedRulesReader.Parse($"columns: {{ orders.tax: {rule} }}", "seed.yaml"));

        Assert.Contains(expected, failure.Findings[0].Fix + failure.Findings[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("columns: { orders.tax: { correlates: { with: amuont, coefficient: 0.5 } } }", "Did you mean amount?")]
    [InlineData("columns: { orders.tax: { correlates: { with: customer_id, coefficient: 0.5 } } }", "that no reference gives")]
    [InlineData("columns: { orders.taxes: { nulls: 10% } }", "Did you mean orders.tax?")]
    public void What_there_is_not_is_named_with_the_nearest(string rules, string expected)
    {
        var failure = Assert.Throws<Failure>(() => Generate(rules));

        Assert.Contains(expected, failure.Findings[0].Fix, StringComparison.Ordinal);
    }

    private static int[] Children(string distribution)
    {
        var rows = Generate($"columns: {{ orders.customer_id: {{ distribution: {distribution} }} }}");
        var counts = new int[Parents];
        foreach (var parent in Column(rows, "customer_id"))
        {
            counts[(long)parent! - 1]++;
        }

        return counts;
    }

    private static double[] Numbers(string rule) =>
        [.. Column(Generate($"columns: {{ orders.amount: {rule} }}"), "amount").Select(Number)];

    private static double Number(object? value) => (long)value!;

    private static SchemaRows Generate(string rules)
    {
        var schema = new RelationalSchema("postgresql")
        {
            Tables =
            [
                new Table(QualifiedName.Of("customers"))
                {
                    Columns = [new("id", Whole), new("created_at", new DataType.Timestamp(true))],
                    PrimaryKey = new("customers_pkey", ["id"]),
                },
                new Table(QualifiedName.Of("orders"))
                {
                    Columns =
                    [
                        new("id", Whole),
                        new("customer_id", Whole),
                        new("amount", Whole),
                        new("tax", Whole),
                        new("channel", new DataType.Text()),
                        new("note", new DataType.Text()) { Nullable = true },
                        new("created_at", new DataType.Timestamp(true)),
                    ],
                    PrimaryKey = new("orders_pkey", ["id"]),
                    ForeignKeys = [new ForeignKey("orders_customer", ["customer_id"], QualifiedName.Of("customers"), ["id"])],
                },
            ],
        };
        var volumes = schema.Tables.ToDictionary(t => t.Name, t => t.Name.Name == "customers" ? (long)Parents : Rows);
        return SchemaRows.For(
            schema,
            ProfileInference.For(schema, SeedSize.Full, volumes, 1),
            SeedRulesReader.Parse(rules, "seed.yaml"),
            7
        );
    }

    private static IEnumerable<object?> Column(SchemaRows rows, string column)
    {
        var source = rows.Source(QualifiedName.Of("orders"));
        for (var row = 0; row < Rows; row++)
        {
            yield return Values(source, row)[column];
        }
    }

    private static Dictionary<string, object?> Values(IRowSource source, long row)
    {
        var sink = new ValueList();
        source.Write(row, sink);
        return source.Columns.Zip(sink.Values).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
    }

    private static double ChiSquare(IReadOnlyList<int> counts, Func<int, double> expected) =>
        counts.Select((c, k) => (c - expected(k)) * (c - expected(k)) / expected(k)).Sum();

    private static double KolmogorovSmirnov(double[] numbers, Func<double, double> share)
    {
        var sorted = numbers.Order().ToArray();
        // A whole number stands for all numbers up to the next one.
        return Enumerable
            .Range(1, sorted.Length - 1)
            .Where(i => sorted[i] > sorted[i - 1])
            .Max(i => Math.Abs(share(sorted[i - 1] + 1) - i / (double)sorted.Length));
    }

    private static double Phi(double x) => Real.NormalShare(x);

    private static double Spearman(double[] a, double[] b)
    {
        var (x, y) = (RanksOf(a), RanksOf(b));
        double meanX = x.Average(),
            meanY = y.Average();
        var together = x.Zip(y, (p, q) => (p - meanX) * (q - meanY)).Sum();
        return together / Math.Sqrt(x.Sum(p => (p - meanX) * (p - meanX)) * y.Sum(q => (q - meanY) * (q - meanY)));
    }

    private static double[] RanksOf(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var from = 0; from < order.Length; )
        {
            var to = from;
            while (to < order.Length && values[order[to]] == values[order[from]])
            {
                to++;
            }

            for (var i = from; i < to; i++)
            {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }

            from = to;
        }

        return ranks;
    }

    private sealed class ValueList : IRowSink
    {
        public List<object?> Values { get; } = [];

        public void Null() => Values.Add(null);

        public void Boolean(bool value) => Values.Add(value);

        public void Integer(long value) => Values.Add(value);

        public void Decimal(decimal value) => Values.Add(value);

        public void Float(double value) => Values.Add(value);

        public void Text(ReadOnlySpan<char> value) => Values.Add(value.ToString());

        public void Bytes(ReadOnlySpan<byte> value) => Values.Add(value.ToArray());

        public void Date(DateOnly value) => Values.Add(value);

        public void Time(TimeOnly value) => Values.Add(value);

        public void Timestamp(DateTime value) => Values.Add(value);

        public void Interval(TimeSpan value) => Values.Add(value);

        public void Uuid(Guid value) => Values.Add(value);

        public void Point(double x, double y) => Values.Add((x, y));
    }
}
