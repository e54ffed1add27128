using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A foreign key refers to what is not there or not unique.</summary>
internal sealed class ForeignKeyParentNotUnique : LintRule
{
    public override RuleInfo Info { get; } =
        new("foreign-key-parent-not-unique", "A foreign key refers to what is not there or not unique")
        {
            Why =
                "A foreign key needs a primary key or a unique constraint on exactly the columns it refers to. By these files "
                + "there is none, so the statement fails; MySQL 8.0 takes some of them with undefined results.",
            Instead = "Refer to the primary key, or create the table or the unique constraint first.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-46",
            Severity = Severity.Error,
            Aliases = ["skeema:fk-parent"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var constraint in at.Nodes.OfType<SqlConstraint>())
        {
            if (constraint is { Kind: SqlConstraintKind.ForeignKey, References: { } to })
            {
                Look(at, constraint, to);
            }
        }
    }

    private static void Look(StatementContext at, SqlConstraint constraint, SqlReference to)
    {
        if (at.Scope.IsDropped(to.Table))
        {
            at.Report(constraint, $"Table {to.Table}, which the foreign key refers to, was dropped before.");
            return;
        }

        if (at.Scope.Table(to.Table) is not { IsComplete: true } table || IsSelf(at, to.Table))
        {
            return;
        }

        var columns = to.Columns.Select(c => c.Value).ToHashSet(at.Scope.Names);
        var holds =
            columns.Count == 0
                ? table.PrimaryKey is not null
                : table.Indexes.Any(i =>
                    i is { IsUnique: true, IsPartial: false } && columns.SetEquals(i.Columns.Where(c => c is not null)!)
                );
        if (!holds)
        {
            at.Report(
                constraint,
                columns.Count == 0
                    ? $"{to.Table} has no primary key to refer to."
                    : $"{to.Table} has no unique key of just ({string.Join(", ", to.Columns.Select(c => c.Value))})."
            );
        }
    }

    private static bool IsSelf(StatementContext at, SqlObjectName name) =>
        at.Statement is CreateTableStatement create && at.Scope.Key(create.Name) == at.Scope.Key(name);
}
