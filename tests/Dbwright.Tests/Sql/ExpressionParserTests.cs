using Dbwright.Model;
using Dbwright.Sql;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Tests.Sql;

public sealed class ExpressionParserTests
{
    private static readonly string[] Names = ["total", "status", "ends_at", "in_stock"];

    [Theory]
    [InlineData("total >= 0", "total >= 0")]
    [InlineData("status = in-progress", "status = 'in-progress'")]
    [InlineData("total-total > 1", "total - total > 1")]
    [InlineData("not total = 1 and status = open or ends_at is null", "not total = 1 and status = 'open' or ends_at is null")]
    [InlineData("not (total = 1 or status = open)", "not (total = 1 or status = 'open')")]
    [InlineData("total between 1 and 5 and in_stock", "total between 1 and 5 and in_stock")]
    [InlineData("status not in (open, 'it''s')", "not status in ('open', 'it''s')")]
    [InlineData("1 - (2 - 3) - 4 * (5 + 6)", "1 - (2 - 3) - 4 * (5 + 6)")]
    [InlineData("-total + -5", "0 - total + -5")]
    [InlineData("lower(status) matches '^[a-z]+$'", "lower(status) matches '^[a-z]+$'")]
    [InlineData("coalesce(ends_at, now) <> today", "coalesce(ends_at, now) != today")]
    [InlineData("customer.country.code = DE", "customer.country.code = 'DE'")]
    [InlineData("ends_at is not null", "ends_at is not null")]
    [InlineData("(total > 1) = true", "(total > 1) = true")]
    public void Texts_are_read_by_precedence_and_written_back(string text, string written) =>
        Assert.Equal(written, ExpressionText.Write(ExpressionParser.Parse(text, Names.Contains)));

    [Theory]
    [InlineData("", 0)]
    [InlineData("total >", 7)]
    [InlineData("total > > 1", 8)]
    [InlineData("(total > 1", 10)]
    [InlineData("total > 1)", 9)]
    [InlineData("total = 'open", 8)]
    [InlineData("total == 1", 6)]
    [InlineData("total = \"x\"", 8)]
    [InlineData("lenght(status) > 1", 0)]
    [InlineData("total = null", 6)]
    [InlineData("1 < total < 5", 10)]
    [InlineData("total in ()", 10)]
    [InlineData("total is 5", 9)]
    [InlineData("total ; drop", 6)]
    [InlineData("total = 99999999999999999999999999999999", 8)]
    public void Errors_say_where_they_are(string text, int position)
    {
        Assert.Equal(position, ExpressionParser.Read(text, Names.Contains).Error?.Position);
        var failure = Assert.Throws<Failure>(() => ExpressionParser.Parse(text, Names.Contains, new("a.yaml", 3, 10)));
        Assert.Equal(new Location("a.yaml", 3, 10 + position), failure.Findings[0].Location);
        Assert.NotNull(failure.Findings[0].Fix);
    }

    [Fact]
    public void Names_are_reported_with_their_places()
    {
        var names = ExpressionParser.Read("total > 1 and status = opne", Names.Contains).Names;
        Assert.Equal([new("total", 0, true), new("status", 14, true), new("opne", 23, false)], names);
    }

    [Fact]
    public void Nesting_is_limited()
    {
        Assert.NotNull(ExpressionParser.Read(new string('(', 60) + "1" + new string(')', 60)).Expression);
        Assert.NotNull(ExpressionParser.Read(new string('(', 70) + "1" + new string(')', 70)).Error);
        Assert.NotNull(ExpressionParser.Read(string.Concat(Enumerable.Repeat("not ", 70)) + "total").Error);
        Assert.NotNull(ExpressionParser.Read(new string('-', 70) + "1").Error);
        Assert.NotNull(ExpressionParser.Read(new string('x', 5_000)).Error);
    }

    [Fact]
    public void What_is_written_is_read_again() =>
        Prop.ForAll(Arb.From(Expressions(4)), e => ExpressionParser.Parse(ExpressionText.Write(e)).Equals(e))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1 + 2 * 3 = 7", true)]
    [InlineData("10 / 4 = 2.5 and abs(-3) = 3", true)]
    [InlineData("length('häß') = 3 and upper('a') = 'A'", true)]
    [InlineData("'abc' matches '^[a-c]+$'", true)]
    [InlineData("'abd' matches '^[a-c]+$'", false)]
    [InlineData("2 between 3 and 4 or 2 in (1, 2)", true)]
    [InlineData("not true or 1 > 2", false)]
    [InlineData("total > 1", null)]
    [InlineData("total > 1 and false", false)]
    [InlineData("total > 1 or true", true)]
    [InlineData("1 / 0 = 1", null)]
    [InlineData("now = now", null)]
    [InlineData("total is null", null)]
    public void Values_are_computed_with_unknowns(string text, bool? value) =>
        Assert.Equal(value, ExpressionEvaluator.Evaluate(ExpressionParser.Parse(text), _ => null));

    private static Gen<Expression> Expressions(int depth)
    {
        var leaves = Gen.OneOf(
            Gen.Elements("total", "customer.name", "a_b")
                .Select(n => (Expression)new Expression.Reference(n.Split('.').ToSequence())),
            Gen.Choose(-1000, 1000).Select(n => (Expression)new Expression.Constant(n / 10m)),
            Gen.Elements<object?>("", "it's", "x y", true, false).Select(v => (Expression)new Expression.Constant(v)),
            Gen.Elements<Expression>(new Expression.Now(true), new Expression.Now(false))
        );
        if (depth == 0)
        {
            return leaves;
        }

        var inner = Expressions(depth - 1);
        var operators = Enum.GetValues<BinaryOperator>().Where(o => o != BinaryOperator.Matches).ToArray();
        return Gen.OneOf(
            leaves,
            from o in Gen.Elements(operators)
            from l in inner
            from r in inner
            select (Expression)new Expression.Binary(o, l, r),
            from l in inner
            select (Expression)new Expression.Binary(BinaryOperator.Matches, l, new Expression.Constant("^a'b$")),
            from x in inner
            select (Expression)new Expression.Not(x),
            from x in inner
            from n in Gen.Elements(true, false)
            select (Expression)new Expression.IsNull(x, n),
            from x in inner
            from a in inner
            from b in inner
            select (Expression)new Expression.In(x, [a, b]),
            from x in inner
            from a in inner
            from b in inner
            select (Expression)new Expression.Between(x, a, b),
            from f in Gen.Elements("length", "lower", "upper", "abs")
            from x in inner
            select (Expression)new Expression.Call(f, [x]),
            from a in inner
            from b in inner
            select (Expression)new Expression.Call("coalesce", [a, b])
        );
    }
}
