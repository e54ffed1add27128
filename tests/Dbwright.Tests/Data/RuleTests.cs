using Dbwright.Data;
using Dbwright.Model;
using Dbwright.Sql;
using Xunit;

namespace Dbwright.Tests.Data;

/// <summary>Rules on columns and between them.</summary>
public class RuleTests
{
    private static readonly Sequence<Column> Columns =
    [
        Shop.Col("id", Shop.Big),
        Shop.Col("a", Shop.Big, nullable: true),
        Shop.Col("b", Shop.Big, nullable: true),
        Shop.Col("c", Shop.Big),
        Shop.Col("t", Shop.Text, nullable: true),
        Shop.Col("status", Shop.Text),
        Shop.Col("starts_at", Shop.Moment),
        Shop.Col("ends_at", Shop.Moment),
        Shop.Col("done_at", Shop.Moment, nullable: true),
    ];

    private static readonly Sequence<ColumnProfile> Profiles =
    [
        Shop.Id,
        Shop.Of("a", SemanticKind.Integer) with
        {
            NullShare = 0.2,
        },
        Shop.Of("b", SemanticKind.Integer) with
        {
            NullShare = 0.2,
        },
        Shop.Of("c", SemanticKind.Integer),
        Shop.Of("t", SemanticKind.Text) with
        {
            NullShare = 0.1,
        },
        new("status", Shop.Enum("open", "done", "dropped")),
        Shop.Of("starts_at", SemanticKind.Timestamp),
        Shop.Of("ends_at", SemanticKind.Timestamp),
        Shop.Of("done_at", SemanticKind.Timestamp) with
        {
            NullShare = 0.5,
        },
    ];

    private static RowGenerator For(params string[] rules)
    {
        var table = Shop.Table("things", Columns);
        var profile = new TableProfile(table.Name, 3000) { Columns = Profiles, Rules = rules.Select(Parse).ToSequence() };
        return RowGenerator.For(new("postgresql") { Tables = [table] }, new([profile]), 11, 1);
    }

    private static Expression Parse(string rule) => ExpressionParser.Parse(rule, name => Columns.Any(c => c.Name == name));

    [Theory]
    [InlineData("a <= b")]
    [InlineData("a < b and b < c")]
    [InlineData("a >= b + 10")]
    [InlineData("a - 3 > c")]
    [InlineData("c = a + b")]
    [InlineData("a between 5 and 9")]
    [InlineData("a in (2, 3, 5)")]
    [InlineData("a != 4")]
    [InlineData("a is null or b is null")]
    [InlineData("a is not null or b is not null")]
    [InlineData("a is null or a > 990")]
    [InlineData("(a is null and b is null) or (a is not null and b is not null)")]
    [InlineData("ends_at > starts_at")]
    [InlineData("starts_at >= ends_at")]
    [InlineData("status != 'done' or done_at is not null")]
    [InlineData("done_at is null or done_at >= ends_at")]
    [InlineData("status in ('open', 'done')")]
    [InlineData("status != 'open'")]
    [InlineData("length(t) between 3 and 12")]
    [InlineData("length(t) >= 100")]
    [InlineData("t matches '^[A-Z]{3}-[0-9]{2,4}(x|yz)?$'")]
    [InlineData("t = lower(t)")]
    [InlineData("a * 2 <= b")]
    [InlineData("abs(a - b) <= 100")]
    [InlineData("not (a > 10 and b > 10)")]
    public void Every_row_satisfies_the_rule(string rule)
    {
        var generator = For(rule);
        var condition = Parse(rule);
        var rows = Rows.Of(generator, "things");
        var names = Columns.Select(c => c.Name).ToList();
        foreach (var row in rows)
        {
            Assert.False(
                Judge.IsFalse(condition, reference => row[names.IndexOf(reference)]),
                $"{rule}: {string.Join(", ", row)}"
            );
        }

        Assert.True(rows.Select(r => string.Join('|', r[1..])).Distinct().Count() > 100);
    }

    [Fact]
    public void Rules_that_contradict_each_other_are_refused_with_the_rule()
    {
        var generator = For("a + b < 0", "a is not null", "b is not null");
        var failure = Assert.Throws<Failure>(() => Rows.Of(generator, "things", 1));
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        Assert.Contains("things", failure.Message, StringComparison.Ordinal);
        Assert.Contains("a + b < 0", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("^[a-c]$", 3)]
    [InlineData("^(ab|cd)[0-9]{2}$", 200)]
    [InlineData("^x{1,3}$", 3)]
    [InlineData(@"^\d{3}-[A-F]$", 6000)]
    public void A_pattern_counts_its_texts_and_each_number_gives_another(string pattern, int count)
    {
        var texts = PatternText.Read(pattern)!;
        Assert.Equal(count, texts.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (long number = 0; number < count; number++)
        {
            var text = new TextBuffer(new char[texts.Longest]);
            texts.Write(number, ref text);
            Assert.Matches(pattern, text.Written.ToString());
            Assert.True(seen.Add(text.Written.ToString()));
        }
    }
}
