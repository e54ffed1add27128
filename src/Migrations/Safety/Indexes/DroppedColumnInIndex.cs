using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column that is in an index is dropped.</summary>
internal sealed class DroppedColumnInIndex : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("dropped-column-in-index", "A column that is in an index is dropped")
        {
            Why =
                "The column is taken out of the index without a word, and the index with it when it was the only one. What is "
                + "left may be redundant, or no longer unique in the way it was.",
            Instead = "Drop or replace the index in a step of its own, so that it is decided what becomes of it.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-16",
            Exposure = Exposure.TablesInUse,
            Aliases = ["bytebase:COLUMN_DISALLOW_DROP_IN_INDEX"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is not SqlAction.Drop { Kind: "column", Name: { } name } || at.Scope.Table(alter.Name) is not { } table)
        {
            return;
        }

        foreach (var index in table.Indexes)
        {
            if (index.Columns.Contains(name.Value, at.Scope.Names))
            {
                at.Report(
                    action,
                    index.Columns.Count == 1
                        ? $"Index {index.Name} goes with column {name}."
                        : $"Index {index.Name} ({string.Join(", ", index.Columns)}) loses column {name}.",
                    alter.Name
                );
            }
        }
    }
}
