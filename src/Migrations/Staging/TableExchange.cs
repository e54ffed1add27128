using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// A table that another of the same rows takes the place of, because no statement makes the one the other: partitioned, or not any more.
/// The new one follows the old one from <see cref="PlanPhase.Expand"/> on, takes its name in <see cref="PlanPhase.Switch"/>, and is followed
/// by the old one until <see cref="PlanPhase.Contract"/>; the way back is the same from the other end.
/// </summary>
internal sealed class TableExchange(Phasing plan, QualifiedName name)
{
    private readonly StageEdits edits = plan.Edits;
    private readonly Table before = plan.Start.Find(name)!;
    private readonly Table after = plan.Goal.Find(name)!;

    /// <summary>The tables that changes make this of: those that are partitioned otherwise, and those whose keys get another size.</summary>
    public static Sequence<QualifiedName> In(Phasing plan, Sequence<Change> changes) =>
        [
            .. changes.OfType<Change.Changed>().Where(IsPartitioning).Select(c => c.On.Name),
            .. changes
                .OfType<Change.Changed>()
                .Where(c =>
                    !changes.OfType<Change.Changed>().Any(o => IsPartitioning(o) && o.On.Name == c.On.Name) && IsKey(plan, c)
                )
                .Select(c => c.On.Name)
                .Distinct(),
        ];

    private static bool IsPartitioning(Change.Changed change) =>
        change is { From: SchemaPart.TablePart(var a), To: SchemaPart.TablePart(var b) } && a.PartitionBy != b.PartitionBy;

    // Another column beside it cannot take the place of one that others hang on.
    private static bool IsKey(Phasing plan, Change.Changed change) =>
        change
            is {
                From: SchemaPart.ColumnPart(_, { Type: DataType.Integer, Inherited: false } a),
                To: SchemaPart.ColumnPart(var table, { Type: DataType.Integer } b)
            }
        && a.Type != b.Type
        && (
            a.Identity is not null
            || plan.Start.Find(table)!.PrimaryKey?.Columns.Contains(a.Name) == true
            || plan.Start.Tables.Any(t =>
                t.ForeignKeys.Any(f => f.ReferencedTable == table && f.ReferencedColumns.Contains(a.Name))
            )
        );

    /// <summary>Says when what comes and goes.</summary>
    public void Take()
    {
        if (plan.Forms.Tables is not { } forms)
        {
            return;
        }

        if (Obstacle() is { } reason)
        {
            if (before.PartitionBy == after.PartitionBy)
            {
                // The column says for itself that it is changed at once.
                return;
            }

            plan.Findings.Add(
                new("table-not-exchanged", Severity.Error, $"{name} cannot be exchanged while it is used: {reason}")
                {
                    Subject = $"{name}",
                }
            );
            return;
        }

        plan.Exchanged.Add(name);
        var (beside, aside) = (
            TableFamily.Of(plan.Goal, name, plan.Start, "__new"),
            TableFamily.Of(plan.Start, name, plan.Goal, "__old")
        );
        Sequence<string> key = before.PrimaryKey!.Columns.Concat(after.PrimaryKey!.Columns).Distinct().ToSequence();
        var (there, back) = (
            new TablePair(before, beside.Schema.Find(beside.Named(name))!, key),
            new TablePair(after, aside.Schema.Find(aside.Named(name))!, key)
        );
        edits.Between.AddRange([beside.Schema, aside.Schema]);
        Tables(beside, aside);
        Follow(forms, there, back);
        References(beside, aside);
        Copy(forms, there, PlanPhase.Backfill, isDown: false);
        Copy(forms, back, PlanPhase.Contract, isDown: true);
        Swap(forms, there, back);
        Keep(forms, beside, name, PlanPhase.Expand, isDown: true, key);
        Keep(forms, aside, name, PlanPhase.Contract, isDown: false, key);
        Say(forms);
    }

    private string? Obstacle() =>
        before.PrimaryKey is null || after.PrimaryKey is null
            ? "rows are told apart by the primary key, and it does not have one at both ends."
        : before.PartitionOf is not null || after.PartitionOf is not null || before.Inherits.Count + after.Inherits.Count > 0
            ? "it is itself part of another table."
        : !Columns(before).Equals(Columns(after))
            ? "its columns are not the same at both ends (the columns of a primary key may not be null). Change them in a plan before this one."
        : before.ForeignKeys.Concat(after.ForeignKeys).Any(f => f.ReferencedTable == name) ? "it refers to itself."
        : before
            .ForeignKeys.Concat(after.ForeignKeys)
            .Select(f => f.ReferencedTable)
            .Concat(plan.Start.Tables.Where(t => t.ForeignKeys.Any(f => f.ReferencedTable == name)).Select(t => t.Name))
            .Any(t => plan.Exchanged.Contains(t) || plan.Start.Find(t)?.PartitionBy != plan.Goal.Find(t)?.PartitionBy)
            ? "a table that it is bound to by a foreign key is exchanged as well. Plan one after the other."
        : null;

    // Their order is no difference, and the size of whole numbers may be another; defaults and comments may change with the table.
    private static Sequence<Column> Columns(Table table) =>
        table
            .Columns.Select(c =>
                c with
                {
                    Default = null,
                    Comment = null,
                    Details = [],
                    Type = c.Type is DataType.Integer ? new DataType.Integer(64) : c.Type,
                }
            )
            .OrderBy(c => c.Name, StringComparer.Ordinal)
            .ToSequence();

    private void Tables(TableFamily beside, TableFamily aside)
    {
        foreach (var part in beside.Copies())
        {
            edits.Put(PlanPhase.Expand, part, isFixed: true);
            edits.Remove(PlanPhase.Switch, part.Key, isFixed: true);
        }

        Mark(beside, PlanPhase.Expand, PlanPhase.Switch);
        var goal = plan.Context.ToGraph;
        foreach (var key in TableFamily.Parts(plan.Context.FromGraph, plan.Start, name))
        {
            plan.Settled.Add(key);
            if (!goal.Parts.ContainsKey(key))
            {
                edits.Remove(PlanPhase.Switch, key, isFixed: true);
            }
        }

        foreach (var key in TableFamily.Parts(goal, plan.Goal, name))
        {
            plan.Settled.Add(key);
            edits.Put(PlanPhase.Switch, goal.Parts[key], isFixed: true);
        }

        foreach (var part in aside.Copies())
        {
            edits.Put(PlanPhase.Switch, part, isFixed: true);
            edits.Remove(PlanPhase.Contract, part.Key, isFixed: true);
        }

        Mark(aside, PlanPhase.Switch, PlanPhase.Contract);
        foreach (var rename in aside.Renames.Concat(beside.Renames.Select(r => (Change.Renamed)r.Reversed())))
        {
            edits.Renames.Add((PlanPhase.Switch, rename));
        }
    }

    private void Mark(TableFamily family, PlanPhase comes, PlanPhase goes)
    {
        var comment = new SchemaPart.Comment(new(ObjectKind.Table, family.Named(name)), FollowingTables.Comment(name));
        edits.Put(comes, comment, isFixed: true);
        edits.Remove(goes, comment.Key, isFixed: true);
    }

    private void Follow(ITableFollowing forms, TablePair there, TablePair back)
    {
        foreach (var part in forms.Follow(there))
        {
            edits.Put(PlanPhase.Expand, part, isFixed: true);
            edits.Remove(PlanPhase.Switch, part.Key, isFixed: true);
        }

        foreach (var part in forms.Follow(back))
        {
            edits.Put(PlanPhase.Switch, part, isFixed: true);
            edits.Remove(PlanPhase.Contract, part.Key, isFixed: true);
        }
    }

    // Foreign keys of other tables refer to both, each from when its rows are there.
    private void References(TableFamily beside, TableFamily aside)
    {
        foreach (var (table, foreign) in TableFamily.References(plan.Goal, name))
        {
            var part = new SchemaPart.ForeignKeyPart(table, foreign);
            plan.Settled.Add(part.Key);
            edits.Put(PlanPhase.Switch, part, isFixed: true);
            if (plan.IsOld(table))
            {
                Beside(beside, part, "__new", (PlanPhase.Index, PlanPhase.Switch));
            }
        }

        foreach (var (table, foreign) in TableFamily.References(plan.Start, name))
        {
            var part = new SchemaPart.ForeignKeyPart(table, foreign);
            plan.Settled.Add(part.Key);
            if (!plan.Context.ToGraph.Parts.ContainsKey(part.Key))
            {
                edits.Remove(PlanPhase.Switch, part.Key, isFixed: true);
            }

            Beside(aside, part, "__old", (PlanPhase.Switch, PlanPhase.Clear));
        }
    }

    private void Beside(
        TableFamily family,
        SchemaPart.ForeignKeyPart part,
        string suffix,
        (PlanPhase Comes, PlanPhase Goes) phases
    )
    {
        // One that is only at one end has its name to itself. It must take it: the server calls what it makes for each partition so otherwise.
        var isAlone = !(suffix == "__new" ? plan.Context.FromGraph : plan.Context.ToGraph).Parts.ContainsKey(part.Key);
        var twin = part with
        {
            Definition = part.Definition with
            {
                Name = isAlone ? part.Name : ObjectNames.Shorten(part.Name + suffix),
                ReferencedTable = family.Named(part.Definition.ReferencedTable),
            },
        };
        edits.Put(phases.Comes, twin, isFixed: true);
        if (!isAlone)
        {
            edits.Remove(phases.Goes, twin.Key, isFixed: true);
            var rename = new Change.Renamed(part.Id, twin.Id);
            edits.Renames.Add((PlanPhase.Switch, suffix == "__new" ? (Change.Renamed)rename.Reversed() : rename));
        }
        else if (suffix == "__old")
        {
            edits.Remove(phases.Goes, twin.Key, isFixed: true);
        }

        if (plan.Start.Find(part.Table)?.PartitionBy is not null)
        {
            plan.Interrupts(part.Id, "a foreign key of a partitioned table is made in one go.");
        }
    }

    private void Copy(ITableFollowing forms, TablePair pair, PlanPhase phase, bool isDown)
    {
        var key = plan.Engine.Require<INames>().Quote(pair.Source.PrimaryKey!.Columns[0]);
        var on = new ObjectId(ObjectKind.Table, pair.Target.Name);
        var target = isDown ? before : after;
        edits.Data.Add(
            new(phase, $"-- dbwright:backfill {key} batch {plan.Options.BatchRows}\n{forms.Copy(pair)}", on)
            {
                IsDown = isDown,
                Alone = true,
                Hazards =
                [
                    .. forms.MayRefuse(target, isDown ? plan.Start : plan.Goal)
                        ? [new Hazard(HazardKind.DependsOnData, $"Fails when a row of {name} belongs to no partition.")]
                        : Array.Empty<Hazard>(),
                    .. Narrowed(pair)
                        .Select(c => new Hazard(HazardKind.DependsOnData, $"Fails when a value does not fit into {name}.{c}.")),
                    .. target.PrimaryKey!.Columns.All(c => pair.Source.PrimaryKey.Columns.Contains(c))
                    && target.PrimaryKey.Columns.Count < pair.Source.PrimaryKey.Columns.Count
                        ? [new Hazard(HazardKind.DependsOnData, $"Fails when two rows of {name} are alike in the shorter key.")]
                        : Array.Empty<Hazard>(),
                ],
            }
        );
        edits.Data.Add(
            new(
                phase,
                plan.Forms.Assert(
                    forms.Differences(pair),
                    $"{pair.Target.Name} does not yet hold what {pair.Source.Name} holds."
                ),
                on
            )
            {
                IsDown = isDown,
            }
        );
    }

    // Until the transaction ends, nobody draws a number.
    private void Swap(ITableFollowing forms, TablePair there, TablePair back)
    {
        var on = new ObjectId(ObjectKind.Table, name);
        Hold(PlanPhase.Switch, [.. Bound(), name, there.Target.Name], isDown: false);
        Hold(PlanPhase.Switch, [.. Bound(), name, back.Target.Name], isDown: true);
        // Triggers of a partitioned table go from its partitions first, which those who use it lock after it.
        Hold(PlanPhase.Expand, [name, there.Target.Name], isDown: true);
        Hold(PlanPhase.Contract, [name, back.Target.Name], isDown: false);

        // By then the names are those of the other side.
        Numbers(new(back.Target, back.Source, back.Key), isDown: false);
        Numbers(new(there.Target, there.Source, there.Key), isDown: true);

        void Hold(PlanPhase phase, Sequence<QualifiedName> relations, bool isDown) =>
            edits.Data.Add(
                new(phase, forms.Hold(relations), on)
                {
                    IsDown = isDown,
                    IsFirst = true,
                    Holds = true,
                }
            );

        void Numbers(TablePair pair, bool isDown) =>
            edits.Data.AddRange(forms.Number(pair).Select(n => new DataStep(PlanPhase.Switch, n, on) { IsDown = isDown }));
    }

    private void Keep(
        ITableFollowing forms,
        TableFamily family,
        QualifiedName other,
        PlanPhase phase,
        bool isDown,
        Sequence<string> key
    ) => edits.KeptTables.AddRange(family.Members.Select(m => (phase, isDown, m, forms.Missing(m, other, key))));

    private static IEnumerable<string> Narrowed(TablePair pair) =>
        pair
            .Source.Columns.Where(c =>
                c.Type is DataType.Integer(var bits)
                && pair.Target.Find(c.Name)?.Type is DataType.Integer(var room)
                && room < bits
            )
            .Select(c => c.Name);

    private void Say(ITableFollowing forms)
    {
        var sized = after.Columns.Where(c => before.Find(c.Name)!.Type != c.Type).Select(c => c.Name).ToList();
        if (sized.Count > 0)
        {
            plan.Findings.Add(
                new(
                    "type-at-switch",
                    Severity.Warning,
                    $"{name} gets the new type of {string.Join(", ", sized)} when the names are exchanged."
                )
                {
                    Detail =
                        "The old application still runs by then, and reads the new type. Until the last file values must fit into the old type.",
                    Subject = $"{name}",
                    Fix = "Have the application read both before that file.",
                }
            );
        }

        if (forms.MayRefuse(after, plan.Goal))
        {
            plan.Findings.Add(
                new("rows-without-partition", Severity.Warning, $"{name} has no default partition.")
                {
                    Detail = "From the first file on, a row that belongs to no partition is refused.",
                    Subject = $"{name}",
                    Fix = $"create table … partition of {name} default, or partitions that take every value.",
                }
            );
        }

        if (!before.PrimaryKey!.Columns.Equals(after.PrimaryKey!.Columns))
        {
            var (old, now) = (string.Join(", ", before.PrimaryKey.Columns), string.Join(", ", after.PrimaryKey.Columns));
            plan.Findings.Add(
                new("primary-key-differs", Severity.Warning, $"The primary key of {name} is ({now}), and was ({old}).")
                {
                    Detail =
                        $"From the file with the switch on, only ({now}) is checked to be unique, and on conflict ({old}) is refused.",
                    Subject = $"{name}",
                    Fix = "Have the application write on conflict do nothing, or leave it out, before that file.",
                }
            );
        }

        foreach (var view in plan.Start.Views.Where(v => v.Materialized && Reads(v)))
        {
            plan.Interrupts(view.Id, $"it reads {name}, and is made anew when the names are exchanged.");
        }
    }

    // Views that read it are locked before what they read, and tables that refer to it are written before it is looked at.
    private IEnumerable<QualifiedName> Bound() =>
        plan
            .Start.Views.Where(v => !v.Materialized && Reads(v) && plan.Goal.Views.Any(g => g.Name == v.Name))
            .Select(v => v.Name)
            .Concat(
                TableFamily
                    .References(plan.Start, name)
                    .Concat(TableFamily.References(plan.Goal, name))
                    .Select(r => r.Table)
                    .Where(t => plan.IsOld(t) && plan.Goal.Find(t) is not null)
                    .Order()
            )
            .Distinct();

    private bool Reads(View view) =>
        plan
            .Context.FromGraph.Needs(new(view.Id))
            .Any(k => k.Id.Name == name && k.Id.Kind is ObjectKind.Table or ObjectKind.Column);
}
