using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Two migrations of one version.</summary>
internal sealed class DuplicateVersion : LintRule
{
    public override RuleInfo Info { get; } =
        new("duplicate-version", "Two migrations have the same version")
        {
            Why =
                "Their order is undefined, and most runners refuse the whole folder. It happens when two branches take the same number.",
            Instead = "Give the one that has not been applied anywhere the next free number.",
            Engines = LintEngines.All,
            Reference = "U-182",
            Severity = Severity.Error,
        };

    public override void CheckFolder(FolderContext folder)
    {
        var seen = new Dictionary<string, MigrationText>(StringComparer.Ordinal);
        foreach (var entry in folder.Entries)
        {
            if (entry.Version.Length > 0 && !seen.TryAdd($"{entry.Way} {entry.Version}", entry.File))
            {
                var first = seen[$"{entry.Way} {entry.Version}"];
                folder.Report(entry.File, $"Version {entry.Version} stands twice: {first.Name} and {entry.File.Name}.");
            }
        }
    }
}
