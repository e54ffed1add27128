using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Columns that a file only gives values where they have none: every update that sets them asks for <c>column is null</c>.</summary>
public sealed class FilledColumns
{
    private readonly HashSet<(string Table, string Column)> columns;

    private FilledColumns(HashSet<(string Table, string Column)> columns) => this.columns = columns;

    /// <summary>The columns that the statements of a file fill.</summary>
    public static FilledColumns Of(IEnumerable<Step> steps, SqlDialect dialect)
    {
        var filled = new HashSet<(string, string)>();
        var overwritten = new HashSet<(string, string)>();
        foreach (var step in steps.Where(s => s.Text.Contains("update", StringComparison.OrdinalIgnoreCase)))
        {
            var errors = new List<SqlSyntaxError>();
            foreach (var update in SqlParser.Statements(step.Text, dialect, errors).OfType<UpdateStatement>())
            {
                foreach (var (column, isEmpty) in Set(update))
                {
                    (isEmpty ? filled : overwritten).Add((TableOf(update), column));
                }
            }
        }

        filled.ExceptWith(overwritten);
        return new(filled);
    }

    /// <summary>Whether a column is one of them.</summary>
    public bool Has(QualifiedName table, string column) => columns.Contains((table.Name, column));

    private static IEnumerable<(string Column, bool IsEmpty)> Set(UpdateStatement update) =>
        update
            .Set.SelectMany(a => a.Targets)
            .OfType<SqlExpression.NameReference>()
            .Select(t => t.Parts[^1].Value)
            .Select(c => (c, update.Where is { } where && AsksForNull(where, c)));

    private static bool AsksForNull(SqlExpression condition, string column) =>
        condition switch
        {
            SqlExpression.Binary(var left, var and, var right, _) when and.Equals("and", StringComparison.OrdinalIgnoreCase) =>
                AsksForNull(left, column) || AsksForNull(right, column),
            SqlExpression.Is(SqlExpression.NameReference name, SqlExpression.TestKind.Null, false, _) => name.Parts[^1].Value
                == column,
            _ => false,
        };

    private static string TableOf(UpdateStatement update) =>
        update.Table is SqlTableSource.Named table ? table.Name.Parts[^1].Value : "";
}
