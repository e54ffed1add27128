using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Goes through a statement with the names that are seen at each place.</summary>
internal sealed class ScopeWalk(Func<SqlObjectName, IReadOnlyCollection<string>?> columns)
{
    /// <summary>The columns found so far.</summary>
    public List<ColumnUse> Uses { get; } = [];

    /// <summary>The tables found so far.</summary>
    public List<SqlObjectName> Tables { get; } = [];

    /// <summary>A statement, seen from the one around it.</summary>
    public void Statement(SqlStatement statement, NameScope? outer)
    {
        switch (statement)
        {
            case SelectStatement select:
                Query(select.Query, outer);
                break;
            case InsertStatement insert:
                Insert(insert, outer);
                break;
            case UpdateStatement update:
                var updated = Scope(update.With, outer);
                Sources([update.Table, .. update.From], updated);
                Assignments(update.Set, update.Table, updated);
                Node(update.Where, updated);
                Nodes(update.OrderBy, updated);
                Node(update.Limit, updated);
                Nodes(update.Returning, updated);
                break;
            case DeleteStatement delete:
                var deleted = Scope(delete.With, outer);
                Sources([.. delete.Tables, .. delete.Using], deleted);
                Node(delete.Where, deleted);
                Nodes(delete.OrderBy, deleted);
                Node(delete.Limit, deleted);
                Nodes(delete.Returning, deleted);
                break;
            case MergeStatement merge:
                var merged = Scope(merge.With, outer);
                Sources([merge.Target, merge.Source], merged);
                Node(merge.On, merged);
                foreach (var branch in merge.Branches)
                {
                    Node(branch.Condition, merged);
                    Assignments(branch.Set, merge.Target, merged);
                    Targets(branch.Columns, merge.Target, merged);
                    Nodes(branch.Values, merged);
                }

                Nodes(merge.Returning, merged);
                break;
            case CreateViewStatement view:
                Statement(view.Query, outer);
                break;
            case CreateTableStatement { Query: { } query }:
                Statement(query, outer);
                break;
            case NestedStatement { Statement: { } inner }:
                Statement(inner, outer);
                break;
        }
    }

    private void Assignments(Sequence<SqlAssignment> assignments, SqlTableSource table, NameScope scope)
    {
        foreach (var assignment in assignments)
        {
            Targets(assignment.Targets, table, scope);
            Node(assignment.Value, scope);
        }
    }

    // What is assigned belongs to the table that is written, whatever other tables are read.
    private void Targets(Sequence<SqlExpression> targets, SqlTableSource table, NameScope scope)
    {
        foreach (var target in targets)
        {
            if (target is SqlExpression.NameReference { Parts.Count: 1 } name && table is SqlTableSource.Named written)
            {
                Uses.Add(new(name, written.Name));
            }
            else
            {
                Node(target, scope);
            }
        }
    }

    private void Insert(InsertStatement insert, NameScope? outer)
    {
        var outside = Scope(insert.With, outer);
        if (insert.Source is { } rows)
        {
            Query(rows, outside);
        }

        // The rows do not see the table they go to.
        var inside = new NameScope(outside);
        Source(insert.Table, inside);
        Nodes(insert.Columns, inside);
        Nodes(insert.Set, inside);
        Nodes(insert.Conflicts, inside);
        Nodes(insert.Returning, inside);
    }

    private void Query(SqlQuery query, NameScope? outer)
    {
        var around = Scope(query.With, outer);
        var inner = Body(query.Body, around);
        Nodes(query.OrderBy, inner);
        Node(query.Limit, inner);
        Node(query.Offset, inner);
    }

    // The scope that the order of the query sees.
    private NameScope Body(SqlQueryBody body, NameScope around)
    {
        switch (body)
        {
            case SqlQueryBody.Select select:
                var scope = new NameScope(around);
                Sources(select.From, scope);
                Nodes(select.DistinctOn, scope);
                Nodes(select.Items, scope);
                Node(select.Where, scope);
                Nodes(select.GroupBy, scope);
                Node(select.Having, scope);
                Nodes(select.Windows, scope);
                return scope;
            case SqlQueryBody.Values values:
                Nodes(values.Rows, around);
                return around;
            case SqlQueryBody.Table table:
                Source(table.Source, around);
                return around;
            case SqlQueryBody.Nested nested:
                Query(nested.Query, around);
                return around;
            case SqlQueryBody.SetOperation operation:
                Body(operation.Left, around);
                Body(operation.Right, around);
                return new(null);
            default:
                return around;
        }
    }

    private NameScope Scope(SqlWith? with, NameScope? outer)
    {
        var scope = new NameScope(outer);
        if (with is null)
        {
            return scope;
        }

        foreach (var query in with.Queries)
        {
            if (with.IsRecursive)
            {
                scope.AddQuery(query.Name.Value);
            }

            Statement(query.Statement, scope);
            if (!with.IsRecursive)
            {
                scope.AddQuery(query.Name.Value);
            }
        }

        return scope;
    }

    private void Sources(Sequence<SqlTableSource> sources, NameScope scope)
    {
        foreach (var source in sources)
        {
            Source(source, scope);
        }
    }

    private void Source(SqlTableSource source, NameScope scope)
    {
        var alias = source.Alias?.Name.Value;
        switch (source)
        {
            case SqlTableSource.Named named when scope.IsNamedQuery(named.Name):
                scope.AddSource(alias ?? named.Name.Name, null, null);
                break;
            case SqlTableSource.Named named:
                Tables.Add(named.Name);
                scope.AddSource(alias ?? named.Name.Name, named.Name, columns(named.Name));
                Node(named.Sample, scope);
                break;
            case SqlTableSource.Derived derived:
                Query(derived.Query, scope);
                scope.AddSource(alias ?? "", null, Outputs(derived));
                break;
            case SqlTableSource.Function function:
                Nodes(function.Functions, scope);
                scope.AddSource(alias ?? "", null, null);
                break;
            case SqlTableSource.Join join:
                Source(join.Left, scope);
                Source(join.Right, scope);
                Node(join.On, scope);
                break;
            case SqlTableSource.Nested nested:
                Sources(nested.Sources, scope);
                break;
        }
    }

    // The columns of a subquery, where every one has a name.
    private static List<string>? Outputs(SqlTableSource.Derived derived)
    {
        if (derived.Alias is { Columns.Count: > 0 } alias)
        {
            return alias.Columns.Select(c => c.Value).ToList();
        }

        if (derived.Query.Body is not SqlQueryBody.Select select)
        {
            return null;
        }

        var names = new List<string>();
        foreach (var item in select.Items)
        {
            if ((item.Alias?.Value ?? (item.Value as SqlExpression.NameReference)?.Name) is not { } name)
            {
                return null;
            }

            names.Add(name);
        }

        return names;
    }

    private void Nodes<T>(Sequence<T> nodes, NameScope scope)
        where T : SqlNode
    {
        foreach (var node in nodes)
        {
            Node(node, scope);
        }
    }

    private void Node(SqlNode? node, NameScope scope)
    {
        switch (node)
        {
            case null:
                break;
            case SqlExpression.NameReference name:
                Uses.Add(new(name, scope.TableOf(name)));
                break;
            case SqlQuery query:
                Query(query, scope);
                break;
            case SqlStatement statement:
                Statement(statement, scope);
                break;
            case SqlTableSource source:
                Source(source, scope);
                break;
            default:
                foreach (var child in node.Children)
                {
                    Node(child, scope);
                }

                break;
        }
    }
}
