using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table without the columns that all have.</summary>
internal sealed class RequiredColumns : LintRule
{
    public override RuleInfo Info { get; } =
        new("required-columns-missing", "A new table lacks columns that every table should have")
        {
            Why =
                "The team has agreed on columns that every table has; the list is `requiredColumns` in the configuration (without one: "
                + "`id`, `created_at`, `updated_at`).",
            Instead = "Add them.",
            Engines = LintEngines.All,
            Reference = "U-80",
            IsOptIn = true,
            Aliases = ["bytebase:COLUMN_REQUIRED"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement
                is not CreateTableStatement { PartitionOf: null, Query: null, OfType: null, Persistence: not "temporary" } create
            || create.Likes.Count + create.Inherits.Count > 0
        )
        {
            return;
        }

        var missing = at.Options.Limits.RequiredColumns.Where(r => !create.Columns.Any(c => c.Name.Is(r))).ToList();
        if (missing.Count > 0)
        {
            at.Report(create.Name, $"{create.Name} has no {string.Join(" and no ", missing)}.");
        }
    }
}
