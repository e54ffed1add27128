using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table that leaves the character set to the server.</summary>
internal sealed class CharsetMissing : LintRule
{
    public override RuleInfo Info { get; } =
        new("charset-missing", "A new table does not say its character set and collation")
        {
            Why =
                "It gets those of its database, which differ from server to server: latin1 on MariaDB before 11.6, utf8mb4 on MySQL 8.",
            Instead = "Say both.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-165",
            IsOptIn = true,
            Aliases =
            [
                "bytebase:TABLE_REQUIRE_CHARSET",
                "bytebase:TABLE_REQUIRE_COLLATION",
                "bytebase:COLUMN_REQUIRE_CHARSET",
                "bytebase:COLUMN_REQUIRE_COLLATION",
            ],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is CreateTableStatement { Query: null, Persistence: not "temporary" } create
            && create.Likes.Count == 0
            && create.Columns.Any(c =>
                c.Type?.Name is "varchar" or "char" or "text" or "mediumtext" or "longtext" or "tinytext" or "enum" or "set"
            )
            && !create.Options.Any(o =>
                o.Name.Contains("charset", StringComparison.Ordinal)
                || o.Name.Contains("character set", StringComparison.Ordinal)
                || o.Name.Contains("collate", StringComparison.Ordinal)
            )
        )
        {
            at.Report(create.Name, $"{create.Name} does not say its character set.");
        }
    }
}
