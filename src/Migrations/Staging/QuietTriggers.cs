using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// Triggers of the application on tables whose rows are filled. Filling changes nothing that the application sees, so nothing of it should
/// happen: no row noted as changed today, none written to an audit table, none refused because it is not to be changed any more. From the
/// first phase to the last they therefore do not fire in a session that fills and says so.
/// </summary>
internal sealed class QuietTriggers(Phasing plan)
{
    private const string Update = "update";

    /// <summary>Decides which triggers are quiet from when to when; what is filled is known by now.</summary>
    public void Decide()
    {
        foreach (var steps in plan.Edits.Data.Where(d => d.IsFill).GroupBy(d => d.On.Name).ToList())
        {
            var columns = steps.Select(s => s.On.Part).ToHashSet(StringComparer.Ordinal);
            var quieted = Family(steps.Key).Select(t => Decide(t, columns)).ToList();
            if (quieted.Contains(true))
            {
                plan.Quieted.Add(steps.Key);
            }
        }
    }

    // Whether there are any of this table.
    private bool Decide(QualifiedName table, HashSet<string> columns)
    {
        var (before, after) = (Triggers(plan.Start, table), Triggers(plan.Goal, table));
        var quiet = before.Values.Where(t => Fires(t, columns)).ToList();
        var changed = after.Values.Where(t => Fires(t, columns) && t != before.GetValueOrDefault(t.Name)).ToList();
        foreach (var trigger in quiet)
        {
            plan.Edits.Put(PlanPhase.Expand, Quiet(table, trigger), isFixed: true);
        }

        foreach (var trigger in changed)
        {
            plan.Edits.Put(PlanPhase.Switch, Quiet(table, trigger));
        }

        foreach (var trigger in quiet.Concat(changed).Select(t => after.GetValueOrDefault(t.Name)).OfType<Trigger>().Distinct())
        {
            plan.Edits.Put(PlanPhase.Contract, new SchemaPart.TriggerPart(table, trigger));
        }

        return quiet.Count + changed.Count > 0;
    }

    private static bool Fires(Trigger trigger, HashSet<string> columns) =>
        trigger.Events.Contains(Update)
        && (trigger.Columns.Count == 0 || trigger.Columns.Any(columns.Contains))
        && !trigger.Details.Any(d => d.Name == "constraint" || (d.Name == "enabled" && d.Value is "disabled" or "replica"));

    private SchemaPart.TriggerPart Quiet(QualifiedName table, Trigger trigger)
    {
        var condition = plan.Forms.WhileNotFilling(table);
        return new(table, trigger with { When = trigger.When is { } when ? $"({when}) AND ({condition})" : condition });
    }

    // An update of a table is one of its partitions and of the tables that inherit from it.
    private IEnumerable<QualifiedName> Family(QualifiedName table) =>
        plan
            .Start.Tables.Where(t => t.PartitionOf?.Parent == table || t.Inherits.Contains(table))
            .SelectMany(t => Family(t.Name))
            .Prepend(table);

    private static Dictionary<string, Trigger> Triggers(RelationalSchema schema, QualifiedName table) =>
        schema.Find(table)?.Triggers.ToDictionary(t => t.Name, StringComparer.Ordinal) ?? [];
}
