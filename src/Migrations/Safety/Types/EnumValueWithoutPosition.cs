using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A value that is put at the end without saying so.</summary>
internal sealed class EnumValueWithoutPosition : LintRule
{
    public override RuleInfo Info { get; } =
        new("enum-value-without-position", "A value of an enumeration is added without saying where it stands")
        {
            Why =
                "Values are ordered as they were added: `order by`, `<` and `max` go by that, and a value cannot be moved later.",
            Instead = "Say `before` or `after` which value it stands.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-90",
            IsOptIn = true,
            Aliases = ["squawk:require-enum-value-ordering"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is AlterStatement { Kind: "type" } alter)
        {
            foreach (var action in alter.Actions)
            {
                if (action is SqlAction.AddValue { Position: "" } add)
                {
                    var last = at.Scope.Type(at.Scope.Key(alter.Name))?.Values is { Count: > 0 } values ? values[^1] : null;
                    at.Report(
                        add,
                        $"Value {add.Value} of {alter.Name} does not say where it stands.",
                        fix: last is null
                            ? null
                            : new(
                                "Say where it stands",
                                [TextEdit.Insert(add.Span.End, $" after '{last.Replace("'", "''", StringComparison.Ordinal)}'")]
                            )
                    );
                }
            }
        }
    }
}
