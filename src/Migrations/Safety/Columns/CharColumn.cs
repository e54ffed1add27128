using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column of fixed length.</summary>
internal sealed class CharColumn : LintRule
{
    public override RuleInfo Info { get; } =
        new("char-column", "A column is char(n), which is filled with blanks")
        {
            Why =
                "Values are filled up with blanks that some operators ignore and others do not (`like`, `||`, `char_length`), and on "
                + "PostgreSQL even a longer `char` writes the table again. It is no faster than `text`.",
            Instead =
                "Use `text` or `varchar`, with a CHECK where the length is fixed. On MariaDB and MySQL this speaks of more than 20 "
                + "characters only.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-64",
            IsOptIn = true,
            Aliases = ["squawk:ban-char-field", "bytebase:COLUMN_MAXIMUM_CHARACTER_LENGTH"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column, type) in at.WrittenTypes())
        {
            if (
                type.Dimensions == 0
                && type.Name is "char" or "character" or "bpchar"
                && (TypeNames.Argument(type) ?? 1) is var length
                && length > (at.Target.Dialect == SqlDialect.PostgreSql ? 0 : 20)
            )
            {
                at.Report(type, $"{table}.{column} is filled up with blanks to {length} characters.");
            }
        }
    }
}
