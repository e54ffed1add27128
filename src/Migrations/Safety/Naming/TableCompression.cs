using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table that is compressed by itself.</summary>
internal sealed class TableCompression : LintRule
{
    public override RuleInfo Info { get; } =
        new("table-compression", "A table says how it is compressed")
        {
            Why =
                "Compressed row formats and pages cost time at every write, refuse instant changes on MySQL, and depend on the file "
                + "system.",
            Instead = "Leave it to a decision for the whole server.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-166",
            IsOptIn = true,
            Aliases = ["skeema:compression"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is CreateTableStatement create)
        {
            foreach (var option in create.Options)
            {
                if (
                    option is { Name: "row_format", Value: "compressed" }
                    || option.Name is "key_block_size" or "compression" or "page_compressed"
                )
                {
                    at.Report(option, $"{create.Name} is compressed by {option.Name}.");
                }
            }
        }
    }
}
