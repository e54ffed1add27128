namespace Dbwright.Migrations;

/// <summary>A varchar with a length, where text would do.</summary>
internal sealed class VarcharColumn : LintRule
{
    public override RuleInfo Info { get; } =
        new("varchar-column", "A column of PostgreSQL has a varchar with a length")
        {
            Why =
                "The length is as fast as none, and to make it smaller writes the table again. A CHECK on the length can be added and "
                + "changed without that.",
            Instead = "Use `text`, with a named CHECK on `char_length` where the length matters.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-63",
            IsOptIn = true,
            Aliases = ["squawk:prefer-text-field"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column, type) in at.WrittenTypes())
        {
            if (
                type.Dimensions == 0
                && TypeNames.PostgreSql(type) == "character varying"
                && TypeNames.Argument(type) is { } length
            )
            {
                at.Report(
                    type,
                    $"{table}.{column} is a varchar of {length} characters.",
                    rewrite: $"{at.TextOf(column.Span)} text check (char_length({at.TextOf(column.Span)}) <= {length})"
                );
            }
        }
    }
}
