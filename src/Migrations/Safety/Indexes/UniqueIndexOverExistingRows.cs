using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A unique index fails when there are duplicates already.</summary>
internal sealed class UniqueIndexOverExistingRows : LintRule
{
    public override RuleInfo Info { get; } =
        new("unique-index-over-existing-rows", "A unique index fails when there are duplicates already")
        {
            Why =
                "The rows that are there decide whether the index can be built. With duplicates the migration fails where the "
                + "data are, not where it was tested; on PostgreSQL a concurrent build leaves an invalid index behind.",
            Instead = "Count the duplicates first, in the database where it will run, and decide what becomes of them.",
            Engines = LintEngines.All,
            Reference = "U-08",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
            Aliases = ["atlas:MF101"],
        };

    public override void Check(StatementContext at)
    {
        var (table, columns, node) = at.Statement switch
        {
            CreateIndexStatement { Kind: "unique" } index => (index.Table, index.Parts, (SqlNode)index),
            AlterStatement { Kind: "table" } alter => (alter.Name, Added(alter), alter),
            _ => (null, [], at.Statement),
        };
        if (
            table is not null
            && columns.Count > 0
            && columns.All(c => c.Column is not { } name || at.Scope.Table(table)?.Column(name) is not { IsNew: true })
        )
        {
            var list = string.Join(", ", columns.Select(at.TextOf));
            at.Report(
                node,
                $"This fails when two rows of {table} have the same {list}.",
                table,
                $"-- none may be found:\nselect {list}, count(*) from {at.TextOf(table)} group by {list} having count(*) > 1;"
            );
        }
    }

    private static Sequence<SqlIndexPart> Added(AlterStatement alter) =>
        alter
            .Actions.OfType<SqlAction.AddConstraint>()
            .FirstOrDefault(a => a.Constraint is { Kind: SqlConstraintKind.Unique, UsingIndex: null })
            ?.Constraint.Columns
        ?? [];
}
