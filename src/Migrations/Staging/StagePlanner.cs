using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// Finds the way from one schema to another while applications run: expand, backfill, contract. Each phase is a schema between the two
/// ends; what leads from one to the next is planned like any other difference, there and back, in the forms that let others work.
/// </summary>
public sealed class StagePlanner
{
    private const string Silent = "-- Triggers of the application do not fire for what is filled.\n";

    private readonly RelationalSchema from;
    private readonly RelationalSchema to;
    private readonly Engine engine;
    private readonly Sequence<Change.Renamed> tables;
    private readonly Sequence<Change.Renamed> early;
    private readonly Sequence<Change.Renamed> late;
    private readonly Phasing plan;

    private StagePlanner(
        RelationalSchema from,
        RelationalSchema to,
        Sequence<Change.Renamed> renames,
        Engine engine,
        StagingOptions options
    )
    {
        (this.from, this.to, this.engine) = (from, to, engine);
        var graph = SchemaGraph.Of(from);
        // What takes the name of something that goes has to wait for that.
        tables = renames.Where(r => r.From.Kind == ObjectKind.Table && graph.Relation(r.To.Name) is null).ToSequence();
        var named = RenameMap.Of(tables).Apply(from);
        var columns = renames
            .Where(r =>
                r.From.Kind == ObjectKind.Column && Pair(r, named, to) is { } pair && CanFollow(pair, named, engine, options)
            )
            .ToSequence();
        // By then their tables have their new names.
        late = renames
            .Except(tables)
            .Except(columns)
            .Select(r => r.From.Part.Length > 0 ? r with { From = r.From with { Name = r.To.Name } } : r)
            .ToSequence();
        // The goal under the names that hold until the last phase.
        var goal = RenameMap.Of(late.Select(r => r.Reversed())).Apply(to);
        var oldNames = tables.ToDictionary(r => r.To.Name, r => r.From.Name);
        early = [.. tables, .. KeptParts.Between(named, goal, name => oldNames.GetValueOrDefault(name, name))];
        plan = new(RenameMap.Of(early).Apply(from), goal, engine, options);
        Decide(columns);
    }

    /// <summary>The plan; without differences it has no stages.</summary>
    /// <param name="from">The first schema, canonical.</param>
    /// <param name="to">The second schema, canonical.</param>
    /// <param name="renames">What is the same thing under another name.</param>
    /// <param name="engine">The engine, which must have forms that leave an application in peace.</param>
    /// <param name="options">What was asked for.</param>
    /// <exception cref="Failure">A rename names what there is not, or the engine cannot do it (<see cref="ExitStatus.BadInput"/>).</exception>
    public static StagedPlan For(
        RelationalSchema from,
        RelationalSchema to,
        Renames renames,
        Engine engine,
        StagingOptions? options = null
    )
    {
        var planner = new StagePlanner(from, to, renames.Resolve(from, to), engine, options ?? new());
        return planner.Staged();
    }

    /// <summary>The plan that does everything at once, for a window in which nobody works.</summary>
    /// <param name="from">The first schema, canonical.</param>
    /// <param name="to">The second schema, canonical.</param>
    /// <param name="renames">What is the same thing under another name.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="allowDataLoss">Whether values that no conversion can keep may be dropped.</param>
    public static StagedPlan Whole(
        RelationalSchema from,
        RelationalSchema to,
        Renames renames,
        Engine engine,
        bool allowDataLoss = false
    )
    {
        var changes = Diff.Between(from, to, renames);
        var up = MigrationPlanner.For(changes, from, to, engine, allowDataLoss);
        var down = MigrationPlanner.For(Change.Reverse(changes), to, from, engine, allowDataLoss: true);
        return new(changes.Count == 0 ? [] : [new PlanStage(PlanPhase.Contract, up, down) { Changes = changes }])
        {
            Findings = up.Findings,
            IsWhole = true,
        };
    }

    private static ColumnPair? Pair(Change.Renamed rename, RelationalSchema named, RelationalSchema to) =>
        named.Find(rename.To.Name)?.Find(rename.From.Part) is { } source
        && to.Find(rename.To.Name)?.Find(rename.To.Part) is { } target
            ? new(rename.To.Name, source, target) { BothWays = true }
            : null;

    private static bool CanFollow(ColumnPair pair, RelationalSchema named, Engine engine, StagingOptions options)
    {
        var looking = new Phasing(named, named, engine, options);
        return ColumnShadow.Obstacle(looking, pair.Table, pair.Source) is null && ColumnShadow.Unlike(looking, pair) is null;
    }

    private void Decide(Sequence<Change.Renamed> columns)
    {
        var shadow = new ColumnShadow(plan, new(plan));
        foreach (var rename in columns)
        {
            var pair = Pair(rename, plan.Start, to)!;
            shadow.Rename(pair.Table, pair.Source, pair.Target);
        }

        var objects = new ObjectPhases(plan);
        objects.Decide(Diff.OfParts(SchemaParts.Of(plan.Start), SchemaParts.Of(plan.Goal)));
        foreach (var rename in tables)
        {
            objects.KeepName(rename.From.Name, rename.To.Name);
        }

        foreach (var rename in late)
        {
            plan.Interrupts(
                rename.From,
                "old and new application cannot use both names; it is renamed in the last file, when the new application starts."
            );
        }

        new QuietTriggers(plan).Decide();
        plan.Edits.Order();
    }

    private StagedPlan Staged()
    {
        var stages = new List<PlanStage>();
        var (up, down) = (from, from);
        foreach (var phase in PlanPhases.All)
        {
            var (upTo, downTo) = (plan.Edits.After(phase, isBack: false), plan.Edits.After(phase, isBack: true));
            var isLast = phase == PlanPhase.Contract;
            if (isLast)
            {
                (upTo, downTo) = (to, to);
            }

            Sequence<Change.Renamed> renames =
            [
                .. phase == PlanPhase.Expand ? early : [],
                .. plan.Edits.Renames.Where(r => r.Phase == phase).Select(r => r.Rename),
                .. isLast ? late : [],
            ];
            var stage = Stage(phase, (up, upTo), (down, downTo), renames);
            if (stage.Up.Steps.Count > 0 || stage.Down.Steps.Count > 0)
            {
                stages.Add(stage);
            }

            (up, down) = (upTo, downTo);
        }

        return new(stages.ToSequence())
        {
            Findings = plan.Findings.Concat(stages.SelectMany(s => s.Up.Findings)).Distinct().ToSequence(),
        };
    }

    private PlanStage Stage(
        PlanPhase phase,
        (RelationalSchema From, RelationalSchema To) up,
        (RelationalSchema From, RelationalSchema To) down,
        Sequence<Change.Renamed> renames
    )
    {
        var changes = Diff.Between(up.From, up.To, renames);
        var there = MigrationPlanner.For(changes, up.From, up.To, engine);
        var backwards = Diff.Between(
            down.To,
            down.From,
            renames.Reverse().Select(r => (Change.Renamed)r.Reversed()).ToSequence()
        );
        var back = MigrationPlanner.For(backwards, down.To, down.From, engine, allowDataLoss: true);
        return new(phase, Complete(there, phase, isDown: false), Complete(back, phase, isDown: true)) { Changes = changes };
    }

    // Statements about rows stand before or behind those about the schema; indexes are built and dropped beside other work.
    private MigrationPlan Complete(MigrationPlan schema, PlanPhase phase, bool isDown)
    {
        var data = plan.Edits.Data.Where(d => d.Phase == phase && d.IsDown == isDown).ToList();
        var hasTransaction = phase is not (PlanPhase.Index or PlanPhase.Clear) && !(phase == PlanPhase.Enforce && isDown);
        var gentle = schema.Steps.SelectMany(s => isDown || phase == PlanPhase.Index ? Gently(s, schema.Start) : [s]);
        var steps = gentle.SelectMany(s => hasTransaction ? [Kept(s, phase, isDown)] : Held(Beside(s, schema.Start))).ToList();
        var inBatches = data.Exists(d => d.Alone);
        return schema with
        {
            Steps =
            [
                .. hasTransaction && !inBatches && !data.Exists(d => d.Holds) ? Hurried(schema.Steps) : [],
                .. data.Where(d => d.IsFirst).SelectMany(Silently),
                .. isDown && hasTransaction && inBatches ? Together(steps) : steps,
                .. data.Where(d => !d.IsFirst).SelectMany(Silently),
            ],
        };
    }

    private IEnumerable<MigrationStep> Silently(DataStep data) =>
        data.IsFill && plan.Quieted.Contains(data.On.Name)
            ? [new(Silent + plan.Forms.Filling(true), data.On), Step(data), new(plan.Forms.Filling(false), data.On)]
            : [Step(data)];

    // What comes back over rows that are there does so as it came: for new rows first.
    private IEnumerable<MigrationStep> Gently(MigrationStep step, RelationalSchema start)
    {
        SchemaPart? later = step.Change switch
        {
            Change.Created(SchemaPart.Check(var table, { NotValid: false } check) part) when start.Find(table) is not null =>
                part with
                {
                    Definition = check with { NotValid = true },
                },
            Change.Created(SchemaPart.ForeignKeyPart(var table, { NotValid: false } key) part)
                when start.Find(table) is { PartitionBy: null } => part with
            {
                Definition = key with { NotValid = true },
            },
            _ => null,
        };
        if (later is null || !plan.Forms.ValidatesLater)
        {
            return [step];
        }

        var alterer = engine.Require<IAlterer>();
        var valid = new Change.Changed(later, ((Change.Created)step.Change!).Part, ["valid"]);
        return alterer
            .Create(later, plan.Context)
            .Statements.Concat(alterer.Alter([valid], plan.Context)!.Statements)
            .Select(s => step with { Sql = s.Sql, Lock = s.Lock, Hazards = s.Hazards, InTransaction = false });
    }

    // What another column or table has is not lost.
    private MigrationStep Kept(MigrationStep step, PlanPhase phase, bool isDown) =>
        step.On.Kind == ObjectKind.Table
        && step.Hazards.Any(h => h.Kind == HazardKind.DataLoss)
        && plan.Edits.KeptTables.Find(k => k.Phase == phase && k.IsDown == isDown && k.Table == step.On.Name)
            is { Lost: not null } table
            ? step with
            {
                Sql = DataLoss.Remark(table.Lost) + step.Sql,
                Hazards = step.Hazards.Where(h => h.Kind != HazardKind.DataLoss).ToSequence(),
            }
        : step.Hazards.Any(h => h.Kind == HazardKind.DataLoss)
        && plan.Edits.Kept.Find(k => k.Phase == phase && k.IsDown == isDown && k.Is(step.On)) is { } kept
            ? step with
            {
                Sql = DataLoss.Remark(kept.Lost) + step.Sql,
                Hazards = step
                    .Hazards.Where(h => h.Kind != HazardKind.DataLoss)
                    .Concat(kept.Loses is { } loses ? [Lost(kept, loses)] : [])
                    .ToSequence(),
            }
        : step;

    private Hazard Lost(KeptColumn kept, string loses)
    {
        var count = $"select count(*) from {engine.Require<INames>().Quote(kept.Table)} where {kept.Lost}";
        return new(HazardKind.DataLoss, $"{kept.Table}.{kept.Column} loses {loses}.") { Count = count };
    }

    private static MigrationStep Step(DataStep data) =>
        new(data.Sql, data.On) { InTransaction = !data.Alone, Hazards = data.Hazards };

    private MigrationStep Beside(MigrationStep step, RelationalSchema schema)
    {
        if (IsPartitioned(step, schema) || plan.Forms.Concurrently(step.Sql) is not { } concurrent)
        {
            return step;
        }

        return step with
        {
            Sql = concurrent,
            InTransaction = false,
            Lock = step
                .Lock?.Replace("access exclusive", "share update exclusive", StringComparison.Ordinal)
                .Replace("share on", "share update exclusive on", StringComparison.Ordinal),
            Hazards = step.Hazards.Where(h => h.Kind == HazardKind.DependsOnData).ToSequence(),
        };
    }

    // Between a name that goes back and the column that comes under it nobody should find neither.
    private IEnumerable<MigrationStep> Together(IEnumerable<MigrationStep> steps)
    {
        var quick = new List<MigrationStep>();
        foreach (var step in steps)
        {
            if (step.InTransaction && step.Hazards.All(h => h.Kind is HazardKind.DataLoss or HazardKind.DependsOnData))
            {
                quick.Add(step);
                continue;
            }

            foreach (var one in OneTransaction(quick).Append(step))
            {
                yield return one;
            }

            quick.Clear();
        }

        foreach (var one in OneTransaction(quick))
        {
            yield return one;
        }
    }

    private List<MigrationStep> OneTransaction(List<MigrationStep> steps) =>
        steps.Count < 2
            ? steps
            :
            [
                Around("begin", steps[0].On),
                .. Hurried(steps.ToSequence()).Concat(steps).Select(s => s with { InTransaction = false }),
                Around("commit", steps[0].On),
            ];

    private static MigrationStep Around(string sql, ObjectId on) => new(sql, on) { InTransaction = false };

    // Two that lock the same tables in another order wait for each other.
    private IEnumerable<MigrationStep> Hurried(Sequence<MigrationStep> steps)
    {
        var locks = steps.Select(s => s.Lock).OfType<string>().SelectMany(Locked).Distinct(StringComparer.Ordinal).Count();
        return locks > 1 && plan.Forms.GivesUpSoon(locks) is { } sql ? [new(sql, steps[0].On)] : [];
    }

    // `share row exclusive on lines and orders`
    private static IEnumerable<string> Locked(string text) =>
        text[(text.IndexOf(" on ", StringComparison.Ordinal) + " on ".Length)..].Split(" and ");

    // Who writes to a table that another one follows locks both, and what refers to them, in an order of its own.
    private IEnumerable<MigrationStep> Held(MigrationStep step)
    {
        if (Foreign(step) is not var (table, foreign) || plan.Exchanged.Count == 0 || plan.Forms.Tables is not { } forms)
        {
            return [step];
        }

        return
        [
            Around("begin", step.On),
            Around(forms.Hold([table, foreign.ReferencedTable]), step.On),
            step with
            {
                InTransaction = false,
            },
            Around("commit", step.On),
        ];
    }

    private static (QualifiedName Table, ForeignKey Foreign)? Foreign(MigrationStep step) =>
        step.Sql.Contains(" validate constraint ", StringComparison.Ordinal)
            ? null
            : step.Change switch
            {
                Change.Dropped(SchemaPart.ForeignKeyPart(var table, var foreign)) => (table, foreign),
                Change.Created(SchemaPart.ForeignKeyPart(var table, var foreign)) => (table, foreign),
                _ => null,
            };

    private bool IsPartitioned(MigrationStep step, RelationalSchema schema) =>
        schema
            .Tables.Concat(to.Tables)
            .Any(t =>
                t is { PartitionBy: not null } or { PartitionOf: not null }
                && (
                    t.Indexes.Any(i => schema.IndexId(t.Name, i.Name) == step.On)
                    // One that stands beside another until the end has a name that neither schema knows.
                    || step.Change is Change.Created(SchemaPart.Index(var on, _)) && on == t.Name
                )
            );
}
