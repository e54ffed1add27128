using YamlDotNet.RepresentationModel;

namespace Dbwright.Conformance.Plans;

/// <summary>A change, rows that are there, and what old and new application do meanwhile.</summary>
/// <param name="Name">What it is about.</param>
public sealed record PlanCase(string Name)
{
    private static readonly HashSet<string> Fields = new(StringComparer.Ordinal)
    {
        "name",
        "both",
        "from",
        "to",
        "rename",
        "fill",
        "rows",
        "old",
        "new",
        "phases",
        "must",
        "must-not",
        "findings",
        "then",
        "back",
        "one-way",
    };

    /// <summary>SQL that makes the first schema.</summary>
    public string From { get; init; } = "";

    /// <summary>SQL that makes the second schema.</summary>
    public string To { get; init; } = "";

    /// <summary>Renames, each <c>old=new</c>.</summary>
    public IReadOnlyList<string> Renames { get; init; } = [];

    /// <summary>Values of new columns, each <c>table.column=SQL</c>.</summary>
    public IReadOnlyList<string> Fills { get; init; } = [];

    /// <summary>SQL that fills the first schema.</summary>
    public string Rows { get; init; } = "";

    /// <summary>Statements of the old application, run after every file that it lives through; <c>#</c> is a new number each time.</summary>
    public IReadOnlyList<string> Old { get; init; } = [];

    /// <summary>Statements of the new application, run after the last such file and all that follow.</summary>
    public IReadOnlyList<string> New { get; init; } = [];

    /// <summary>The phases, all of them in their order; none when the case does not say.</summary>
    public IReadOnlyList<string> Phases { get; init; } = [];

    /// <summary>What the files must say; case and space do not count.</summary>
    public IReadOnlyList<string> Must { get; init; } = [];

    /// <summary>What the files must not say.</summary>
    public IReadOnlyList<string> MustNot { get; init; } = [];

    /// <summary>The rules of the findings, all of them.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Queries with what they give at the end.</summary>
    public IReadOnlyList<(string Query, string Value)> Then { get; init; } = [];

    /// <summary>Queries with what they give after the way back.</summary>
    public IReadOnlyList<(string Query, string Value)> Back { get; init; } = [];

    /// <summary>Whether the new application writes what the first schema forbids, so that there is no way back without it.</summary>
    public bool IsOneWay { get; init; }

    /// <summary>The cases of a folder.</summary>
    public static IEnumerable<PlanCase> All(string folder) =>
        Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read);

    private static IEnumerable<PlanCase> Read(string path)
    {
        var yaml = new YamlStream();
        using (var reader = new StreamReader(path))
        {
            yaml.Load(reader);
        }

        foreach (var node in ((YamlSequenceNode)yaml.Documents[0].RootNode).Cast<YamlMappingNode>())
        {
            var fields = node.Children.ToDictionary(c => Scalar(c.Key), c => c.Value, StringComparer.Ordinal);
            if (fields.Keys.FirstOrDefault(k => !Fields.Contains(k)) is { } unknown)
            {
                throw new InvalidDataException($"{path}:{node.Start.Line}: a case has no `{unknown}`.");
            }

            yield return new(Text("name"))
            {
                From = $"{Text("both")}\n{Text("from")}",
                To = $"{Text("both")}\n{Text("to")}",
                Renames = List("rename"),
                Fills = List("fill"),
                Rows = Text("rows"),
                Old = List("old"),
                New = List("new"),
                Phases = List("phases"),
                Must = List("must"),
                MustNot = List("must-not"),
                Findings = List("findings"),
                Then = Map("then"),
                Back = Map("back"),
                IsOneWay = Text("one-way") == "true",
            };

            string Text(string key) => fields.TryGetValue(key, out var value) ? Scalar(value) : "";

            List<string> List(string key) =>
                !fields.TryGetValue(key, out var value) ? []
                : value is YamlSequenceNode list ? list.Select(Scalar).ToList()
                : [Scalar(value)];

            List<(string, string)> Map(string key) =>
                fields.TryGetValue(key, out var value)
                    ? ((YamlMappingNode)value).Children.Select(c => (Scalar(c.Key), Scalar(c.Value))).ToList()
                    : [];
        }
    }

    private static string Scalar(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    /// <inheritdoc />
    public override string ToString() => Name;
}
