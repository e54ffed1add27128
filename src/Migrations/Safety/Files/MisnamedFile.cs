namespace Dbwright.Migrations;

/// <summary>A file is not named as the others, so that it never runs.</summary>
internal sealed class MisnamedFile : LintRule
{
    public override RuleInfo Info { get; } =
        new("misnamed-file", "A file is not named as the others, so that it never runs")
        {
            Why = "The runner recognises its files by their names and passes over this one without a word.",
            Instead = "Name it as the others are named, or move it out of the folder.",
            Engines = LintEngines.All,
            Reference = "U-182",
            Aliases = ["ptah:MF103"],
        };

    public override void CheckFolder(FolderContext folder)
    {
        foreach (var entry in folder.Entries)
        {
            if (entry is { Way: MigrationWay.Unknown, File.Tool.Length: > 0 })
            {
                folder.Report(
                    entry.File,
                    $"{entry.File.Tool} would not run {entry.File.Name}: its name is not that of a migration."
                );
            }
        }
    }
}
