using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// Columns of primary keys that get another type, with all that refer to them and change likewise: each has another column beside it that
/// follows, a second key and second foreign keys are made of those, and in the end all take the names of the first. Between texts and uuids no
/// foreign key is possible, so they go together. Sizes of whole numbers change by another way, which needs no second column.
/// </summary>
internal sealed class KeyShadow
{
    private readonly Phasing plan;
    private readonly ColumnShadow shadow;
    private readonly Sequence<(QualifiedName Table, string Column)> columns;
    private readonly RelationalSchema beside;

    private KeyShadow(Phasing plan, Sequence<(QualifiedName Table, string Column)> columns)
    {
        this.plan = plan;
        this.columns = columns;
        shadow = new(plan, new(plan));
        beside = RenameMap
            .Of(columns.Select(c => new Change.Renamed(Id(c), Id((c.Table, New(c.Column))))).ToSequence())
            .Apply(plan.Goal);
    }

    private StageEdits Edits => plan.Edits;

    /// <summary>Takes the keys that can be changed so; the others are left to those who say why not.</summary>
    public static void TakeAll(Phasing plan, Sequence<Change> changes)
    {
        foreach (var change in changes.OfType<Change.Changed>().Where(c => IsKey(plan, c)))
        {
            var (table, column) = (change.On.Name, change.On.Part);
            if (plan.Settled.Contains(new(Id((table, column)))))
            {
                continue;
            }

            var together = Together(plan, (table, column));
            if (Redesign(plan, together) is { } finding)
            {
                plan.Findings.Add(finding);
                plan.Settled.UnionWith(together.Select(c => new PartKey(Id(c))));
            }
            else if (together.All(c => Obstacle(plan, c, together) is null))
            {
                new KeyShadow(plan, together).Take();
            }
        }
    }

    private static bool IsKey(Phasing plan, Change.Changed change) =>
        change is { From: SchemaPart.ColumnPart(var table, var a), To: SchemaPart.ColumnPart(_, var b) }
        && a.Type != b.Type
        && !(a.Type is DataType.Integer && b.Type is DataType.Integer)
        && plan.Start.Find(table)!.PrimaryKey?.Columns.Contains(a.Name) == true
        && (plan.AtOnce(change) is not { } atOnce || Phasing.IsSlow(atOnce));

    // What refers to it, what it refers to, and so on, as far as types change.
    private static Sequence<(QualifiedName Table, string Column)> Together(
        Phasing plan,
        (QualifiedName Table, string Column) first
    )
    {
        var found = new List<(QualifiedName Table, string Column)> { first };
        for (var i = 0; i < found.Count; i++)
        {
            var (table, column) = found[i];
            var bound = plan.Goal.Tables.SelectMany(t =>
                t.ForeignKeys.SelectMany(f =>
                    f.Columns.Zip(f.ReferencedColumns)
                        .SelectMany(p =>
                            new[]
                            {
                                (Here: (t.Name, Column: p.First), There: (f.ReferencedTable, Column: p.Second)),
                                (Here: (f.ReferencedTable, Column: p.Second), There: (t.Name, Column: p.First)),
                            }
                        )
                )
            );
            found.AddRange(
                bound
                    .Where(b => b.Here == (table, column) && !found.Contains(b.There) && Changes(plan, b.There))
                    .Select(b => b.There)
                    .Distinct()
            );
        }

        return found.Order().ToSequence();
    }

    private static bool Changes(Phasing plan, (QualifiedName Table, string Column) column) =>
        plan.Start.Find(column.Table)?.Find(column.Column) is { } before
        && plan.Goal.Find(column.Table)?.Find(column.Column) is { } after
        && before.Type != after.Type;

    // A number is no uuid: rows would have to get other keys than they have.
    private static Finding? Redesign(Phasing plan, Sequence<(QualifiedName Table, string Column)> columns) =>
        columns
            .Select(c => (c.Table, Pair: Pair(plan, c)))
            .Where(c => plan.Forms.Converted(c.Pair, plan.Start) is null)
            .Select(c => new Finding(
                "key-redesign",
                Severity.Error,
                $"{c.Table}.{c.Pair.Source.Name} is a key, and no conversion leads from its type to the new one."
            )
            {
                Detail = "Rows would get other keys than those by which applications and other tables know them.",
                Subject = $"{c.Table}.{c.Pair.Source.Name}",
                Fix =
                    "Add the new key as a column of its own with a default, unique and not null; let what refers to the table get a column for it; "
                    + "change the primary key in a later plan.",
            })
            .FirstOrDefault();

    private static string? Obstacle(
        Phasing plan,
        (QualifiedName Table, string Column) column,
        Sequence<(QualifiedName Table, string Column)> columns
    )
    {
        var (before, after) = (plan.Start.Find(column.Table)!, plan.Goal.Find(column.Table)!);
        var pair = Pair(plan, column);
        return ColumnShadow.Bound(plan, column.Table, pair.Source)
            ?? (
                pair.Target.Identity is not null || pair.Target.Generated is not null ? "it is numbered or computed."
                : plan.Forms.Converted(pair, plan.Start)!.Loses is not null
                || plan.Forms.Reverted(pair, plan.Start) is not { Loses: null }
                    ? "its values do not come back from the new type as they were."
                : before.PrimaryKey?.Columns.Contains(column.Column) == true && before.PrimaryKey != after.PrimaryKey
                    ? "the primary key is another one as well."
                : before.PrimaryKey?.Columns.Any(c =>
                    c != column.Column && Changes(plan, (column.Table, c)) && !columns.Contains((column.Table, c))
                ) == true
                    ? "another column of the primary key changes as well."
                : plan.Exchanged.Contains(column.Table) ? "its table is exchanged."
                : plan
                    .Start.Tables.Concat(plan.Goal.Tables)
                    .SelectMany(t => t.ForeignKeys)
                    .Any(f =>
                        f.ReferencedTable == column.Table
                        && f.ReferencedColumns.Contains(column.Column)
                        && before.PrimaryKey?.Columns.Equals(f.ReferencedColumns) != true
                    )
                    ? "foreign keys refer to it by another key."
                : plan.Start.Tables.Any(t =>
                    plan.Goal.Find(t.Name) is null
                    && t.ForeignKeys.Any(f => f.ReferencedTable == column.Table && f.ReferencedColumns.Contains(column.Column))
                )
                    ? "a table that goes refers to it."
                : null
            );
    }

    private static string New(string column) => ObjectNames.Shorten($"{column}__new");

    private static ObjectId Id((QualifiedName Table, string Column) column) =>
        new(ObjectKind.Column, column.Table, column.Column);

    private static ColumnPair Pair(Phasing plan, (QualifiedName Table, string Column) column)
    {
        var (source, target) = (
            plan.Start.Find(column.Table)!.Find(column.Column)!,
            plan.Goal.Find(column.Table)!.Find(column.Column)!
        );
        return new(column.Table, source, target with { Name = New(column.Column), Default = null, Comment = null });
    }

    private void Take()
    {
        foreach (var (table, column) in columns)
        {
            if (plan.Start.Find(table)!.PrimaryKey?.Columns is [var first, ..] && first == column)
            {
                plan.KeyShadows[table] = New(column);
            }
        }

        foreach (var (table, column) in columns)
        {
            var pair = Pair(plan, (table, column));
            shadow.TakePlace(table, pair, plan.Goal.Find(table)!.Find(column)!);
            ComesBack(pair);
        }

        var parts = SchemaParts.Of(beside);
        foreach (var key in Needing().Order())
        {
            plan.Settled.Add(key);
            switch (parts[key])
            {
                case SchemaPart.PrimaryKeyPart primary:
                    Key(key, primary);
                    break;
                case SchemaPart.ForeignKeyPart foreign:
                    Foreign(key, foreign);
                    break;
                default:
                    new ConstraintPhases(plan).Replace(
                        plan.Context.ToGraph.Parts[key],
                        ShadowParts.Named(parts[key]),
                        isThere: plan.Context.FromGraph.Parts.ContainsKey(key)
                    );
                    break;
            }
        }
    }

    // Two texts may be the same uuid, and the way back must give those that there were.
    private void ComesBack(ColumnPair pair)
    {
        var names = plan.Engine.Require<INames>();
        var value = plan.Forms.Reverted(pair, plan.Start)!;
        var differs = plan.Forms.Differs(names.Quote(pair.Source.Name), value.Sql, pair.Source.Type);
        foreach (var phase in new[] { PlanPhase.Backfill, PlanPhase.Validate })
        {
            plan.Check(
                phase,
                new(ObjectKind.Column, pair.Table, pair.Target.Name),
                $"select 1 from {names.Quote(pair.Table)} where {differs}",
                $"{pair.Table}.{pair.Source.Name} has values that do not come back from the new type as they are."
            );
        }
    }

    private IEnumerable<PartKey> Needing()
    {
        var graph = plan.Context.ToGraph;
        return columns
            .SelectMany(c => graph.NeededBy(new(Id(c))))
            .Distinct()
            .Where(k => graph.Parts[k] is SchemaPart.Index or SchemaPart.ConstraintPart);
    }

    // Foreign keys need the index, and it becomes the key when the old key goes.
    private void Key(PartKey key, SchemaPart.PrimaryKeyPart part)
    {
        var name = ObjectNames.Shorten($"{part.Name}__new");
        var index = new SchemaPart.Index(
            part.Table,
            new(name, part.Definition.Columns.Select(c => IndexPart.Of(c)).ToSequence()) { Unique = true }
        )
        {
            NamedWithinTable = plan.Goal.NamesIndexesWithinTables,
        };
        Edits.Put(PlanPhase.Index, index, isFixed: true);
        Edits.Remove(PlanPhase.Relax, index.Key, isFixed: true);
        if (plan.Forms.UnusableIndex(part.Table, name) is { } query)
        {
            plan.Check(PlanPhase.Index, index.Id, query, $"The index {name} is there but cannot be used.");
        }

        var twin = part with { Definition = part.Definition with { Name = name } };
        Edits.Remove(PlanPhase.Relax, key, isFixed: true);
        Edits.Put(PlanPhase.Relax, twin, isFixed: true);
        Edits.Remove(PlanPhase.Contract, twin.Key, isFixed: true);
        Edits.Put(PlanPhase.Contract, plan.Context.ToGraph.Parts[key], isFixed: true);
    }

    private void Foreign(PartKey key, SchemaPart.ForeignKeyPart part)
    {
        var twin = (SchemaPart.ForeignKeyPart)ShadowParts.Named(part);
        var isNew = !plan.IsOld(part.Table);
        if (isNew)
        {
            // A table that comes refers to what is there under its names.
            plan.Settled.Remove(key);
            return;
        }

        Edits.Put(PlanPhase.Constrain, twin with { Definition = twin.Definition with { NotValid = true } }, isFixed: true);
        Edits.Put(PlanPhase.Validate, twin, isFixed: true);
        if (plan.Context.FromGraph.Parts.ContainsKey(key))
        {
            Edits.Remove(PlanPhase.Relax, key, isFixed: true);
        }

        Edits.Remove(PlanPhase.Contract, twin.Key, isFixed: true);
        Edits.Put(PlanPhase.Contract, plan.Context.ToGraph.Parts[key], isFixed: true);
    }
}
