using YamlDotNet.RepresentationModel;

namespace Dbwright.Conformance.Diff;

/// <summary>Two schemas of an engine with what the way from one to the other must be like.</summary>
/// <param name="File">The file it stands in, without folder and ending.</param>
/// <param name="Name">What it is about.</param>
/// <param name="From">SQL that makes the first schema.</param>
/// <param name="To">SQL that makes the second schema.</param>
public sealed record DiffCase(string File, string Name, string From, string To)
{
    /// <summary>Renames, each <c>old=new</c>.</summary>
    public IReadOnlyList<string> Renames { get; init; } = [];

    /// <summary>What the plan must say: a text, or between slashes a regular expression. Case and space do not count.</summary>
    public IReadOnlyList<string> Must { get; init; } = [];

    /// <summary>What the plan must not say.</summary>
    public IReadOnlyList<string> MustNot { get; init; } = [];

    /// <summary>The kinds of hazards that the plan has, all of them; none when the case does not say.</summary>
    public IReadOnlyList<string>? Hazards { get; init; }

    /// <summary>The rules of the plan's findings, all of them.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Whether no plan is given: a finding says why.</summary>
    public bool IsRefused { get; init; }

    /// <summary>SQL that fills the first schema before the plan runs.</summary>
    public string? Rows { get; init; }

    /// <summary>Queries with the value that they give after the plan has run.</summary>
    public IReadOnlyList<(string Query, string Value)> Expect { get; init; } = [];

    /// <summary>The major version of the server from which on the case makes sense.</summary>
    public int Since { get; init; }

    /// <summary>The cases of an engine, from the folder of its name.</summary>
    public static IEnumerable<DiffCase> All(string folder) =>
        Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read);

    private static IEnumerable<DiffCase> Read(string path)
    {
        var yaml = new YamlStream();
        using (var reader = new StreamReader(path))
        {
            yaml.Load(reader);
        }

        foreach (var node in ((YamlSequenceNode)yaml.Documents[0].RootNode).Cast<YamlMappingNode>())
        {
            var fields = node.Children.ToDictionary(c => ((YamlScalarNode)c.Key).Value!, c => c.Value, StringComparer.Ordinal);
            var known = new HashSet<string>(
                [
                    "name",
                    "both",
                    "from",
                    "to",
                    "rename",
                    "must",
                    "must-not",
                    "hazards",
                    "findings",
                    "refused",
                    "rows",
                    "expect",
                    "since",
                ],
                StringComparer.Ordinal
            );
            if (fields.Keys.FirstOrDefault(k => !known.Contains(k)) is { } unknown)
            {
                throw new InvalidDataException($"{path}:{node.Start.Line}: a case has no `{unknown}`.");
            }

            var both = Text("both") is { } text ? text + "\n" : "";
            yield return new(Path.GetFileNameWithoutExtension(path), Text("name")!, both + Text("from"), both + Text("to"))
            {
                Renames = List("rename") ?? [],
                Must = List("must") ?? [],
                MustNot = List("must-not") ?? [],
                Hazards = List("hazards"),
                Findings = List("findings") ?? [],
                IsRefused = Text("refused") == "true",
                Rows = Text("rows"),
                Expect = fields.TryGetValue("expect", out var expect)
                    ? ((YamlMappingNode)expect).Children.Select(c => (Scalar(c.Key)!, Scalar(c.Value)!)).ToList()
                    : [],
                Since = Text("since") is { } since ? int.Parse(since) : 0,
            };

            string? Text(string key) => fields.TryGetValue(key, out var value) ? Scalar(value) : null;

            IReadOnlyList<string>? List(string key) =>
                !fields.TryGetValue(key, out var value) ? null
                : value is YamlSequenceNode list ? list.Select(v => Scalar(v)!).ToList()
                : [Scalar(value)!];
        }
    }

    private static string? Scalar(YamlNode node) => ((YamlScalarNode)node).Value;

    /// <inheritdoc />
    public override string ToString() => $"{File}: {Name}";
}
