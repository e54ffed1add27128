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

    /// <summary>The steps, each with the beginning by which it can be put together with the next.</summary>
    public IEnumerable<(MigrationStep Step, string? Head)> Steps() =>
        Alteration.Statements.Select(s =>
            (
                new MigrationStep(s.Sql, Part.Id)
                {
                    Change = Changes.Count > 0 ? Changes[0] : null,
                    Reason = Changes.Count > 0 ? null : Reason,
                    InTransaction = s.UsableAtOnce,
                    Lock = s.Lock,
                    Hazards = s.Hazards,
                },
                s.Head
            )
        );

    /// <summary>The steps of nodes in their order; neighbours that begin alike and can be put together are one.</summary>
    public static IEnumerable<MigrationStep> Together(IEnumerable<PlanNode> nodes)
    {
        (MigrationStep Step, string? Head)? open = null;
        foreach (var (step, head) in nodes.SelectMany(n => n.Steps()))
        {
            if (open is { Head: { } same } last && same == head)
            {
                open = (Joined(last.Step, step, same), head);
                continue;
            }

            if (open is { } before)
            {
                yield return before.Step;
            }

            open = (step, head);
        }

        if (open is { } end)
        {
            yield return end.Step;
        }
    }

    private static MigrationStep Joined(MigrationStep first, MigrationStep next, string head)
    {
        var start = first.Sql.StartsWith($"{head} ", StringComparison.Ordinal)
            ? $"{head}\n    {first.Sql[(head.Length + 1)..]}"
            : first.Sql;
        return first with
        {
            Sql = $"{start},\n    {next.Sql[(head.Length + 1)..]}",
            Also = next.Change is null ? first.Also : [.. first.Also, next.Change],
            Hazards = first.Hazards.Concat(next.Hazards).Distinct().ToSequence(),
        };
    }
}
