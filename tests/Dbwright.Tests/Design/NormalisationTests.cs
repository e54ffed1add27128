using Dbwright.Design;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests;

public class NormalisationTests
{
    [Fact]
    public void Closure_follows_dependencies_in_any_order()
    {
        var relation = Relation("A B C D E F", "A->B", "B C->D", "D->E");
        Assert.Equal(["A", "B", "C", "D", "E"], relation.Closure(["C", "A"]));
        Assert.True(relation.Implies(Dependency("A C->E")));
        Assert.False(relation.Implies(Dependency("A->D")));
        Assert.True(relation.IsSuperkey(["A", "C", "F"]));
        Assert.False(relation.IsSuperkey(["A", "C"]));
    }

    [Fact]
    public void Minimal_cover_leaves_out_what_follows()
    {
        var relation = Relation("A B C", "A->B C", "B->C", "A->B", "A B->C");
        Assert.Equal(["A->B", "B->C"], relation.MinimalCover().Select(Text));
    }

    [Fact]
    public void Four_keys_all_prime_so_3NF_and_one_dependency_lost_in_BCNF()
    {
        var report = NormalForms.Of(Relation("A B C D E", "A->B C", "C D->E", "B->D", "E->A"));
        Assert.Equal(["A", "E", "B C", "C D"], report.CandidateKeys.Select(k => string.Join(' ', k)));
        Assert.Equal("3NF", report.NormalForm);
        Assert.Equal(["(B) determines (D) without being a key (BCNF)."], report.Violations);
        Assert.Equal(["A B C E", "B D"], report.Decomposition.Select(p => string.Join(' ', p)));
        Assert.Equal(["C D->E"], report.Lost.Select(Text));
        Assert.True(report.Lossless);
    }

    [Fact]
    public void Street_city_zip_is_3NF_and_no_BCNF_keeps_its_dependencies()
    {
        var report = NormalForms.Of(Relation("street city zip", "street city->zip", "zip->city"));
        Assert.Equal(["street city", "street zip"], report.CandidateKeys.Select(k => string.Join(' ', k)));
        Assert.Equal("3NF", report.NormalForm);
        Assert.Equal(["street city->zip"], report.Lost.Select(Text));
    }

    [Fact]
    public void Course_teacher_text_without_dependencies_is_its_own_key()
    {
        var report = NormalForms.Of(Relation("course teacher text"));
        Assert.Equal(["course teacher text"], report.CandidateKeys.Select(k => string.Join(' ', k)));
        Assert.Equal("BCNF", report.NormalForm);
        Assert.Empty(report.Decomposition);
    }

    [Fact]
    public void A_part_of_the_key_that_determines_something_is_first_normal_form()
    {
        var report = NormalForms.Of(Relation("student course grade title", "student course->grade", "course->title"));
        Assert.Equal("1NF", report.NormalForm);
        Assert.Equal(["title depends on (course), a part of the key (student, course) (2NF)."], report.Violations);
        Assert.Equal(["student course grade", "course title"], report.Decomposition.Select(p => string.Join(' ', p)));
        Assert.Empty(report.Lost);
    }

    [Fact]
    public void A_transitive_dependency_is_second_normal_form()
    {
        var report = NormalForms.Of(Relation("id street postcode city", "id->street postcode city", "postcode->city"));
        Assert.Equal("2NF", report.NormalForm);
        Assert.Equal(["(city) depends on (postcode), which is no key: a transitive dependency (3NF)."], report.Violations);
        Assert.Equal(["id street postcode", "postcode city"], report.Decomposition.Select(p => string.Join(' ', p)));
    }

    [Fact]
    public void Keys_that_determine_each_other_share_a_part()
    {
        var parts = Decomposition.Synthesise(Relation("A B C D", "A->B C", "B->A D"));
        Assert.Equal(["A B C D"], parts.Select(p => string.Join(' ', p)));
    }

    [Fact]
    public void What_merging_equivalent_keys_would_make_transitive_is_taken_out()
    {
        // Bernstein's own example: X1 X2 and C D determine each other, and C determines A.
        var relation = Relation("X1 X2 A B C D", "X1 X2->A D", "C D->X1 X2", "A X1->B", "B X2->C", "C->A");
        var parts = Decomposition.Synthesise(relation);
        Assert.Equal(["X1 X2 C D", "X1 A B", "X2 B C", "A C"], parts.Select(p => string.Join(' ', p)));
        Assert.Empty(Decomposition.Lost(relation, parts));
    }

    [Fact]
    public void A_split_without_a_shared_key_loses_information()
    {
        var relation = Relation("A B C", "A->B");
        Assert.True(
            Decomposition.IsLossless(
                relation,
                [
                    ["A", "B"],
                    ["A", "C"],
                ]
            )
        );
        Assert.False(
            Decomposition.IsLossless(
                relation,
                [
                    ["A", "B"],
                    ["B", "C"],
                ]
            )
        );
    }

    [Fact]
    public void The_chase_needs_several_rounds_where_three_parts_depend_on_each_other()
    {
        var relation = Relation("A B C D E", "A->C", "B->C", "C->D", "D E->C", "C E->A");
        Assert.True(
            Decomposition.IsLossless(
                relation,
                [
                    ["A", "D"],
                    ["A", "B"],
                    ["B", "E"],
                    ["C", "D", "E"],
                    ["A", "E"],
                ]
            )
        );
    }

    [Fact]
    public void Exponentially_many_keys_are_capped_and_the_report_says_so()
    {
        // Each of 12 pairs gives two choices: 4096 keys.
        var names = string.Join(' ', Enumerable.Range(1, 12).Select(i => $"A{i} B{i}"));
        var dependencies = Enumerable.Range(1, 12).SelectMany(i => new[] { $"A{i}->B{i}", $"B{i}->A{i}" }).ToArray();
        var relation = Relation(names, dependencies);
        Assert.Equal(DependencySet.MaxKeys, relation.CandidateKeys(out var complete).Count);
        Assert.False(complete);
        Assert.Contains(NormalForms.Of(relation).Violations, v => v.Contains("stopped at 1000", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dependency_on_an_unknown_attribute_is_refused_with_the_nearest_name()
    {
        var failure = Assert.Throws<Failure>(() => Relation("postcode city", "postcodes->city"));
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        Assert.Equal("Did you mean postcode?", failure.Findings[0].Fix);
    }

    internal static DependencySet Relation(string attributes, params string[] dependencies) =>
        new("R", attributes.Split(' ').ToSequence(), dependencies.Select(Dependency));

    private static FunctionalDependency Dependency(string text)
    {
        var sides = text.Split("->");
        return new("R", sides[0].Split(' ').ToSequence(), sides[1].Split(' ').ToSequence(), null);
    }

    private static string Text(FunctionalDependency dependency) =>
        $"{string.Join(' ', dependency.Determinant)}->{string.Join(' ', dependency.Dependent)}";
}
