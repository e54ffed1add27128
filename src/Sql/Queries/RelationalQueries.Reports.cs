using Dbwright.Model;

namespace Dbwright.Sql;

public abstract partial class RelationalQueries
{
    private Statement WriteAggregate(AccessPattern.Aggregate aggregate, DatabaseDesign design)
    {
        var scope = new QueryScope(design, names, aggregate.From, aggregate.At);
        var parameters = new ParameterList();
        var conditions = Conditions(scope, parameters, aggregate.Where);
        var keys = aggregate.Group.SelectMany(g => GroupColumns(scope, g, aggregate.At)).ToList();
        var measures = aggregate.Measures.Select(m => (Sql: Measured(scope, m, aggregate.At), m.Name));
        var order = aggregate.Sort.Select(s => names.Quote(s.Path.ToString()) + (s.Descending ? " desc" : "")).ToList();
        var sql =
            $"select {SelectList(keys.Concat(measures).ToList())}\n"
            + $"from {scope.Root}\n"
            + scope.Joins("")
            + Where(conditions)
            + (keys.Count == 0 ? "" : $"group by {string.Join(", ", keys.Select(k => k.Sql))}\n")
            + (order.Count == 0 ? "" : $"order by {string.Join(", ", order)}\n")
            + (aggregate.Limit is null ? "" : $"limit {aggregate.Limit}\n");
        return new(sql.TrimEnd('\n'), parameters.All);
    }

    private IEnumerable<(string Sql, string Name)> GroupColumns(QueryScope scope, GroupKey key, Location? at)
    {
        var columns = scope.Columns(key.Path, filtered: false, at);
        return columns.Select(c =>
            (
                key.Unit is null ? c.Sql : Truncate(c.Sql, c.Column.Type, key.Unit),
                columns.Count == 1 ? key.Name : $"{key.Name}_{c.Column.Name}"
            )
        );
    }

    private static string Measured(QueryScope scope, Measure measure, Location? at)
    {
        if (measure.Path is null)
        {
            return "count(*)";
        }

        var column = scope.Columns(measure.Path, filtered: false, at)[0].Sql;
        return measure.Function == "count distinct" ? $"count(distinct {column})" : $"{measure.Function}({column})";
    }

    private Statement WriteTraverse(AccessPattern.Traverse traverse, DatabaseDesign design)
    {
        var scope = new QueryScope(design, names, traverse.From, traverse.At, "walk", "depth");
        var reference = DesignPath.Find(design, traverse.From, traverse.Along, traverse.At).Reference!;
        var start = scope.NewAlias(scope.Mapping.Table.Name);
        var next = scope.NewAlias(scope.Mapping.Table.Name);
        var table = names.Quote(scope.Mapping.Table);
        var key = reference.ReferencedColumns;
        var parameters = new ParameterList();
        var from = key.Select(c => scope.OwnColumn(c))
            .Select(c => $"{start}.{names.Quote(c.Column.Name)} = {Stored(parameters, c.Column.Name, c)}")
            .ToList();
        var mark = DeletionMark(scope.Mapping, []);

        // Downwards the referring rows of a row come next, upwards the row it refers to.
        var kept = traverse.Down ? key : key.Concat(reference.Columns).Distinct().ToSequence();
        var step = traverse.Down
            ? reference.Columns.Zip(key, (child, parent) => Step($"{next}.{names.Quote(child)}", $"walk.{names.Quote(parent)}"))
            : key.Zip(reference.Columns, (parent, child) => Step($"{next}.{names.Quote(parent)}", $"walk.{names.Quote(child)}"));
        var selected = Selected(scope, traverse.Return);
        selected.Add(("walk.depth", "depth"));
        string List(string alias) => string.Join(", ", kept.Select(c => $"{alias}.{names.Quote(c)}"));
        string Kept(string alias) => mark is null ? "" : $"{Indent}{Indent}and {alias}.{names.Quote(mark)} is null\n";

        var sql =
            "with recursive walk as (\n"
            + $"{Indent}select {List(start)}, 0 as depth\n"
            + $"{Indent}from {table} as {start}\n"
            + $"{Indent}where {string.Join(" and ", from)}\n"
            + Kept(start)
            + $"{Indent}union all\n"
            + $"{Indent}select {List(next)}, walk.depth + 1\n"
            + $"{Indent}from walk\n"
            + $"{Indent}join {table} as {next} on {string.Join(" and ", step)}\n"
            + $"{Indent}where walk.depth < {traverse.Depth}\n"
            + Kept(next)
            + ")\n"
            + $"select {SelectList(selected)}\n"
            + "from walk\n"
            + $"join {scope.Root} on {string.Join(" and ", key.Select(c => $"{scope.Own(c)} = walk.{names.Quote(c)}"))}\n"
            + scope.Joins("")
            + $"order by walk.depth, {string.Join(", ", key.Select(scope.Own))}";
        return new(sql, parameters.All);
    }
}
