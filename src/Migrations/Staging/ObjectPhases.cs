using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>When everything comes, changes and goes: columns, constraints and indexes by their own rules, the rest by these.</summary>
internal sealed class ObjectPhases(Phasing plan)
{
    private readonly StageEdits edits = plan.Edits;
    private readonly ColumnPhases columns = new(plan);
    private readonly ConstraintPhases constraints = new(plan);

    /// <summary>Gives every change its phase.</summary>
    /// <param name="changes">The changes, without renames.</param>
    public void Decide(Sequence<Change> changes)
    {
        foreach (var table in TableExchange.In(plan, changes))
        {
            new TableExchange(plan, table).Take();
        }

        KeyShadow.TakeAll(plan, changes);
        // What takes the place of something else settles changes of its indexes and constraints too.
        foreach (var change in changes.OrderBy(c => c is Change.Changed { To: SchemaPart.ColumnPart } ? 0 : 1))
        {
            if (plan.Settled.Contains(KeyOf(change)))
            {
                continue;
            }

            switch (change)
            {
                case Change.Created(var part):
                    Created(part);
                    break;
                case Change.Dropped(var part):
                    Dropped(part);
                    break;
                case Change.Changed changed:
                    Changed(changed);
                    break;
            }
        }
    }

    /// <summary>The old name of a table goes on as a view of the new one.</summary>
    public void KeepName(QualifiedName old, QualifiedName now)
    {
        var names = plan.Engine.Require<INames>();
        var table = plan.Start.Find(now)!;
        var list = string.Join(", ", table.Columns.Select(c => names.Quote(c.Name)));
        var view = new View(old, $"select {list} from {names.Quote(now)}");
        edits.Put(PlanPhase.Expand, new SchemaPart.ViewPart(view));
        edits.Remove(PlanPhase.Contract, new(view.Id));
        foreach (
            var right in plan.Start.Grants.Where(g =>
                g.On == new ObjectId(ObjectKind.Table, now) && g.Privilege is "select" or "insert" or "update" or "delete"
            )
        )
        {
            var part = new SchemaPart.Right(right with { On = view.Id });
            edits.Put(PlanPhase.Expand, part);
            edits.Remove(PlanPhase.Contract, part.Key);
        }
    }

    private static PartKey KeyOf(Change change) =>
        change switch
        {
            Change.Created(var part) => part.Key,
            Change.Dropped(var part) => part.Key,
            Change.Changed(_, var part, _) => part.Key,
            _ => throw new ArgumentException("Renames have no part.", nameof(change)),
        };

    private void Created(SchemaPart part)
    {
        switch (part)
        {
            case var _ when IsTaken(part):
                plan.Interrupts(part.Id, "something else has its name, and goes first.");
                edits.Put(PlanPhase.Contract, part);
                break;
            case SchemaPart.ColumnPart(var table, var column) when plan.IsOld(table):
                columns.Created(table, column);
                break;
            case SchemaPart.ColumnDefault(var table, var column, _) when plan.Start.Find(table) is { } old:
                if (old.Find(column) is not null)
                {
                    edits.Put(PlanPhase.Expand, part);
                }

                break;
            case SchemaPart.ConstraintPart constraint when plan.IsOld(constraint.Table):
                constraints.Created(part);
                break;
            case SchemaPart.Index(var relation, _) when plan.Context.FromGraph.Relation(relation) is not null:
                constraints.Created(part);
                break;
            case SchemaPart.TriggerPart(var table, _) when plan.IsOld(table):
                edits.Put(PlanPhase.Switch, part);
                break;
            default:
                edits.Put(NeedsFilled(part) ? PlanPhase.Switch : PlanPhase.Expand, part);
                break;
        }
    }

    private bool IsTaken(SchemaPart part) =>
        part switch
        {
            SchemaPart.RoutinePart(var routine) => plan.Start.Routines.Any(r =>
                r.Name == routine.Name && r.Signature == routine.Signature && r.Kind != routine.Kind
            ),
            _ when IsRelation(part) => plan.Context.FromGraph.Parts.Values.Any(p =>
                IsRelation(p) && p.Id.Kind != part.Id.Kind && p.Id.Name == part.Id.Name
            ),
            _ => false,
        };

    private static bool IsRelation(SchemaPart part) =>
        part
            is SchemaPart.TablePart
                or SchemaPart.ViewPart
                or SchemaPart.NumberSequencePart
                or SchemaPart.Index { NamedWithinTable: false };

    // What reads a column that is still being filled would show holes.
    private bool NeedsFilled(SchemaPart part) =>
        edits.Data.Count > 0
        && part is SchemaPart.ViewPart or SchemaPart.RoutinePart
        && plan.Context.ToGraph.Needs(part.Key).Any(k => edits.Data.Exists(d => d.On == k.Id));

    private void Dropped(SchemaPart part)
    {
        switch (part)
        {
            case SchemaPart.ColumnPart(var table, var column) when plan.Goal.Find(table) is not null:
                columns.Dropped(table, column);
                break;
            case SchemaPart.ConstraintPart constraint when plan.Goal.Find(constraint.Table) is not null:
            case SchemaPart.Index(var relation, _) when plan.Context.ToGraph.Relation(relation) is not null:
                constraints.Dropped(part);
                break;
            default:
                edits.Remove(PlanPhase.Contract, part.Key);
                break;
        }
    }

    private void Changed(Change.Changed change)
    {
        switch (change)
        {
            case { From: SchemaPart.ColumnPart(_, var before), To: SchemaPart.ColumnPart(var table, var to) }:
                columns.Changed(change, table, before, to);
                break;
            case { To: SchemaPart.ConstraintPart or SchemaPart.Index }:
                constraints.Changed(change);
                break;
            case { From: SchemaPart.ViewPart(var old), To: SchemaPart.ViewPart(var now) }
                when Lacks(now, old) is { Count: > 0 } lost:
                plan.Interrupts(change.On, $"the old application does not find {string.Join(", ", lost)} in it any more.");
                edits.Put(PlanPhase.Switch, change.To);
                break;
            case { To: SchemaPart.ViewPart or SchemaPart.RoutinePart or SchemaPart.TriggerPart or SchemaPart.Other }:
                edits.Put(PlanPhase.Switch, change.To);
                break;
            default:
                AtOnce(change);
                break;
        }
    }

    private static List<string> Lacks(View now, View old) =>
        old.Columns.Select(c => c.Name).Except(now.Columns.Select(c => c.Name)).ToList();

    private void AtOnce(Change.Changed change)
    {
        var quick =
            plan.AtOnce(change) is { Away.Count: 0 } alteration
            && !Phasing.IsSlow(alteration)
            && alteration.Findings.All(f => f.Severity != Severity.Error);
        if (!quick)
        {
            plan.Interrupts(change.On, "no other form of this change is known.");
        }

        edits.Put(quick ? PlanPhase.Expand : PlanPhase.Contract, change.To);
    }
}
