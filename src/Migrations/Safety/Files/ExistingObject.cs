using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A statement creates what is there already at this point.</summary>
internal sealed class ExistingObject : LintRule
{
    public override RuleInfo Info { get; } =
        new("existing-object", "A statement creates what is there already at this point")
        {
            Why =
                "By these files the table, column, index, constraint, type, value or view was created before. The statement will fail.",
            Instead = "Choose another name, or drop or change what is there.",
            Engines = LintEngines.All,
            Reference = "U-186",
            Severity = Severity.Error,
            Aliases = ["bytebase:BUILTIN_WALK_THROUGH_CHECK"],
        };

    public override void Check(StatementContext at)
    {
        // What a block does may depend on what is there, and files without versions may be independent of each other.
        if (at.Place != StatementPlace.File || at.Scope.IsElsewhere || (at.File.Version.Length == 0 && !at.Scope.IsFirstFile))
        {
            return;
        }

        switch (at.Statement)
        {
            case CreateTableStatement { IfNotExists: false, IsReplace: false } table
                when at.Scope.Table(table.Name) is { IsComplete: true }:
                Report(at, table.Name, "table");
                break;
            case CreateViewStatement { IfNotExists: false, IsReplace: false } view
                when at.Scope.Dependent(at.Scope.Key(view.Name)) is { Kind: "view" or "materialized view" } there:
                Report(at, view.Name, there.Kind);
                break;
            case CreateTypeStatement type when at.Scope.Type(at.Scope.Key(type.Name)) is { Definition.Kind: not "shell" }:
                Report(at, type.Name, "type");
                break;
            case CreateIndexStatement { IfNotExists: false, IsReplace: false, Name: { } name } index when Has(at.Scope, index):
                Report(at, name, "index");
                break;
            case AlterStatement { Kind: "table" } alter when at.Scope.Table(alter.Name) is { } table:
                foreach (var action in alter.Actions.AsSpan())
                {
                    Look(at, alter, table, action);
                }

                break;
            case AlterStatement { Kind: "type" } alter when at.Scope.Type(at.Scope.Key(alter.Name)) is { } type:
                foreach (var add in alter.Actions.OfType<SqlAction.AddValue>())
                {
                    if (!add.IfNotExists && type.Values.Contains(add.Value, StringComparer.Ordinal))
                    {
                        at.Report(add, $"{alter.Name} has the value '{add.Value}' already.");
                    }
                }

                break;
        }
    }

    private static bool Has(SchemaScope scope, CreateIndexStatement index) =>
        scope.Dialect == SqlDialect.MariaDb
            ? scope.Table(index.Table)?.Indexes.Any(i => scope.Names.Equals(i.Name, scope.Key(index))) == true
            : scope.Index(scope.Key(index)) is not null;

    // On MariaDB and MySQL a foreign key and its index often have one name.
    private static bool IsSameSpace(StatementContext at, ScopeConstraint there, SqlConstraint added) =>
        at.Scope.Dialect == SqlDialect.PostgreSql || there.Kind == added.Kind;

    // Of names that could not be read nobody knows whether they are the same.
    private static void Report(StatementContext at, SqlObjectName name, string kind)
    {
        if (name.Name.Length > 0)
        {
            at.Report(name, $"There is {(kind == "index" ? "an" : "a")} {kind} {name} already.");
        }
    }

    private static void Look(StatementContext at, AlterStatement alter, ScopeTable table, SqlAction action)
    {
        var names = at.Scope.Names;
        switch (action)
        {
            case SqlAction.AddColumns { IfNotExists: false } add:
                foreach (var column in add.Columns.AsSpan())
                {
                    if (table.Column(column.Name.Value) is not null && !Leaves("column", column.Name.Value))
                    {
                        at.Report(column, $"{alter.Name} has a column {column.Name} already.");
                    }
                }

                break;
            case SqlAction.Rename { Kind: "column" } rename
                when table.Column(rename.NewName.Name) is not null
                    && !names.Equals(rename.OldName?.Value, rename.NewName.Name)
                    && !Leaves("column", rename.NewName.Name):
                at.Report(rename.NewName, $"{alter.Name} has a column {rename.NewName} already.");
                break;
            case SqlAction.AddConstraint { Constraint: { Kind: SqlConstraintKind.PrimaryKey } key }
                when table.PrimaryKey is { } primary && !DropsKey(alter, primary, names):
                at.Report(key, $"{alter.Name} has a primary key already.");
                break;
            case SqlAction.AddConstraint { Constraint: { Name: { } name } constraint }
                when table.Constraints.Any(c => names.Equals(c.Name, name.Value) && IsSameSpace(at, c, constraint))
                    && !Leaves("", name.Value)
                    && at.FindIn(action.Span, "if", "not", "exists") is null:
                at.Report(constraint, $"{alter.Name} has a constraint {name} already.");
                break;
        }

        // The same statement may drop or rename it.
        bool Leaves(string kind, string name) =>
            alter.Actions.Any(a =>
                a switch
                {
                    SqlAction.Drop drop => (kind.Length == 0 || drop.Kind == kind) && names.Equals(drop.Name?.Value, name),
                    SqlAction.Rename renamed => names.Equals(renamed.OldName?.Value, name),
                    SqlAction.ModifyColumn changed => names.Equals(changed.OldName.Value, name),
                    _ => false,
                }
            );
    }

    // A key without a name may be meant by any.
    private static bool DropsKey(AlterStatement alter, ScopeConstraint key, StringComparer names) =>
        alter.Actions.Any(a =>
            a is SqlAction.Drop { Kind: "primary key" or "constraint" } drop
            && (drop.Name is null || key.Name.Length == 0 || names.Equals(drop.Name?.Value, key.Name))
        );
}
