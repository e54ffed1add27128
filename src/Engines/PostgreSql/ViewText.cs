using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Views as the statements that make them.</summary>
internal static class PostgreSqlViewText
{
    private static readonly PostgreSqlNames Names = new();

    private static readonly string[] Clauses = ["access method", "check option", "no data", "tablespace"];

    /// <summary>The statements: the view, and the defaults that its columns have of their own.</summary>
    public static IEnumerable<Definition> Write(View view)
    {
        var kind = view.Materialized ? "materialized view" : "view";
        var options = view.Details.Where(d => !Clauses.Contains(d.Name)).ToList();
        var sql =
            $"create {kind} {Names.Quote(view.Name)}{Columns(view)}"
            + Clause(view, "access method", "\n    using ")
            + (options.Count > 0 ? $"\n    with ({string.Join(", ", options.Select(Option))})" : "")
            + Clause(view, "tablespace", "\n    tablespace ")
            + $" as\n{view.Query}"
            + (
                view.Details.FirstOrDefault(d => d.Name == "check option") is { } check
                    ? $"\nwith {check.Value} check option"
                    : ""
            )
            + (view.Details.Any(d => d.Name == "no data") ? "\nwith no data" : "");
        yield return new(sql, view.Name, kind);
        foreach (var column in view.Columns.Where(c => c.Default is not null))
        {
            yield return new(
                $"alter view {Names.Quote(view.Name)} alter column {Names.Quote(column.Name)} set default {column.Default}",
                view.Name,
                kind
            );
        }
    }

    // A column may be renamed after the view was made, so the names are said wherever they are known.
    private static string Columns(View view) =>
        view.Columns.Count == 0 ? "" : $" ({string.Join(", ", view.Columns.Select(c => Names.Quote(c.Name)))})";

    private static string Clause(View view, string name, string before) =>
        view.Details.FirstOrDefault(d => d.Name == name) is { } detail ? $"{before}{Names.Quote(detail.Value)}" : "";

    private static string Option(Detail detail) => detail.Value.Length == 0 ? detail.Name : $"{detail.Name} = {detail.Value}";
}
