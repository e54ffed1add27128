using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Neutral expressions as SQL of PostgreSQL.</summary>
internal static class PostgreSqlExpressions
{
    private static readonly PostgreSqlNames Names = new();

    // How tightly each operator binds; the server's own order.
    private enum Binding
    {
        Or,
        And,
        Not,
        Is,
        Comparison,
        Match,
        Sum,
        Product,
        Operand,
    }

    /// <summary>The expression as SQL, with parentheses only where they are needed.</summary>
    public static string Write(Expression expression, Func<Expression.Reference, string> column) => Part(expression, column).Sql;

    /// <summary>A constant, or the current time, as the default of a column of that type.</summary>
    public static string WriteDefault(Expression expression, DataType type) =>
        expression switch
        {
            Expression.Now when type is DataType.Date => "current_date",
            Expression.Now when type is DataType.Time => "localtime",
            Expression.Now when type is DataType.Timestamp { WithZone: false } => "localtimestamp",
            Expression.Now => "now()",
            _ => Write(expression, _ => throw new ArgumentException("A default refers to no column.", nameof(expression))),
        };

    private static (string Sql, Binding Binding) Part(Expression expression, Func<Expression.Reference, string> column)
    {
        return expression switch
        {
            Expression.Reference reference => (column(reference), Binding.Operand),
            Expression.Constant constant => Constant(constant.Value),
            Expression.Now now => (now.DateOnly ? "current_date" : "now()", Binding.Operand),
            Expression.Not not => ($"not {Operand(not.Operand, Binding.Not)}", Binding.Not),
            Expression.IsNull test => (
                $"{Operand(test.Operand, Binding.Comparison)} is {(test.Negated ? "not " : "")}null",
                Binding.Is
            ),
            Expression.In test => (
                $"{Operand(test.Operand, Binding.Sum)} in ({string.Join(", ", test.Values.Select(v => Write(v, column)))})",
                Binding.Match
            ),
            Expression.Between test => (
                $"{Operand(test.Operand, Binding.Sum)} between {Operand(test.Low, Binding.Sum)} and {Operand(test.High, Binding.Sum)}",
                Binding.Match
            ),
            Expression.Call call => (
                $"{call.Function}({string.Join(", ", call.Arguments.Select(a => Write(a, column)))})",
                Binding.Operand
            ),
            Expression.Binary binary => Binary(binary),
            _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "An expression without SQL."),
        };

        (string, Binding) Binary(Expression.Binary binary)
        {
            var (sign, binding) = Operator(binary.Operator);
            // a = (b = c) and a - (b - c) need the parentheses on the right; and comparisons do not chain at all.
            var left = binding is Binding.Comparison or Binding.Match ? binding + 1 : binding;
            var right = binding is Binding.And or Binding.Or ? binding : binding + 1;
            return ($"{Operand(binary.Left, left)} {sign} {Operand(binary.Right, right)}", binding);
        }

        string Operand(Expression operand, Binding least)
        {
            var (sql, binding) = Part(operand, column);
            return binding < least ? $"({sql})" : sql;
        }
    }

    private static (string Sign, Binding Binding) Operator(BinaryOperator binary) =>
        binary switch
        {
            BinaryOperator.Or => ("or", Binding.Or),
            BinaryOperator.And => ("and", Binding.And),
            BinaryOperator.Equal => ("=", Binding.Comparison),
            BinaryOperator.NotEqual => ("<>", Binding.Comparison),
            BinaryOperator.Less => ("<", Binding.Comparison),
            BinaryOperator.LessOrEqual => ("<=", Binding.Comparison),
            BinaryOperator.Greater => (">", Binding.Comparison),
            BinaryOperator.GreaterOrEqual => (">=", Binding.Comparison),
            BinaryOperator.Add => ("+", Binding.Sum),
            BinaryOperator.Subtract => ("-", Binding.Sum),
            BinaryOperator.Multiply => ("*", Binding.Product),
            BinaryOperator.Divide => ("/", Binding.Product),
            // ~ is an operator like any other: it binds tighter than between and comparisons, and not as tight as sums.
            BinaryOperator.Matches => ("~", Binding.Match),
            _ => throw new ArgumentOutOfRangeException(nameof(binary), binary, "An operator without SQL."),
        };

    private static (string, Binding) Constant(object? value) =>
        value switch
        {
            null => ("null", Binding.Operand),
            bool truth => (truth ? "true" : "false", Binding.Operand),
            // A leading minus is an operator too: 1 - -1 would start a comment without the space.
            decimal number => (number.ToString(CultureInfo.InvariantCulture), number < 0 ? Binding.Product : Binding.Operand),
            string text => (Names.Literal(text), Binding.Operand),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "A constant of an unknown kind."),
        };
}
