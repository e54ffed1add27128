using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>A YAML node with its place. The tree is at most <see cref="YamlTreeReader.MaximumDepth"/> deep and has no aliases.</summary>
internal abstract class YamlNode(Location at)
{
    public Location At { get; } = at;

    /// <summary>What it is, for errors.</summary>
    public abstract string Kind { get; }
}

/// <summary>A single value.</summary>
internal sealed class YamlScalar(string text, Location at, bool isPlain, bool isExact, int quotes) : YamlNode(at)
{
    public string Text { get; } = text;

    /// <summary>Whether it is written without quotes.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>Whether nothing is written, or <c>null</c>.</summary>
    public bool IsNothing => IsPlain && Text is "" or "~" or "null";

    public override string Kind => IsNothing ? "nothing" : "a single value";

    /// <summary>The place of a character; that of the value itself where lines are folded or escapes are read.</summary>
    public Location Offset(int characters) => isExact ? At with { Column = At.Column + quotes + characters } : At;
}

/// <summary>A list.</summary>
internal sealed class YamlList(IReadOnlyList<YamlNode> items, Location at) : YamlNode(at)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string Kind => "a list";
}

/// <summary>A mapping; its keys may repeat.</summary>
internal sealed class YamlMap(IReadOnlyList<(YamlScalar Key, YamlNode Value)> entries, Location at) : YamlNode(at)
{
    public IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries { get; } = entries;

    public override string Kind => "a mapping";
}
