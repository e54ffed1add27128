namespace Dbwright.Model;

/// <summary>Where and by whom the database is run.</summary>
public sealed record Deployment
{
    /// <summary><c>self-managed</c>, <c>managed</c>, <c>serverless</c> or <c>embedded</c>.</summary>
    public string? Hosting { get; init; }

    /// <summary><c>aws</c>, <c>azure</c>, <c>gcp</c> or another cloud.</summary>
    public string? Cloud { get; init; }

    /// <summary>The regions that serve.</summary>
    public Sequence<string> Regions { get; init; } = [];

    /// <summary>Where the data must stay.</summary>
    public string? Residency { get; init; }

    /// <summary>Extensions that may be used.</summary>
    public Sequence<string> Extensions { get; init; } = [];

    /// <summary>The migration framework in use (<c>flyway</c>, …).</summary>
    public string? Migrations { get; init; }

    /// <summary><c>low</c>, <c>moderate</c> or <c>high</c>.</summary>
    public string? Budget { get; init; }

    /// <summary>What the team knows.</summary>
    public Sequence<string> Team { get; init; } = [];
}

/// <summary>Service levels; those that the document leaves unsaid have the brief's values.</summary>
public sealed record Quality
{
    /// <summary><c>strong</c> or <c>eventual</c>.</summary>
    public string Consistency { get; init; } = "strong";

    /// <summary>The share of time the database answers, in percent (99.9), or none.</summary>
    public decimal? AvailabilityPercent { get; init; }

    /// <summary>95th percentile of a query's time. Default 100 ms (brief, performance targets).</summary>
    public TimeSpan P95 { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>99th percentile of a query's time. Default 300 ms (brief, performance targets).</summary>
    public TimeSpan P99 { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Reads per second, or none.</summary>
    public decimal? ReadsPerSecond { get; init; }

    /// <summary>Writes per second, or none.</summary>
    public decimal? WritesPerSecond { get; init; }

    /// <summary>Users at the same time, or none.</summary>
    public long? ConcurrentUsers { get; init; }

    /// <summary>Greatest tolerated loss of recent writes.</summary>
    public TimeSpan? RecoveryPoint { get; init; }

    /// <summary>Greatest tolerated time to be back.</summary>
    public TimeSpan? RecoveryTime { get; init; }
}
