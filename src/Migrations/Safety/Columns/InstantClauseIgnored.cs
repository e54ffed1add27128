using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A promise that MariaDB does not keep.</summary>
internal sealed class InstantClauseIgnored : LintRule
{
    public override RuleInfo Info { get; } =
        new("instant-clause-ignored", "ALGORITHM=INSTANT is accepted although the table is copied")
        {
            Why =
                "MariaDB takes `ALGORITHM=INSTANT` or `NOCOPY` for PARTITION BY, REMOVE PARTITIONING and ENGINE= without a word and "
                + "copies the table all the same: the number of affected rows is that of all rows.",
            Instead = "Do not rely on the clause here; use pt-online-schema-change, or a quiet hour.",
            Engines = LintEngines.MariaDb,
            Reference = "N-17",
            Exposure = Exposure.TablesInUse,
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is AlterStatement { Kind: "table" } alter
            && alter
                .Actions.OfType<SqlAction.Other>()
                .FirstOrDefault(a => a.Words == "algorithm" && a.Value is "instant" or "nocopy")
                is { } clause
            && alter
                .Actions.OfType<SqlAction.Other>()
                .FirstOrDefault(a =>
                    a.Words.StartsWith("partition by", StringComparison.Ordinal)
                    || a.Words == "remove partitioning"
                    || a.Words == "engine"
                )
                is { } copy
        )
        {
            at.Report(
                clause,
                $"ALGORITHM={clause.Value.ToUpperInvariant()} is accepted here, but {copy.Words} copies {alter.Name}.",
                alter.Name
            );
        }
    }
}
