using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Finds the way from one schema to another: what is dropped, altered and made, in an order that works.</summary>
public static class MigrationPlanner
{
    /// <summary>The plan for changes; without changes it has no steps.</summary>
    /// <param name="changes">
    /// What differs, from <see cref="Diff.Between(RelationalSchema, RelationalSchema, Renames?)"/>, or such changes reversed. What is the same thing under another name is taken from them;
    /// everything else follows from the two schemas.
    /// </param>
    /// <param name="from">The schema that the plan starts from.</param>
    /// <param name="to">The schema that it leads to.</param>
    /// <param name="engine">The engine whose SQL it is in.</param>
    /// <param name="allowDataLoss">Whether values that no conversion can keep may be dropped; otherwise a finding refuses it.</param>
    /// <exception cref="Failure">The engine cannot alter schemas (<see cref="ExitStatus.BadInput"/>).</exception>
    public static MigrationPlan For(
        Sequence<Change> changes,
        RelationalSchema from,
        RelationalSchema to,
        Engine engine,
        bool allowDataLoss = false
    )
    {
        var alterer = engine.Require<IAlterer>();
        var renames = changes.OfType<Change.Renamed>().Where(alterer.CanRename).ToSequence();
        var known = SchemaParts.Of(from);

        // A rename of something that is only made on the way comes last: it is one that made room, read backwards.
        var late = renames.Where(r => !Exists(known, r.From)).ToSequence();
        var early = renames.Except(late).ToSequence();
        var start = RenameMap.Of(early).Apply(from);
        var end = RenameMap.Of(late.Select(r => r.Reversed())).Apply(to);
        var context = new AlterationContext(start, end, SchemaGraph.Of(start), SchemaGraph.Of(end)) { Renames = renames };

        var work = new PlanActions(alterer, context, Diff.OfParts(context.FromGraph.Parts, context.ToGraph.Parts));
        work.Decide();
        var order = new PlanOrder(work, context);
        var ordered = order.Sorted();
        var names = new RenameSteps(alterer, context);
        var steps = new List<MigrationStep>([
            .. order.MakesBodiesEarly && alterer.LeaveBodiesUnchecked is { } leave
                ? [new MigrationStep(leave, ordered.First(n => n.Part is SchemaPart.RoutinePart).Part.Id)]
                : Array.Empty<MigrationStep>(),
            .. names.Of(early),
            .. PlanNode.Together(ordered),
            .. names.Of(late),
        ]);
        return new MigrationPlan(engine.Name, from, alterer.Around(Separated(steps)))
        {
            Findings = work.Findings.Select(f => Judged(f, allowDataLoss)).Distinct().ToSequence(),
            Transactional = alterer.UndoesDefinitions,
        };
    }

    private static bool Exists(IReadOnlyDictionary<PartKey, SchemaPart> parts, ObjectId id) =>
        parts.ContainsKey(new(id))
        || (id is { Kind: ObjectKind.Type, Part.Length: > 0 } && parts.ContainsKey(new(id with { Part = "" })));

    private static Finding Judged(Finding finding, bool allowDataLoss) =>
        finding.Rule == LosesValues && allowDataLoss ? finding with { Severity = Severity.Warning, Fix = null } : finding;

    /// <summary>The rule of findings that refuse to lose values.</summary>
    public const string LosesValues = "conversion-loses-data";

    // A new value cannot be used in the transaction that brings it, so such a step stands alone when a later one names the value.
    private static Sequence<MigrationStep> Separated(List<MigrationStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is { InTransaction: false, Sql: var sql })
            {
                var value = SqlWords.Of(sql).First(w => w.Kind == SqlWordKind.Literal).Text;
                var used = steps
                    .Skip(i + 1)
                    .Any(s =>
                        s.InTransaction
                        && SqlWords
                            .Of(s.Sql)
                            .Any(w => w.Kind == SqlWordKind.Literal && w.Text.Contains(value, StringComparison.Ordinal))
                    );
                steps[i] = steps[i] with { InTransaction = !used };
            }
        }

        return steps.ToSequence();
    }
}
