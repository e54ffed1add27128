namespace Dbwright.Model;

/// <summary>What an expression refers to.</summary>
public static class ExpressionReferences
{
    /// <summary>Every reference, in the order of the text.</summary>
    public static IEnumerable<Expression.Reference> References(this Expression expression) =>
        expression switch
        {
            Expression.Reference reference => [reference],
            Expression.Binary binary => binary.Left.References().Concat(binary.Right.References()),
            Expression.Not not => not.Operand.References(),
            Expression.IsNull test => test.Operand.References(),
            Expression.In set => set.Operand.References().Concat(set.Values.SelectMany(References)),
            Expression.Between range => range.Operand.References().Concat(range.Low.References()).Concat(range.High.References()),
            Expression.Call call => call.Arguments.SelectMany(References),
            _ => [],
        };
}
