using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A display width of an integer.</summary>
internal sealed class DisplayWidth : LintRule
{
    public override RuleInfo Info { get; } =
        new("display-width", "An integer has a display width")
        {
            Why = "It changes neither range nor storage, and MySQL 8.0.17 has deprecated it; people take it for a length.",
            Instead = "Leave it out. `tinyint(1)` stays, because drivers take it for a boolean.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-70",
            IsOptIn = true,
            Aliases = ["skeema:display-width"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column) in at.DefinedColumns())
        {
            if (
                column.Type is { Arguments.Count: 1 } type
                && TypeNames.IntegerBytes(type) is not null
                && !type.Attributes.Contains("zerofill", StringComparer.Ordinal)
                && !(type.Name == "tinyint" && TypeNames.Argument(type) == 1)
            )
            {
                var text = at.TextOf(type);
                var (open, close) = (text.IndexOf('(', StringComparison.Ordinal), text.IndexOf(')', StringComparison.Ordinal));
                at.Report(
                    type,
                    $"The width of {table}.{column.Name} is for display only.",
                    fix: new(
                        "Leave the width out",
                        [new TextEdit(TextSpan.Between(type.Span.Start + open, type.Span.Start + close + 1), "")]
                    )
                );
            }
        }
    }
}
