using System.Globalization;
using Dbwright.Conformance.Sqlite;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Dbwright.Conformance;

/// <summary>What the rules of SQLite say of a file is what the engine does with it: <c>cases/traps/sqlite.yaml</c>.</summary>
public sealed class SqliteTrapTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var node in ((YamlSequenceNode)Root["cases"]).Cast<YamlMappingNode>())
            {
                data.Add(Text(node, "rule")!, Text(node, "name")!);
            }

            return data;
        }
    }

    private static YamlMappingNode Root
    {
        get
        {
            var yaml = new YamlStream();
            using var reader = new StreamReader(Repository.PathOf("cases", "traps", "sqlite.yaml"));
            yaml.Load(reader);
            return (YamlMappingNode)yaml.Documents[0].RootNode;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_engine_does_what_the_rule_says(string rule, string name)
    {
        var node = ((YamlSequenceNode)Root["cases"])
            .Cast<YamlMappingNode>()
            .Single(n => Text(n, "rule") == rule && Text(n, "name") == name);
        var (setup, sql) = ($"{Text(Root, "setup")}{Text(node, "setup")}", Text(node, "sql")!);

        Assert.Contains(rule, Found(setup, sql));

        await using var file = await SqliteFile.OpenAsync();
        await file.RunAsync("pragma foreign_keys = on");
        await file.RunAsync(setup);
        if (Text(node, "error") is { } error)
        {
            var refused = await Assert.ThrowsAsync<EngineException>(() => file.RunAsync(sql));
            Assert.Contains(error, refused.Message, StringComparison.Ordinal);
            return;
        }

        await file.RunAsync(sql);
        var rows = await file.AskAsync(Text(node, "ask")!);
        Assert.Equal(
            Text(node, "answer"),
            string.Join(
                ", ",
                rows.Select(r => string.Join(' ', r.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))))
            )
        );
    }

    private static IEnumerable<string> Found(string setup, string sql)
    {
        FolderEntry[] entries =
        [
            new(new("V1__before.sql", setup) { IsReported = false }, MigrationWay.Up, "1"),
            new(new("V2__file.sql", sql), MigrationWay.Up, "2"),
        ];
        return Linter
            .Run(entries.Select(e => e.File).ToList(), LintTarget.Parse("sqlite"), new(), entries)
            .Findings.Select(f => f.Rule.Name);
    }

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;
}
