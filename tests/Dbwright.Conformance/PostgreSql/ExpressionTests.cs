using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.PostgreSql;

public sealed class ExpressionTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly BinaryOperator[] Comparisons =
    [
        BinaryOperator.Equal,
        BinaryOperator.NotEqual,
        BinaryOperator.Less,
        BinaryOperator.GreaterOrEqual,
    ];

    private static readonly BinaryOperator[] Sums = [BinaryOperator.Add, BinaryOperator.Subtract, BinaryOperator.Multiply];

    // The server's answer must be that of the tree, so no parenthesis may be missing.
    [Fact]
    public async Task Conditions_mean_on_the_server_what_their_tree_says()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        for (var number = 0; number < 300; number++)
        {
            var (expression, truth) = Truth(new Random(number), 4);
            var sql = PostgreSqlEngine.Create().Writer!.Write(expression, r => (r.ToString(), 0));
            var answer = (await database.Session.QueryAsync($"select {sql}", [], Never))[0][0];
            Assert.True(truth == (bool)answer!, sql);
        }
    }

    private static (Expression, bool) Truth(Random random, int depth)
    {
        switch (depth == 0 ? 0 : random.Next(8))
        {
            case 0:
                var constant = random.Next(2) == 0;
                return (new Expression.Constant(constant), constant);
            case 1:
                var (operand, value) = Truth(random, depth - 1);
                return (new Expression.Not(operand), !value);
            case 2:
                var (tested, _) = Truth(random, depth - 1);
                var negated = random.Next(2) == 0;
                return (new Expression.IsNull(tested, negated), negated);
            case 3:
                var (middle, m) = Number(random, depth - 1);
                var (low, l) = Number(random, depth - 1);
                var (high, h) = Number(random, depth - 1);
                return (new Expression.Between(middle, low, high), l <= m && m <= h);
            case 4:
                var (item, i) = Number(random, depth - 1);
                var (only, o) = Number(random, depth - 1);
                return (new Expression.In(item, [only, new Expression.Constant(1m)]), i == o || i == 1);
            case 5:
                var (a, x) = Number(random, depth - 1);
                var (b, y) = Number(random, depth - 1);
                var comparison = Comparisons[random.Next(Comparisons.Length)];
                return (
                    new Expression.Binary(comparison, a, b),
                    comparison switch
                    {
                        BinaryOperator.Equal => x == y,
                        BinaryOperator.NotEqual => x != y,
                        BinaryOperator.Less => x < y,
                        _ => x >= y,
                    }
                );
            default:
                var (left, p) = Truth(random, depth - 1);
                var (right, q) = Truth(random, depth - 1);
                return random.Next(3) switch
                {
                    0 => (new Expression.Binary(BinaryOperator.And, left, right), p && q),
                    1 => (new Expression.Binary(BinaryOperator.Or, left, right), p || q),
                    _ => (new Expression.Binary(BinaryOperator.Equal, left, right), p == q),
                };
        }
    }

    private static (Expression, decimal) Number(Random random, int depth)
    {
        if (depth <= 0 || random.Next(3) == 0)
        {
            decimal value = random.Next(-3, 4);
            return (new Expression.Constant(value), value);
        }

        var (left, a) = Number(random, depth - 1);
        var (right, b) = Number(random, depth - 1);
        var sum = Sums[random.Next(Sums.Length)];
        return (
            new Expression.Binary(sum, left, right),
            sum switch
            {
                BinaryOperator.Add => a + b,
                BinaryOperator.Subtract => a - b,
                _ => a * b,
            }
        );
    }
}
