using Dbwright.Indexing;
using Dbwright.Model;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Tests.Indexing;

public sealed class IndexMergerTests
{
    private static readonly Table Orders = new(QualifiedName.Of("orders"))
    {
        PrimaryKey = new("pk_orders", ["id"]),
        Uniques = [new("uq_orders_a_b", ["a", "b"])],
    };

    [Theory]
    // A prefix of another one goes.
    [InlineData("c; c,d", "c,d")]
    // What is only compared for equality may stand in any order.
    [InlineData("c!; d!,c!", "c,d")]
    [InlineData("c!; e!,d!,c!,f", "c,e,d,f")]
    // An order may be read backwards, but only as a whole.
    [InlineData("c!,d-; c!,d,e", "c,d,e")]
    [InlineData("c!,d-,e; c!,d,e,f", "c,d,e,f c,d-,e")]
    // Keys and unique constraints answer for their beginnings.
    [InlineData("a", "")]
    [InlineData("id", "")]
    [InlineData("b!,a!", "")]
    [InlineData("b", "b")]
    // Another predicate is another index.
    [InlineData("c?x; c,d", "c,d c?x")]
    // Further columns are united.
    [InlineData("c+d; c+e", "c+d+e")]
    [InlineData("c+d; c,e", "c,e+d")]
    [InlineData("c+e; c,e", "c,e")]
    public void Indexes_are_merged(string given, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', Merge(given.Split("; ").Select(Read)).Select(Write).Order(StringComparer.Ordinal))
        );

    [Fact]
    public void No_index_is_the_beginning_of_another()
    {
        var part = Gen.Elements("b", "c", "d", "e", "f", "b-", "c-", "d-", "b!", "c!", "d!", "e!");
        var index = from parts in part.ListOf(3) select string.Join(',', Equalities(parts).Concat(Others(parts)));
        var lists = index.Where(i => i.Length > 0).ListOf(6);
        Prop.ForAll(
                lists.ToArbitrary(),
                given =>
                {
                    var merged = Merge(given.Select(Read));
                    return merged.All(one =>
                        merged.All(other =>
                            ReferenceEquals(one, other)
                            || !other.Columns.Take(one.Columns.Count).SequenceEqual(one.Columns)
                            || Directions(one) != Directions(other)
                        )
                    );
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Who_asked_is_never_forgotten()
    {
        var merged = Merge([Read("c!") with { Patterns = ["access.one"] }, Read("c!,d") with { ForeignKeys = ["fk"] }]);
        var index = Assert.Single(merged);
        Assert.Equal((Sequence<string>)["access.one"], index.Patterns);
        Assert.Equal((Sequence<string>)["fk"], index.ForeignKeys);
    }

    [Fact]
    public void What_the_owner_asked_for_stays() =>
        Assert.Equal(2, Merge([Read("c") with { Pin = "physical.1" }, Read("c,d")]).Count);

    private static string Directions(IndexCandidate index) => string.Concat(index.Parts.Select(p => p.Descending ? '-' : '+'));

    private static IEnumerable<string> Equalities(IEnumerable<string> parts) => parts.Where(p => p.EndsWith('!')).Distinct();

    private static IEnumerable<string> Others(List<string> parts) =>
        parts.Where(p => !p.EndsWith('!') && !parts.Contains($"{p.TrimEnd('-')}!")).DistinctBy(p => p.TrimEnd('-'));

    private static Sequence<IndexCandidate> Merge(IEnumerable<IndexCandidate> candidates) =>
        new IndexMerger(new RelationalSchema("postgresql") { Tables = [Orders] }).Merge(candidates);

    // c,d- is a key on c and one on d descending; ! is only compared for equality, + is kept along, ? a predicate.
    private static IndexCandidate Read(string text)
    {
        var where = text.Split('?');
        var includes = where[0].Split('+');
        var parts = includes[0].Split(',');
        return new(Orders.Name, parts.Select(p => IndexPart.Of(p.TrimEnd('-', '!'), p.EndsWith('-'))).ToSequence())
        {
            FreeParts = parts.Count(p => p.EndsWith('!')),
            Include = includes.Skip(1).ToSequence(),
            Predicates = where.Skip(1).ToSequence(),
        };
    }

    private static string Write(IndexCandidate index) =>
        string.Join(',', index.Parts.Select(p => p.Column + (p.Descending ? "-" : "")))
        + string.Concat(index.Include.Select(c => $"+{c}"))
        + string.Concat(index.Predicates.Select(c => $"?{c}"));
}
