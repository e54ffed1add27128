using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>How a change reaches a running system.</summary>
public enum PlanStrategy
{
    /// <summary>Expand, backfill and contract: no interruption, several deployments.</summary>
    ExpandContract,

    /// <summary>All at once in a window in which nobody works.</summary>
    Plain,

    /// <summary>On a second server that follows the first, and that the application goes over to.</summary>
    BlueGreen,

    /// <summary>On a replica that is taken out, changed, follows again, and takes the place of its primary.</summary>
    ReplicaPromotion,
}

/// <summary>What <c>dbwright migrate plan</c> is asked for.</summary>
/// <param name="From">The schema as it is.</param>
public sealed record PlanRequest(SourceRequest From)
{
    /// <summary>The schema as it should be; none when the change is described.</summary>
    public SourceRequest? To { get; init; }

    /// <summary>The change as somebody would write it who need not think of others: SQL texts.</summary>
    public Sequence<string> Sql { get; init; } = [];

    /// <summary>What is the same thing under another name, each <c>old=new</c>.</summary>
    public Sequence<string> Renames { get; init; } = [];

    /// <summary>Columns that become NOT NULL, each <c>table.column</c>.</summary>
    public Sequence<string> NotNull { get; init; } = [];

    /// <summary>Values of new columns, each <c>table.column=SQL</c>.</summary>
    public Sequence<string> Fills { get; init; } = [];

    /// <summary>How it is done.</summary>
    public PlanStrategy Strategy { get; init; }

    /// <summary>How long nobody works; none when nobody said.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>How long the new application must have run alone before what the old one would not survive.</summary>
    public TimeSpan Live { get; init; }

    /// <summary>What people say about it.</summary>
    public ChangeReason Reason { get; init; } = new();

    /// <summary>The folder that the files become the next ones of; none to print them.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether losing data was permitted.</summary>
    public bool AllowDataLoss { get; init; }

    /// <summary>Whether the files are run in a sandbox.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>
    /// How many rows the touched tables get when the files are measured; none leaves that out. Ten thousand show what reads or writes a
    /// whole table, and take a few seconds.
    /// </summary>
    public long Rows { get; init; } = 10_000;

    /// <summary>Whether what was found is not kept beside the files.</summary>
    public bool KeepsNothing { get; init; }

    /// <summary>Where production's rows and sizes are known from: the URL of a database, or a file; none for FROM when that is a database.</summary>
    public string? Statistics { get; init; }
}

/// <summary>A plan.</summary>
/// <param name="Engine">The engine's name for people.</param>
/// <param name="Plan">The phases.</param>
/// <param name="Files">A pair of files for each.</param>
/// <param name="Page">The page that goes with them.</param>
/// <param name="Verification">What running them showed.</param>
public sealed record PlanResult(string Engine, StagedPlan Plan, Sequence<StageFile> Files, Deliverable Page, Verdict Verification)
{
    /// <summary>What the files did over rows; none when they were not run over any.</summary>
    public PlanFigures? Figures { get; init; }

    /// <summary>What was found, as <c>migrate verify</c> keeps it, the folder apart; none when the files were not run over rows.</summary>
    public VerifyResult? Evidence { get; init; }

    /// <summary>Everything found while reading, planning and running.</summary>
    public Sequence<Finding> Findings { get; init; } = [];
}
