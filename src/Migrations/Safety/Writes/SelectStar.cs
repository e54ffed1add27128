using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A star in place of columns.</summary>
internal sealed class SelectStar : LintRule
{
    public override RuleInfo Info { get; } =
        new("select-star", "A query names no columns but a star")
        {
            Why =
                "What it returns changes with the table: INSERT … SELECT * fails as soon as one of the tables gets a column, and a view "
                + "keeps the columns of the day it was created.",
            Instead = "Name the columns.",
            Engines = LintEngines.All,
            Reference = "U-171",
            IsOptIn = true,
            Aliases = ["bytebase:STATEMENT_SELECT_NO_SELECT_ALL"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var node in at.Nodes)
        {
            if (node is SqlSelectItem { Value: SqlExpression.Star } item)
            {
                at.Report(item, "A star stands for columns that nobody has named.");
            }
        }
    }
}
