using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// An update or delete, or an insert of what one table holds, that runs in batches of keys, because its file says so on the line before it:
/// <c>-- dbwright:backfill id</c> or <c>-- dbwright:backfill id batch 5000</c>.
/// </summary>
/// <param name="Table">The table whose keys it goes through, as the statement writes it.</param>
/// <param name="Key">The column whose order the batches follow, as the remark writes it; an index should begin with it.</param>
/// <param name="Rows">How many keys the first batch has; later ones follow the time that it took.</param>
/// <param name="Before">The statement up to and with the opening of its condition.</param>
/// <param name="After">What closes the condition.</param>
internal sealed partial record Backfill(string Table, string Key, int Rows, string Before, string After)
{
    private const int FirstRows = 1000;

    /// <summary>The statement for the keys of one batch.</summary>
    /// <param name="range">The condition on the key.</param>
    public string Statement(string range) => $"{Before}{range}{After}";

    /// <summary>Whether a text is the statement for some batch.</summary>
    public bool IsBatch(string sql) =>
        sql.StartsWith(Before, StringComparison.Ordinal)
        && sql.EndsWith(After, StringComparison.Ordinal)
        && sql.Length > Before.Length + After.Length;

    /// <summary>The backfill that a statement is; none when no remark stands before it.</summary>
    /// <exception cref="Failure">A remark stands before it, but it is no statement that can run in batches.</exception>
    public static Backfill? Of(ScriptFile script, Step step, SqlDialect dialect)
    {
        var before = script.Text.AsSpan(0, step.Offset).TrimEnd();
        var line = before[(before.LastIndexOf('\n') + 1)..].ToString();
        if (Remark().Match(line) is not { Success: true } remark)
        {
            return null;
        }

        var rows = remark.Groups["rows"] is { Success: true } said
            ? int.Parse(said.ValueSpan, CultureInfo.InvariantCulture)
            : FirstRows;
        return Parts(step.Text, dialect) is { } parts
            ? new(parts.Table, remark.Groups["key"].Value, rows, parts.Before, parts.After)
            : throw Failure.Because(
                ExitStatus.BadInput,
                "backfill-statement",
                "This statement cannot run in batches of keys.",
                "Expected an update or delete of one table, without limit, order by and returning, or an insert of a select from one table that has a where.",
                at: script.At(step.Offset)
            );
    }

    private static (string Table, string Before, string After)? Parts(string text, SqlDialect dialect)
    {
        var errors = new List<SqlSyntaxError>();
        var statement = SqlParser.Statements(text, dialect, errors).FirstOrDefault();
        var (table, where, isPlain) = statement switch
        {
            UpdateStatement { With: null, Limit: null } update => (
                update.Table,
                update.Where,
                update.OrderBy.Count + update.Returning.Count == 0
            ),
            DeleteStatement { With: null, Limit: null, Tables: [var only] } delete => (
                only,
                delete.Where,
                delete.OrderBy.Count + delete.Returning.Count == 0
            ),
            InsertStatement
            {
                With: null,
                Returning.Count: 0,
                Source:
                {
                    With: null,
                    OrderBy.Count: 0,
                    Limit: null,
                    Offset: null,
                    Body: SqlQueryBody.Select
                    {
                        IsDistinct: false,
                        From: [SqlTableSource.Named source],
                        Where: not null,
                        GroupBy.Count: 0,
                        Having: null
                    } select
                }
            } => (source, select.Where, true),
            _ => ((SqlTableSource?)null, null, false),
        };
        if (table is null || !isPlain || errors.Count > 0)
        {
            return null;
        }

        var name = text[table.Span.Start..table.Span.End];
        return where is null
            ? (name, $"{text.TrimEnd()} where ", "")
            : (name, $"{text[..where.Span.Start]}({text[where.Span.Start..where.Span.End]}) and ", text[where.Span.End..]);
    }

    [GeneratedRegex(
        @"^\s*--\s*dbwright:backfill\s+(?<key>""[^""]+""|`[^`]+`|[\w.]+)(?:\s+batch\s+(?<rows>[1-9]\d{0,6}))?\s*$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Remark();
}
