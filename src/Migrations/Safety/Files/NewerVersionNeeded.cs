using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The server that is meant does not know what the statement uses.</summary>
internal sealed class NewerVersionNeeded : LintRule
{
    public override RuleInfo Info { get; } =
        new("newer-version-needed", "The server that is meant does not know what the statement uses")
        {
            Why = "The statement will fail there, although a newer server on the developer's machine takes it.",
            Instead = "Write it as the older version knows it, or say by `--engine` which version will run it.",
            Engines = LintEngines.All,
            Reference = "U-187",
            Severity = Severity.Error,
            Aliases = ["ptah:CAP001"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Target.Version is null)
        {
            return;
        }

        foreach (var feature in VersionFeatures.Of(at.Statement, at.Target.Engine))
        {
            if (at.Target.IsBefore(feature.Since.Major, feature.Since.Minor, Math.Max(0, feature.Since.Build)))
            {
                at.Report(feature.At, $"{feature.Name} came with {at.Target.Title} {feature.Since}.");
            }
        }
    }
}
