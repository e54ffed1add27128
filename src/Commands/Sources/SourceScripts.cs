using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Texts that make up a schema.</summary>
/// <param name="Files">The texts in the order in which they run.</param>
/// <param name="Description">What they are, for people.</param>
internal sealed record SourceScripts(Sequence<ScriptFile> Files, string Description)
{
    /// <summary>The engine that the source itself names, or none.</summary>
    public string? Engine { get; init; }

    /// <summary>What was left out or needs to be known.</summary>
    public Sequence<Finding> Findings { get; init; } = [];
}
