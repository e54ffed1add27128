using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A call of a function that policy forbids.</summary>
internal sealed class ForbiddenFunction : LintRule
{
    public override RuleInfo Info { get; } =
        new("forbidden-function", "A function is called that policy forbids")
        {
            Why =
                "It reads or writes files of the server, ends sessions, or waits while locks are held; the list is `forbiddenFunctions` "
                + "in the configuration.",
            Instead = "Do it outside the migration.",
            Engines = LintEngines.All,
            Reference = "U-159",
            IsOptIn = true,
            Aliases = ["bytebase:SYSTEM_FUNCTION_DISALLOWED_LIST"],
        };

    public override bool ReadsRoutines => true;

    public override void Check(StatementContext at)
    {
        foreach (var node in at.Nodes)
        {
            if (
                node is SqlExpression.Call call
                && at.Options.Limits.ForbiddenFunctions.Contains(call.Function.Name.ToLowerInvariant(), StringComparer.Ordinal)
            )
            {
                at.Report(call, $"{call.Function} is called, which policy forbids.");
            }
        }
    }
}
