using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Looks into expressions and replaces the references in them.</summary>
internal static class Rewriting
{
    /// <summary>The same expression with other references.</summary>
    public static Expression With(this Expression expression, Func<Expression.Reference, Expression> replace) =>
        expression switch
        {
            Expression.Reference reference => replace(reference),
            Expression.Binary binary => binary with { Left = binary.Left.With(replace), Right = binary.Right.With(replace) },
            Expression.Not not => new Expression.Not(not.Operand.With(replace)),
            Expression.IsNull test => test with { Operand = test.Operand.With(replace) },
            Expression.In set => new Expression.In(
                set.Operand.With(replace),
                set.Values.Select(v => v.With(replace)).ToSequence()
            ),
            Expression.Between range => new Expression.Between(
                range.Operand.With(replace),
                range.Low.With(replace),
                range.High.With(replace)
            ),
            Expression.Call call => call with { Arguments = call.Arguments.Select(a => a.With(replace)).ToSequence() },
            _ => expression,
        };

    /// <summary>Whether its truth depends on when it is asked.</summary>
    public static bool DependsOnTime(this Expression expression) =>
        expression switch
        {
            Expression.Now => true,
            Expression.Binary binary => binary.Left.DependsOnTime() || binary.Right.DependsOnTime(),
            Expression.Not not => not.Operand.DependsOnTime(),
            Expression.IsNull test => test.Operand.DependsOnTime(),
            Expression.In set => set.Operand.DependsOnTime() || set.Values.Any(DependsOnTime),
            Expression.Between range => range.Operand.DependsOnTime() || range.Low.DependsOnTime() || range.High.DependsOnTime(),
            Expression.Call call => call.Arguments.Any(DependsOnTime),
            _ => false,
        };

    /// <summary>All of them at once.</summary>
    public static Expression All(IEnumerable<Expression> conditions) =>
        conditions.Aggregate((left, right) => new Expression.Binary(BinaryOperator.And, left, right));
}
