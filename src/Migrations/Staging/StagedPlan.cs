using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What a plan for a running application is asked for.</summary>
public sealed record StagingOptions
{
    /// <summary>The values that rows of a new column without default get, as SQL, by <c>table.column</c>.</summary>
    public IReadOnlyDictionary<string, string> Fills { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// How many keys the first batch of a backfill has; the runner adapts it. 1000 rows of 1 kB are 1 MB of WAL, well below what a replica
    /// or a checkpoint notices.
    /// </summary>
    public int BatchRows { get; init; } = 1000;
}

/// <summary>A file of a plan: one phase, there and back.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Up">The way there.</param>
/// <param name="Down">The way back.</param>
public sealed record PlanStage(PlanPhase Phase, MigrationPlan Up, MigrationPlan Down)
{
    /// <summary>The changes that it makes.</summary>
    public Sequence<Change> Changes { get; init; } = [];
}

/// <summary>The way from one schema to another while applications run.</summary>
/// <param name="Stages">The phases that have something to do, in their order.</param>
public sealed record StagedPlan(Sequence<PlanStage> Stages)
{
    /// <summary>What a person should know; errors refuse the plan.</summary>
    public Sequence<Finding> Findings { get; init; } = [];

    /// <summary>Whether it is one file that does everything at once.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The second server that the change is made on; none for a plan of one server.</summary>
    public SecondServer? Second { get; init; }

    /// <summary>The last phase before the old application must be gone; none when there is nothing to wait for.</summary>
    public PlanStage? LastBeforeCutover => Stages.LastOrDefault(s => PlanPhases.IsBeforeCutover(s.Phase));

    /// <summary>The tables that its steps are about and that are there before it.</summary>
    public Sequence<QualifiedName> Tables =>
        Stages.Count == 0
            ? []
            : Stages
                .SelectMany(s => s.Up.Steps)
                .Select(s => s.On.Name)
                .Where(n => Stages[0].Up.Start.Find(n) is not null)
                .Distinct()
                .Order()
                .ToSequence();
}
