using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>ALTER TABLE does not say how it may be done.</summary>
internal sealed class NoAlgorithm : LintRule
{
    public override RuleInfo Info { get; } =
        new("no-algorithm", "ALTER TABLE does not say how it may be done")
        {
            Why =
                "Without ALGORITHM the server takes whatever way it has, a copy of the whole table included, without a word. "
                + "Said, it refuses what is worse. MariaDB takes ALGORITHM=INSTANT without effect for PARTITION BY, REMOVE "
                + "PARTITIONING and ENGINE.",
            Instead =
                "`ALGORITHM=INSTANT` first; when it is refused, decide on purpose for `INPLACE` (MariaDB also `NOCOPY`) or for a "
                + "tool for online schema changes.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-144",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
            IsOptIn = true,
            Aliases = ["bytebase:STATEMENT_REQUIRE_ALGORITHM_OPTION", "strong_migrations:copy_algorithm"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Place == StatementPlace.File
            && at.Statement is AlterStatement { Kind: "table", Actions.Count: > 0 } alter
            && !alter.Actions.Any(a =>
                a is SqlAction.Other { Words: var words }
                && (
                    words.StartsWith("algorithm", StringComparison.Ordinal)
                    || words.Contains("partition", StringComparison.Ordinal)
                )
            )
        )
        {
            at.Report(
                alter,
                $"The server is free to copy {alter.Name} for this.",
                alter.Name,
                fix: new(
                    "Refuse anything but a change of the catalogue",
                    [TextEdit.Insert(alter.Span.End, at.InCase(", algorithm=instant"))]
                )
            );
        }
    }
}
