using System.Text;
using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Indexing;

/// <summary>What holds for the indexes of every design.</summary>
public sealed class DesignPropertiesTests
{
    public static TheoryData<string, string> Documents()
    {
        var data = new TheoryData<string, string>();
        foreach (var engine in EngineCatalog.All)
        {
            data.Add("cases/indexing/forms.yaml", engine.Name);
            foreach (var folder in Directory.GetDirectories(Repository.PathOf("examples")).Order(StringComparer.Ordinal))
            {
                data.Add($"examples/{Path.GetFileName(folder)}/requirements.yaml", engine.Name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_index_is_asked_for_and_none_twice(string document, string engine)
    {
        var design = Designer.For(RequirementsReader.Read(Repository.PathOf(document.Split('/'))), EngineCatalog.Find(engine));
        var indexes = design.Schema.Tables.SelectMany(t => t.Indexes.Select(i => (Table: t, Index: i))).ToList();

        Assert.Equal(indexes.Count, indexes.Select(i => i.Index.Name).Distinct().Count());
        Assert.All(indexes, i => Assert.InRange(Encoding.UTF8.GetByteCount(i.Index.Name), 1, 63));
        Assert.Equal(indexes.Select(i => i.Index.Name).Order(), design.Indexes.Select(t => t.Index).Order());
        Assert.All(
            design.Indexes,
            trace =>
                Assert.True(
                    trace.Patterns.Count + trace.ForeignKeys.Count > 0 || trace.Pin is not null || IsUnique(indexes, trace),
                    $"Nothing asks for {trace.Index}."
                )
        );
        foreach (var (table, index) in indexes.Where(i => !i.Index.Unique && i.Index.Method == "btree" && i.Index.Where is null))
        {
            var keys = table.Uniques.Select(u => u.Columns).Append(table.PrimaryKey!.Columns);
            Assert.False(index.Include.Count == 0 && keys.Any(k => Begins(k, index)), $"A key answers for {index.Name}.");
            var others = table.Indexes.Where(o => o != index && o.Method == "btree" && o.Where is null);
            Assert.False(
                others.Any(o => Begins(o.Parts.Select(p => p.Column!).ToSequence(), index) && SameDirections(o, index)),
                $"Another index answers for {index.Name}."
            );
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_foreign_key_and_every_pattern_is_served(string document, string engine)
    {
        var design = Designer.For(RequirementsReader.Read(Repository.PathOf(document.Split('/'))), EngineCatalog.Find(engine));
        var forbidden = design.Findings.Where(f => f.Rule == "index-forbidden").ToList();
        foreach (var table in design.Schema.Tables)
        {
            foreach (var key in table.ForeignKeys)
            {
                var starts = table
                    .Indexes.Where(i => i.Where is null)
                    .Select(i => i.Parts.Select(p => p.Column ?? "").ToSequence())
                    .Concat(table.Uniques.Select(u => u.Columns))
                    .Append(table.PrimaryKey!.Columns);
                Assert.True(
                    starts.Any(s => s.Take(key.Columns.Count).ToHashSet().SetEquals(key.Columns))
                        || forbidden.Exists(f => f.Title.Contains(key.Name)),
                    $"No index begins with {key.Name}."
                );
            }
        }

        Assert.Equal(design.Requirements.Access.Count, design.Patterns.Count);
        foreach (var pattern in design.Patterns)
        {
            Assert.NotEmpty(pattern.Reason);
            Assert.EndsWith(".", pattern.Reason);
            var said = design.Findings.Any(f => f.Subject == pattern.Pattern.Id);
            Assert.True(pattern.Statement is not null || said, $"{pattern.Pattern.Name} has no statement and nothing says so.");
        }
    }

    private static bool IsUnique(List<(Table Table, TableIndex Index)> indexes, IndexTrace trace) =>
        indexes.Exists(i => i.Index.Name == trace.Index && i.Index.Unique);

    private static bool Begins(Sequence<string> columns, TableIndex index) =>
        index.Parts.Count <= columns.Count
        && index.Parts.All(p => p.OperatorClass is null)
        && columns.Take(index.Parts.Count).SequenceEqual(index.Parts.Select(p => p.Column!));

    private static bool SameDirections(TableIndex other, TableIndex index) =>
        other
            .Parts.Zip(index.Parts)
            .All(pair =>
                pair.First.Descending == pair.Second.Descending && pair.First.OperatorClass == pair.Second.OperatorClass
            );
}
