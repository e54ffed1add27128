using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>An extension that gets another version.</summary>
internal sealed class ExtensionUpdated : LintRule
{
    public override RuleInfo Info { get; } =
        new("extension-updated", "An extension is updated")
        {
            Why =
                "Its script runs with the owner's rights, can lock and rewrite what uses its types, and there is mostly no way back.",
            Instead = "Read its release notes, say the version, and do it in a step of its own.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-125",
            Severity = Severity.Note,
            Aliases = ["pg-schema-diff:UPGRADING_EXTENSION_VERSION"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is AlterStatement { Kind: "extension" } alter
            && alter.Actions.OfType<SqlAction.Other>().FirstOrDefault(a => a.Words.StartsWith("update", StringComparison.Ordinal))
                is { } action
        )
        {
            at.Report(
                action,
                $"Extension {alter.Name} is updated{(action.Value.Length > 0 ? $" to {action.Value}" : " to whatever version is installed")}."
            );
        }
    }
}
