using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An index names a column that the table does not have.</summary>
internal sealed class IndexColumnUnknown : LintRule
{
    public override RuleInfo Info { get; } =
        new("index-column-unknown", "An index names a column that the table does not have")
        {
            Why = "The table's creation is among these files, and no file adds such a column, so the statement will fail.",
            Instead = "Correct the name, or add the column first.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-15",
            Severity = Severity.Error,
            Aliases = ["ptah:DDL002", "bytebase:BUILTIN_WALK_THROUGH_CHECK"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is CreateIndexStatement index && at.Scope.Table(index.Table) is { } table)
        {
            foreach (var part in index.Parts.AsSpan())
            {
                if (part.Column is { } name && table.Lacks(name))
                {
                    at.Report(
                        part,
                        NearestName.Of(name, table.Columns.Select(c => c.Name)) is { } near
                            ? $"{index.Table} has no column {name}; did you mean {near}?"
                            : $"{index.Table} has no column {name}."
                    );
                }
            }
        }
    }
}
