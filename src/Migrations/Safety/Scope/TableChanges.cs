using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Takes changes into a table of the scope.</summary>
/// <param name="scope">The scope.</param>
/// <param name="table">The table.</param>
/// <param name="transaction">The number of the transaction that changes it.</param>
internal sealed class TableChanges(SchemaScope scope, ScopeTable table, int transaction)
{
    /// <summary>Takes the actions of an <c>alter table</c>.</summary>
    public void Take(AlterStatement alter)
    {
        foreach (var action in alter.Actions.AsSpan())
        {
            Take(action);
        }
    }

    private void Take(SqlAction action)
    {
        switch (action)
        {
            case SqlAction.AddColumns add:
                foreach (var column in add.Columns.AsSpan())
                {
                    if (!(add.IfNotExists && table.Column(column.Name.Value) is not null))
                    {
                        Add(column);
                    }
                }

                break;
            case SqlAction.ModifyColumn modify:
                Replace(
                    modify.OldName.Value,
                    Read(modify.Column) with
                    {
                        IsNew = table.Column(modify.OldName.Value) is { IsNew: true },
                    }
                );
                RenameColumn(modify.OldName.Value, modify.Column.Name.Value);
                break;
            case SqlAction.AlterColumn alter:
                Alter(alter);
                break;
            case SqlAction.AddConstraint add:
                Add(add.Constraint);
                break;
            case SqlAction.ValidateConstraint validate:
                Replace(validate.Name.Value, (ScopeConstraint c) => c with { IsNotValid = false });
                break;
            case SqlAction.Drop drop:
                Drop(drop);
                break;
            case SqlAction.Rename rename:
                Rename(rename);
                break;
            case SqlAction.Partition partition:
                scope.Detach(scope.Key(partition.Table), table.Key);
                if (!partition.IsDetach)
                {
                    scope.Attach(scope.Key(partition.Table), table.Key);
                }

                if (scope.Table(partition.Table) is { } part)
                {
                    part.PartitionOf = partition.IsDetach ? null : table.Key;
                    part.IsDefaultPartition =
                        !partition.IsDetach && partition.Option.Equals("default", StringComparison.OrdinalIgnoreCase);
                }

                break;
            case SqlAction.Other { Words: "inherit" } inherit:
                scope.Attach(table.Key, inherit.Value);
                break;
            case SqlAction.Other { Words: "no inherit" } inherit:
                scope.Detach(table.Key, inherit.Value);
                break;
            case SqlAction.Other { Words: "set schema" } move:
                var dot = table.Key.LastIndexOf('.');
                var name = table.Key[(dot + 1)..];
                scope.Rename(table.Key, move.Value is "public" ? name : $"{move.Value}.{name}");
                break;
        }
    }

    /// <summary>Adds a column with what its definition says.</summary>
    public void Add(SqlColumn column)
    {
        table.MutableColumns.RemoveAll(c => scope.Names.Equals(c.Name, column.Name.Value));
        table.MutableColumns.Add(Read(column));
        foreach (var constraint in column.Constraints.AsSpan())
        {
            if (constraint.Kind is SqlConstraintKind.PrimaryKey or SqlConstraintKind.Unique or SqlConstraintKind.ForeignKey)
            {
                Add(constraint, [column.Name.Value]);
            }
            else if (constraint.Kind == SqlConstraintKind.Check)
            {
                Add(constraint, ColumnsOf(constraint.Expression));
            }
        }
    }

    /// <summary>Adds a constraint of the table.</summary>
    public void Add(SqlConstraint constraint) =>
        Add(
            constraint,
            constraint.Kind == SqlConstraintKind.Check
                ? ColumnsOf(constraint.Expression)
                : constraint.Columns.Select(c => c.Column ?? "").ToList()
        );

    private void Add(SqlConstraint constraint, IReadOnlyList<string> columns)
    {
        var name = constraint.Name?.Value ?? "";
        if (
            constraint.UsingIndex is { } used
            && table.Indexes.FirstOrDefault(i => scope.Names.Equals(i.Name, used.Value)) is { } index
        )
        {
            columns = index.Columns.Select(c => c ?? "").ToList();
            name = name.Length == 0 ? used.Value : name;
            scope.DropIndex(table, index.Name);
            scope.Add(table, index with { Name = name, IsConstraint = true });
        }
        else if (constraint.Kind is SqlConstraintKind.PrimaryKey or SqlConstraintKind.Unique or SqlConstraintKind.Exclude)
        {
            scope.Add(
                table,
                new ScopeIndex(name, table.Key, columns)
                {
                    IsUnique = constraint.Kind != SqlConstraintKind.Exclude,
                    IsConstraint = true,
                    IsNew = true,
                    Method = constraint.Method.ToLowerInvariant(),
                }
            );
        }
        else if (constraint.Kind is SqlConstraintKind.Index or SqlConstraintKind.FullText or SqlConstraintKind.Spatial)
        {
            scope.Add(
                table,
                new ScopeIndex(name, table.Key, columns.Select(c => c.Length == 0 ? null : c).ToList())
                {
                    Method = constraint.Kind switch
                    {
                        SqlConstraintKind.FullText => "fulltext",
                        SqlConstraintKind.Spatial => "spatial",
                        _ => constraint.Method.ToLowerInvariant(),
                    },
                    IsNew = true,
                }
            );
            return;
        }

        if (constraint.Kind is SqlConstraintKind.PrimaryKey or SqlConstraintKind.NotNull)
        {
            foreach (var column in columns)
            {
                Replace(column, (ScopeColumn c) => c with { IsNullable = false });
            }
        }

        table.MutableConstraints.Add(
            new(name, constraint.Kind, columns)
            {
                Definition = constraint,
                References = constraint.References is { } to ? scope.Key(to.Table) : null,
                IsNotValid = constraint.IsNotValid,
                IsNew = true,
                Transaction = transaction,
            }
        );
    }

    private static ScopeColumn Read(SqlColumn column)
    {
        var type = column.Type?.Name ?? "";
        var isSerial = type is "serial" or "bigserial" or "smallserial" or "serial4" or "serial8" or "serial2";
        return new(column.Name.Value, column.Type)
        {
            IsNullable =
                column.Find(SqlConstraintKind.NotNull) is null
                && column.Find(SqlConstraintKind.PrimaryKey) is null
                && column.Find(SqlConstraintKind.Identity) is null
                && !isSerial,
            Default = column.Find(SqlConstraintKind.Default)?.Expression,
            IsGenerated = column.Find(SqlConstraintKind.Generated) is not null,
            IsNumbered = isSerial || column.Find(SqlConstraintKind.Identity) is not null,
            Definition = column,
            IsNew = true,
        };
    }

    private static List<string> ColumnsOf(SqlExpression? expression) =>
        expression is null
            ? []
            : expression.DescendantsAndSelf().OfType<SqlExpression.NameReference>().Select(n => n.Name).Distinct().ToList();

    private void Alter(SqlAction.AlterColumn alter)
    {
        if (table.Column(alter.Column.Value) is null && !table.IsComplete)
        {
            table.MutableColumns.Add(new(alter.Column.Value, null));
        }

        Replace(
            alter.Column.Value,
            (ScopeColumn c) =>
                alter.Change switch
                {
                    "type" => c with { Type = alter.Type, Definition = null },
                    "set not null" => c with { IsNullable = false },
                    "drop not null" => c with { IsNullable = true },
                    "set default" => c with { Default = alter.Expression },
                    "drop default" => c with { Default = null },
                    "add generated" => c with { IsNumbered = true, IsNullable = false },
                    "drop identity" => c with { IsNumbered = false },
                    "drop expression" => c with { IsGenerated = false },
                    _ => c,
                }
        );
    }

    private void Drop(SqlAction.Drop drop)
    {
        var name = drop.Name?.Value ?? "";
        switch (drop.Kind)
        {
            case "column":
                table.MutableColumns.RemoveAll(c => scope.Names.Equals(c.Name, name));
                if (scope.Dialect == SqlDialect.PostgreSql)
                {
                    table.MutableConstraints.RemoveAll(c => c.Columns.Contains(name, scope.Names));
                    DropIndexes(i => i.Columns.Contains(name, scope.Names));
                }
                else
                {
                    Shrink(name);
                }

                break;
            case "primary key":
                table.MutableConstraints.RemoveAll(c => c.Kind == SqlConstraintKind.PrimaryKey);
                break;
            case "index":
                DropIndexes(i => scope.Names.Equals(i.Name, name));
                table.MutableConstraints.RemoveAll(c => c.Kind is SqlConstraintKind.Unique && scope.Names.Equals(c.Name, name));
                break;
            case "constraint" or "foreign key" or "check":
                DropConstraint(name);
                DropIndexes(i => i.IsConstraint && scope.Names.Equals(i.Name, name));
                if (drop.IsCascade)
                {
                    scope.DropReferences(table.Key);
                }

                break;
        }
    }

    // Of those without a name the engine has chosen it, after the columns on PostgreSQL; a table renamed since leaves its beginning.
    private void DropConstraint(string name)
    {
        var at = table.MutableConstraints.FindIndex(c => scope.Names.Equals(c.Name, name));
        at = at < 0 ? table.MutableConstraints.FindIndex(c => c.Name.Length == 0 && IsEnd(c)) : at;
        if (at >= 0)
        {
            table.MutableConstraints.RemoveAt(at);
        }

        bool IsEnd(ScopeConstraint constraint) =>
            constraint.Kind switch
            {
                SqlConstraintKind.PrimaryKey => name.EndsWith("_pkey", StringComparison.Ordinal),
                SqlConstraintKind.Unique => name.EndsWith($"_{Columns(constraint)}_key", StringComparison.Ordinal),
                SqlConstraintKind.ForeignKey => name.Contains("_ibfk_", StringComparison.OrdinalIgnoreCase)
                    || name.EndsWith($"_{Columns(constraint)}_fkey", StringComparison.Ordinal),
                SqlConstraintKind.Check => name.EndsWith("_check", StringComparison.Ordinal),
                SqlConstraintKind.Exclude => name.EndsWith("_excl", StringComparison.Ordinal),
                _ => false,
            };

        static string Columns(ScopeConstraint constraint) => string.Join('_', constraint.Columns);
    }

    // MariaDB and MySQL take the column out of its keys and indexes; SQLite refuses to drop one that is in any.
    private void Shrink(string column)
    {
        DropIndexes(i => i.Columns.Count == 1 && IsColumn(i.Columns[0]));
        SchemaScope.Replace(
            table.MutableIndexes,
            i => i.Columns.Any(IsColumn),
            i => i with { Columns = i.Columns.Where(c => !IsColumn(c)).ToList() }
        );
        table.MutableConstraints.RemoveAll(c => c.Columns.Count == 1 && IsColumn(c.Columns[0]));
        SchemaScope.Replace(
            table.MutableConstraints,
            c => c.Kind is SqlConstraintKind.PrimaryKey or SqlConstraintKind.Unique && c.Columns.Any(IsColumn),
            c => c with { Columns = c.Columns.Where(n => !IsColumn(n)).ToList() }
        );

        bool IsColumn(string? name) => scope.Names.Equals(name, column);
    }

    private void DropIndexes(Predicate<ScopeIndex> which)
    {
        foreach (var index in table.Indexes.Where(i => which(i)).ToList())
        {
            table.MutableIndexes.Remove(index);
            if (index.Name.Length > 0)
            {
                scope.DropIndex(table, index.Name);
            }
        }
    }

    private void Rename(SqlAction.Rename rename)
    {
        var name = rename.NewName.Name;
        if (rename.OldName is not { } old)
        {
            scope.Rename(
                table.Key,
                rename.NewName.Parts.Count > 1 ? scope.Key(rename.NewName)
                    : table.Key.LastIndexOf('.') is > 0 and var dot ? $"{table.Key[..(dot + 1)]}{name}"
                    : name
            );
            return;
        }

        switch (rename.Kind)
        {
            case "column":
                Replace(old.Value, (ScopeColumn c) => c with { Name = name });
                RenameColumn(old.Value, name);
                break;
            case "index":
                SchemaScope.Replace(
                    table.MutableIndexes,
                    i => scope.Names.Equals(i.Name, old.Value),
                    i => i with { Name = name }
                );
                break;
            case "constraint":
                Replace(old.Value, (ScopeConstraint c) => c with { Name = name });
                break;
        }
    }

    // Keys, indexes and, but on MariaDB and MySQL, views follow their columns.
    private void RenameColumn(string from, string to)
    {
        scope.RenameColumn(table.Key, from, to);
        SchemaScope.Replace(
            table.MutableConstraints,
            c => c.Columns.Contains(from, scope.Names),
            c => c with { Columns = c.Columns.Select(Now).ToList() }
        );
        SchemaScope.Replace(
            table.MutableIndexes,
            i => i.Columns.Contains(from, scope.Names) || i.Include.Contains(from, scope.Names),
            i => i with { Columns = i.Columns.Select(NowOf).ToList(), Include = i.Include.Select(NowOf).ToList() }
        );

        string Now(string column) => scope.Names.Equals(column, from) ? to : column;
        string? NowOf(string? column) => column is null ? null : Now(column);
    }

    private void Replace(string name, ScopeColumn column) => Replace(name, (ScopeColumn _) => column);

    private void Replace(string name, Func<ScopeColumn, ScopeColumn> change)
    {
        var at = table.MutableColumns.FindIndex(c => scope.Names.Equals(c.Name, name));
        if (at >= 0)
        {
            table.MutableColumns[at] = change(table.MutableColumns[at]);
        }
    }

    private void Replace(string name, Func<ScopeConstraint, ScopeConstraint> change)
    {
        var at = table.MutableConstraints.FindIndex(c => scope.Names.Equals(c.Name, name));
        if (at >= 0)
        {
            table.MutableConstraints[at] = change(table.MutableConstraints[at]);
        }
    }
}
