using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Writes expressions in the neutral language, so that <see cref="ExpressionParser"/> reads the same expression again.</summary>
public static class ExpressionText
{
    /// <summary>The expression as a person writes it in requirements.yaml; texts are always quoted.</summary>
    public static string Write(Expression expression) => Write(expression, 0);

    private static string Write(Expression expression, int context)
    {
        var (text, precedence) = Form(expression);
        return precedence < context ? $"({text})" : text;
    }

    private static (string Text, int Precedence) Form(Expression expression) =>
        expression switch
        {
            Expression.Reference reference => (reference.ToString(), 9),
            Expression.Constant constant => (Constant(constant.Value), constant.Value is decimal and < 0 ? 7 : 9),
            Expression.Now now => (now.DateOnly ? "today" : "now", 9),
            Expression.Call call => ($"{call.Function}({string.Join(", ", call.Arguments.Select(a => Write(a, 5)))})", 9),
            Expression.Not not => ($"not {Write(not.Operand, 3)}", 3),
            Expression.IsNull test => ($"{Write(test.Operand, 5)} is {(test.Negated ? "not " : "")}null", 4),
            Expression.In set => ($"{Write(set.Operand, 5)} in ({string.Join(", ", set.Values.Select(v => Write(v, 5)))})", 4),
            Expression.Between range => (
                $"{Write(range.Operand, 5)} between {Write(range.Low, 5)} and {Write(range.High, 5)}",
                4
            ),
            Expression.Binary binary => Binary(binary),
            _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "An unknown kind of expression."),
        };

    private static (string Text, int Precedence) Binary(Expression.Binary binary)
    {
        var (symbol, precedence) = binary.Operator switch
        {
            BinaryOperator.Or => ("or", 1),
            BinaryOperator.And => ("and", 2),
            BinaryOperator.Equal => ("=", 4),
            BinaryOperator.NotEqual => ("!=", 4),
            BinaryOperator.Less => ("<", 4),
            BinaryOperator.LessOrEqual => ("<=", 4),
            BinaryOperator.Greater => (">", 4),
            BinaryOperator.GreaterOrEqual => (">=", 4),
            BinaryOperator.Matches => ("matches", 4),
            BinaryOperator.Add => ("+", 5),
            BinaryOperator.Subtract => ("-", 5),
            BinaryOperator.Multiply => ("*", 6),
            BinaryOperator.Divide => ("/", 6),
            _ => throw new ArgumentOutOfRangeException(nameof(binary), binary.Operator, "An unknown operator."),
        };
        // Operators associate to the left, and comparisons do not chain: the right side binds one level tighter, there the left too.
        var left = Write(binary.Left, precedence == 4 ? 5 : precedence);
        return ($"{left} {symbol} {Write(binary.Right, precedence + 1)}", precedence);
    }

    private static string Constant(object? value) =>
        value switch
        {
            null => "null",
            true => "true",
            false => "false",
            decimal number => number.ToString(CultureInfo.InvariantCulture),
            string text => $"'{text.Replace("'", "''")}'",
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Constants are null, bool, decimal or string."),
        };
}
