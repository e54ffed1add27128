using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Rules as people read them, for failures.</summary>
internal static class RuleText
{
    /// <summary>The rule in the words of the requirements.</summary>
    public static string Of(Expression expression) =>
        expression switch
        {
            Expression.Reference reference => reference.ToString(),
            Expression.Constant { Value: null } => "null",
            Expression.Constant { Value: string text } => $"'{text}'",
            Expression.Constant { Value: bool truth } => truth ? "true" : "false",
            Expression.Constant constant => Convert.ToString(constant.Value, CultureInfo.InvariantCulture) ?? "",
            Expression.Now now => now.DateOnly ? "today" : "now",
            Expression.Not not => $"not ({Of(not.Operand)})",
            Expression.IsNull isNull => $"{Of(isNull.Operand)} is {(isNull.Negated ? "not " : "")}null",
            Expression.In list => $"{Of(list.Operand)} in ({string.Join(", ", list.Values.Select(Of))})",
            Expression.Between between => $"{Of(between.Operand)} between {Of(between.Low)} and {Of(between.High)}",
            Expression.Call call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Of))})",
            Expression.Binary { Operator: BinaryOperator.And or BinaryOperator.Or } logical =>
                $"({Of(logical.Left)} {Sign(logical.Operator)} {Of(logical.Right)})",
            Expression.Binary binary => $"{Of(binary.Left)} {Sign(binary.Operator)} {Of(binary.Right)}",
            _ => "",
        };

    private static string Sign(BinaryOperator sign) =>
        sign switch
        {
            BinaryOperator.And => "and",
            BinaryOperator.Or => "or",
            BinaryOperator.Equal => "=",
            BinaryOperator.NotEqual => "!=",
            BinaryOperator.Less => "<",
            BinaryOperator.LessOrEqual => "<=",
            BinaryOperator.Greater => ">",
            BinaryOperator.GreaterOrEqual => ">=",
            BinaryOperator.Add => "+",
            BinaryOperator.Subtract => "-",
            BinaryOperator.Multiply => "*",
            BinaryOperator.Divide => "/",
            _ => "matches",
        };
}
