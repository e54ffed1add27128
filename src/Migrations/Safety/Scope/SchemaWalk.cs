using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Takes statements into a <see cref="SchemaScope"/>, one after the other.</summary>
/// <param name="scope">The scope.</param>
internal sealed class SchemaWalk(SchemaScope scope)
{
    /// <summary>Takes a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="transaction">The number of the transaction that it runs in.</param>
    public void Take(SqlStatement statement, int transaction)
    {
        switch (statement)
        {
            case CreateTableStatement table:
                Create(table, transaction);
                break;
            case CreateIndexStatement index:
                Create(index);
                break;
            case AlterStatement { Kind: "table" or "foreign table" } alter:
                new TableChanges(scope, scope.Known(alter.Name), transaction).Take(alter);
                break;
            case AlterStatement { Kind: "index" or "view" or "materialized view" or "sequence" } alter:
                RenameObject(alter);
                break;
            case AlterStatement { Kind: "type" or "domain" } alter:
                Alter(alter);
                break;
            case DropStatement drop:
                Drop(drop);
                break;
            case CreateViewStatement view:
                Add(view.IsMaterialized ? "materialized view" : "view", view.Name, view.Query);
                break;
            case CreateTriggerStatement trigger:
                scope.Add(
                    new ScopeDependent("trigger", $"{scope.Key(trigger.Table)}.{trigger.Name.Name}")
                    {
                        Tables = [scope.Key(trigger.Table)],
                        IsNew = true,
                    }
                );
                break;
            case CreateRoutineStatement routine:
                scope.Add(new ScopeDependent(routine.Kind, scope.Key(routine.Name)) { IsNew = true });
                break;
            case CreateTypeStatement type:
                scope.Add(new ScopeType(scope.Key(type.Name), type) { Values = type.Values, IsNew = true });
                break;
            case SetStatement { Name: "search_path" } or OtherStatement { Keywords: "use" }:
                scope.IsElsewhere = true;
                break;
            case RenameTablesStatement rename:
                for (var i = 0; i + 1 < rename.Names.Count; i += 2)
                {
                    scope.Rename(scope.Key(rename.Names[i]), scope.Key(rename.Names[i + 1]));
                }

                break;
            case SelectStatement { Query.Body: SqlQueryBody.Select { Into: { } into } }:
                scope.Create(into);
                break;
        }
    }

    private void Create(CreateTableStatement statement, int transaction)
    {
        if (statement.IfNotExists && scope.Table(statement.Name) is { IsComplete: true })
        {
            return;
        }

        var table = scope.Create(statement.Name);
        table.IsComplete =
            statement is { Query: null, PartitionOf: null, OfType: null }
            && statement.Likes.Count + statement.Inherits.Count == 0;
        table.IsTemporary = statement.Persistence == "temporary";
        table.IsPartitioned = statement.PartitionBy.Length > 0;
        table.PartitionOf = statement.PartitionOf is { } parent ? scope.Key(parent) : null;
        table.IsDefaultPartition = statement.Bounds.Equals("default", StringComparison.OrdinalIgnoreCase);
        if (table.PartitionOf is { } above)
        {
            scope.Attach(table.Key, above);
        }

        foreach (var inherited in statement.Inherits.AsSpan())
        {
            scope.Attach(table.Key, scope.Key(inherited));
        }

        table.Options = statement.Options;
        var changes = new TableChanges(scope, table, transaction);
        foreach (var column in statement.Columns.AsSpan())
        {
            changes.Add(column);
        }

        foreach (var constraint in statement.Constraints.AsSpan())
        {
            changes.Add(constraint);
        }

        if (statement.PartitionOf is { } whole && scope.Table(whole) is { } from)
        {
            table.MutableColumns.AddRange(from.Columns);
            table.IsComplete = from.IsComplete;
        }

        foreach (var like in statement.Likes.AsSpan())
        {
            if (scope.Table(like) is { IsComplete: true } model)
            {
                table.MutableColumns.AddRange(model.Columns);
                table.IsComplete = statement.Query is null && statement.Likes.Count == 1 && statement.Inherits.Count == 0;
            }
        }
    }

    private void Create(CreateIndexStatement index)
    {
        var table = scope.Known(index.Table);
        var name = scope.Key(index);
        if (name.Length > 0 && index.IfNotExists && table.Indexes.Any(i => scope.Names.Equals(i.Name, name)))
        {
            return;
        }

        scope.Add(
            table,
            new ScopeIndex(name, table.Key, index.Parts.Select(p => p.Column).ToList())
            {
                IsUnique = index.Kind == "unique",
                IsPartial = index.Where is not null,
                Method = index.Kind is "fulltext" or "spatial" ? index.Kind : index.Method.ToLowerInvariant(),
                Include = index.Include.Select(p => p.Column).ToList(),
                IsNew = true,
            }
        );
    }

    private void RenameObject(AlterStatement alter)
    {
        foreach (var action in alter.Actions.AsSpan())
        {
            if (action is not SqlAction.Rename { Kind: "" } rename)
            {
                continue;
            }

            if (alter.Kind == "index" && scope.Index(alter.Name) is { } index && scope.Table(index.Table) is { } table)
            {
                scope.DropIndex(table, index.Name);
                scope.Add(table, index with { Name = Beside(index.Name, rename.NewName.Name) });
            }
            else if (alter.Kind != "index")
            {
                var key = scope.Key(alter.Name);
                scope.Rename(key, Beside(key, rename.NewName.Name));
            }
        }
    }

    private static string Beside(string key, string name) =>
        key.LastIndexOf('.') is > 0 and var dot ? $"{key[..(dot + 1)]}{name}" : name;

    private void Alter(AlterStatement alter)
    {
        var key = scope.Key(alter.Name);
        foreach (var action in alter.Actions.AsSpan())
        {
            if (scope.Type(key) is not { } type)
            {
                return;
            }

            switch (action)
            {
                case SqlAction.AddValue add when !type.Values.Contains(add.Value, StringComparer.Ordinal):
                    var values = type.Values.ToList();
                    var at = values.IndexOf(add.Neighbour);
                    values.Insert(
                        add.Position == "before" && at >= 0 ? at
                            : add.Position == "after" && at >= 0 ? at + 1
                            : values.Count,
                        add.Value
                    );
                    scope.Add(type with { Values = values });
                    break;
                case SqlAction.Rename { Kind: "value", OldName: { } old } rename:
                    scope.Add(type with { Values = type.Values.Select(v => v == old.Value ? rename.NewName.Name : v).ToList() });
                    break;
                case SqlAction.Rename { Kind: "" } rename:
                    scope.RemoveType(key);
                    key = Beside(key, rename.NewName.Name);
                    scope.Add(type with { Key = key });
                    break;
            }
        }
    }

    private void Drop(DropStatement drop)
    {
        foreach (var name in drop.Names.AsSpan())
        {
            var key = scope.Key(name);
            switch (drop.Kind)
            {
                case "index":
                    if (drop.Table is { } on && scope.Table(on) is { } indexed)
                    {
                        scope.DropIndex(indexed, key);
                    }
                    else
                    {
                        scope.DropIndex(key);
                    }

                    break;
                case "type" or "domain":
                    scope.RemoveType(key);
                    break;
                case "trigger":
                    scope.RemoveTrigger(name.Name, drop.Table is { } table ? scope.Key(table) : null);
                    break;
                case "function" or "procedure":
                    scope.RemoveDependent(key);
                    break;
                case "table" or "view" or "materialized view" or "foreign table":
                    scope.Drop(key);
                    if (drop.IsCascade && scope.Dialect == SqlDialect.PostgreSql)
                    {
                        scope.DropDependents(key);
                    }

                    break;
                case "schema" or "database":
                    scope.DropSchema(name.Name);
                    break;
            }
        }
    }

    private void Add(string kind, SqlObjectName name, SqlStatement query) =>
        scope.Add(
            new ScopeDependent(kind, scope.Key(name))
            {
                Tables = ColumnUses.Tables(query).Select(scope.Key).ToHashSet(scope.Names),
                Columns = ColumnRead.Of(query, scope),
                IsNew = true,
            }
        );
}
