using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Changing the storage engine copies the table.</summary>
internal sealed class EngineChanged : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("engine-changed", "Changing the storage engine copies the table")
        {
            Why =
                "Every row is written into a new table of the other engine, while writes wait. MariaDB takes `ALGORITHM=INSTANT` "
                + "here without a word and copies all the same, as its count of affected rows shows.",
            Instead =
                "Do it at a quiet time or with a tool for online schema changes. Naming the engine that the table has already "
                + "writes the table anew in place.",
            Work = ServerWork.CopiesTable,
            Engines = LintEngines.MySqlFamily,
            Reference = "U-146",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:MY138", "ptah:MY101"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        // To the engine that it has the table is rebuilt in place.
        if (
            action is SqlAction.Other { Words: "engine", Value: var value }
            && at.Scope.Table(alter.Name)
                ?.Options.Any(o =>
                    o.Name.Equals("engine", StringComparison.OrdinalIgnoreCase)
                    && o.Value.Equals(value.Trim('=', ' '), StringComparison.OrdinalIgnoreCase)
                ) != true
        )
        {
            at.Report(action, $"{alter.Name} is copied while writes wait.", alter.Name);
        }
    }
}
