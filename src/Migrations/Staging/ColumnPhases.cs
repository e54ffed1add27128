using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>When columns come, change, take the place of others, and go.</summary>
internal sealed class ColumnPhases(Phasing plan)
{
    private readonly StageEdits edits = plan.Edits;

    /// <summary>A column that a table gets which is there already.</summary>
    public void Created(QualifiedName table, Column column)
    {
        var whole = plan.Goal.Find(table)!.Find(column.Name)!;
        var part = new SchemaPart.ColumnPart(table, column);
        if (column.Identity is not null || column.Generated is { Stored: true })
        {
            plan.Interrupts(part.Id, "the engine writes the table anew to number or compute the rows that are there.");
            edits.Put(PlanPhase.Contract, part);
            return;
        }

        var isSlow = Phasing.IsSlow(plan.Engine.Require<IAlterer>().Create(part, plan.Context));
        var needsValue = !column.Nullable && whole.Default is null && column.Generated is null;
        if (!isSlow && !needsValue)
        {
            edits.Put(PlanPhase.Expand, part);
            Default(PlanPhase.Expand, table, whole);
            return;
        }

        edits.Put(PlanPhase.Expand, part with { Definition = Loose(column) });
        Default(PlanPhase.Backfill, table, whole);
        // Rows of partitions are those of the whole.
        var value = plan.Start.Find(table)!.PartitionOf is null ? Value(table, whole) : null;
        if (value is not null)
        {
            plan.Fill(PlanPhase.Backfill, table, column.Name, new(value), $"{Quote(column.Name)} is null");
        }

        if (!column.Nullable)
        {
            if (value is not null)
            {
                // The old application went on writing rows without it.
                plan.Fill(PlanPhase.Validate, table, column.Name, new(value), $"{Quote(column.Name)} is null");
            }

            NotNull(table, column);
        }
    }

    /// <summary>A column that goes from a table that stays.</summary>
    public void Dropped(QualifiedName table, Column column)
    {
        var whole = plan.Start.Find(table)!.Find(column.Name)!;
        var isKey = plan.Start.Find(table)!.PrimaryKey?.Columns.Contains(column.Name) == true;
        var mustBeGiven = !column.Nullable && whole is { Default: null, Identity: null, Generated: null };
        if (mustBeGiven && !isKey && !column.Inherited)
        {
            // The new application does not know it.
            edits.Put(PlanPhase.Expand, new SchemaPart.ColumnPart(table, Loose(column)));
        }

        edits.Remove(PlanPhase.Contract, new(new(ObjectKind.Column, table, column.Name)));
    }

    /// <summary>A column that stays and changes.</summary>
    public void Changed(Change.Changed change, QualifiedName table, Column before, Column to)
    {
        if (before.Identity != to.Identity || before.Generated != to.Generated)
        {
            // How a column gets its value changes with its default and the sequence behind it.
            edits.Put(PlanPhase.Contract, change.To);
        }
        else if (
            plan.AtOnce(change) is { } atOnce
            && !Phasing.IsSlow(atOnce)
            && atOnce.Findings.All(f => f.Severity != Severity.Error)
        )
        {
            var mayFail = atOnce.Statements.Any(s => s.Hazards.Any(h => h.Kind == HazardKind.DependsOnData));
            edits.Put(mayFail ? PlanPhase.Constrain : PlanPhase.Expand, change.To);
        }
        else if (before.Nullable && !to.Nullable && !to.Inherited && IsQuick(change, table, before, Loose(to)))
        {
            if (Loose(to) != before)
            {
                edits.Put(PlanPhase.Expand, new SchemaPart.ColumnPart(table, Loose(to)));
            }

            NotNull(table, to);
        }
        else if (new ColumnShadow(plan, this).Replace(table, before, to) is { } reason)
        {
            plan.Interrupts(change.On, reason);
            edits.Put(PlanPhase.Contract, change.To);
        }
    }

    private bool IsQuick(Change.Changed change, QualifiedName table, Column before, Column loose) =>
        before == loose
        || plan.AtOnce(change with { To = new SchemaPart.ColumnPart(table, loose) }) is { } alteration
            && !Phasing.IsSlow(alteration)
            && alteration.Statements.All(s => s.Hazards.Count == 0)
            && alteration.Findings.All(f => f.Severity != Severity.Error);

    /// <summary>A column becomes NOT NULL without reading all rows under a lock.</summary>
    public void NotNull(QualifiedName table, Column column)
    {
        if (plan.Forms.ValidatesLater)
        {
            var check = plan.Forms.NotNull(table, column.Name);
            edits.Put(PlanPhase.Constrain, check);
            edits.Put(PlanPhase.Validate, check with { Definition = check.Definition with { NotValid = false } });
            edits.Remove(PlanPhase.Relax, check.Key);
        }

        edits.Put(PlanPhase.Enforce, new SchemaPart.ColumnPart(table, Bare(column)));
    }

    /// <summary>A column that takes another's place and is not yet bound to anything.</summary>
    public static Column Loose(Column column) =>
        Bare(column) with
        {
            Nullable = true,
            Details = column.Details.Where(d => !d.Name.StartsWith("not null", StringComparison.Ordinal)).ToSequence(),
        };

    private static Column Bare(Column column) => column with { Default = null, Comment = null };

    private void Default(PlanPhase phase, QualifiedName table, Column column)
    {
        if (column.Default is { } sql)
        {
            edits.Put(phase, new SchemaPart.ColumnDefault(table, column.Name, sql));
        }
    }

    private string? Value(QualifiedName table, Column column)
    {
        if (plan.Options.Fills.TryGetValue($"{table}.{column.Name}", out var fill))
        {
            return fill;
        }

        if (column.Default is null)
        {
            plan.Findings.Add(
                new(
                    "fill-missing",
                    Severity.Error,
                    $"{table}.{column.Name} is new and may not be null: rows that are there need a value."
                )
                {
                    Detail = "Nothing says which.",
                    Subject = $"{table}.{column.Name}",
                    Fix =
                        $"--fill \"{table}.{column.Name}=SQL\" says how it is computed, as in --fill \"{table}.{column.Name}='unknown'\".",
                }
            );
        }

        return column.Default;
    }

    private string Quote(string name) => plan.Engine.Require<INames>().Quote(name);
}
