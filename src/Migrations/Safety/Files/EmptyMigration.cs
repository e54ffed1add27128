namespace Dbwright.Migrations;

/// <summary>A migration does nothing.</summary>
internal sealed class EmptyMigration : LintRule
{
    public override RuleInfo Info { get; } =
        new("empty-migration", "A migration does nothing")
        {
            Why =
                "The file holds no statement. It was forgotten half done, or its statements are in a section that the runner "
                + "does not run on the way up.",
            Instead = "Write the statements, or delete the file where it has not been applied.",
            Engines = LintEngines.All,
            Reference = "U-182",
            Aliases = ["ptah:MF102P"],
        };

    public override void CheckFile(FileContext file)
    {
        if (file.Count == 0 && file.File.Path != "-")
        {
            file.Report("This file holds no statement that runs.");
        }
    }
}
