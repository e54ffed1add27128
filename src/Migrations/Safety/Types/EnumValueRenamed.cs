using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A value of an enumeration gets another name.</summary>
internal sealed class EnumValueRenamed : LintRule
{
    public override RuleInfo Info { get; } =
        new("enum-value-renamed", "A value of an enumeration is renamed under running programs")
        {
            Why = "Programs that write or compare the old label fail from that moment on.",
            Instead =
                "Add the new value, let programs read both and write the new one, move the rows, and leave the old value unused.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-93",
            Aliases = ["strong_migrations:rename_enum_value"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is AlterStatement { Kind: "type" } alter
            && at.Scope.Type(at.Scope.Key(alter.Name)) is not { IsNew: true }
        )
        {
            foreach (var action in alter.Actions)
            {
                if (action is SqlAction.Rename { Kind: "value", OldName: { } old } rename)
                {
                    at.Report(
                        action,
                        $"Value {old} of {alter.Name} becomes {rename.NewName}: programs that say {old} fail.",
                        rewrite: $"alter type {at.TextOf(alter.Name)} add value '{rename.NewName.Name}' after '{old}';"
                    );
                }
            }
        }
    }
}
