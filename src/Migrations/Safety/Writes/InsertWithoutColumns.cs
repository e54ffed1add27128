using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Values without the names of their columns.</summary>
internal sealed class InsertWithoutColumns : LintRule
{
    public override RuleInfo Info { get; } =
        new("insert-without-columns", "An INSERT does not name its columns")
        {
            Why =
                "The values go to the columns in their order: a column that is added or dropped before the file runs makes it fail, or "
                + "puts values into the wrong columns.",
            Instead = "Name the columns.",
            Engines = LintEngines.All,
            Reference = "U-175",
            Aliases = ["bytebase:STATEMENT_INSERT_MUST_SPECIFY_COLUMN"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is InsertStatement { Columns.Count: 0, Set.Count: 0, Source: { } } insert
            && at.Scope.Table(insert.Table.Name) is var table
            && table is not { IsTemporary: true }
        )
        {
            var columns = table is { IsComplete: true }
                ? table.Columns.Where(c => !c.IsGenerated).Select(c => c.Name).ToList()
                : [];
            var fits =
                insert.Source.Body is SqlQueryBody.Values { Rows: [var first, ..] }
                && first.Items.Count <= columns.Count
                && columns.TrueForAll(IsPlain);
            at.Report(
                insert.Table,
                $"The values for {insert.Table.Name} go to its columns in their order.",
                fix: fits && insert.Source.Body is SqlQueryBody.Values { Rows: [var row, ..] }
                    ? new(
                        "Name the columns",
                        [TextEdit.Insert(insert.Table.Span.End, $" ({string.Join(", ", columns.Take(row.Items.Count))})")]
                    )
                    : null
            );
        }
    }

    private static bool IsPlain(string name) => name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
