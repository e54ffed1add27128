using Dbwright.Design;
using Dbwright.Model;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Tests;

/// <summary>What holds for every relation, over random ones of up to six attributes, judged by brute force over all subsets.</summary>
public class NormalisationProperties
{
    private static readonly Sequence<string> Names = ["A", "B", "C", "D", "E", "F"];

    private static readonly Arbitrary<DependencySet> Relations = (
        from width in Gen.Choose(1, Names.Count)
        from arrows in (
            from left in Gen.Choose(1, (1 << width) - 1)
            from right in Gen.Choose(1, (1 << width) - 1)
            select (left, right)
        ).ListOf()
        select Relation(width, arrows.Take(7))
    ).ToArbitrary();

    [Fact]
    public void Minimal_cover_is_equivalent_and_nothing_can_be_left_out() =>
        Holds(relation =>
        {
            var cover = relation.MinimalCover();
            var covered = new DependencySet("R", relation.Attributes, cover);
            foreach (var subset in Subsets(relation.Attributes))
            {
                Assert.Equal(relation.Closure(subset), covered.Closure(subset));
            }

            foreach (var dependency in cover)
            {
                foreach (var name in dependency.Determinant)
                {
                    var less = dependency with { Determinant = dependency.Determinant.Where(d => d != name).ToSequence() };
                    Assert.False(relation.Implies(less));
                }

                foreach (var name in dependency.Dependent)
                {
                    var others = cover.Select(c =>
                        c == dependency ? c with { Dependent = c.Dependent.Where(d => d != name).ToSequence() } : c
                    );
                    Assert.False(new DependencySet("R", relation.Attributes, others).Implies(dependency));
                }
            }
        });

    [Fact]
    public void Candidate_keys_are_exactly_the_minimal_superkeys() =>
        Holds(relation =>
        {
            var expected = Subsets(relation.Attributes)
                .Where(s => relation.IsSuperkey(s) && s.All(name => !relation.IsSuperkey(s.Where(n => n != name))))
                .Select(s => string.Join(' ', s))
                .Order(StringComparer.Ordinal);
            var keys = relation.CandidateKeys(out var complete);
            Assert.True(complete);
            Assert.Equal(expected, keys.Select(k => string.Join(' ', k)).Order(StringComparer.Ordinal));
            Assert.Equal(relation.Attributes.Where(a => keys.Any(k => k.Contains(a))), relation.PrimeAttributes());
        });

    [Fact]
    public void Synthesis_is_lossless_keeps_every_dependency_and_gives_third_normal_form() =>
        Holds(relation =>
        {
            var parts = Decomposition.Synthesise(relation);
            Assert.Equal(relation.Attributes, relation.Attributes.Where(a => parts.Any(p => p.Contains(a))));
            Assert.True(Decomposition.IsLossless(relation, parts));
            Assert.Empty(Decomposition.Lost(relation, parts));
            foreach (var part in parts)
            {
                Assert.Contains(NormalForms.Of(Projected(relation, part)).NormalForm, new[] { "3NF", "BCNF" });
            }
        });

    [Fact]
    public void Splitting_is_lossless_and_gives_BCNF() =>
        Holds(relation =>
        {
            var parts = Decomposition.SplitToBoyceCodd(relation);
            Assert.True(Decomposition.IsLossless(relation, parts));
            foreach (var part in parts)
            {
                Assert.Equal("BCNF", NormalForms.Of(Projected(relation, part)).NormalForm);
            }
        });

    [Fact]
    public void The_normal_form_is_the_one_of_the_definitions() =>
        Holds(relation =>
        {
            var keys = relation.CandidateKeys(out _);
            var prime = relation.PrimeAttributes();
            var nontrivial = Subsets(relation.Attributes)
                .SelectMany(s => relation.Closure(s).Where(c => !s.Contains(c)).Select(c => (From: s, To: c)))
                .ToList();
            var bcnf = nontrivial.TrueForAll(d => relation.IsSuperkey(d.From));
            var third = nontrivial.TrueForAll(d => relation.IsSuperkey(d.From) || prime.Contains(d.To));
            var second = nontrivial.TrueForAll(d =>
                prime.Contains(d.To) || !keys.Any(k => d.From.Count < k.Count && d.From.All(k.Contains))
            );
            var expected =
                bcnf ? "BCNF"
                : third ? "3NF"
                : second ? "2NF"
                : "1NF";
            Assert.Equal(expected, NormalForms.Of(relation).NormalForm);
        });

    private static void Holds(Action<DependencySet> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260131, 7), Prop.ForAll(Relations, property));

    private static DependencySet Relation(int width, IEnumerable<(int Left, int Right)> arrows) =>
        new(
            "R",
            Names.Take(width).ToSequence(),
            arrows.Select(a => new FunctionalDependency("R", Named(a.Left), Named(a.Right), null))
        );

    private static Sequence<string> Named(int mask) => Names.Where((_, i) => (mask >> i & 1) != 0).ToSequence();

    private static IEnumerable<Sequence<string>> Subsets(Sequence<string> attributes) =>
        Enumerable.Range(0, 1 << attributes.Count).Select(mask => attributes.Where((_, i) => (mask >> i & 1) != 0).ToSequence());

    /// <summary>The part with every dependency that holds in it.</summary>
    private static DependencySet Projected(DependencySet relation, Sequence<string> part) =>
        new(
            "P",
            part,
            Subsets(part)
                .Select(s => new FunctionalDependency("P", s, relation.Closure(s).Where(part.Contains).ToSequence(), null))
        );
}
