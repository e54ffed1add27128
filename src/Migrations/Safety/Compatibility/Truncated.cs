using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table that is emptied.</summary>
internal sealed class Truncated : LintRule
{
    public override RuleInfo Info { get; } =
        new("truncate", "A table is emptied")
        {
            Why =
                "All rows are gone. On PostgreSQL it takes ACCESS EXCLUSIVE on the table, with CASCADE also on every table that refers "
                + "to it, and empties these too. On MariaDB and MySQL it cannot be rolled back.",
            Instead =
                "Delete by key in batches where rows are meant; keep TRUNCATE for tables that the migration has filled itself.",
            Engines = LintEngines.All,
            Reference = "U-121",
            Exposure = Exposure.TablesInUse,
            Aliases = ["squawk:ban-truncate-cascade", "bytebase:STATEMENT_DISALLOW_TRUNCATE", "ptah:DS108"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is TruncateStatement truncate)
        {
            foreach (var table in truncate.Tables)
            {
                at.Report(
                    table,
                    truncate.IsCascade
                        ? $"{table.Name} is emptied, and so is every table that refers to it."
                        : $"{table.Name} is emptied.",
                    table.Name,
                    severity: truncate.IsCascade ? Severity.Error : null
                );
            }
        }
    }
}
