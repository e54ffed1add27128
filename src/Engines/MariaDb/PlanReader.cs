using System.Text.Json;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>
/// Execution plans, from <c>explain format=json</c> and <c>analyze format=json</c>. The values are sent as parameters and known to the
/// planner. The server names tables by their aliases and every primary key PRIMARY; both come back under their own names. Inserts have no
/// plan, so they are explained and not run.
/// </summary>
internal sealed class MariaDbPlanReader : IPlanReader
{
    private const string Savepoint = "dbwright_plan";

    /// <inheritdoc />
    public async Task<PlanNode> ReadAsync(
        ISession session,
        Statement statement,
        IReadOnlyList<object?> values,
        bool run,
        CancellationToken cancellation
    )
    {
        var server = (MariaDbSession)session;
        var tables = await TablesAsync(session, cancellation);
        var sql = MariaDbLists.Expand(statement, values);
        var given = MariaDbLists.Flatten(statement, values);
        var isInsert = sql.TrimStart().StartsWith("insert", StringComparison.OrdinalIgnoreCase);
        var json =
            run && !isInsert
                ? await UndoneAsync(server, () => TextAsync($"analyze format=json {sql}"), cancellation)
                : await TextAsync($"explain format=json {sql}");
        return Read(json, Aliases(statement.Sql, tables));

        async Task<string> TextAsync(string explain) => (string)(await session.QueryAsync(explain, given, cancellation))[0][0]!;
    }

    /// <summary>The plan from the server's JSON.</summary>
    /// <param name="json">The text.</param>
    /// <param name="tables">The tables by their aliases.</param>
    public static PlanNode Read(string json, IReadOnlyDictionary<string, string> tables)
    {
        using var document = JsonDocument.Parse(json);
        var nodes = Below(document.RootElement, tables).ToSequence();
        var total = document.RootElement.TryGetProperty("query_block", out var block) ? Number(block, "r_total_time_ms") : null;
        return nodes is [var only] && only.Operation != PlanOperation.Other
            ? only with
            {
                Milliseconds = total ?? only.Milliseconds,
            }
            : new(PlanOperation.Other, "query") { Children = nodes, Milliseconds = total };
    }

    /// <summary>The tables of a statement by the names that it gives them.</summary>
    public static IReadOnlyDictionary<string, string> Aliases(string sql, IReadOnlySet<string> tables)
    {
        var aliases = tables.ToDictionary(t => t, StringComparer.Ordinal);
        var words = MariaDbScript.Words(sql).ToList();
        for (var i = 0; i < words.Count - 1; i++)
        {
            if (!tables.Contains(words[i]))
            {
                continue;
            }

            var at = words[i + 1].Equals("as", StringComparison.OrdinalIgnoreCase) ? i + 2 : i + 1;
            if (at < words.Count)
            {
                aliases.TryAdd(words[at], words[i]);
            }
        }

        return aliases;
    }

    private static async Task<IReadOnlySet<string>> TablesAsync(ISession session, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            "select table_name from information_schema.tables where table_schema = database()",
            [],
            cancellation
        );
        return rows.Select(row => (string)row[0]!).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<string> UndoneAsync(
        MariaDbSession session,
        Func<Task<string>> query,
        CancellationToken cancellation
    )
    {
        var within = session.InTransaction;
        await session.ExecuteAsync(within ? $"savepoint {Savepoint}" : "start transaction", cancellation);
        try
        {
            return await query();
        }
        finally
        {
            await session.ExecuteAsync(
                within ? $"rollback to savepoint {Savepoint}; release savepoint {Savepoint}" : "rollback",
                CancellationToken.None
            );
        }
    }

    private static IEnumerable<PlanNode> Below(JsonElement element, IReadOnlyDictionary<string, string> tables) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Of(p.Name, p.Value, tables)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Below(e, tables)),
            _ => [],
        };

    private static IEnumerable<PlanNode> Of(string name, JsonElement value, IReadOnlyDictionary<string, string> tables)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return [];
        }

        var children = () => Below(value, tables).ToSequence();
        return name switch
        {
            "table" => [Table(value, tables, Below(value, tables).ToSequence())],
            "filesort" => [Node(PlanOperation.Sort, "filesort", value, children())],
            "temporary_table" => [Node(PlanOperation.Aggregate, "temporary table", value, children())],
            "nested_loop" when value.GetArrayLength() > 1 => [Node(PlanOperation.Join, "nested loop", value, children())],
            "block-nl-join" => [Node(PlanOperation.Join, "block nested loop", value, children())],
            _ => Below(value, tables),
        };
    }

    private static PlanNode Node(PlanOperation operation, string label, JsonElement value, Sequence<PlanNode> children) =>
        new(operation, label)
        {
            Children = children,
            Milliseconds = Number(value, "r_total_time_ms"),
            Loops = Number(value, "r_loops"),
            ActualRows = Number(value, "r_output_rows"),
        };

    private static PlanNode Table(JsonElement table, IReadOnlyDictionary<string, string> tables, Sequence<PlanNode> children)
    {
        if (Text(table, "message") is { } message && !table.TryGetProperty("table_name", out _))
        {
            // The planner has the answer, or knows that there is none, and reads nothing.
            return new(PlanOperation.Other, message) { Children = children };
        }

        var alias = Text(table, "table_name");
        var relation = alias is null ? null : tables.GetValueOrDefault(alias, alias);
        var access = Text(table, "access_type");
        var key = Text(table, "key");
        var index = key == "PRIMARY" && relation is not null ? MariaDbInspector.PrimaryKeyName(relation) : key;
        var operation =
            table.TryGetProperty("update", out _) || table.TryGetProperty("delete", out _) ? PlanOperation.Modify
            : access is null ? PlanOperation.Modify
            : access == "ALL" ? PlanOperation.TableScan
            : access == "index_merge" ? PlanOperation.BitmapScan
            : index is null ? PlanOperation.Other
            : table.TryGetProperty("using_index", out _) ? PlanOperation.IndexOnlyScan
            : PlanOperation.IndexScan;
        var how = index is null ? "" : $" using {index}";
        var name = alias == relation ? relation : $"{relation} {alias}";
        return new(operation, $"{access ?? "insert"}{how} on {name}")
        {
            Relation = alias,
            Index = index,
            EstimatedRows = Number(table, "rows"),
            ActualRows = Number(table, "r_rows"),
            Loops = Number(table, "r_loops"),
            Milliseconds = Number(table, "r_table_time_ms") is { } own ? own + (Number(table, "r_other_time_ms") ?? 0) : null,
            Children = [.. children, .. Merged(table, alias)],
        };
    }

    // An access by several indexes at once says which only here.
    private static IEnumerable<PlanNode> Merged(JsonElement table, string? relation)
    {
        if (!table.TryGetProperty("index_merge", out var merge))
        {
            yield break;
        }

        foreach (var key in Keys(merge))
        {
            yield return new(PlanOperation.BitmapScan, $"range using {key}") { Relation = relation, Index = key };
        }

        static IEnumerable<string> Keys(JsonElement element) =>
            element.ValueKind switch
            {
                JsonValueKind.Object => element
                    .EnumerateObject()
                    .SelectMany(p =>
                        p.NameEquals("key") && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : Keys(p.Value)
                    ),
                JsonValueKind.Array => element.EnumerateArray().SelectMany(Keys),
                _ => [],
            };
    }

    private static string? Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement node, string property) =>
        node.ValueKind == JsonValueKind.Object
        && node.TryGetProperty(property, out var value)
        && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;
}
