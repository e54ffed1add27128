using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table without a primary key.</summary>
internal sealed class TableWithoutPrimaryKey : LintRule
{
    public override RuleInfo Info { get; } =
        new("table-without-primary-key", "A new table has no primary key")
        {
            Why =
                "Rows cannot be told apart: logical replication refuses updates and deletes, InnoDB makes a hidden key of its own, and "
                + "online-schema-change tools refuse the table.",
            Instead = "Give it one.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-163",
            Severity = Severity.Note,
            Aliases = ["bytebase:TABLE_REQUIRE_PK", "skeema:pk", "ptah:DDL001"],
        };

    public override void CheckFile(FileContext file)
    {
        foreach (var seen in file.Statements)
        {
            if (
                seen.Statement
                    is CreateTableStatement { PartitionOf: null, Query: null, OfType: null, Persistence: "" or "unlogged" } create
                && create.Likes.Count + create.Inherits.Count == 0
                && create.Columns.Count > 0
                && file.Scope.Table(create.Name) is { PrimaryKey: null }
            )
            {
                file.Report(seen, $"{create.Name} has no primary key.", at: create.Name.Span);
            }
        }
    }
}
