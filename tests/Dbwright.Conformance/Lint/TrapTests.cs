using System.Globalization;
using Dbwright.Conformance.Sqlite;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Dbwright.Conformance;

/// <summary>What rules say of a file is what the engine does with it: <c>cases/traps/ENGINE.yaml</c>.</summary>
public sealed class TrapTests
{
    public static TheoryData<string, string> Sqlite => Cases("sqlite");

    public static TheoryData<string, string> MariaDb => Cases("mariadb");

    public static TheoryData<string, string> PostgreSql => Cases("postgresql");

    [Theory]
    [MemberData(nameof(Sqlite))]
    public async Task Sqlite_does_what_the_rule_says(string rule, string name)
    {
        await using var file = await SqliteFile.OpenAsync();
        await file.RunAsync("pragma foreign_keys = on");
        await RunAsync("sqlite", rule, name, file.Session);
    }

    [Theory]
    [MemberData(nameof(MariaDb))]
    public async Task MariaDb_does_what_the_rule_says(string rule, string name)
    {
        await using var database = await Servers.MariaDbDatabase();
        await RunAsync("mariadb", rule, name, database.Session);
    }

    [Theory]
    [MemberData(nameof(PostgreSql))]
    public async Task PostgreSql_does_what_the_rule_says(string rule, string name)
    {
        await using var database = await Servers.PostgreSqlDatabase();
        await using var session = await database.Database.OpenAsync(SandboxUser.Administrator, CancellationToken.None);
        await RunAsync("postgresql", rule, name, session);
    }

    private static async Task RunAsync(string engine, string rule, string name, ISession session)
    {
        var root = Root(engine);
        var node = Nodes(root).Single(n => Text(n, "rule") == rule && Text(n, "name") == name);
        var (setup, sql) = ($"{Text(root, "setup")}{Text(node, "setup")}", Text(node, "sql")!);

        Assert.Contains(rule, Found(engine, setup, sql));

        await session.ExecuteAsync(setup, CancellationToken.None);
        if (Text(node, "error") is { } error)
        {
            var refused = await Assert.ThrowsAsync<EngineException>(() => session.ExecuteAsync(sql, CancellationToken.None));
            Assert.Contains(error, refused.Message, StringComparison.Ordinal);
            return;
        }

        await session.ExecuteAsync(sql, CancellationToken.None);
        var rows = await session.QueryAsync(Text(node, "ask")!, [], CancellationToken.None);
        Assert.Equal(
            Text(node, "answer"),
            string.Join(
                ", ",
                rows.Select(r => string.Join(' ', r.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))))
            )
        );
    }

    private static IEnumerable<string> Found(string engine, string setup, string sql)
    {
        FolderEntry[] entries =
        [
            new(new("V1__before.sql", setup) { IsReported = false, Version = "1" }, MigrationWay.Up),
            new(new("V2__file.sql", sql) { Version = "2" }, MigrationWay.Up),
        ];
        return Linter
            .Run(entries.Select(e => e.File).ToList(), LintTarget.Parse(engine), new(), entries)
            .Findings.Select(f => f.Rule.Name);
    }

    private static TheoryData<string, string> Cases(string engine)
    {
        var data = new TheoryData<string, string>();
        foreach (var node in Nodes(Root(engine)))
        {
            data.Add(Text(node, "rule")!, Text(node, "name")!);
        }

        return data;
    }

    private static YamlMappingNode Root(string engine)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(Repository.PathOf("cases", "traps", $"{engine}.yaml"));
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static IEnumerable<YamlMappingNode> Nodes(YamlMappingNode root) =>
        ((YamlSequenceNode)root["cases"]).Cast<YamlMappingNode>();

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;
}
