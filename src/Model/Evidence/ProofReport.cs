namespace Dbwright.Model;

/// <summary>How a figure or verdict was got.</summary>
public enum EvidenceState
{
    /// <summary>Run on the engine.</summary>
    Executed,

    /// <summary>Held against the vendor's grammar or published contract.</summary>
    Checked,

    /// <summary>Neither; the reason is said.</summary>
    Unverified,
}

/// <summary>A verdict with how it was got.</summary>
/// <param name="Id">What it is about: <c>integrity.orphans</c>, <c>migration.up-down-up</c>.</param>
/// <param name="Claim">The claim, as a sentence.</param>
/// <param name="Holds">Whether it held.</param>
/// <param name="State">How it was got.</param>
/// <param name="Detail">Figures and how to get them again.</param>
public sealed record Verdict(string Id, string Claim, bool Holds, EvidenceState State, string Detail)
{
    /// <summary>Whether it was run and is not so.</summary>
    public bool IsRefuted => State == EvidenceState.Executed && !Holds;
}

/// <summary>Latencies of one statement, in milliseconds.</summary>
/// <param name="Samples">How many executions.</param>
/// <param name="P50">Median.</param>
/// <param name="P95">95th percentile, nearest rank.</param>
/// <param name="P99">99th percentile, nearest rank.</param>
/// <param name="Max">The slowest.</param>
/// <param name="MeanRows">Rows returned or changed by one execution, on average.</param>
public sealed record Latency(int Samples, double P50, double P95, double P99, double Max, double MeanRows);

/// <summary>What was measured for one access pattern.</summary>
/// <param name="Pattern">The pattern's id.</param>
public sealed record PatternEvidence(string Pattern)
{
    /// <summary>Whether it writes.</summary>
    public bool IsWrite { get; init; }

    /// <summary>Whether it is a reporting aggregate.</summary>
    public bool IsReport { get; init; }

    /// <summary>The statement that ran.</summary>
    public required string Sql { get; init; }

    /// <summary>Its target.</summary>
    public required double TargetP95 { get; init; }

    /// <summary>Its target.</summary>
    public required double TargetP99 { get; init; }

    /// <summary>With the indexes of keys and unique constraints only.</summary>
    public required Latency Before { get; init; }

    /// <summary>With the whole design.</summary>
    public required Latency After { get; init; }

    /// <summary>
    /// For writes: how many times slower the 10th percentile (the write when nothing else has the disk) is with the design's secondary
    /// indexes, at the same speed of the disk. A control write (one number in a table without secondary indexes) takes turns with the write;
    /// each phase's control time is taken off, and the smaller of the two put back on both. None for reads.
    /// </summary>
    public double? WriteCost { get; init; }

    /// <summary>The indexes the design names; one of them must be used.</summary>
    public Sequence<string> Designed { get; init; } = [];

    /// <summary>The indexes the plan used.</summary>
    public Sequence<string> Used { get; init; } = [];

    /// <summary>The plan without the design's indexes.</summary>
    public PlanNode? PlanBefore { get; init; }

    /// <summary>The plan with the whole design.</summary>
    public PlanNode? PlanAfter { get; init; }

    /// <summary>Whether the targets hold and a designed index is used.</summary>
    public bool Holds { get; init; }
}

/// <summary>Rows loaded into a table.</summary>
public sealed record TableLoad(string Table, long Rows, double Seconds);

/// <summary>The size of an index after loading.</summary>
public sealed record IndexSize(string Index, string Table, long Bytes, double BuildSeconds);

/// <summary>Everything that <c>prove</c> found out; <c>evidence/report.json</c>.</summary>
public sealed record ProofReport
{
    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>The engine's version as it says itself.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>The sandbox's mode and the settings that matter for the figures.</summary>
    public required string Sandbox { get; init; }

    /// <summary>The command that gives this report again.</summary>
    public required string Command { get; init; }

    /// <summary>dbwright's version.</summary>
    public required string Program { get; init; }

    /// <summary>When it was measured.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>The machine: processor count, memory, operating system.</summary>
    public required string Machine { get; init; }

    /// <summary>The most memory that dbwright itself used, in bytes; the server's is not in it.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>SHA-256 of the requirements.</summary>
    public required string RequirementsHash { get; init; }

    /// <summary>The scale of the volumes; 1 is what the requirements say.</summary>
    public required decimal Scale { get; init; }

    /// <summary>The seed of the generated data.</summary>
    public required long Seed { get; init; }

    /// <summary>Rows loaded.</summary>
    public Sequence<TableLoad> Loads { get; init; } = [];

    /// <summary>Secondary indexes with their true sizes.</summary>
    public Sequence<IndexSize> Indexes { get; init; } = [];

    /// <summary>One for each access pattern that was run.</summary>
    public Sequence<PatternEvidence> Patterns { get; init; } = [];

    /// <summary>Integrity, migrations, service levels.</summary>
    public Sequence<Verdict> Verdicts { get; init; } = [];

    /// <summary>What was found.</summary>
    public Sequence<Finding> Findings { get; init; } = [];

    /// <summary>Seconds by stage.</summary>
    public Sequence<StageTime> Stages { get; init; } = [];
}

/// <summary>How long a stage took.</summary>
public sealed record StageTime(string Stage, double Seconds);
