using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table is made anew with a column NOT NULL that allowed nulls.</summary>
internal sealed class RebuiltColumnNotNull : LintRule
{
    public override RuleInfo Info { get; } =
        new("rebuilt-column-not-null", "A table is made anew with a column NOT NULL that allowed nulls")
        {
            Why =
                "SQLite cannot change a column, so the table is made anew and the rows are copied. Copying fails at the first "
                + "row with a null in a column that is now NOT NULL without a default.",
            Instead =
                "Copy with a value for nulls, `coalesce(column, value)`, or look for nulls first. Run `PRAGMA foreign_key_check` "
                + "before the commit.",
            Engines = LintEngines.Sqlite,
            Reference = "U-44",
            Aliases = ["atlas:LT101"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not DropStatement { Kind: "table" } drop)
        {
            return;
        }

        foreach (var name in drop.Names.AsSpan())
        {
            if (at.Scope.Table(name) is not { IsComplete: true, IsNew: false } old)
            {
                continue;
            }

            var successor = at.Scope.Tables.FirstOrDefault(t =>
                t is { IsNew: true, IsComplete: true } && t.Key.Contains(old.Key, StringComparison.OrdinalIgnoreCase)
            );
            foreach (var column in successor?.Columns ?? [])
            {
                if (
                    column is { IsNullable: false, Default: null }
                    && old.Column(column.Name) is { IsNullable: true, IsNumbered: false }
                )
                {
                    at.Report(
                        drop,
                        $"Column {column.Name} of {old.Key} allowed nulls, and the new table does not: copying fails at the first one."
                    );
                }
            }
        }
    }
}
