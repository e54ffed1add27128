namespace Dbwright.Migrations;

/// <summary>A new migration has a version below one that was there before.</summary>
internal sealed class OutOfOrder : LintRule
{
    public override RuleInfo Info { get; } =
        new("out-of-order", "A new migration has a version below one that was there before")
        {
            Why =
                "Where the later ones are applied already, this one runs after them, or is left out: databases end up with "
                + "different orders, and sometimes different schemas.",
            Instead = "Give it a version above all that are there. It happens when two branches are worked on side by side.",
            Engines = LintEngines.All,
            Reference = "U-180",
        };

    public override void CheckFolder(FolderContext folder)
    {
        var last = folder
            .Entries.Where(e =>
                e is { Way: MigrationWay.Up, History: FileHistory.Unchanged or FileHistory.Edited, Version.Length: > 0 }
            )
            .Select(e => e.Version)
            .MaxBy(v => v, VersionOrder.Instance);
        foreach (var entry in folder.Entries)
        {
            if (
                last is not null
                && entry is { Way: MigrationWay.Up, History: FileHistory.Added, Version.Length: > 0 }
                && VersionOrder.Instance.Compare(entry.Version, last) < 0
            )
            {
                folder.Report(entry.File, $"Version {entry.Version} is new, and version {last} was there before.");
            }
        }
    }
}
