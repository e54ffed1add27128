using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// The one form of a schema that SQLite keeps as it was typed: names as they were declared wherever they are used, expressions written one
/// way, what is the default absent, every constraint called something.
/// </summary>
internal sealed class SqliteCanonicalForm(List<Table> tables)
{
    private static readonly string[] BuiltIn = ["binary", "nocase", "rtrim"];

    /// <summary>The table in that form.</summary>
    public Table Of(Table table)
    {
        var columns = table.Columns.Select(c => c.Name).ToList();
        return SqliteUnnamedConstraints
            .Named(
                table with
                {
                    Columns = [.. table.Columns.Select(c => Of(c, columns))],
                    PrimaryKey = table.PrimaryKey is { } key
                        ? key with
                        {
                            Columns = As(key.Columns, columns),
                            Details = Of(key.Details, columns),
                        }
                        : null,
                    Uniques =
                    [
                        .. table.Uniques.Select(u =>
                            u with
                            {
                                Columns = As(u.Columns, columns),
                                Details = Of(u.Details, columns),
                            }
                        ),
                    ],
                    Checks = [.. table.Checks.Select(c => c with { Sql = SqliteExpressionText.Of(c.Sql, columns) })],
                    ForeignKeys = [.. table.ForeignKeys.Select(f => Of(f, columns))],
                    Indexes = [.. table.Indexes.Select(i => Of(i, table, columns))],
                    Triggers = [.. table.Triggers.Select(t => Of(t, columns))],
                }
            )
            .Sorted();
    }

    /// <summary>The view in that form; its query stays as it is written.</summary>
    public static View Of(View view) => view with { Triggers = [.. view.Triggers.Select(t => Of(t, []))] };

    private static Column Of(Column column, List<string> columns) =>
        column with
        {
            Default = column.Default is { } sql ? SqliteExpressionText.Of(sql, []) : null,
            Generated = column.Generated is { } generated
                ? generated with
                {
                    Sql = SqliteExpressionText.Of(generated.Sql, columns),
                }
                : null,
            Collation = Collation(column.Collation) is var collation && collation == "binary" ? null : collation,
            Details = column.Details.Order().ToSequence(),
        };

    // A reference without columns means the other table's key.
    private ForeignKey Of(ForeignKey key, List<string> columns)
    {
        var target = tables.Find(t => IsSame(t.Name.Name, key.ReferencedTable.Name));
        var known = target?.Columns.Select(c => c.Name).ToList() ?? [];
        var referenced = key.ReferencedColumns.Count > 0 ? key.ReferencedColumns : target?.PrimaryKey?.Columns ?? [];
        return key with
        {
            Columns = As(key.Columns, columns),
            ReferencedTable = target?.Name ?? key.ReferencedTable,
            ReferencedColumns = As(referenced, known),
        };
    }

    private static TableIndex Of(TableIndex index, Table table, List<string> columns) =>
        index with
        {
            Parts = [.. index.Parts.Select(p => Of(p, table, columns))],
            Where = index.Where is { } where ? SqliteExpressionText.Of(where, columns) : null,
        };

    private static IndexPart Of(IndexPart part, Table table, List<string> columns)
    {
        var expression = part.Expression is { } sql ? SqliteExpressionText.Of(sql, columns) : null;
        var name = part.Column ?? (expression is null ? null : new SqliteTokenReader(expression).Only());
        var column = columns.Find(c => IsSame(c, name ?? ""));
        var own = Collation(table.Columns.FirstOrDefault(c => c.Name == column)?.Collation) ?? "binary";
        var collation = Collation(part.Collation);
        return part with
        {
            Column = column,
            Expression = column is null ? expression ?? part.Column : null,
            Collation = collation == own ? null : collation,
        };
    }

    private static Trigger Of(Trigger trigger, List<string> columns) =>
        trigger with
        {
            Columns = As(trigger.Columns, columns),
            When = trigger.When is { } when ? SqliteExpressionText.Of(when, null) : null,
        };

    private static Sequence<Detail> Of(Sequence<Detail> details, List<string> columns) =>
        details
            .Select(d => d.Name == "parts" ? d with { Value = SqliteExpressionText.Of(d.Value, columns) } : d)
            .Order()
            .ToSequence();

    private static Sequence<string> As(Sequence<string> names, List<string> declared) =>
        [.. names.Select(n => declared.Find(d => IsSame(d, n)) ?? n)];

    // Those that every SQLite has are known in any spelling.
    private static string? Collation(string? name) => name is null ? null : Array.Find(BuiltIn, b => IsSame(b, name)) ?? name;

    private static bool IsSame(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
