using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table has very many indexes.</summary>
internal sealed class ManyIndexes : LintRule
{
    public override RuleInfo Info { get; } =
        new("many-indexes", "A table has very many indexes")
        {
            Why =
                "Every insert and every update that changes an indexed column writes all of them, and each keeps the memory that "
                + "others could use.",
            Instead =
                "Look which indexes are used (`pg_stat_user_indexes`, `sys.schema_unused_indexes`) and drop those that are not. "
                + "The limit is `table_indexes` in `dbwright.yaml`.",
            Engines = LintEngines.All,
            Reference = "U-12",
            Severity = Severity.Note,
            Aliases = ["bytebase:INDEX_TOTAL_NUMBER_LIMIT"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is CreateIndexStatement index
            && at.Scope.Table(index.Table) is { } table
            && table.Indexes.Count + 1 > at.Options.Limits.TableIndexes
        )
        {
            at.Report(index, $"This is index number {table.Indexes.Count + 1} of {index.Table}.");
        }
    }
}
