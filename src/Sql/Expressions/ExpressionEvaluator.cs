using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>
/// Evaluates expressions over known values with SQL's three-valued logic: <see langword="null"/> is unknown. Values are
/// <see cref="bool"/>, <see cref="decimal"/> and <see cref="string"/>; anything else, also <c>now</c>, counts as unknown.
/// </summary>
public static class ExpressionEvaluator
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The value, or <see langword="null"/> when it is unknown.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="value">The value of a reference; <see langword="null"/> for unknown.</param>
    public static object? Evaluate(Expression expression, Func<Expression.Reference, object?> value)
    {
        object? Of(Expression operand) => Evaluate(operand, value);
        switch (expression)
        {
            case Expression.Constant constant:
                return constant.Value;
            case Expression.Reference reference:
                return value(reference) is var known and (bool or decimal or string) ? known : null;
            case Expression.Not not:
                return Of(not.Operand) is bool holds ? !holds : null;
            case Expression.IsNull test when test.Operand is Expression.Constant { Value: null }:
                return !test.Negated;
            case Expression.IsNull test:
                // A reference without value is unknown, not null.
                return Of(test.Operand) is null ? null : test.Negated;
            case Expression.Between between:
                return And(
                    Compare(BinaryOperator.GreaterOrEqual, Of(between.Operand), Of(between.Low)),
                    Compare(BinaryOperator.LessOrEqual, Of(between.Operand), Of(between.High))
                );
            case Expression.In set:
                return set.Values.Aggregate(
                    (bool?)false,
                    (found, item) => Or(found, Compare(BinaryOperator.Equal, Of(set.Operand), Of(item)))
                );
            case Expression.Call call:
                return Call(call.Function, call.Arguments.Select(Of).ToArray());
            case Expression.Binary { Operator: BinaryOperator.And } and:
                return And(Of(and.Left), Of(and.Right));
            case Expression.Binary { Operator: BinaryOperator.Or } or:
                return Or(Of(or.Left), Of(or.Right));
            case Expression.Binary { Operator: BinaryOperator.Matches } match:
                return Of(match.Left) is string text && Of(match.Right) is string pattern ? Matches(text, pattern) : null;
            case Expression.Binary
            {
                Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide
            } sum:
                return Calculate(sum.Operator, Of(sum.Left), Of(sum.Right));
            case Expression.Binary comparison:
                return Compare(comparison.Operator, Of(comparison.Left), Of(comparison.Right));
            default:
                return null;
        }
    }

    private static bool? And(object? left, object? right) =>
        left is false || right is false ? false
        : left is true && right is true ? true
        : null;

    private static bool? Or(object? left, object? right) =>
        left is true || right is true ? true
        : left is false && right is false ? false
        : null;

    private static bool? Compare(BinaryOperator operation, object? left, object? right)
    {
        int order;
        switch (left, right)
        {
            case (decimal a, decimal b):
                order = a.CompareTo(b);
                break;
            case (string a, string b):
                order = string.CompareOrdinal(a, b);
                break;
            case (bool a, bool b):
                order = a.CompareTo(b);
                break;
            default:
                return null;
        }

        return operation switch
        {
            BinaryOperator.Equal => order == 0,
            BinaryOperator.NotEqual => order != 0,
            BinaryOperator.Less => order < 0,
            BinaryOperator.LessOrEqual => order <= 0,
            BinaryOperator.Greater => order > 0,
            BinaryOperator.GreaterOrEqual => order >= 0,
            _ => null,
        };
    }

    private static decimal? Calculate(BinaryOperator operation, object? left, object? right)
    {
        if (left is not decimal a || right is not decimal b)
        {
            return null;
        }

        try
        {
            return operation switch
            {
                BinaryOperator.Add => a + b,
                BinaryOperator.Subtract => a - b,
                BinaryOperator.Multiply => a * b,
                _ => b == 0 ? null : a / b,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static object? Call(string function, object?[] arguments) =>
        (function, arguments[0]) switch
        {
            ("length", string text) => (decimal)text.EnumerateRunes().Count(),
            ("lower", string text) => text.ToLowerInvariant(),
            ("upper", string text) => text.ToUpperInvariant(),
            ("abs", decimal number) => Math.Abs(number),
            // An unknown first argument may or may not be null, so nothing is known of the result.
            ("coalesce", { } first) => first,
            _ => null,
        };

    private static bool? Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
