using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What <c>dbwright migrate export</c> is asked for.</summary>
/// <param name="Folder">The folder of migrations.</param>
/// <param name="Tool">The tool that they are written for.</param>
/// <param name="Output">The folder that gets the files.</param>
public sealed record ExportRequest(string Folder, string Tool, string Output)
{
    /// <summary>The engine that the migrations are written for; none where the folder or its project says it.</summary>
    public string? Engine { get; init; }

    /// <summary>What is asked for beside the tool.</summary>
    public ExportOptions Options { get; init; } = new();

    /// <summary>What may be left out, by name.</summary>
    public Sequence<string> Allowed { get; init; } = [];

    /// <summary>Whether files that are there and differ are overwritten.</summary>
    public bool Force { get; init; }
}

/// <summary>Files that were written for a tool.</summary>
/// <param name="Engine">The engine's name.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Migrations">How many migrations they hold, counted in the folder that they come from.</param>
/// <param name="Files">The files with their paths, and what became of each.</param>
public sealed record ExportResult(string Engine, IMigrationExporter Tool, int Migrations, Sequence<WrittenFile> Files)
{
    /// <summary>What is not the same for the tool.</summary>
    public Sequence<Finding> Findings { get; init; } = [];
}
