using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A reference behind a column is ignored by MySQL and kept by MariaDB.</summary>
internal sealed class InlineReferences : LintRule
{
    public override RuleInfo Info { get; } =
        new("inline-references", "A reference behind a column is ignored by MySQL and kept by MariaDB")
        {
            Why =
                "MySQL before 9.0 reads `REFERENCES` behind a column and throws it away: there is no foreign key. MariaDB makes "
                + "one. The same file gives two schemas.",
            Instead = "Write `FOREIGN KEY (column) REFERENCES …` as a constraint of the table, which both understand alike.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-40",
            Aliases = ["atlas:MY102"],
        };

    public override void Check(StatementContext at)
    {
        var columns = at.Statement switch
        {
            CreateTableStatement create => create.Columns,
            AlterStatement { Kind: "table" } alter => alter
                .Actions.OfType<SqlAction.AddColumns>()
                .SelectMany(a => a.Columns)
                .ToSequence(),
            _ => [],
        };
        foreach (var column in columns.AsSpan())
        {
            if (column.Find(SqlConstraintKind.ForeignKey) is { References: { } to } reference)
            {
                at.Report(
                    reference,
                    at.Target.Engine == LintEngines.MariaDb
                        ? $"MariaDB makes a foreign key of {column.Name} to {to.Table}; MySQL would not."
                        : $"MySQL ignores this: there will be no foreign key of {column.Name} to {to.Table}.",
                    severity: at.Target.Engine == LintEngines.MariaDb || at.Target.AtLeast(9) ? Severity.Note : null
                );
            }
        }
    }
}
