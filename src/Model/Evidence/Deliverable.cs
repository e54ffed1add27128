namespace Dbwright.Model;

/// <summary>A file that a stage returns; the command writes it and lists it in the manifest.</summary>
/// <param name="Path">The path below the output folder, with forward slashes.</param>
/// <param name="Content">The text, with line feeds.</param>
public sealed record Deliverable(string Path, string Content)
{
    /// <summary>Whether it is written once and never regenerated, as migrations are.</summary>
    public bool Permanent { get; init; }
}
