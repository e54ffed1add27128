using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A function with its owner's rights and the caller's names.</summary>
internal sealed class SecurityDefinerSearchPath : LintRule
{
    public override RuleInfo Info { get; } =
        new("security-definer-without-search-path", "A SECURITY DEFINER function leaves search_path to its caller")
        {
            Why =
                "Whoever calls it chooses by `search_path` what the names in its body mean, and so what runs with the owner's rights.",
            Instead =
                "Pin it: `set search_path = pg_catalog, pg_temp` with every name qualified, or the schemas it needs, `pg_temp` last.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-151",
            Aliases = ["ptah:PG312P"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is CreateRoutineStatement routine
            && routine.Options.FirstOrDefault(o =>
                o.Name.StartsWith("security definer", StringComparison.Ordinal)
                || o.Name.StartsWith("external security definer", StringComparison.Ordinal)
            )
                is { } option
            && !routine.Options.Any(o =>
                o.Name.StartsWith("set search_path", StringComparison.Ordinal)
                || (o.Name == "set" && o.Value.StartsWith("search_path", StringComparison.Ordinal))
            )
        )
        {
            at.Report(
                option,
                $"{routine.Name} runs with its owner's rights and its caller's search_path.",
                rewrite: $"alter {routine.Kind} {at.TextOf(routine.Name)}{at.TextOf(routine.Parameters)} set search_path = pg_catalog, pg_temp; -- with the schemas that its body needs"
            );
        }
    }
}
