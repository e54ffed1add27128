using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An index has more columns than are of use.</summary>
internal sealed class IndexWithManyColumns : LintRule
{
    public override RuleInfo Info { get; } =
        new("index-with-many-columns", "An index has more columns than are of use")
        {
            Why =
                "Each further column makes the index larger and every write dearer, and only queries that restrict the columns "
                + "before it profit. More than a few are rarely used.",
            Instead =
                "Keep the columns that queries restrict by equality, then one that is sorted or ranged over; put columns that "
                + "are only read into `INCLUDE`, where the engine has it. The limit is `index_columns` in `dbwright.yaml`.",
            Engines = LintEngines.All,
            Reference = "U-07",
            Severity = Severity.Note,
            Aliases = ["strong_migrations:add_index_columns", "bytebase:INDEX_KEY_NUMBER_LIMIT"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is CreateIndexStatement index
            && index.Kind != "unique"
            && index.Parts.Count > at.Options.Limits.IndexColumns
        )
        {
            at.Report(
                index,
                $"{(index.Name is { } name ? $"Index {name}" : "The index")} on {index.Table} has {index.Parts.Count} columns; more than {at.Options.Limits.IndexColumns} are rarely of use."
            );
        }
    }
}
