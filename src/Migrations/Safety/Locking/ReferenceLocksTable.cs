using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A new table that locks an old one.</summary>
internal sealed class ReferenceLocksTable : LintRule
{
    public override RuleInfo Info { get; } =
        new("reference-locks-table", "A new foreign key of a new table or column locks the referenced table")
        {
            Why =
                "PostgreSQL puts triggers on the referenced table: SHARE ROW EXCLUSIVE, for which writes to it wait, even though the "
                + "new table is empty. It is short, but it waits behind every open write transaction, and all writes wait behind it.",
            Instead = "Set a `lock_timeout`, and try again when it runs out.",
            Work = ServerWork.StopsWrites,
            Engines = LintEngines.PostgreSql,
            Reference = "N-02",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
        };

    public override void Check(StatementContext at)
    {
        if (at.HasLockTimeout())
        {
            return;
        }

        IEnumerable<SqlConstraint> constraints = at.Statement switch
        {
            CreateTableStatement { Persistence: not "temporary" } create => create.Constraints.Concat(
                create.Columns.SelectMany(c => c.Constraints)
            ),
            AlterStatement { Kind: "table" } => at.AddedColumns().SelectMany(c => c.Column.Constraints),
            _ => [],
        };
        foreach (var constraint in constraints)
        {
            if (constraint is { Kind: SqlConstraintKind.ForeignKey, References: { } to } && !IsSelf(at, to.Table))
            {
                at.Report(
                    constraint,
                    $"The reference keeps writes out of {to.Table} until the commit.",
                    to.Table,
                    "set lock_timeout = '2s'; -- before the statement"
                );
            }
        }
    }

    private static bool IsSelf(StatementContext at, SqlObjectName table) =>
        at.Statement is CreateTableStatement create && at.Scope.Key(create.Name) == at.Scope.Key(table);
}
