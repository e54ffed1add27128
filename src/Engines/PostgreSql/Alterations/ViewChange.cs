using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Views whose query is put in place of another, and what else of a view can be altered.</summary>
internal static class PostgreSqlViewChange
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>The statements, or none when the view must be made anew.</summary>
    public static Alteration? Alteration(View before, View to, AlterationContext context)
    {
        var (old, now) = (Plain(before), Plain(to));
        if (before.Materialized || to.Materialized)
        {
            return before with { Details = to.Details } == to ? Materialized(before, to) : null;
        }

        var columnsAllow = old.Count > 0 && old.Count <= now.Count && old.Zip(now).All(p => p.First == p.Second);
        if (!columnsAllow)
        {
            return null;
        }

        var statements = new List<string>();
        if (before.Query != to.Query || !before.Details.Equals(to.Details) || old.Count != now.Count)
        {
            statements.Add(PostgreSqlPartWriter.Replace(to));
        }

        foreach (var column in to.Columns)
        {
            if (before.Columns.FirstOrDefault(c => c.Name == column.Name)?.Default != column.Default)
            {
                statements.Add(
                    $"alter view {Names.Quote(to.Name)} alter column {Names.Quote(column.Name)} "
                        + (column.Default is { } sql ? $"set default {sql}" : "drop default")
                );
            }
        }

        return Model.Alteration.By([.. statements]);
    }

    private static Sequence<Column> Plain(View view) =>
        view.Columns.Select(c => c with { Default = null, Comment = null }).ToSequence();

    private static Alteration Materialized(View before, View to)
    {
        var name = Names.Quote(to.Name);
        var statements = new List<string>();
        foreach (var detail in before.Details.Concat(to.Details).Select(d => d.Name).Distinct(StringComparer.Ordinal))
        {
            var value = to.Details.FirstOrDefault(d => d.Name == detail)?.Value;
            if (value == before.Details.FirstOrDefault(d => d.Name == detail)?.Value)
            {
                continue;
            }

            statements.Add(
                detail switch
                {
                    "tablespace" => $"alter materialized view {name} set tablespace {value ?? "pg_default"}",
                    "access method" => $"alter materialized view {name} set access method {value ?? "heap"}",
                    "no data" => $"refresh materialized view {name}{(value is null ? "" : " with no data")}",
                    _ => $"alter materialized view {name} {(value is null ? $"reset ({detail})" : $"set ({detail}={value})")}",
                }
            );
        }

        return Model.Alteration.By([.. statements]);
    }
}
