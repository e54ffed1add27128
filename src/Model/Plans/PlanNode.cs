namespace Dbwright.Model;

/// <summary>What a node of an execution plan does, alike for all engines.</summary>
public enum PlanOperation
{
    /// <summary>Reads a whole table.</summary>
    TableScan,

    /// <summary>Reads a table through an index.</summary>
    IndexScan,

    /// <summary>Answers from an index alone.</summary>
    IndexOnlyScan,

    /// <summary>Collects row positions from an index or several.</summary>
    BitmapScan,

    /// <summary>Combines two inputs.</summary>
    Join,

    /// <summary>Orders its input.</summary>
    Sort,

    /// <summary>Groups or aggregates its input.</summary>
    Aggregate,

    /// <summary>Changes rows.</summary>
    Modify,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A node of an execution plan: one neutral tree for all engines.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Label">The engine's own words.</param>
public sealed record PlanNode(PlanOperation Operation, string Label)
{
    /// <summary>The table or alias it reads, when it reads one.</summary>
    public string? Relation { get; init; }

    /// <summary>The index it uses, when it uses one.</summary>
    public string? Index { get; init; }

    /// <summary>Rows the planner expected, a loop.</summary>
    public double? EstimatedRows { get; init; }

    /// <summary>Rows that came, a loop; none when it was not run.</summary>
    public double? ActualRows { get; init; }

    /// <summary>How often it ran.</summary>
    public double? Loops { get; init; }

    /// <summary>Milliseconds in all loops, with its children.</summary>
    public double? Milliseconds { get; init; }

    /// <summary>What it reads from.</summary>
    public Sequence<PlanNode> Children { get; init; } = [];

    /// <summary>This node and all below it.</summary>
    public IEnumerable<PlanNode> Walk() => Children.SelectMany(c => c.Walk()).Prepend(this);
}
