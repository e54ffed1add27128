using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A character set that does not hold every character.</summary>
internal sealed class OutdatedCharset : LintRule
{
    public override RuleInfo Info { get; } =
        new("outdated-charset", "A table or column says a character set that does not hold every character")
        {
            Why =
                "`utf8` of MariaDB and MySQL holds three bytes of a character: emoji and rare signs are refused or cut. `latin1` holds "
                + "still less, and joins with utf8mb4 columns convert row by row.",
            Instead = "Say `utf8mb4`. What the server or database says applies where nothing is said.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-165",
            IsOptIn = true,
            Aliases =
            [
                "bytebase:SYSTEM_CHARSET_ALLOWLIST",
                "bytebase:SYSTEM_COLLATION_ALLOWLIST",
                "bytebase:COLUMN_DISALLOW_SET_CHARSET",
                "bytebase:TABLE_DISALLOW_SET_CHARSET",
                "skeema:charset",
            ],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is CreateTableStatement create)
        {
            foreach (var option in create.Options)
            {
                if (
                    option.Name is "charset" or "default charset" or "character set" or "default character set"
                    && option.Value.Trim('\'').ToLowerInvariant() is "utf8" or "utf8mb3" or "latin1" or "ascii" or "ucs2"
                )
                {
                    at.Report(option, $"{create.Name} is in {option.Value}, which does not hold every character.");
                }
            }
        }

        foreach (var (table, column) in at.DefinedColumns())
        {
            if (column.Type is { } type && MySqlColumnChange.Charset(type) is "utf8" or "utf8mb3" or "latin1" or "ucs2")
            {
                at.Report(
                    column,
                    $"{table}.{column.Name} is in {MySqlColumnChange.Charset(column.Type!)}, which does not hold every character."
                );
            }
        }
    }
}
