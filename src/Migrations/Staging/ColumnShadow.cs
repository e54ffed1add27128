using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A column that another takes the place of: under another name, or with another type behind the same name.</summary>
internal sealed class ColumnShadow(Phasing plan, ColumnPhases columns)
{
    private readonly StageEdits edits = plan.Edits;

    /// <summary>Why a column cannot be replaced while it is used; none when it can.</summary>
    public static string? Obstacle(Phasing plan, QualifiedName table, Column column)
    {
        var owner = plan.Start.Find(table)!;
        return owner.PrimaryKey?.Columns.Contains(column.Name) == true
                ? "it is part of the primary key, which other tables refer to."
            : plan.Start.Tables.Any(t =>
                t.ForeignKeys.Any(f => f.ReferencedTable == table && f.ReferencedColumns.Contains(column.Name))
            )
                ? "foreign keys refer to it."
            : Bound(plan, table, column)
                ?? (
                    owner.ForeignKeys.Any(f => f.Columns.Contains(column.Name) && RefersToChanging(plan, f))
                        ? "the column that it refers to changes as well."
                        : null
                );
    }

    /// <summary>Why no other column can take the place of one, keys apart; none when one can.</summary>
    public static string? Bound(Phasing plan, QualifiedName table, Column column)
    {
        var (owner, key) = (plan.Start.Find(table)!, new PartKey(new(ObjectKind.Column, table, column.Name)));
        var graph = plan.Context.FromGraph;
        return column.Identity is not null || column.Generated is not null ? "it is numbered or computed."
            : owner.PartitionBy is not null
            || owner.PartitionOf is not null
            || owner.Inherits.Count > 0
            || plan.Start.Tables.Any(t => t.Inherits.Contains(table))
                ? "its table is partitioned or inherits."
            : graph.NeededBy(key).Any(k => graph.Parts[k] is SchemaPart.OwnedBy) ? "a sequence belongs to it."
            : graph.NeededBy(key).Any(k => graph.Parts[k] is SchemaPart.ColumnPart { Definition.Generated: not null })
                ? "another column is computed from it."
            : graph.NeededBy(key).Any(k => graph.Parts[k] is SchemaPart.Exclusion) ? "an exclusion constraint needs it."
            : graph
                .NeededBy(key)
                .Any(k => graph.Parts[k] is SchemaPart.Other or SchemaPart.RoutinePart { Definition.StandardBody: true })
                ? "policies, statistics or routines are bound to it."
            : null;
    }

    private static bool RefersToChanging(Phasing plan, ForeignKey foreign) =>
        // Whole numbers refer to such of another size, so that one of the two can be first.
        !plan.Exchanged.Contains(foreign.ReferencedTable)
        && foreign.ReferencedColumns.Any(c =>
            plan.Start.Find(foreign.ReferencedTable)?.Find(c)?.Type != plan.Goal.Find(foreign.ReferencedTable)?.Find(c)?.Type
        );

    /// <summary>Why values of one column cannot follow those of another; none when they can.</summary>
    public static string? Unlike(Phasing plan, ColumnPair pair) =>
        plan.Forms.Converted(pair, plan.Start) is null ? "no conversion keeps its values."
        : pair.BothWays && plan.Forms.Reverted(pair, plan.Start) is null ? "its new values cannot become old ones."
        : null;

    /// <summary>A column of another name, which old and new application use side by side.</summary>
    public void Rename(QualifiedName table, Column source, Column target)
    {
        var pair = new ColumnPair(table, source, target) { BothWays = true };
        Beside(pair);
        edits.Put(PlanPhase.Contract, new SchemaPart.ColumnPart(table, target with { Default = null, Comment = null }));
        if (target.Default is { } sql)
        {
            edits.Put(PlanPhase.Relax, new SchemaPart.ColumnDefault(table, target.Name, sql));
        }

        Loosen(pair);
        edits.Remove(PlanPhase.Relax, new(new(ObjectKind.Column, table, source.Name), "default"));
        edits.Remove(PlanPhase.Contract, new(new(ObjectKind.Column, table, source.Name)));
        Back(pair);
        plan.Settled.Add(new(new(ObjectKind.Column, table, source.Name)));
        plan.Settled.Add(new(new(ObjectKind.Column, table, source.Name), "default"));
        plan.Settled.Add(new(new(ObjectKind.Column, table, target.Name)));
        plan.Settled.Add(new(new(ObjectKind.Column, table, target.Name), "default"));
    }

    /// <summary>A column of another type behind the same name. Returns why it cannot be; none when it is settled.</summary>
    public string? Replace(QualifiedName table, Column before, Column to)
    {
        var shadow = to with { Name = ObjectNames.Shorten($"{to.Name}__new"), Default = null, Comment = null };
        var pair = new ColumnPair(table, plan.Start.Find(table)!.Find(before.Name)!, shadow);
        if ((Obstacle(plan, table, before) ?? Unlike(plan, pair)) is { } reason)
        {
            return reason;
        }

        TakePlace(table, pair, to);
        new ShadowParts(plan).Take(table, to.Name, shadow.Name);
        return null;
    }

    /// <summary>The column of the pair follows, and takes the name of the other at the end; what hangs on that is left to the caller.</summary>
    public void TakePlace(QualifiedName table, ColumnPair pair, Column to)
    {
        var shadow = pair.Target;
        Beside(pair);
        Loosen(pair);
        Back(pair);
        // On the way back a default would stand for values that are to be brought back: it comes behind them.
        edits.Remove(PlanPhase.Relax, new(new(ObjectKind.Column, table, pair.Source.Name), "default"), StageWay.Back);
        if (pair.Source.Default is { } old)
        {
            var back = new SchemaPart.ColumnDefault(table, pair.Source.Name, old);
            edits.Data.AddRange(
                plan.Engine.Require<IAlterer>()
                    .Create(back, plan.Context)
                    .Statements.Select(s => new DataStep(PlanPhase.Contract, s.Sql, back.Key.Id) { IsDown = true })
            );
        }

        var key = new PartKey(new(ObjectKind.Column, table, to.Name));
        edits.Remove(PlanPhase.Contract, new(new(ObjectKind.Column, table, shadow.Name)));
        edits.Put(PlanPhase.Contract, new SchemaPart.ColumnPart(table, to with { Default = null, Comment = null }));
        edits.Renames.Add((PlanPhase.Contract, new(new(ObjectKind.Column, table, shadow.Name), key.Id)));
        if (plan.Goal.Find(table)!.Find(to.Name)!.Default is { } sql)
        {
            edits.Put(PlanPhase.Contract, new SchemaPart.ColumnDefault(table, to.Name, sql));
        }

        plan.Settled.Add(key);
        plan.Settled.Add(key with { Facet = "default" });
    }

    // The new column with what keeps it alike, filled; NOT NULL once all rows have it.
    private void Beside(ColumnPair pair)
    {
        var names = plan.Engine.Require<INames>();
        edits.Put(PlanPhase.Expand, new SchemaPart.ColumnPart(pair.Table, ColumnPhases.Loose(pair.Target)));
        foreach (var part in plan.Forms.Follow(pair, plan.Start))
        {
            edits.Put(PlanPhase.Expand, part);
            edits.Remove(PlanPhase.Contract, part.Key);
        }

        var (source, target) = (names.Quote(pair.Source.Name), names.Quote(pair.Target.Name));
        var value = plan.Forms.Converted(pair, plan.Start)!;
        var differs = plan.Forms.Differs(target, value.Sql, pair.Target.Type);
        plan.Fill(PlanPhase.Backfill, pair.Table, pair.Target.Name, value, $"{target} is null and {source} is not null");
        plan.Check(
            PlanPhase.Backfill,
            new(ObjectKind.Column, pair.Table, pair.Target.Name),
            $"select 1 from {names.Quote(pair.Table)} where {differs}",
            $"{pair.Table}.{pair.Target.Name} is not yet what {pair.Table}.{pair.Source.Name} is in some rows."
        );
        edits.Kept.Add(
            new(PlanPhase.Expand, true, pair.Table, pair.Target.Name, differs)
            {
                // Nobody writes a column of another type before it has its name.
                Loses = pair.BothWays ? plan.Forms.Reverted(pair, plan.Start)!.Loses : null,
            }
        );
        if (!pair.Target.Nullable)
        {
            columns.NotNull(pair.Table, pair.Target);
        }
    }

    // On the way back the old column comes without values first.
    private void Loosen(ColumnPair pair)
    {
        if (!pair.Source.Nullable)
        {
            edits.Put(PlanPhase.Relax, new SchemaPart.ColumnPart(pair.Table, ColumnPhases.Loose(pair.Source)));
        }
    }

    private void Back(ColumnPair pair)
    {
        if (plan.Forms.Reverted(pair, plan.Start) is { } value)
        {
            var names = plan.Engine.Require<INames>();
            var (source, target) = (names.Quote(pair.Source.Name), names.Quote(pair.Target.Name));
            var differs = plan.Forms.Differs(source, value.Sql, pair.Source.Type);
            edits.Kept.Add(
                new(PlanPhase.Contract, false, pair.Table, pair.Source.Name, differs)
                {
                    Loses = plan.Forms.Converted(pair, plan.Start)!.Loses,
                }
            );
            plan.Fill(
                PlanPhase.Contract,
                pair.Table,
                pair.Source.Name,
                value,
                $"{source} is null and {target} is not null",
                isDown: true
            );
        }
        else
        {
            plan.Findings.Add(
                new(
                    "no-way-back",
                    Severity.Warning,
                    $"After the last file the old values of {pair.Table}.{pair.Source.Name} come back only from a backup."
                )
                {
                    Detail = "No conversion leads from the new type to the old one.",
                    Subject = $"{pair.Table}.{pair.Source.Name}",
                }
            );
        }
    }
}

/// <summary>Indexes and constraints of a column, made on the one that takes its place and named anew at the end.</summary>
internal sealed class ShadowParts(Phasing plan)
{
    /// <summary>Makes them.</summary>
    public void Take(QualifiedName table, string column, string shadow)
    {
        var key = new PartKey(new(ObjectKind.Column, table, column));
        var rename = new Change.Renamed(key.Id, key.Id with { Part = shadow });
        var there = SchemaParts.Of(RenameMap.Of([rename]).Apply(plan.Goal));
        var graph = plan.Context.ToGraph;
        var constraints = new ConstraintPhases(plan);
        foreach (
            var needs in graph.NeededBy(key).Where(k => graph.Parts[k] is SchemaPart.Index or SchemaPart.ConstraintPart).Order()
        )
        {
            var part = graph.Parts[needs];
            if (!BelongsTo(part, table))
            {
                continue;
            }

            plan.Settled.Add(needs);
            constraints.Replace(part, Named(there[needs]), isThere: plan.Context.FromGraph.Parts.ContainsKey(needs));
        }
    }

    /// <summary>The part under the name that it has until the old one is gone.</summary>
    public static SchemaPart Named(SchemaPart part)
    {
        string New(string name) => ObjectNames.Shorten($"{name}__new");
        return part switch
        {
            SchemaPart.Index(_, var index) i => i with { Definition = index with { Name = New(index.Name) } },
            SchemaPart.Check(_, var check) c => c with { Definition = check with { Name = New(check.Name) } },
            SchemaPart.ForeignKeyPart(_, var foreign) f => f with { Definition = foreign with { Name = New(foreign.Name) } },
            SchemaPart.PrimaryKeyPart(_, var key) p => p with { Definition = key with { Name = New(key.Name) } },
            SchemaPart.Unique(_, var unique) u => u with { Definition = unique with { Name = New(unique.Name) } },
            _ => throw new ArgumentException($"{part.Key} has no second form.", nameof(part)),
        };
    }

    private static bool BelongsTo(SchemaPart part, QualifiedName table) =>
        part switch
        {
            SchemaPart.Index(var owner, _) => owner == table,
            SchemaPart.ConstraintPart constraint => constraint.Table == table,
            _ => false,
        };
}
