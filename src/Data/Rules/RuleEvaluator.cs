using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>A rule compiled over the cells of a row; three-valued, as the engines evaluate conditions.</summary>
internal sealed class RuleEvaluator
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);
    private readonly Func<long, uint, Scalar> evaluate;

    /// <param name="expression">The rule.</param>
    /// <param name="column">The cell of a column's name.</param>
    public RuleEvaluator(Expression expression, Func<string, Cell> column) => evaluate = Compile(expression, column);

    /// <summary>The value for a row.</summary>
    public Scalar Evaluate(long row, uint attempt) => evaluate(row, attempt);

    /// <summary>Whether a check with this condition accepts the row: it is true or unknown.</summary>
    public bool Holds(long row, uint attempt)
    {
        var value = evaluate(row, attempt);
        return value.IsNull || value.IsTrue;
    }

    private static Func<long, uint, Scalar> Compile(Expression expression, Func<string, Cell> column)
    {
        switch (expression)
        {
            case Expression.Reference reference:
                var cell = column(reference.Path[^1]);
                return cell.Logical;
            case Expression.Constant constant:
                var value = Constant(constant.Value);
                return (_, _) => value;
            case Expression.Now now:
                var moment = Scalar.Moment(now.DateOnly ? Timeline.End - Timeline.End % 86_400_000 : Timeline.End);
                return (_, _) => moment;
            case Expression.Not not:
                var negated = Compile(not.Operand, column);
                return (row, attempt) =>
                    negated(row, attempt) is { IsNull: false } operand ? Scalar.Of(!operand.IsTrue) : Scalar.Null;
            case Expression.IsNull isNull:
                var tested = Compile(isNull.Operand, column);
                return (row, attempt) => Scalar.Of(tested(row, attempt).IsNull != isNull.Negated);
            case Expression.In list:
                return Compile(
                    list.Values.Select(v => (Expression)new Expression.Binary(BinaryOperator.Equal, list.Operand, v))
                        .Aggregate((a, b) => new Expression.Binary(BinaryOperator.Or, a, b)),
                    column
                );
            case Expression.Between between:
                return Compile(
                    new Expression.Binary(
                        BinaryOperator.And,
                        new Expression.Binary(BinaryOperator.GreaterOrEqual, between.Operand, between.Low),
                        new Expression.Binary(BinaryOperator.LessOrEqual, between.Operand, between.High)
                    ),
                    column
                );
            case Expression.Call call:
                var arguments = call.Arguments.Select(a => Compile(a, column)).ToArray();
                return (row, attempt) => Call(call.Function, arguments, row, attempt);
            case Expression.Binary binary:
                return Binary(binary, column);
            default:
                return (_, _) => Scalar.Null;
        }
    }

    /// <summary>A literal of a rule as a value.</summary>
    public static Scalar Constant(object? value) =>
        value switch
        {
            null => Scalar.Null,
            bool truth => Scalar.Of(truth),
            decimal number => Scalar.Of(number),
            string text => Scalar.Of(text),
            _ => Scalar.Null,
        };

    private static Func<long, uint, Scalar> Binary(Expression.Binary binary, Func<string, Cell> column)
    {
        var left = Compile(binary.Left, column);
        var right = Compile(binary.Right, column);
        switch (binary.Operator)
        {
            case BinaryOperator.And:
                return (row, attempt) =>
                {
                    var a = left(row, attempt);
                    if (a is { IsNull: false, IsTrue: false })
                    {
                        return a;
                    }

                    var b = right(row, attempt);
                    return b is { IsNull: false, IsTrue: false } ? b
                        : a.IsNull || b.IsNull ? Scalar.Null
                        : Scalar.Of(true);
                };
            case BinaryOperator.Or:
                return (row, attempt) =>
                {
                    var a = left(row, attempt);
                    if (a.IsTrue)
                    {
                        return a;
                    }

                    var b = right(row, attempt);
                    return b.IsTrue ? b
                        : a.IsNull || b.IsNull ? Scalar.Null
                        : Scalar.Of(false);
                };
            case BinaryOperator.Matches:
                var pattern = binary.Right is Expression.Constant { Value: string text }
                    ? new Regex(text, RegexOptions.CultureInvariant, MatchLimit)
                    : null;
                return (row, attempt) =>
                    left(row, attempt) is { Text: { } subject } && pattern is not null
                        ? Scalar.Of(pattern.IsMatch(subject))
                        : Scalar.Null;
            case BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide:
                return (row, attempt) => Arithmetic(binary.Operator, left(row, attempt), right(row, attempt));
            default:
                return (row, attempt) => Compare(binary.Operator, left(row, attempt), right(row, attempt));
        }
    }

    private static Scalar Compare(BinaryOperator comparison, Scalar left, Scalar right)
    {
        if (left.IsNull || right.IsNull)
        {
            return Scalar.Null;
        }

        if (left.Kind == ScalarKind.Moment && right.Kind == ScalarKind.Text)
        {
            right = Moment(right);
        }
        else if (right.Kind == ScalarKind.Moment && left.Kind == ScalarKind.Text)
        {
            left = Moment(left);
        }

        if (left.Kind != right.Kind)
        {
            return Scalar.Null;
        }

        var order =
            left.Kind == ScalarKind.Text ? string.CompareOrdinal(left.Text, right.Text) : left.Number.CompareTo(right.Number);
        return Scalar.Of(
            comparison switch
            {
                BinaryOperator.Equal => order == 0,
                BinaryOperator.NotEqual => order != 0,
                BinaryOperator.Less => order < 0,
                BinaryOperator.LessOrEqual => order <= 0,
                BinaryOperator.Greater => order > 0,
                _ => order >= 0,
            }
        );
    }

    private static Scalar Moment(Scalar text) =>
        new MomentForm(new DataType.Timestamp(true)).Number(text, false) is { } moment ? Scalar.Moment(moment) : text;

    private static Scalar Arithmetic(BinaryOperator operation, Scalar left, Scalar right)
    {
        if (left.IsNull || right.IsNull || left.Kind == ScalarKind.Text || right.Kind == ScalarKind.Text)
        {
            return Scalar.Null;
        }

        var kind = (left.Kind, right.Kind) switch
        {
            (ScalarKind.Moment, ScalarKind.Moment) => ScalarKind.Length,
            (ScalarKind.Moment, _) or (_, ScalarKind.Moment) => ScalarKind.Moment,
            (ScalarKind.Length, _) or (_, ScalarKind.Length) => ScalarKind.Length,
            _ => ScalarKind.Number,
        };
        return operation switch
        {
            BinaryOperator.Add => new(kind, left.Number + right.Number, null),
            BinaryOperator.Subtract => new(kind, left.Number - right.Number, null),
            BinaryOperator.Multiply => new(kind, left.Number * right.Number, null),
            _ when right.Number == 0 => Scalar.Null,
            _ => new(kind, left.Number / right.Number, null),
        };
    }

    private static Scalar Call(string function, Func<long, uint, Scalar>[] arguments, long row, uint attempt)
    {
        if (function == "coalesce")
        {
            foreach (var argument in arguments)
            {
                var value = argument(row, attempt);
                if (!value.IsNull)
                {
                    return value;
                }
            }

            return Scalar.Null;
        }

        var operand = arguments[0](row, attempt);
        return (function, operand) switch
        {
            (_, { IsNull: true }) => Scalar.Null,
            ("length", { Text: { } text }) => Scalar.Of((decimal)text.EnumerateRunes().Count()),
            ("lower", { Text: { } text }) => Scalar.Of(text.ToLowerInvariant()),
            ("upper", { Text: { } text }) => Scalar.Of(text.ToUpperInvariant()),
            ("abs", { Kind: ScalarKind.Number }) => Scalar.Of(Math.Abs(operand.Number)),
            _ => Scalar.Null,
        };
    }
}
