using System.Collections;
using System.Text;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>List parameters: the server has none, so that <c>in (?)</c> becomes as many marks as the list has items, as drivers do it.</summary>
internal static class MariaDbLists
{
    /// <summary>The statement's text for these values.</summary>
    public static string Expand(Statement statement, IEnumerable<object?> values)
    {
        var all = values.ToList();
        var text = new StringBuilder();
        var copied = 0;
        var number = 0;
        foreach (var mark in MariaDbScript.Marks(statement.Sql))
        {
            var parameter = number < all.Count ? statement.Parameters[number] : null;
            if (parameter is { Many: true })
            {
                // An empty list has nothing that anything could be equal to: in (null) is never true.
                var items = Items(all[number]);
                text.Append(statement.Sql, copied, mark - copied)
                    .AppendJoin(", ", Enumerable.Repeat(items.Count == 0 ? "null" : "?", Math.Max(1, items.Count)));
                copied = mark + 1;
            }

            number++;
        }

        return text.Append(statement.Sql, copied, statement.Sql.Length - copied).ToString();
    }

    /// <summary>The values in the order of the marks, each item of a list as a value of its own.</summary>
    public static IReadOnlyList<object?> Flatten(Statement statement, IReadOnlyList<object?> values) =>
        values.SelectMany((value, i) => statement.Parameters[i].Many ? Items(value) : [value]).ToList();

    private static List<object?> Items(object? list) => list is null ? [] : ((IEnumerable)list).Cast<object?>().ToList();
}
