using Dbwright.Model;

namespace Dbwright.Sql;

public abstract partial class RelationalQueries
{
    private Statement WriteInsert(AccessPattern.Insert insert, DatabaseDesign design)
    {
        var mapping = DesignPath.MappingOf(design, insert.Into, insert.At);
        var table = DesignPath.TableOf(design, mapping);
        var columns = table.Columns.Where(c => IsGiven(mapping, c, RuledColumns(design, mapping.Table))).ToList();
        var parameters = new ParameterList();
        var values = columns.Select(c => Fresh(parameters, mapping.Table, c)).ToList();
        var into = names.Quote(mapping.Table);
        var sql =
            columns.Count == 0
                ? $"insert into {into} {NoValues}"
                : $"insert into {into} ({string.Join(", ", columns.Select(c => names.Quote(c.Name)))})\n"
                    + $"values ({string.Join(", ", values)})";
        var identity = table.Columns.FirstOrDefault(c => c.Identity is not null);
        return new(identity is null || !ReturnsKeys ? sql : $"{sql}\nreturning {names.Quote(identity.Name)}", parameters.All);
    }

    /// <summary>
    /// Whether the application gives this column's value to a new row. A default that a rule ties to other columns is given with them, so
    /// that the row fits together.
    /// </summary>
    private static bool IsGiven(TableMapping mapping, Column column, HashSet<string> ruled) =>
        column is { Identity: null, Generated: null }
        && (column.Default is null || ruled.Contains(column.Name))
        && mapping.Columns.FirstOrDefault(c => c.Column == column.Name)
            is null
                or { Part: ColumnPart.Attribute or ColumnPart.Key };

    private static HashSet<string> RuledColumns(DatabaseDesign design, QualifiedName table) =>
        (design.Data.Find(table)?.Rules ?? [])
            .SelectMany(r => r.References())
            .Select(r => r.Path[0])
            .ToHashSet(StringComparer.Ordinal);

    private Statement WriteUpdate(AccessPattern.Update update, DatabaseDesign design)
    {
        var scope = new QueryScope(design, names, update.Of, update.At);
        var parameters = new ParameterList();
        var set = update
            .Set.SelectMany(name => scope.Columns(new([name]), filtered: false, update.At))
            .Select(c => $"{names.Quote(c.Column.Name)} = {Fresh(parameters, c.Table, c.Column)}")
            .ToList();
        return new(
            $"update {scope.Root}\nset {string.Join(", ", set)}\n{Affected(scope, parameters, update.Where, design)}".TrimEnd(
                '\n'
            ),
            parameters.All
        );
    }

    private Statement WriteDelete(AccessPattern.Delete delete, DatabaseDesign design)
    {
        var scope = new QueryScope(design, names, delete.From, delete.At);
        var parameters = new ParameterList();
        var rows = Affected(scope, parameters, delete.Where, design);
        var mark = scope.Mapping.Columns.FirstOrDefault(c => c.Part == ColumnPart.DeletedAt);
        var sql = mark is null
            ? $"{DeleteFrom(scope)}\n{rows}"
            : $"update {scope.Root}\nset {names.Quote(mark.Column)} = {writer.Write(new Expression.Now(DateOnly: false), _ => ("", 0))}\n{rows}";
        return new(sql.TrimEnd('\n'), parameters.All);
    }

    // Neither update nor delete joins in standard SQL; rows found over references are named by their key.
    private string Affected(QueryScope scope, ParameterList parameters, Sequence<Condition> where, DatabaseDesign design)
    {
        var probe = new QueryScope(design, names, scope.Entity, at: null, scope.Alias);
        _ = where.Select(c => probe.Columns(c.Path, filtered: true, c.At)).ToList();
        if (!probe.HasJoins)
        {
            return Where(Conditions(scope, parameters, where));
        }

        var conditions = Conditions(probe, parameters, where);
        var key = scope.Table.PrimaryKey?.Columns ?? [];
        var outer = string.Join(", ", key.Select(scope.Own));
        var select =
            $"{Indent}select {string.Join(", ", key.Select(probe.Own))}\n"
            + $"{Indent}from {probe.Root}\n"
            + probe.Joins(Indent)
            + Where(conditions, Indent);
        return $"where {(key.Count == 1 ? outer : $"({outer})")} in (\n{KeysOf(select)})";
    }

    private string Fresh(ParameterList parameters, QualifiedName table, Column column) =>
        Value(parameters.Add(column.Name, column.Type, new ParameterSource.Generated(table, column.Name)), column.Type);
}
