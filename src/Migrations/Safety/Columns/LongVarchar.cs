namespace Dbwright.Migrations;

/// <summary>A varchar that is longer than the limit.</summary>
internal sealed class LongVarchar : LintRule
{
    public override RuleInfo Info { get; } =
        new("long-varchar", "A varchar is longer than the limit")
        {
            Why =
                "A very long `varchar` is reserved in full by temporary tables and sort buffers of some engines, and says little about "
                + "what is meant.",
            Instead =
                "Choose the length by what the value is, or a text type. The limit is `varcharLength` in the configuration.",
            Engines = LintEngines.All,
            Reference = "U-67",
            IsOptIn = true,
            Aliases = ["bytebase:COLUMN_MAXIMUM_VARCHAR_LENGTH"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column) in at.DefinedColumns())
        {
            if (
                column.Type is { Name: "varchar" or "character varying" or "nvarchar" } type
                && TypeNames.Argument(type) is { } length
                && length > at.Options.Limits.VarcharLength
            )
            {
                at.Report(
                    type,
                    $"{table}.{column.Name} takes {length} characters; the limit is {at.Options.Limits.VarcharLength}."
                );
            }
        }
    }
}
