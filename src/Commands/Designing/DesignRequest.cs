using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What <c>dbwright design</c> is asked for.</summary>
/// <param name="Source">A requirements document, or a folder with a <c>requirements.yaml</c>.</param>
public sealed record DesignRequest(string Source)
{
    /// <summary>The engine, overriding the document's.</summary>
    public string? Engine { get; init; }

    /// <summary>The output folder; by default <c>database</c> beside the document, or <c>database-ENGINE</c> for another engine than the document's.</summary>
    public string? Output { get; init; }

    /// <summary>What the document calls otherwise than before, each <c>old=new</c>: keeps its data in the next migration.</summary>
    public Sequence<string> Renames { get; init; } = [];

    /// <summary>Whether the next migration may destroy data.</summary>
    public bool AllowDataLoss { get; init; }

    /// <summary>Whether only <c>TODO_database-architect.md</c> is written.</summary>
    public bool TodoOnly { get; init; }
}

/// <summary>What <c>dbwright design</c> did.</summary>
/// <param name="Design">The design.</param>
/// <param name="Output">The folder written.</param>
/// <param name="Files">Its files.</param>
public sealed record DesignResult(DatabaseDesign Design, string Output, Sequence<WrittenFile> Files)
{
    /// <summary>The engine.</summary>
    public required Engine Engine { get; init; }

    /// <summary>SHA-256 of the requirements and the reference data.</summary>
    public required string RequirementsSha256 { get; init; }

    /// <summary>Everything found: in the requirements, in the design, while writing.</summary>
    public Sequence<Finding> Findings { get; init; } = [];
}
