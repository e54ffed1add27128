using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Judges the normal form of a relation from its functional dependencies.</summary>
public static class NormalForms
{
    /// <summary>
    /// Keys, cover, the highest normal form up to BCNF, what violates the next one, and a decomposition that removes it: into third
    /// normal form where that is missed, else into BCNF with the dependencies that this loses.
    /// </summary>
    public static NormalFormReport Of(DependencySet relation)
    {
        var keys = relation.Keys(out var complete);
        var prime = keys.Aggregate(default(AttributeSet), (all, key) => all.Union(key));
        var cover = relation.Cover();
        var (form, violations) = Judge(relation, keys, prime, cover);
        if (!complete)
        {
            violations.Add(
                $"The search for candidate keys stopped at {DependencySet.MaxKeys}; an attribute of a further key may count as non-prime here."
            );
        }

        var parts = form switch
        {
            "BCNF" => [],
            "3NF" => Decomposition.SplitToBoyceCodd(relation),
            _ => Decomposition.Synthesise(relation),
        };
        return new(relation.Relation)
        {
            Attributes = relation.Attributes,
            CandidateKeys = keys.Select(relation.NamesOf).ToSequence(),
            MinimalCover = relation.MinimalCover(),
            NormalForm = form,
            Violations = violations.ToSequence(),
            Decomposition = parts,
            Lossless = parts.Count == 0 || Decomposition.IsLossless(relation, parts),
            Lost = parts.Count == 0 ? [] : Decomposition.Lost(relation, parts),
        };
    }

    private static (string Form, List<string> Violations) Judge(
        DependencySet relation,
        List<AttributeSet> keys,
        AttributeSet prime,
        List<DependencySet.Arrow> cover
    )
    {
        var partial = PartialDependencies(relation, keys, prime);
        if (partial.Count > 0)
        {
            return ("1NF", partial);
        }

        var beyondKeys = cover.Where(a => !relation.IsSuperkey(a.From)).ToList();
        var transitive = beyondKeys.Where(a => !a.To.IsSubsetOf(prime)).ToList();
        if (transitive.Count > 0)
        {
            return (
                "2NF",
                Words(
                    relation,
                    transitive,
                    (from, to) => $"{to} depends on {from}, which is no key: a transitive dependency (3NF)."
                )
            );
        }

        return beyondKeys.Count == 0
            ? ("BCNF", [])
            : ("3NF", Words(relation, beyondKeys, (from, to) => $"{from} determines {to} without being a key (BCNF)."));
    }

    private static List<string> PartialDependencies(DependencySet relation, List<AttributeSet> keys, AttributeSet prime)
    {
        var found = new List<string>();
        var seen = new HashSet<(AttributeSet, int)>();
        foreach (var key in keys)
        {
            // Whatever depends on a part of the key depends on the key without some one attribute.
            foreach (var left in key.Positions())
            {
                var part = key.Without(left);
                foreach (var dependent in relation.Closure(part).Except(part).Except(prime).Positions())
                {
                    var determinant = DependencySet.Reduce(part, set => relation.Closure(set).Contains(dependent));
                    if (seen.Add((determinant, dependent)))
                    {
                        found.Add(
                            $"{relation.Attributes[dependent]} depends on {List(relation, determinant)}, a part of the key {List(relation, key)} (2NF)."
                        );
                    }
                }
            }
        }

        return found;
    }

    private static List<string> Words(
        DependencySet relation,
        List<DependencySet.Arrow> arrows,
        Func<string, string, string> sentence
    ) =>
        [
            .. arrows
                .GroupBy(a => a.From)
                .Select(g =>
                    sentence(
                        List(relation, g.Key),
                        List(relation, g.Aggregate(default(AttributeSet), (all, arrow) => all.Union(arrow.To)))
                    )
                ),
        ];

    private static string List(DependencySet relation, AttributeSet set) =>
        set.IsEmpty ? "nothing (a constant)" : $"({string.Join(", ", relation.NamesOf(set))})";
}
