using Dbwright.Model;
using YamlDotNet.RepresentationModel;

namespace Dbwright.Conformance.Locks;

/// <summary>A row of <c>cases/locks</c>: a statement and what was measured of it.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Setup">What is there before it.</param>
/// <param name="Sql">The statement.</param>
public sealed record LockCase(string Name, string Setup, string Sql)
{
    /// <summary>The oldest major version that knows it.</summary>
    public int Since { get; init; }

    /// <summary>The major version from which on it is otherwise; 0 for none.</summary>
    public int Until { get; init; }

    /// <summary>The session's time zone.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>The tables and views that were there before, each with its strongest lock.</summary>
    public IReadOnlyDictionary<string, RelationLock> Locks { get; init; } = new Dictionary<string, RelationLock>();

    /// <summary>What is written anew.</summary>
    public Rewritten Rewrites { get; init; }

    /// <summary>Whether rows are read.</summary>
    public bool Scans { get; init; }

    /// <summary>Tables of which what the server does under the lock is not compared.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>MariaDB: the cheapest algorithm that is accepted.</summary>
    public string Algorithm { get; init; } = "";

    /// <summary>The rows of a file.</summary>
    public static IReadOnlyList<LockCase> All(string path)
    {
        var yaml = new YamlStream();
        using (var reader = new StreamReader(path))
        {
            yaml.Load(reader);
        }

        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var head = ((YamlScalarNode)root["setup"]).Value!;
        return ((YamlSequenceNode)root["cases"]).Cast<YamlMappingNode>().Select(node => Read(node, head)).ToList();
    }

    private static LockCase Read(YamlMappingNode node, string head)
    {
        var own = Text("setup") is { } said ? said + ";\n" : "";
        return new(Text("name")!, head + own, Text("sql")!)
        {
            Since = int.Parse(Text("since") ?? "0"),
            Until = int.Parse(Text("until") ?? "0"),
            Zone = Text("zone") ?? "UTC",
            Locks = node.Children.TryGetValue("locks", out var locks)
                ? ((YamlMappingNode)locks).Children.ToDictionary(
                    c => ((YamlScalarNode)c.Key).Value!,
                    c => LockOf(((YamlScalarNode)c.Value).Value!),
                    StringComparer.Ordinal
                )
                : new Dictionary<string, RelationLock>(),
            Rewrites = Enum.Parse<Rewritten>(Text("rewrites") ?? "nothing", ignoreCase: true),
            Scans = Text("scans") == "true",
            Also = node.Children.TryGetValue("also", out var also)
                ? ((YamlSequenceNode)also).Select(n => ((YamlScalarNode)n).Value!).ToList()
                : [],
            Algorithm = Text("algorithm") ?? "",
        };

        string? Text(string key) => node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;
    }

    /// <summary>A lock by its letters or its catalogue name.</summary>
    public static RelationLock LockOf(string text) =>
        text switch
        {
            "AS" or "AccessShareLock" => RelationLock.AccessShare,
            "RS" or "RowShareLock" => RelationLock.RowShare,
            "RX" or "RowExclusiveLock" => RelationLock.RowExclusive,
            "SUE" or "ShareUpdateExclusiveLock" => RelationLock.ShareUpdateExclusive,
            "S" or "ShareLock" => RelationLock.Share,
            "SRE" or "ShareRowExclusiveLock" => RelationLock.ShareRowExclusive,
            "X" or "ExclusiveLock" => RelationLock.Exclusive,
            "AEL" or "AccessExclusiveLock" => RelationLock.AccessExclusive,
            _ => throw new InvalidDataException($"{text} is no lock."),
        };

    /// <inheritdoc />
    public override string ToString() => Name;
}
