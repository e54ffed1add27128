using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A migration that was there before has been edited.</summary>
internal sealed class EditedMigration : LintRule
{
    public override RuleInfo Info { get; } =
        new("edited-migration", "A migration that was there before has been edited")
        {
            Why =
                "Where it has been applied, the edit does nothing, and runners that keep checksums refuse to go on. Where it has "
                + "not, the schema becomes another.",
            Instead =
                "Undo the edit and write a new migration. Where it has been applied nowhere yet, keep it silent with a remark "
                + "that says so.",
            Engines = LintEngines.All,
            Reference = "U-181",
            Severity = Severity.Error,
        };

    public override void CheckFolder(FolderContext folder)
    {
        foreach (var entry in folder.Entries)
        {
            if (entry is { Way: MigrationWay.Up or MigrationWay.Baseline, History: FileHistory.Edited })
            {
                folder.Report(entry.File, $"{entry.File.Name} was there before, and is another now.");
            }
        }
    }
}
