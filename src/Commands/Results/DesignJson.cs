using System.Text.Json;
using System.Text.Json.Serialization;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The stable JSON form of a design's result: <c>dbwright design --format json</c>.</summary>
public sealed record DesignSummary
{
    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>The folder written.</summary>
    public required string Output { get; init; }

    /// <summary>The folder's files and what became of each.</summary>
    public required IReadOnlyList<WrittenFile> Files { get; init; }

    /// <summary>The tables with the requirement each comes from.</summary>
    public required IReadOnlyList<TableSummary> Tables { get; init; }

    /// <summary>Every index that does not back a constraint, with what asked for it.</summary>
    public required IReadOnlyList<IndexTrace> Indexes { get; init; }

    /// <summary>The access patterns with their statements.</summary>
    public required IReadOnlyList<PatternSummary> Patterns { get; init; }

    /// <summary>What was assumed where the document says nothing.</summary>
    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>Everything found.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}

/// <summary>A table of the design.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Subject">The entity or relationship it comes from.</param>
/// <param name="Columns">How many columns it has.</param>
public sealed record TableSummary(string Table, string Subject, int Columns);

/// <summary>An access pattern of the design.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sql">Its statement; none when it is not yet designed.</param>
/// <param name="ServedBy">The indexes that serve it.</param>
/// <param name="Reason">Why.</param>
public sealed record PatternSummary(string Id, string? Sql, IReadOnlyList<string> ServedBy, string Reason);

/// <summary>Writes <see cref="DesignSummary"/>.</summary>
public static class DesignJson
{
    /// <summary>The result as JSON.</summary>
    public static string Write(DesignResult result)
    {
        var design = result.Design;
        var summary = new DesignSummary
        {
            Application = design.Requirements.Application,
            Engine = result.Engine.Name,
            Output = result.Output,
            Files = result.Files,
            Tables = design.Mappings.Select(m => new TableSummary(m.Table.ToString(), m.Subject, m.Columns.Count)).ToList(),
            Indexes = design.Indexes,
            Patterns = design
                .Patterns.Select(p => new PatternSummary(p.Pattern.Id, p.Statement?.Sql, p.ServedBy, p.Reason))
                .ToList(),
            Assumptions = design.Requirements.Assumptions,
            Findings = result.Findings,
        };
        return JsonSerializer.Serialize(summary, ResultJson.Default.DesignSummary) + "\n";
    }
}

/// <summary>The JSON shapes of results, made at compile time.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(DesignSummary))]
[JsonSerializable(typeof(DiffSummary))]
internal sealed partial class ResultJson : JsonSerializerContext;
