using System.Text.Json.Schema;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The JSON schemas of what dbwright reads and prints.</summary>
public static class SchemaOfHandler
{
    private static readonly Dictionary<string, Func<string>> Schemas = new(StringComparer.Ordinal)
    {
        ["requirements"] = () => RequirementsSchema.Json,
        ["design"] = () => ResultJson.Default.DesignSummary.GetJsonSchemaAsNode().ToString(),
        ["diff"] = () => ResultJson.Default.DiffSummary.GetJsonSchemaAsNode().ToString(),
        ["report"] = () => ReportJson.Schema,
        ["schema"] = SchemaJson.Schema,
    };

    /// <summary>The names that have a schema.</summary>
    public static Sequence<string> Names { get; } = Schemas.Keys.ToSequence();

    /// <summary>The schema of that name.</summary>
    /// <exception cref="Failure">There is none.</exception>
    public static string Run(string name) =>
        Schemas.TryGetValue(name, out var schema)
            ? schema()
            : throw Failure.Because(
                ExitStatus.BadInput,
                "unknown-schema",
                $"There is no JSON schema named {name}.",
                $"Known: {string.Join(", ", Names)}.",
                NearestName.Of(name, Names) is { } near ? $"dbwright schema-of {near}" : null
            );
}
