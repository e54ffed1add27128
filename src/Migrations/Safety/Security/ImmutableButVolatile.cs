using System.Text.RegularExpressions;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A function that promises too much.</summary>
internal sealed partial class ImmutableButVolatile : LintRule
{
    public override RuleInfo Info { get; } =
        new("immutable-but-volatile", "A function is IMMUTABLE and calls one that is not")
        {
            Why =
                "PostgreSQL believes it: it computes the function once while planning and puts its values into indexes, which then hold "
                + "what is no longer true.",
            Instead = "Say STABLE or VOLATILE.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-152",
            Aliases = ["ptah:DD102"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is CreateRoutineStatement { Body: { } body } routine
            && routine.Options.FirstOrDefault(o => o.Name == "immutable") is { } option
        )
        {
            var text = at.TextOf(body);
            if (Changing().Match(text) is { Success: true } match)
            {
                at.Report(
                    option,
                    $"{routine.Name} is IMMUTABLE and calls {match.Value.TrimEnd('(', ' ').ToLowerInvariant()}, which gives other values at other times.",
                    fix: new(
                        "Say what it is",
                        [new TextEdit(option.Span, match.Groups["stable"].Success ? "stable" : "volatile")]
                    )
                );
            }
        }
    }

    [GeneratedRegex(
        @"\b((?<stable>now|current_setting|statement_timestamp|transaction_timestamp)\s*\(|(?<stable>current_timestamp|current_date|localtimestamp|current_user|session_user)\b|(random|clock_timestamp|timeofday|gen_random_uuid|nextval|uuid_generate_v4|txid_current|uuidv4|uuidv7)\s*\()",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Changing();
}
