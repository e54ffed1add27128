using System.Text.RegularExpressions;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A definer that exists on one server.</summary>
internal sealed partial class DefinerNamed : LintRule
{
    public override RuleInfo Info { get; } =
        new("definer-named", "An object names its DEFINER")
        {
            Why =
                "The account may be missing on another server, and then the object fails when it is used (error 1449); with a strong "
                + "account it runs with more rights than its caller has.",
            Instead = "Leave DEFINER out and run migrations as the account that is to own them, or say `sql security invoker`.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-157",
            IsOptIn = true,
            Aliases = ["skeema:definer"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is CreateViewStatement or CreateRoutineStatement or CreateTriggerStatement or CreateObjectStatement
            && at.TextOf(at.Statement) is var text
            && Definer().Match(text) is { Success: true } match
        )
        {
            at.Report(
                new TextSpan(at.Statement.Span.Start + match.Index, match.Length),
                $"The object belongs to {match.Groups["who"].Value}.",
                fix: new("Leave the definer out", [new TextEdit(new(at.Statement.Span.Start + match.Index, match.Length), "")])
            );
        }
    }

    [GeneratedRegex(@"\bdefiner\s*=\s*(?<who>\S+)\s+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Definer();
}
