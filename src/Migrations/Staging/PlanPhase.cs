using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// The parts of a change that a running application lives through, in their order. Up to <see cref="Switch"/> the old application runs
/// undisturbed and the new one works already; from <see cref="Constrain"/> on only the new one may run.
/// </summary>
public enum PlanPhase
{
    /// <summary>What is new comes beside what is old; both are kept alike.</summary>
    Expand,

    /// <summary>Rows that were there get their new values, in batches.</summary>
    Backfill,

    /// <summary>Indexes are built while rows are written.</summary>
    Index,

    /// <summary>Views, routines and triggers take their new form; a table that follows another takes its place.</summary>
    Switch,

    /// <summary>New rules hold for new rows.</summary>
    Constrain,

    /// <summary>Old rows are checked while they are used.</summary>
    Validate,

    /// <summary>Rules that were checked become NOT NULL, unique and primary keys.</summary>
    Enforce,

    /// <summary>Rules of what is old end.</summary>
    Relax,

    /// <summary>Indexes of what is old, and references to it, go while rows are written.</summary>
    Clear,

    /// <summary>What is old goes, and what is new takes its name.</summary>
    Contract,
}

/// <summary>What phases are in the words of a plan.</summary>
public static class PlanPhases
{
    /// <summary>All in their order.</summary>
    public static Sequence<PlanPhase> All { get; } = Enum.GetValues<PlanPhase>().ToSequence();

    /// <summary>The word in the names of files.</summary>
    public static string Word(PlanPhase phase) => phase.ToString().ToLowerInvariant();

    /// <summary>Whether the old application may still run when the phase runs.</summary>
    public static bool IsBeforeCutover(PlanPhase phase) => phase <= PlanPhase.Switch;

    /// <summary>What the phase is for, as a sentence.</summary>
    public static string Purpose(PlanPhase phase) =>
        phase switch
        {
            PlanPhase.Expand => "What is new comes beside what is old; old and new application both run.",
            PlanPhase.Backfill => "Rows that are there get their new values, a batch at a time.",
            PlanPhase.Index => "Indexes are built while rows are read and written.",
            PlanPhase.Switch => "Views, routines and triggers take their new form; a table that follows another takes its place.",
            PlanPhase.Constrain => "New rules hold for rows that are written from now on.",
            PlanPhase.Validate => "Rows that are there are checked while they are read and written.",
            PlanPhase.Enforce => "What was checked becomes NOT NULL, unique or a key, without reading the rows again.",
            PlanPhase.Relax => "The rules of what is old end.",
            PlanPhase.Clear => "Indexes of what is old, and references to it, go while rows are read and written.",
            PlanPhase.Contract => "What is old goes, and what is new takes its name.",
            _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "A phase without a purpose."),
        };
}
