using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>When constraints and indexes of tables that are there come, change and go.</summary>
internal sealed class ConstraintPhases(Phasing plan)
{
    private readonly StageEdits edits = plan.Edits;

    /// <summary>A constraint or index comes.</summary>
    public void Created(SchemaPart part)
    {
        switch (part)
        {
            case SchemaPart.Index index:
                Build(index);
                break;
            case SchemaPart.Check(_, { NotValid: false } check) c when CanValidateLater(c):
                Later(c, c with { Definition = check with { NotValid = true } });
                break;
            case SchemaPart.ForeignKeyPart(_, { NotValid: false } foreign) f when CanValidateLater(f):
                Later(f, f with { Definition = foreign with { NotValid = true } });
                break;
            case SchemaPart.Unique unique
                when plan.Start.Find(unique.Table)!.PrimaryKey is { } old && plan.Goal.Find(unique.Table)!.PrimaryKey != old:
                // Foreign keys go from one key to the other when the primary key changes.
                edits.Put(PlanPhase.Contract, part);
                break;
            case SchemaPart.ConstraintPart key when PlainKey(key) is { } columns && IsWhole(key.Table):
                ByIndex(key, columns, key.Name);
                break;
            default:
                if (
                    part
                    is not (
                        SchemaPart.Check { Definition.NotValid: true }
                        or SchemaPart.ForeignKeyPart { Definition.NotValid: true }
                    )
                )
                {
                    plan.Interrupts(part.Id, $"a {part.Kind} of this form is made in one go.");
                }

                edits.Put(PlanPhase.Constrain, part);
                break;
        }
    }

    /// <summary>A constraint or index goes.</summary>
    public void Dropped(SchemaPart part)
    {
        var ofDropped = plan.Context.FromGraph.Needs(part.Key).Any(k => IsGone(k));
        var phase =
            part is SchemaPart.Index ? PlanPhase.Clear
            : ofDropped ? PlanPhase.Relax
            // What the old rule forbids, the new application may write at once.
            : PlanPhase.Expand;
        edits.Remove(phase, part.Key);
    }

    /// <summary>A constraint or index gets another definition.</summary>
    public void Changed(Change.Changed change)
    {
        switch (change)
        {
            case { From: SchemaPart.Check(_, var a), To: SchemaPart.Check(_, var b) } when a with { NotValid = false } == b:
            case { From: SchemaPart.ForeignKeyPart(_, var c), To: SchemaPart.ForeignKeyPart(_, var d) }
                when c with { NotValid = false } == d:
                edits.Put(PlanPhase.Validate, change.To);
                break;
            case { To: SchemaPart.Index or SchemaPart.Check or SchemaPart.ForeignKeyPart }
                when plan.AtOnce(change) is not { } atOnce || Phasing.IsSlow(atOnce):
                Replace(change.To, ShadowParts.Named(change.To), isThere: true);
                break;
            case { From: SchemaPart.ConstraintPart old, To: SchemaPart.ConstraintPart now }
                when old.Kind == now.Kind
                    && PlainKey(old) is { } before
                    && PlainKey(now) is { } after
                    && CanStandBeside(now.Table, before, after):
                // A table has one primary key: the new one takes its place when it is a matter of names.
                var isOnlyOne = now is SchemaPart.PrimaryKeyPart;
                if (isOnlyOne)
                {
                    edits.Remove(PlanPhase.Enforce, old.Key);
                }

                Replace(now, ShadowParts.Named(now), isThere: !isOnlyOne);
                break;
            default:
                if (plan.AtOnce(change) is not { } quick || Phasing.IsSlow(quick))
                {
                    plan.Interrupts(change.On, "the old one goes and the new one is made in one go.");
                    edits.Put(PlanPhase.Contract, change.To);
                }
                else
                {
                    edits.Put(PlanPhase.Expand, change.To);
                }

                break;
        }
    }

    /// <summary>A part under a name of its own beside the old one, whose name it takes when that is gone.</summary>
    public void Replace(SchemaPart goal, SchemaPart beside, bool isThere)
    {
        if (isThere)
        {
            edits.Remove(goal is SchemaPart.Index ? PlanPhase.Clear : PlanPhase.Relax, goal.Key);
        }

        Created(beside);
        edits.Remove(PlanPhase.Contract, beside.Key);
        edits.Put(PlanPhase.Contract, goal);
    }

    // The columns of a primary key or unique constraint that an index can become.
    private static Sequence<string>? PlainKey(SchemaPart.ConstraintPart part) =>
        part switch
        {
            SchemaPart.PrimaryKeyPart(_, { Details.Count: 0 } key) => key.Columns,
            SchemaPart.Unique(_, { Details.Count: 0 } unique) => unique.Columns,
            _ => null,
        };

    // Foreign keys hold the key that they refer to.
    private bool CanStandBeside(QualifiedName table, Sequence<string> old, Sequence<string> now) =>
        IsWhole(table)
        && !plan
            .Start.Tables.Concat(plan.Goal.Tables)
            .SelectMany(t => t.ForeignKeys)
            .Any(f =>
                f.ReferencedTable == table
                && f.ReferencedColumns.ToHashSet(StringComparer.Ordinal) is var columns
                && (columns.SetEquals(old) || columns.SetEquals(now))
            );

    // A partitioned table has no index of its own that could become a constraint.
    private bool IsWhole(QualifiedName table) => plan.Start.Find(table) is { PartitionBy: null };

    private bool IsGone(PartKey key) => key.Id.Kind == ObjectKind.Column && !plan.Context.ToGraph.Parts.ContainsKey(key);

    private bool CanValidateLater(SchemaPart.ConstraintPart part) =>
        plan.Forms.ValidatesLater && !(part is SchemaPart.ForeignKeyPart && plan.Start.Find(part.Table)?.PartitionBy is not null);

    private void Later(SchemaPart.ConstraintPart valid, SchemaPart notValid)
    {
        edits.Put(PlanPhase.Constrain, notValid);
        edits.Put(PlanPhase.Validate, valid);
    }

    private void ByIndex(SchemaPart.ConstraintPart constraint, Sequence<string> columns, string name)
    {
        var index = new SchemaPart.Index(
            constraint.Table,
            new(name, columns.Select(c => IndexPart.Of(c)).ToSequence()) { Unique = true }
        )
        {
            NamedWithinTable = plan.Goal.NamesIndexesWithinTables,
        };
        edits.Put(PlanPhase.Index, index);
        edits.Remove(PlanPhase.Enforce, index.Key);
        edits.Put(PlanPhase.Enforce, constraint);
        Usable(index);
    }

    private void Build(SchemaPart.Index index)
    {
        if (plan.Start.Find(index.Table) is { PartitionBy: not null })
        {
            plan.Interrupts(index.Id, "an index of a partitioned table is not built beside writes.");
        }

        edits.Put(PlanPhase.Index, index);
        Usable(index);
    }

    private void Usable(SchemaPart.Index index)
    {
        if (plan.Forms.UnusableIndex(index.Table, index.Definition.Name) is { } query)
        {
            plan.Check(PlanPhase.Index, index.Id, query, $"The index {index.Definition.Name} is there but cannot be used.");
        }
    }
}
