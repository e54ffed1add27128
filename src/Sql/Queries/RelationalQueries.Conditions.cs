using Dbwright.Model;

namespace Dbwright.Sql;

public abstract partial class RelationalQueries
{
    /// <summary>The conditions of a statement, each as SQL; rows marked deleted are left out.</summary>
    protected IList<string> Conditions(QueryScope scope, ParameterList parameters, Sequence<Condition> where)
    {
        var result = where.SelectMany(c => Condition(scope, parameters, c)).ToList();
        if (DeletionMark(scope.Mapping, where) is { } mark)
        {
            result.Add($"{scope.Own(mark)} is null");
        }

        // What is looked for by its attributes is looked for among the living; what is only shown may be deleted.
        result.AddRange(where.SelectMany(c => scope.DeletionMarks(c.Path, c.At)).Distinct().Select(m => $"{m} is null"));

        return result;
    }

    /// <summary>The conditions as a where clause, ended; nothing when there are none.</summary>
    protected static string Where(IEnumerable<string> conditions, string indent = "") =>
        string.Join($"\n{indent}{Indent}and ", conditions) is { Length: > 0 } all ? $"{indent}where {all}\n" : "";

    /// <summary>The conditions that hold for one condition of a pattern.</summary>
    private List<string> Condition(QueryScope scope, ParameterList parameters, Condition condition)
    {
        var columns = scope.Columns(condition.Path, condition.Operator != ConditionOperator.IsNull, condition.At);
        if (columns.Count > 1)
        {
            return Composite(parameters, condition, columns);
        }

        return [Simple(parameters, condition, columns[0])];
    }

    private List<string> Composite(ParameterList parameters, Condition condition, Sequence<ScopedColumn> columns)
    {
        switch (condition.Operator)
        {
            case ConditionOperator.IsNull or ConditionOperator.IsNotNull:
                return [$"{columns[0].Sql} is {(condition.Operator == ConditionOperator.IsNull ? "null" : "not null")}"];
            case ConditionOperator.Equal:
                return columns.Select(c => $"{c.Sql} = {Stored(parameters, c.Column.Name, c)}").ToList();
            default:
                var equal = columns.Select(c => $"{c.Sql} = {Stored(parameters, c.Column.Name, c)}").ToList();
                return [$"not ({string.Join(" and ", equal)})"];
        }
    }

    private string Simple(ParameterList parameters, Condition condition, ScopedColumn column)
    {
        if (CalendarDuration.IsWindow(condition))
        {
            return Window(parameters, condition, column);
        }

        if (condition.IsConstant)
        {
            return Constant(condition, column);
        }

        var name = ParameterName(condition.Path, column);
        return condition.Operator switch
        {
            ConditionOperator.In => OneOf(
                column.Sql,
                parameters.Add(
                    name,
                    column.Column.Type,
                    new ParameterSource.Stored(column.Table, column.Column.Name),
                    many: true
                ),
                column.Column.Type
            ),
            ConditionOperator.Between => Between(parameters, name, column),
            ConditionOperator.Contains => Contains(column.Sql, Words(parameters, name, column)),
            ConditionOperator.StartsWith => StartsWith(column.Sql, Words(parameters, name, column, prefix: true)),
            ConditionOperator.Has => Has(column.Sql, Stored(parameters, name, column)),
            _ => $"{column.Sql} {Comparison(condition.Operator)} {Stored(parameters, name, column)}",
        };
    }

    private string Between(ParameterList parameters, string name, ScopedColumn column)
    {
        var from = Stored(parameters, $"{name}_from", column);
        var end = new ParameterSource.RangeEnd(parameters.Count - 1, column.Table, column.Column.Name, RangeShare);
        var to = Value(parameters.Add($"{name}_to", column.Column.Type, end), column.Column.Type);
        return $"{column.Sql} between {from} and {to}";
    }

    // The end is left out: seven days from a midnight end before the next one.
    private string Window(ParameterList parameters, Condition condition, ScopedColumn column)
    {
        var duration =
            CalendarDuration.Of(condition.Values[0])
            ?? throw Failure.Because(
                ExitStatus.BadInput,
                "duration-expected",
                $"\"{condition.Path}\" is compared with a range of no known length.",
                "A length of time is a number with a unit: 7 days, 12 h, 3 months.",
                at: condition.At
            );
        var from = Stored(parameters, $"{ParameterName(condition.Path, column)}_from", column);
        return $"{column.Sql} >= {from} and {column.Sql} < {Later(parameters.Count, column, duration)}";
    }

    /// <summary>A condition whose value is fixed, on a column written as given; also the predicate of a partial index.</summary>
    public string Constant(Condition condition, string column, int scaleDigits)
    {
        var reference = condition.Path;
        if (condition is { Operator: ConditionOperator.Contains or ConditionOperator.StartsWith or ConditionOperator.Has })
        {
            var text = Names.Literal(condition.Values[0] is Expression.Constant { Value: { } value } ? $"{value}" : "");
            return condition.Operator switch
            {
                ConditionOperator.Contains => Contains(column, text),
                ConditionOperator.StartsWith => StartsWith(column, text),
                _ => Has(column, text),
            };
        }

        Expression expression = condition.Operator switch
        {
            ConditionOperator.IsNull => new Expression.IsNull(reference, Negated: false),
            ConditionOperator.IsNotNull => new Expression.IsNull(reference, Negated: true),
            ConditionOperator.In => new Expression.In(reference, condition.Values),
            ConditionOperator.Between => new Expression.Between(reference, condition.Values[0], condition.Values[1]),
            _ => new Expression.Binary(Operator(condition.Operator), reference, condition.Values[0]),
        };
        return Writer.Write(expression, _ => (column, scaleDigits));
    }

    private string Constant(Condition condition, ScopedColumn column) => Constant(condition, column.Sql, column.ScaleDigits);

    private string Stored(ParameterList parameters, string name, ScopedColumn column) =>
        Value(
            parameters.Add(name, column.Column.Type, new ParameterSource.Stored(column.Table, column.Column.Name)),
            column.Column.Type
        );

    private string Words(ParameterList parameters, string name, ScopedColumn column, bool prefix = false)
    {
        // A beginning is drawn from the stored text itself; a word from its middle would find nothing.
        ParameterSource source = prefix
            ? new ParameterSource.Stored(column.Table, column.Column.Name)
            : new ParameterSource.Words(column.Table, column.Column.Name, Substring: true);
        return Names.Parameter(parameters.Add(name, new DataType.Text(), source));
    }

    private static string ParameterName(Expression.Reference path, ScopedColumn column) =>
        path.Path.Count == 1 ? column.Column.Name : string.Join('_', path.Path);

    private static string Comparison(ConditionOperator comparison) =>
        comparison switch
        {
            ConditionOperator.Equal => "=",
            ConditionOperator.NotEqual => "<>",
            ConditionOperator.Less => "<",
            ConditionOperator.LessOrEqual => "<=",
            ConditionOperator.Greater => ">",
            _ => ">=",
        };

    private static BinaryOperator Operator(ConditionOperator comparison) =>
        comparison switch
        {
            ConditionOperator.Equal => BinaryOperator.Equal,
            ConditionOperator.NotEqual => BinaryOperator.NotEqual,
            ConditionOperator.Less => BinaryOperator.Less,
            ConditionOperator.LessOrEqual => BinaryOperator.LessOrEqual,
            ConditionOperator.Greater => BinaryOperator.Greater,
            _ => BinaryOperator.GreaterOrEqual,
        };
}
