using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What happens to the parts of a node.</summary>
internal enum PlanAction
{
    Drop,
    Alter,
    Create,
}

/// <summary>Some statements of a plan that stand together, with the parts that they drop, alter or make.</summary>
/// <param name="Action">What they do.</param>
/// <param name="Part">The part that gives it its place among others.</param>
/// <param name="Alteration">The statements.</param>
internal sealed record PlanNode(PlanAction Action, SchemaPart Part, Alteration Alteration)
{
    /// <summary>The changes that it makes; empty when it only puts something out of the way and back.</summary>
    public Sequence<Change> Changes { get; init; } = [];

    /// <summary>Why it is there when it makes no change.</summary>
    public string? Reason { get; init; }

    /// <summary>All parts that it drops, alters or makes.</summary>
    public Sequence<PartKey> Covers { get; init; } = [];

    /// <summary>The steps.</summary>
    public IEnumerable<MigrationStep> Steps() =>
        Alteration.Statements.Select(s => new MigrationStep(s.Sql, Part.Id)
        {
            Change = Changes.Count > 0 ? Changes[0] : null,
            Reason = Changes.Count > 0 ? null : Reason,
            InTransaction = s.UsableAtOnce,
            Lock = s.Lock,
            Hazards = s.Hazards,
        });
}
