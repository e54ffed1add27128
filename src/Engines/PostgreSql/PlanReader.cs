using System.Text.Json;
using Dbwright.Model;
using Npgsql;

namespace Dbwright.Engines;

/// <summary>
/// Execution plans. The values are sent as parameters and known to the planner, so the plan is the one that a statement gets with these
/// values; a server may later settle on a generic plan for a statement that stays prepared, when that is estimated to cost no more.
/// </summary>
internal sealed class PostgreSqlPlanReader : IPlanReader
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
        var server = (PostgreSqlSession)session;
        var explain = statement with { Sql = $"explain (format json{(run ? ", analyze, buffers" : "")}) {statement.Sql}" };
        var json = run
            ? await UndoneAsync(server, () => QueryAsync(server, explain, values, cancellation), cancellation)
            : await QueryAsync(server, explain, values, cancellation);
        return Read(json);
    }

    /// <summary>The plan from the text of <c>explain (format json)</c>.</summary>
    public static PlanNode Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Node(document.RootElement[0].GetProperty("Plan"));
    }

    private static async Task<string> QueryAsync(
        PostgreSqlSession session,
        Statement statement,
        IReadOnlyList<object?> values,
        CancellationToken cancellation
    )
    {
        await using var command = session.Command(statement);
        PostgreSqlValues.Bind(command, statement, values);
        try
        {
            return (string)(await command.ExecuteScalarAsync(cancellation))!;
        }
        catch (NpgsqlException e)
        {
            throw PostgreSqlErrors.From(e, statement.Sql);
        }
    }

    private static async Task<string> UndoneAsync(
        PostgreSqlSession session,
        Func<Task<string>> query,
        CancellationToken cancellation
    )
    {
        var within = session.InTransaction;
        await session.ExecuteAsync(within ? $"savepoint {Savepoint}" : "begin", cancellation);
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

    private static PlanNode Node(JsonElement node)
    {
        var type = Text(node, "Node Type")!;
        var relation = Text(node, "Relation Name");
        var index = Text(node, "Index Name");
        var loops = Number(node, "Actual Loops");
        return new(Operation(type), Label(node, type, relation, index))
        {
            Relation = relation,
            Index = index,
            EstimatedRows = Number(node, "Plan Rows"),
            ActualRows = Number(node, "Actual Rows"),
            Loops = loops,
            Milliseconds = Number(node, "Actual Total Time") * loops,
            Children = node.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray().Select(Node).ToSequence() : [],
        };
    }

    private static PlanOperation Operation(string type) =>
        type switch
        {
            "Seq Scan" or "Parallel Seq Scan" or "Sample Scan" => PlanOperation.TableScan,
            "Index Scan" => PlanOperation.IndexScan,
            "Index Only Scan" => PlanOperation.IndexOnlyScan,
            "Bitmap Heap Scan" or "Bitmap Index Scan" or "BitmapAnd" or "BitmapOr" => PlanOperation.BitmapScan,
            "Nested Loop" or "Hash Join" or "Merge Join" => PlanOperation.Join,
            "Sort" or "Incremental Sort" => PlanOperation.Sort,
            "Aggregate" or "Group" => PlanOperation.Aggregate,
            "ModifyTable" => PlanOperation.Modify,
            _ => PlanOperation.Other,
        };

    // As the server's own text form words it: "Index Scan Backward using i on t a", "Hash Left Join", "GroupAggregate", "Insert on t".
    private static string Label(JsonElement node, string type, string? relation, string? index)
    {
        var join = Text(node, "Join Type") is { } kind and not "Inner" ? kind : null;
        var words = type switch
        {
            "Aggregate" => Text(node, "Strategy") switch
            {
                "Sorted" => "GroupAggregate",
                "Hashed" => "HashAggregate",
                "Mixed" => "MixedAggregate",
                _ => type,
            },
            "ModifyTable" => Text(node, "Operation") ?? type,
            "Nested Loop" => join is null ? type : $"{type} {join} Join",
            "Hash Join" or "Merge Join" => join is null ? type : $"{type.Split(' ')[0]} {join} Join",
            _ => type,
        };
        var parallel = node.TryGetProperty("Parallel Aware", out var aware) && aware.ValueKind == JsonValueKind.True;
        var backward = Text(node, "Scan Direction") == "Backward" ? " Backward" : "";
        var how =
            index is null ? ""
            : type == "Bitmap Index Scan" ? $" on {index}"
            : $" using {index}";
        var alias = Text(node, "Alias");
        var where =
            relation is null ? ""
            : alias is null || alias == relation ? $" on {relation}"
            : $" on {relation} {alias}";
        return $"{(parallel ? "Parallel " : "")}{words}{backward}{how}{where}";
    }

    private static string? Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static double? Number(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) ? value.GetDouble() : null;
}
