using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What <c>dbwright prove</c> is asked for.</summary>
/// <param name="Design">What is designed first.</param>
public sealed record ProveRequest(DesignRequest Design)
{
    /// <summary>Scales the volumes of the requirements; 1 is what they say.</summary>
    public decimal Scale { get; init; } = 1;

    /// <summary>The seed of the generated data.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>A server of the user's to work on, in a database of its own.</summary>
    public string? Sandbox { get; init; }

    /// <summary>Whether fetching binaries is forbidden.</summary>
    public bool Offline { get; init; }

    /// <summary>The command line, for the report; without secrets.</summary>
    public string CommandLine { get; init; } = "dbwright prove";

    /// <summary>The numbers that decide.</summary>
    public ProofOptions Options { get; init; } = new();
}

/// <summary>What <c>dbwright prove</c> found out.</summary>
/// <param name="Design">The design that was proved.</param>
/// <param name="Report">The evidence.</param>
/// <param name="Files">The files written after measuring.</param>
public sealed record ProveResult(DesignResult Design, ProofReport Report, Sequence<WrittenFile> Files)
{
    /// <summary>Whether every claim that was run holds.</summary>
    public bool Holds =>
        Report.Verdicts.All(v => v.Holds || v.State != EvidenceState.Executed) && Report.Patterns.All(p => p.Holds);
}
