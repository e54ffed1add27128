using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A known danger for which there is no rule here.</summary>
/// <param name="Reference">Its number in the catalogue of known dangers, for accounting only.</param>
/// <param name="What">What it is.</param>
/// <param name="Reason">Why there is no rule.</param>
public sealed record UnbuiltRule(string Reference, string What, string Reason)
{
    /// <summary>All of them.</summary>
    public static Sequence<UnbuiltRule> All { get; } =
    [
        new(
            "N-11",
            "A runner that waits for its own lock on a second connection and stands still with a concurrent build",
            "It is a property of the runner, and cannot be seen in the text of a migration."
        ),
        new(
            "U-126",
            "A statement that a person wrote within a generated plan",
            "There are no such plans here: `dbwright diff` generates all of a migration or nothing."
        ),
        new(
            "U-127",
            "A generated plan that does not lead exactly to the wanted schema",
            "`dbwright diff` runs each migration there and back and prints none that does not."
        ),
        new(
            "U-178",
            "A change of data of which no backup can be made first",
            "It is a function of the product that the rule comes from, which copies rows before a change."
        ),
        new("U-179", "A query over several databases", "It is about SQL Server, for which no review is built."),
    ];
}
