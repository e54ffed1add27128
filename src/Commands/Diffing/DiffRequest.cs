using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What <c>dbwright diff</c> is asked for.</summary>
/// <param name="From">The schema as it is.</param>
/// <param name="To">The schema as it should be.</param>
public sealed record DiffRequest(SourceRequest From, SourceRequest To)
{
    /// <summary>What is the same thing under another name, each <c>old=new</c>.</summary>
    public Sequence<string> Renames { get; init; } = [];

    /// <summary>Asks a person whether a proposed rename is one; none where nobody is there to answer.</summary>
    public Func<RenameProposal, bool>? Ask { get; init; }

    /// <summary>Whether values that no conversion can keep may be dropped.</summary>
    public bool AllowDataLoss { get; init; }

    /// <summary>Whether the way back is wanted instead of the way there.</summary>
    public bool Reverse { get; init; }

    /// <summary>Whether the migration and its reverse are run in a sandbox.</summary>
    public bool Verify { get; init; } = true;
}

/// <summary>What differs, and the migration that leads from one schema to the other; with <see cref="DiffRequest.Reverse"/>, back.</summary>
/// <param name="Changes">The differences.</param>
/// <param name="Plan">The migration that was asked for.</param>
/// <param name="Back">What undoes it.</param>
public sealed record DiffResult(Sequence<Change> Changes, MigrationPlan Plan, MigrationPlan Back)
{
    /// <summary>Pairs that may be the same thing under another name.</summary>
    public Sequence<RenameProposal> Proposals { get; init; } = [];

    /// <summary>What running the migration showed.</summary>
    public required Verdict Verification { get; init; }

    /// <summary>Everything found while reading, planning and running.</summary>
    public Sequence<Finding> Findings { get; init; } = [];
}
