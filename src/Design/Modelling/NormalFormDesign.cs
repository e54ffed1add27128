using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Judges the normal form of every entity from its keys and from the dependencies that the document declares.</summary>
internal static class NormalFormDesign
{
    /// <summary>One report for each entity; what violates third normal form or BCNF becomes a finding.</summary>
    public static Sequence<NormalFormReport> Reports(Draft draft)
    {
        var declared = draft.Requirements.Dependencies.ToLookup(d => d.Entity, StringComparer.Ordinal);
        var reports = new List<NormalFormReport>();
        foreach (var entity in draft.Requirements.Entities)
        {
            var report = NormalForms.Of(Relation(draft, entity, [.. declared[entity.Name]]));
            reports.Add(report);
            if (report.NormalForm != "BCNF")
            {
                Report(draft, report, declared[entity.Name].First().At ?? entity.At);
            }
        }

        return reports.ToSequence();
    }

    private static DependencySet Relation(Draft draft, Entity entity, Sequence<FunctionalDependency> declared)
    {
        var held = draft.HeldBy(entity.Name);
        Sequence<string> attributes =
        [
            .. KeyDesign.HasSurrogate(entity) ? (string[])[KeyDesign.Surrogate] : [],
            .. entity.Attributes.Select(a => a.Name),
            .. held.Select(r => r.Role),
        ];

        // A key with an optional part identifies no row in which that part is null, so it determines nothing.
        bool IsRequired(string name) =>
            entity.Find(name) is { } attribute ? !attribute.Optional : held.Any(r => r.Role == name && !r.IsOptional);
        IEnumerable<Sequence<string>> keys =
        [
            KeyDesign.HasSurrogate(entity) ? [KeyDesign.Surrogate] : entity.Key,
            .. entity.Attributes.Where(a => a.Unique).Select(a => (Sequence<string>)[a.Name]),
            .. held.Where(r => r.IsOneToOne).Select(r => (Sequence<string>)[r.Role]),
            .. entity.Unique,
        ];
        return new(
            entity.Name,
            attributes,
            keys.Where((key, i) => i == 0 || key.All(IsRequired))
                .Select(key => new FunctionalDependency(entity.Name, key, attributes, entity.At))
                .Concat(declared)
        );
    }

    private static void Report(Draft draft, NormalFormReport report, Location? at)
    {
        var parts = string.Join(" and ", report.Decomposition.Select(p => $"({string.Join(", ", p)})"));
        var lost = string.Join("; ", report.Lost.Select(Text));
        if (report.NormalForm == "3NF")
        {
            draft.Note(
                "normal-form",
                $"{report.Entity} is in third normal form but not in BCNF.",
                report.Entity,
                $"{string.Join(' ', report.Violations)} Splitting it into {parts} would be lossless"
                    + (lost.Length > 0 ? $", but {lost} could then no longer be enforced within one table." : "."),
                at: at
            );
            return;
        }

        draft.Warn(
            "normal-form",
            $"{report.Entity} is only in {(report.NormalForm == "1NF" ? "first" : "second")} normal form.",
            report.Entity,
            $"{string.Join(' ', report.Violations)} The same fact is stored in several rows, which can come to disagree. "
                + "The design keeps the entity as the document has it: splitting it is the owner's decision.",
            $"Declare the parts as entities of their own: {parts}. Lossless, and every dependency is enforced by a key.",
            at
        );
    }

    private static string Text(FunctionalDependency dependency) =>
        $"{string.Join(", ", dependency.Determinant)} -> {string.Join(", ", dependency.Dependent)}";
}
