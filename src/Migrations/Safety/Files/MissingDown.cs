using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A migration has no way back.</summary>
internal sealed class MissingDown : LintRule
{
    public override RuleInfo Info { get; } =
        new("missing-down", "A migration has no way back")
        {
            Why = "When it has to be undone, somebody writes the statements under pressure.",
            Instead = "Write the file or the section that undoes it, or say in a comment why there is none.",
            Engines = LintEngines.All,
            Reference = "U-182",
            Severity = Severity.Note,
            IsOptIn = true,
            Aliases = ["ptah:MF101P"],
        };

    public override void CheckFolder(FolderContext folder)
    {
        var downs = folder
            .Entries.Where(e => e.Way == MigrationWay.Down)
            .Select(e => e.Version)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var entry in folder.Entries)
        {
            if (entry is { Way: MigrationWay.Up, HasDown: false, Version.Length: > 0 } && !downs.Contains(entry.Version))
            {
                folder.Report(entry.File, $"Nothing undoes {entry.File.Name}.");
            }
        }
    }
}
