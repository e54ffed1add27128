using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A column is dropped that SQLite does not drop.</summary>
internal sealed class DroppedColumnRefused : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("dropped-column-refused", "A column is dropped that a key, an index or another column needs")
        {
            Why =
                "SQLite drops no column of a primary key or a unique constraint, and none that an index, a check or foreign key of the table, or a "
                + "generated column names: the statement fails, whatever the rows.",
            Instead =
                "Drop the index first. Where a constraint or a generated column names it, make the table anew without both.",
            Engines = LintEngines.Sqlite,
            Reference = "",
            Severity = Severity.Error,
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.Drop { Kind: "column", Name: { } column }
            && at.Scope.Table(alter.Name) is { } table
            && Reason(at.Scope, table, column.Value) is var (why, index)
        )
        {
            at.Report(
                action,
                $"SQLite does not drop {alter.Name}.{column}: {why}.",
                rewrite: index is null ? null : $"drop index {index};\n{at.TextOf(alter)}"
            );
        }
    }

    private static (string Why, string? Index)? Reason(SchemaScope scope, ScopeTable table, string column)
    {
        foreach (var constraint in table.Constraints)
        {
            var isOwn = constraint.Definition is { Columns.Count: 0 };
            var names = constraint.Columns.Contains(column, scope.Names);
            switch (constraint.Kind)
            {
                case SqlConstraintKind.PrimaryKey when names:
                    return ("it is in the primary key", null);
                case SqlConstraintKind.Unique when names:
                    return ("it is in a unique constraint", null);
                case SqlConstraintKind.ForeignKey when names && !isOwn:
                    return ("a foreign key of the table names it", null);
                case SqlConstraintKind.Check when names && !IsWithin(table, constraint, column, scope):
                    return ($"{(constraint.Name.Length > 0 ? $"check {constraint.Name}" : "a check")} names it", null);
            }
        }

        foreach (var index in table.Indexes)
        {
            if (!index.IsConstraint && index.Columns.Contains(column, scope.Names))
            {
                return ($"index {index.Name} is on it", index.Name);
            }
        }

        return table.Columns.FirstOrDefault(c => c.IsGenerated && Names(c, column)) is { } generated
                ? ($"{generated.Name} is computed from it", null)
            : table is { IsComplete: true, Columns: [var only] } && scope.Names.Equals(only.Name, column)
                ? ("it is the only column", null)
            : null;
    }

    // A check that was written with the column goes with it.
    private static bool IsWithin(ScopeTable table, ScopeConstraint check, string column, SchemaScope scope) =>
        table.Columns.Any(c =>
            scope.Names.Equals(c.Name, column) && c.Definition?.Constraints.Contains(check.Definition!) == true
        );

    private static bool Names(ScopeColumn generated, string column) =>
        generated
            .Definition?.Find(SqlConstraintKind.Generated)
            ?.Expression?.DescendantsAndSelf()
            .OfType<SqlExpression.NameReference>()
            .Any(n => n.Name.Equals(column, StringComparison.OrdinalIgnoreCase)) == true;
}
