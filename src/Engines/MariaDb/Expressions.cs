using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Neutral expressions as SQL of MariaDB and MySQL.</summary>
/// <param name="exact">
/// Whether texts are compared letter by letter whatever the column's collation, as in checks; a query leaves the comparison to the
/// collation, so that indexes apply.
/// </param>
/// <param name="dialect">The SQL of MariaDB or of MySQL.</param>
internal sealed class MariaDbExpressions(bool exact, MariaDbDialect dialect)
{
    private readonly MariaDbNames names = dialect.Names;

    // How tightly each operator binds; the server's own order.
    private enum Binding
    {
        Or,
        And,
        Not,
        Between,
        Comparison,
        Sum,
        Product,
        Operand,
    }

    /// <summary>The expression as SQL, with parentheses only where they are needed.</summary>
    public string Write(Expression expression, Func<Expression.Reference, string> column) => Part(expression, column).Sql;

    /// <summary>A constant, or the current time in UTC, as the default of a column of that type.</summary>
    public string WriteDefault(Expression expression, DataType type)
    {
        var sql = expression switch
        {
            Expression.Now when type is DataType.Date => "utc_date()",
            Expression.Now when type is DataType.Time => "utc_time(6)",
            Expression.Now when type is DataType.Timestamp { WithZone: true } => "current_timestamp(6)",
            Expression.Now => "utc_timestamp(6)",
            _ => Write(expression, _ => throw new ArgumentException("A default refers to no column.", nameof(expression))),
        };
        var isPlain =
            sql == "current_timestamp(6)"
            || expression is Expression.Constant
                && type is not (DataType.Text { MaxLength: null } or DataType.Json or DataType.Bytes);
        return dialect.BracketsDefaults && !isPlain ? $"({sql})" : sql;
    }

    private (string Sql, Binding Binding) Part(Expression expression, Func<Expression.Reference, string> column)
    {
        return expression switch
        {
            Expression.Reference reference => (column(reference), Binding.Operand),
            Expression.Constant constant => Constant(constant.Value),
            Expression.Now now => (now.DateOnly ? "utc_date()" : "utc_timestamp(6)", Binding.Operand),
            Expression.Not not => ($"not {Operand(not.Operand, Binding.Not)}", Binding.Not),
            Expression.IsNull test => (
                $"{Operand(test.Operand, Binding.Sum)} is {(test.Negated ? "not " : "")}null",
                Binding.Comparison
            ),
            Expression.In test => (
                $"{Operand(test.Operand, Binding.Sum)}{Exact(test.Values.Any(IsText))} in ({string.Join(", ", test.Values.Select(v => Write(v, column)))})",
                Binding.Comparison
            ),
            Expression.Between test => (
                $"{Operand(test.Operand, Binding.Sum)} between {Operand(test.Low, Binding.Sum)} and {Operand(test.High, Binding.Sum)}",
                Binding.Between
            ),
            Expression.Call call => (
                $"{Function(call.Function)}({string.Join(", ", call.Arguments.Select(a => Write(a, column)))})",
                Binding.Operand
            ),
            Expression.Binary { Operator: BinaryOperator.Matches } match => Matches(match),
            Expression.Binary binary => Binary(binary),
            _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "An expression without SQL."),
        };

        (string, Binding) Binary(Expression.Binary binary)
        {
            var (sign, binding) = Operator(binary.Operator);
            var left = binding == Binding.Comparison ? Binding.Sum : binding;
            var right = binding is Binding.And or Binding.Or ? binding : binding + 1;
            var isCase =
                binary.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual
                && (IsCase(binary.Left) || IsCase(binary.Right));
            return ($"{Operand(binary.Left, left)}{Exact(isCase)} {sign} {Operand(binary.Right, right)}", binding);
        }

        // The collation would make [A-Z] match small letters too.
        (string, Binding) Matches(Expression.Binary match)
        {
            if (dialect.MatchesByFunction)
            {
                return ($"regexp_like({Write(match.Left, column)}, {Write(match.Right, column)}, 'c')", Binding.Operand);
            }

            var pattern = match.Right is Expression.Constant { Value: string text }
                ? names.Literal($"(?-i){text}")
                : $"concat('(?-i)', {Write(match.Right, column)})";
            return ($"{Operand(match.Left, Binding.Sum)} regexp {pattern}", Binding.Comparison);
        }

        string Operand(Expression operand, Binding least)
        {
            var (sql, binding) = Part(operand, column);
            return binding < least ? $"({sql})" : sql;
        }
    }

    private string Exact(bool isText) => exact && isText ? $" collate {dialect.ExactCollation}" : "";

    private static bool IsText(Expression expression) => expression is Expression.Constant { Value: string };

    private static bool IsCase(Expression expression) => expression is Expression.Call { Function: "lower" or "upper" };

    // length() counts bytes here.
    private static string Function(string function) => function == "length" ? "char_length" : function;

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
            _ => throw new ArgumentOutOfRangeException(nameof(binary), binary, "An operator without SQL."),
        };

    private (string, Binding) Constant(object? value) =>
        value switch
        {
            null => ("null", Binding.Operand),
            bool truth => (truth ? "true" : "false", Binding.Operand),
            decimal number => (number.ToString(CultureInfo.InvariantCulture), number < 0 ? Binding.Product : Binding.Operand),
            string text => (names.Literal(text), Binding.Operand),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "A constant of an unknown kind."),
        };
}
