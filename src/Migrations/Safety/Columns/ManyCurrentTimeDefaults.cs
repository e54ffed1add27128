using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>More than two columns with the current time.</summary>
internal sealed class ManyCurrentTimeDefaults : LintRule
{
    public override RuleInfo Info { get; } =
        new("many-current-time-defaults", "A table has more than two columns that take the current time")
        {
            Why = "One for the creation and one for the last change are what is mostly meant; more are mostly a mistake.",
            Instead = "Let the program write the others.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-71",
            IsOptIn = true,
            Aliases = ["bytebase:COLUMN_CURRENT_TIME_COUNT_LIMIT"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is CreateTableStatement create)
        {
            var count = create.Columns.Count(c =>
                c.Find(SqlConstraintKind.OnUpdate) is not null
                || c.Find(SqlConstraintKind.Default)?.Expression
                    is SqlExpression.Call { Function.Name: "current_timestamp" or "now" or "localtime" or "localtimestamp" }
            );
            if (count > 2)
            {
                at.Report(create.Name, FormattableString.Invariant($"{count} columns of {create.Name} take the current time."));
            }
        }
    }
}
