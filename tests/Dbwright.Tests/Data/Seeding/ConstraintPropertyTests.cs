using System.Globalization;
using Dbwright.Data;
using Dbwright.Model;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Tests.Data;

/// <summary>Generated checks over three columns, held against a search through all of their values.</summary>
public sealed class ConstraintPropertyTests
{
    private const int Most = 6;
    private static readonly string[] Columns = ["a", "b", "c"];

    private static readonly Gen<(string Sql, Func<int[], bool> Holds)> Comparison =
        from left in Gen.Choose(0, 2)
        from right in Gen.Choose(0, 2)
        from sign in Gen.Elements("<", "<=", ">", ">=", "=", "<>")
        from offset in Gen.Choose(-3, Most)
        from isColumn in Gen.Elements(true, false)
        select isColumn
            ? Against(left, sign, right, offset)
            : (
                $"{Columns[left]} {sign} {offset.ToString(CultureInfo.InvariantCulture)}",
                row => Compare(row[left], sign, offset)
            );

    private static readonly Gen<(string Sql, Func<int[], bool> Holds)> Condition = Gen.OneOf(
        Comparison,
        from a in Comparison
        from b in Comparison
        select ($"({a.Sql}) or ({b.Sql})", (Func<int[], bool>)(row => a.Holds(row) || b.Holds(row))),
        from a in Comparison
        from b in Comparison
        select ($"not ({a.Sql} and {b.Sql})", (Func<int[], bool>)(row => !(a.Holds(row) && b.Holds(row))))
    );

    [Fact]
    public void Rows_satisfy_every_check_and_only_what_no_row_satisfies_is_called_so() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261121, 4711),
            Prop.ForAll(Condition.ListOf(3).ToArbitrary(), Judge)
        );

    private static void Judge(IEnumerable<(string Sql, Func<int[], bool> Holds)> conditions)
    {
        var all = conditions.ToList();
        var isSatisfiable = (
            from a in Enumerable.Range(0, Most + 1)
            from b in Enumerable.Range(0, Most + 1)
            from c in Enumerable.Range(0, Most + 1)
            select new[] { a, b, c }
        ).Any(row => all.TrueForAll(x => x.Holds(row)));
        var table = new Table(QualifiedName.Of("t"))
        {
            Columns = Columns.Select(c => new Column(c, new DataType.Integer(32))).ToSequence(),
            Checks = all.Select((x, i) => new CheckConstraint($"c{i.ToString(CultureInfo.InvariantCulture)}", x.Sql))
                .Concat(
                    Columns.Select(c => new CheckConstraint(
                        $"range_{c}",
                        $"{c} between 0 and {Most.ToString(CultureInfo.InvariantCulture)}"
                    ))
                )
                .ToSequence(),
        };
        var schema = new RelationalSchema("postgresql") { Tables = [table] };
        var profile = ProfileInference.For(
            schema,
            SeedSize.Minimal,
            new Dictionary<QualifiedName, long> { [table.Name] = 20 },
            1
        );
        try
        {
            var source = SchemaRows.For(schema, profile, SeedRules.None, 1).Source(table.Name);
            for (var row = 0; row < 20; row++)
            {
                var numbers = new Numbers();
                source.Write(row, numbers);
                Assert.All(
                    all,
                    x => Assert.True(x.Holds([.. numbers.Values]), $"{x.Sql} on {string.Join(", ", numbers.Values)}")
                );
            }
        }
        catch (Failure failure)
        {
            Assert.False(isSatisfiable, $"{failure.Message}: {string.Join("; ", all.Select(x => x.Sql))}");
        }
    }

    private static (string Sql, Func<int[], bool> Holds) Against(int left, string sign, int right, int offset) =>
        (
            $"{Columns[left]} {sign} {Columns[right]} + {offset.ToString(CultureInfo.InvariantCulture)}",
            row => Compare(row[left], sign, row[right] + offset)
        );

    private static bool Compare(int a, string sign, int b) =>
        sign switch
        {
            "<" => a < b,
            "<=" => a <= b,
            ">" => a > b,
            ">=" => a >= b,
            "=" => a == b,
            _ => a != b,
        };

    private sealed class Numbers : IRowSink
    {
        public List<int> Values { get; } = [];

        public void Integer(long value) => Values.Add((int)value);

        public void Null() => throw new NotSupportedException();

        public void Boolean(bool value) => throw new NotSupportedException();

        public void Decimal(decimal value) => throw new NotSupportedException();

        public void Float(double value) => throw new NotSupportedException();

        public void Text(ReadOnlySpan<char> value) => throw new NotSupportedException();

        public void Bytes(ReadOnlySpan<byte> value) => throw new NotSupportedException();

        public void Date(DateOnly value) => throw new NotSupportedException();

        public void Time(TimeOnly value) => throw new NotSupportedException();

        public void Timestamp(DateTime value) => throw new NotSupportedException();

        public void Interval(TimeSpan value) => throw new NotSupportedException();

        public void Uuid(Guid value) => throw new NotSupportedException();

        public void Point(double x, double y) => throw new NotSupportedException();
    }
}
