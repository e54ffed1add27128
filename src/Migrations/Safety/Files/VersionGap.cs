using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A version is missing between two others.</summary>
internal sealed class VersionGap : LintRule
{
    public override RuleInfo Info { get; } =
        new("version-gap", "A version is missing between two others")
        {
            Why = "Somebody else may have the file that belongs there, or it was deleted after it had been applied.",
            Instead = "Number migrations without gaps, or by the time at which they were written.",
            Engines = LintEngines.All,
            Reference = "U-182",
            Severity = Severity.Note,
        };

    public override void CheckFolder(FolderContext folder)
    {
        MigrationText? before = null;
        var last = 0;
        foreach (var entry in folder.Entries)
        {
            // Versions by time and dotted ones have gaps by nature.
            if (
                entry.Way != MigrationWay.Up
                || entry.Version.Length > 6
                || !int.TryParse(
                    entry.Version,
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out var version
                )
            )
            {
                continue;
            }

            if (before is not null && version > last + 1 && version - last < 10)
            {
                folder.Report(entry.File, $"Between {before.Name} and {entry.File.Name} version {last + 1} is missing.");
            }

            (before, last) = (entry.File, version);
        }
    }
}
