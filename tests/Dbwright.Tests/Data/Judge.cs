using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Tests.Data;

/// <summary>Evaluates rules over stored values, written apart from the generator's own evaluator.</summary>
internal static class Judge
{
    /// <summary>Whether a check constraint with the rule would refuse the row.</summary>
    public static bool IsFalse(Expression rule, Func<string, object?> value) => Of(rule, value) is false;

    private static object? Of(Expression rule, Func<string, object?> value)
    {
        switch (rule)
        {
            case Expression.Reference reference:
                return value(reference.Path[0]) is long number ? (decimal)number : value(reference.Path[0]);
            case Expression.Constant constant:
                return constant.Value;
            case Expression.Not not:
                return Of(not.Operand, value) is bool operand ? !operand : null;
            case Expression.IsNull test:
                return Of(test.Operand, value) is null != test.Negated;
            case Expression.In set:
                return Of(set.Operand, value) is { } item ? set.Values.Any(v => Equals(Of(v, value), item)) : null;
            case Expression.Between between:
                return Of(between.Operand, value) is IComparable middle
                    ? middle.CompareTo(Of(between.Low, value)) >= 0 && middle.CompareTo(Of(between.High, value)) <= 0
                    : null;
            case Expression.Call call:
                var argument = Of(call.Arguments[0], value);
                return (call.Function, argument) switch
                {
                    ("length", string text) => (decimal)text.Length,
                    ("lower", string text) => text.ToLowerInvariant(),
                    ("abs", decimal size) => Math.Abs(size),
                    _ => null,
                };
            case Expression.Binary binary:
                return Binary(binary.Operator, Of(binary.Left, value), Of(binary.Right, value));
            default:
                throw new ArgumentOutOfRangeException(nameof(rule));
        }
    }

    private static object? Binary(BinaryOperator operation, object? left, object? right)
    {
        switch (operation)
        {
            case BinaryOperator.And:
                return left is false || right is false ? false
                    : left is null || right is null ? null
                    : true;
            case BinaryOperator.Or:
                return left is true || right is true ? true
                    : left is null || right is null ? null
                    : false;
        }

        if (left is null || right is null)
        {
            return null;
        }

        return operation switch
        {
            BinaryOperator.Add => (decimal)left + (decimal)right,
            BinaryOperator.Subtract => (decimal)left - (decimal)right,
            BinaryOperator.Multiply => (decimal)left * (decimal)right,
            BinaryOperator.Matches => Regex.IsMatch((string)left, (string)right, RegexOptions.None, TimeSpan.FromSeconds(1)),
            BinaryOperator.Equal => Equals(left, right),
            BinaryOperator.NotEqual => !Equals(left, right),
            BinaryOperator.Less => ((IComparable)left).CompareTo(right) < 0,
            BinaryOperator.LessOrEqual => ((IComparable)left).CompareTo(right) <= 0,
            BinaryOperator.Greater => ((IComparable)left).CompareTo(right) > 0,
            BinaryOperator.GreaterOrEqual => ((IComparable)left).CompareTo(right) >= 0,
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        };
    }
}
