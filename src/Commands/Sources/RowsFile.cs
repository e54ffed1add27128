using System.Text.Json;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// The rows of tables: <c>{"orders": 5000000, "sales.items": 12}</c>, or a list of objects with <c>table</c> (with <c>schema</c> or not) and
/// <c>rows</c>, as a query of the statistics gives it.
/// </summary>
internal static class RowsFile
{
    /// <summary>Reads such a file.</summary>
    /// <exception cref="Failure">It cannot be read (<see cref="ExitStatus.BadInput"/>).</exception>
    public static TableRows Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var rows = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
            if (document.RootElement.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in document.RootElement.EnumerateArray())
                {
                    var schema = item.TryGetProperty("schema", out var name) ? name.GetString() : null;
                    rows[Key(schema, item.GetProperty("table").GetString() ?? "")] = Count(item.GetProperty("rows"));
                }
            }
            else
            {
                foreach (var item in document.RootElement.EnumerateObject())
                {
                    rows[Key(null, item.Name)] = Count(item.Value);
                }
            }

            return new(rows);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
            )
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "unreadable-rows",
                $"The rows of tables in {path} cannot be read.",
                e.Message,
                """Expected {"orders": 5000000} or [{"schema": "public", "table": "orders", "rows": 5000000}].""",
                new Location(path, e is JsonException { LineNumber: { } line } ? (int)line + 1 : 1, 1),
                e
            );
        }
    }

    private static long Count(JsonElement value) => (long)Math.Min(value.GetDouble(), long.MaxValue / 2);

    private static string Key(string? schema, string table)
    {
        var name = schema is null or "" ? table : $"{schema}.{table}";
        return name.StartsWith("public.", StringComparison.OrdinalIgnoreCase) ? name["public.".Length..] : name;
    }
}
