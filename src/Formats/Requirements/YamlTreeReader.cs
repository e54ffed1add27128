using Dbwright.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dbwright.Formats;

/// <summary>
/// Builds a positioned tree from the parser's events, without recursion: nothing in the text can exhaust the stack or the memory.
/// Aliases, anchors, tags and further documents are refused.
/// </summary>
internal sealed class YamlTreeReader
{
    /// <summary>The greatest nesting.</summary>
    public const int MaximumDepth = 64;

    /// <summary>The greatest number of values; a document of a thousand entities has a tenth of it.</summary>
    private const int MostValues = 300_000;

    private readonly string file;
    private readonly DocumentErrors errors;
    private readonly Stack<Open> open = new();
    private YamlNode? root;
    private int values;

    private YamlTreeReader(string file, DocumentErrors errors) => (this.file, this.errors) = (file, errors);

    /// <summary>The root of the only document.</summary>
    /// <exception cref="Failure">The text is not YAML, or uses what is refused.</exception>
    public static YamlNode Read(string text, string file, DocumentErrors errors) => new YamlTreeReader(file, errors).Read(text);

    private YamlNode Read(string text)
    {
        var events = new Parser(new StringReader(text));
        while (Next(events, text))
        {
            Take(events.Current!);
        }

        return root is null or YamlScalar { IsNothing: true }
            ? throw errors.Fatal(
                "empty-document",
                "The document is empty",
                new(file, 1, 1),
                "Start with 'application:' and 'entities:', or run 'dbwright init'."
            )
            : root;
    }

    private bool Next(Parser events, string text)
    {
        try
        {
            return events.MoveNext();
        }
        catch (Exception unreadable) when (unreadable is not (OutOfMemoryException or StackOverflowException))
        {
            // The parser has exceptions of its own, but some broken texts make it throw those of its collections.
            var (reason, at) = unreadable is YamlException own
                ? (
                    own.Message.TrimEnd('.'),
                    own.End.Index > own.Start.Index && own.End.Line > own.Start.Line ? own.End : own.Start
                )
                : ("brackets or indentation do not match", events.Current?.End ?? Mark.Empty);
            throw errors.Fatal(
                "yaml",
                $"This is not YAML: {reason}",
                unreadable.Message.Contains("tab") ? FirstTab(text) ?? At(at) : At(at),
                "Look for a missing space after ':', a tab, or a value with ': ', '#', '{', '[', '*', '&', '!', '>', '|', '@' or '`' that needs quotes.",
                unreadable
            );
        }
    }

    private void Take(ParsingEvent current)
    {
        switch (current)
        {
            case AnchorAlias alias:
                throw errors.Fatal(
                    "alias",
                    $"Aliases are not read: {DocumentErrors.Quote("*" + alias.Value)}",
                    At(alias.Start),
                    "Write the value out; a value that begins with '*' needs quotes."
                );
            case NodeEvent { Anchor.IsEmpty: false } anchored:
                throw errors.Fatal(
                    "alias",
                    $"Anchors are not read: {DocumentErrors.Quote("&" + anchored.Anchor.Value)}",
                    At(anchored.Start),
                    "Leave the anchor out; a value that begins with '&' needs quotes."
                );
            case NodeEvent { Tag.IsEmpty: false } tagged when !IsNonSpecific(tagged):
                throw errors.Fatal(
                    "tag",
                    $"Tags are not read: {DocumentErrors.Quote(tagged.Tag.Value)}",
                    At(tagged.Start),
                    "Leave the tag out; a value that begins with '!' needs quotes."
                );
            case DocumentStart start when root is not null:
                throw errors.Fatal("documents", "There is a second document", At(start.Start), "Keep one document in the file.");
            case SequenceStart start:
                Push(new(At(start.Start), start.Style == SequenceStyle.Flow, IsMap: false));
                break;
            case MappingStart start:
                Push(new(At(start.Start), start.Style == MappingStyle.Flow, IsMap: true));
                break;
            case SequenceEnd or MappingEnd:
                Add(Close(open.Pop()));
                break;
            case Scalar scalar:
                Add(Node(scalar));
                break;
        }
    }

    private static bool IsNonSpecific(NodeEvent node) => node.Tag.IsNonSpecific || node is Scalar { Tag.Value: "!" };

    private void Push(Open collection)
    {
        if (open.Count >= MaximumDepth)
        {
            throw errors.Fatal("nesting", $"The document is nested more than {MaximumDepth} levels deep", collection.At);
        }

        open.Push(collection);
    }

    private Location? FirstTab(string text)
    {
        var line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var tab = content.IndexOf('\t');
            if (tab >= 0 && content[..tab].IsWhiteSpace())
            {
                return new(file, line, tab + 1);
            }
        }

        return null;
    }

    private void Add(YamlNode node)
    {
        if (++values > MostValues)
        {
            throw errors.Fatal("size", $"The document has more than {MostValues} values", node.At);
        }

        if (open.TryPeek(out var parent))
        {
            parent.Items.Add(node);
        }
        else
        {
            root = node;
        }
    }

    private YamlNode Close(Open collection)
    {
        var items = collection.Items;
        if (!collection.IsMap)
        {
            return new YamlList(collection.IsFlow ? RejoinList(items) : items, collection.At);
        }

        var entries = new List<(YamlScalar, YamlNode)>(items.Count / 2);
        for (var i = 0; i + 1 < items.Count; i += 2)
        {
            if (items[i] is not YamlScalar key)
            {
                errors.Add("key", $"A key must be a name, not {items[i].Kind}", items[i].At);
                continue;
            }

            entries.Add((key, items[i + 1]));
        }

        return new YamlMap(collection.IsFlow ? RejoinMap(entries) : entries, collection.At);
    }

    /// <summary>Joins what a comma inside parentheses tore apart (<c>[status in (a, b)]</c>), and says so once.</summary>
    private List<YamlNode> RejoinList(List<YamlNode> items)
    {
        var joined = new List<YamlNode>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not YamlScalar { IsPlain: true } first || Unclosed(first.Text) <= 0)
            {
                joined.Add(items[i]);
                continue;
            }

            var text = first.Text;
            while (Unclosed(text) > 0 && i + 1 < items.Count && items[i + 1] is YamlScalar part)
            {
                text += ", " + part.Text;
                i++;
            }

            joined.Add(Torn(first, text));
        }

        return joined;
    }

    private List<(YamlScalar, YamlNode)> RejoinMap(List<(YamlScalar Key, YamlNode Value)> entries)
    {
        var joined = new List<(YamlScalar, YamlNode)>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var (key, value) = entries[i];
            if (value is not YamlScalar { IsPlain: true } first || Unclosed(first.Text) <= 0)
            {
                joined.Add(entries[i]);
                continue;
            }

            var text = first.Text;
            while (Unclosed(text) > 0 && i + 1 < entries.Count && entries[i + 1].Value is YamlScalar { IsNothing: true })
            {
                text += ", " + entries[++i].Key.Text;
            }

            joined.Add((key, Torn(first, text)));
        }

        return joined;
    }

    private YamlScalar Torn(YamlScalar first, string text)
    {
        if (text.Length > first.Text.Length)
        {
            errors.Add(
                "comma-in-flow",
                $"The comma inside the parentheses of {DocumentErrors.Quote(text)} ends the value",
                first.At,
                $"Put the value in quotes: \"{DocumentErrors.Quote(text)[1..^1]}\".",
                "Between { } and [ ] YAML reads every comma as the next item."
            );
        }

        return new(text, first.At, isPlain: true, isExact: true, quotes: 0);
    }

    private static int Unclosed(string text) => text.AsSpan().Count('(') - text.AsSpan().Count(')');

    private YamlScalar Node(Scalar scalar)
    {
        var isPlain = scalar.Style is ScalarStyle.Plain or ScalarStyle.Any;
        var isQuoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        var written = scalar.End.Index - scalar.Start.Index;
        var isExact = scalar.Start.Line == scalar.End.Line && (isPlain || (isQuoted && written == scalar.Value.Length + 2));
        return new(scalar.Value, At(scalar.Start), isPlain, isExact, isQuoted ? 1 : 0);
    }

    private Location At(Mark mark) => new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private sealed record Open(Location At, bool IsFlow, bool IsMap)
    {
        public List<YamlNode> Items { get; } = [];
    }
}
