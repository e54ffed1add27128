using Dbwright.Model;

namespace Dbwright.Sql;

public abstract partial class RelationalQueries
{
    /// <summary>The rows of a page when the pattern is paged and names no limit.</summary>
    public const int PageRows = 20;

    /// <summary>One key of an order, as a statement writes it.</summary>
    private sealed record OrderKey(ScopedColumn Column, bool Descending);

    private Statement WriteFind(AccessPattern.Find find, DatabaseDesign design, bool next)
    {
        var scope = new QueryScope(design, names, find.From, find.At);
        var parameters = new ParameterList();
        var conditions = Conditions(scope, parameters, find.Where);
        var order = Order(scope, find);
        var columns = Selected(scope, find.Return);
        if (find.Paged)
        {
            // Whoever asks for the next page must know where this one ended.
            columns = columns.Concat(order.Select(k => (k.Column.Sql, k.Column.Column.Name))).DistinctBy(c => c.Item1).ToList();
        }

        if (next)
        {
            conditions.Add(After(parameters, order));
        }

        var limit = find.Limit ?? (find.Paged ? PageRows : null);
        var sql =
            $"{Select(limit is not null && scope.HasJoins && IsAboutItself(find))} {SelectList(columns)}\n"
            + $"from {scope.Root}\n"
            + scope.Joins("")
            + Where(conditions)
            + OrderBy(order)
            + (limit is null ? "" : $"limit {limit}\n");
        return new(sql.TrimEnd('\n'), parameters.All);
    }

    // What is joined only tells more about the rows that are found and sorted by their own columns.
    private static bool IsAboutItself(AccessPattern.Find find) =>
        find.Sort.Count > 0 && find.Sort.All(s => s.Path.Path.Count == 1) && find.Where.All(c => c.Path.Path.Count == 1);

    /// <summary>The order of a find; of a paged one it is total: the primary key comes last.</summary>
    private static List<OrderKey> Order(QueryScope scope, AccessPattern.Find find)
    {
        var keys = find
            .Sort.SelectMany(s => scope.Columns(s.Path, filtered: false, find.At).Select(c => new OrderKey(c, s.Descending)))
            .ToList();
        if (find.Paged)
        {
            var fixedColumns = find
                .Where.Where(c => c.Operator == ConditionOperator.Equal)
                .SelectMany(c => scope.Columns(c.Path, filtered: true, c.At))
                .Select(c => c.Sql)
                .ToHashSet();
            var descending = keys.Count > 0 && keys[^1].Descending;
            keys.AddRange(
                (scope.Table.PrimaryKey?.Columns ?? [])
                    .Select(scope.OwnColumn)
                    .Where(c => !fixedColumns.Contains(c.Sql) && keys.TrueForAll(k => k.Column.Sql != c.Sql))
                    .Select(c => new OrderKey(c, descending))
                    .ToList()
            );
        }

        return keys;
    }

    private static string OrderBy(IReadOnlyList<OrderKey> order) =>
        order.Count == 0
            ? ""
            : $"order by {string.Join(", ", order.Select(k => k.Descending ? $"{k.Column.Sql} desc" : k.Column.Sql))}\n";

    /// <summary>Whether a row comes after the last one of the page before.</summary>
    private string After(ParameterList parameters, List<OrderKey> order)
    {
        var values = order.Select(k => Stored(parameters, $"after_{k.Column.Column.Name}", k.Column)).ToList();
        var nullable = order.Exists(k => k.Column.Column.Nullable);
        if (!nullable && order.TrueForAll(k => k.Descending == order[0].Descending) && (IndexesCompareRows || order.Count == 1))
        {
            var sign = order[0].Descending ? "<" : ">";
            return order.Count == 1
                ? $"{order[0].Column.Sql} {sign} {values[0]}"
                : $"({string.Join(", ", order.Select(k => k.Column.Sql))}) {sign} ({string.Join(", ", values)})";
        }

        var text = Beyond(order[^1], values[^1]);
        for (var i = order.Count - 2; i >= 0; i--)
        {
            var equal = order[i].Column.Column.Nullable
                ? SameOrBothNull(order[i].Column.Sql, values[i])
                : $"{order[i].Column.Sql} = {values[i]}";
            text = $"({Beyond(order[i], values[i])} or ({equal} and {text}))";
        }

        // The first comparison alone says nothing new, but gives an index a place to start from.
        return order[0].Column.Column.Nullable
            ? text
            : $"{order[0].Column.Sql} {(order[0].Descending ? "<=" : ">=")} {values[0]} and {text}";
    }

    private string Beyond(OrderKey key, string value)
    {
        var column = key.Column.Sql;
        var sign = key.Descending ? "<" : ">";
        if (!key.Column.Column.Nullable)
        {
            return $"{column} {sign} {value}";
        }

        var nullsFirst = NullsAreLeast != key.Descending;
        return nullsFirst
            ? $"({column} {sign} {value} or ({value} is null and {column} is not null))"
            : $"({column} {sign} {value} or ({column} is null and {value} is not null))";
    }

    /// <summary>The columns returned, with the names of the result; every attribute when none are named, but no secrets.</summary>
    protected static IList<(string Sql, string Name)> Selected(QueryScope scope, Sequence<Expression.Reference> paths)
    {
        if (paths.Count == 0)
        {
            return scope.Table.Columns.Where(c => IsShown(scope.Mapping, c)).Select(c => (scope.Own(c.Name), c.Name)).ToList();
        }

        return paths
            .SelectMany(p =>
                scope
                    .Columns(p, filtered: false)
                    .Select(c =>
                        (
                            c.Sql,
                            p.Path.Count == 1
                                ? c.Column.Name
                                : string.Join('_', [.. p.Path.Take(p.Path.Count - 1), c.Column.Name])
                        )
                    )
            )
            .DistinctBy(c => c.Item1)
            .ToList();
    }

    /// <summary>Whether a column belongs to "every attribute" of an entity.</summary>
    public static bool IsShown(TableMapping mapping, Column column) =>
        column.Generated is null
        && mapping.Columns.FirstOrDefault(c => c.Column == column.Name)
            is null
                or { Secret: false, Part: ColumnPart.Attribute or ColumnPart.Key };

    /// <summary>The columns as a select list, on lines of their own when they are many.</summary>
    protected string SelectList(IEnumerable<(string Sql, string Name)> columns) =>
        string.Join(
            ", ",
            columns.Select(c =>
                c.Sql.EndsWith($".{names.Quote(c.Name)}", StringComparison.Ordinal) ? c.Sql : $"{c.Sql} as {names.Quote(c.Name)}"
            )
        );
}
