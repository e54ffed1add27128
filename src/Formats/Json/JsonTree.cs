using System.Globalization;
using System.Text;
using System.Text.Json;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>A JSON text in which every value knows its place, so that an error can name line and column.</summary>
internal sealed class JsonTree
{
    private readonly byte[] utf8;
    private readonly string file;

    private JsonTree(byte[] utf8, string file) => (this.utf8, this.file) = (utf8, file);

    /// <summary>The outermost value.</summary>
    /// <exception cref="Failure">It is not JSON (<see cref="ExitStatus.BadInput"/>).</exception>
    public static JsonValue Parse(string text, string file)
    {
        var tree = new JsonTree(Encoding.UTF8.GetBytes(text), file);
        var reader = new Utf8JsonReader(tree.utf8, new JsonReaderOptions { MaxDepth = 128 });
        try
        {
            reader.Read();
            var value = tree.Value(ref reader);
            reader.Read();
            return value;
        }
        catch (JsonException e)
        {
            // The reader's own place is counted from 0 and stands in its message too, in words of its own.
            var at = new Location(file, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
            throw Failure.Because(
                ExitStatus.BadInput,
                "not-json",
                $"{file} is not JSON: {FirstSentence(e.Message)}",
                at: at,
                cause: e
            );
        }
    }

    /// <summary>A failure at a place of the text.</summary>
    public Failure Wrong(long offset, string title, string? fix = null)
    {
        var before = Encoding.UTF8.GetString(utf8, 0, (int)offset);
        var line = before.Count(c => c == '\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        return Failure.Because(ExitStatus.BadInput, "schema-json", title, fix: fix, at: new Location(file, line, column));
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    /// <summary>The member of that name, or none.</summary>
    public static JsonValue? Find(List<(string Name, long At, JsonValue Value)> members, string name)
    {
        // A loop, as this is asked for every member of every object.
        foreach (var member in members)
        {
            if (member.Name == name)
            {
                return member.Value;
            }
        }

        return null;
    }

    private JsonValue Value(ref Utf8JsonReader reader)
    {
        var at = reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<(string, long, JsonValue)>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (name, nameAt) = (reader.GetString()!, reader.TokenStartIndex);
                    if (Find(members, name) is not null)
                    {
                        throw Wrong(nameAt, $"\"{name}\" is given twice.");
                    }

                    reader.Read();
                    members.Add((name, nameAt, Value(ref reader)));
                }

                return new JsonValue(this, at) { Members = members };
            case JsonTokenType.StartArray:
                var items = new List<JsonValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader));
                }

                return new JsonValue(this, at) { Items = items };
            case JsonTokenType.String:
                return new JsonValue(this, at) { Scalar = reader.GetString()! };
            case JsonTokenType.Number:
                return reader.TryGetDecimal(out var number)
                    ? new JsonValue(this, at) { Scalar = number }
                    : throw Wrong(at, "The number is too large.");
            case JsonTokenType.True or JsonTokenType.False:
                return new JsonValue(this, at) { Scalar = reader.GetBoolean() };
            default:
                return new JsonValue(this, at);
        }
    }
}

/// <summary>A value of a <see cref="JsonTree"/>; all of the three kinds are empty for null.</summary>
internal sealed record JsonValue(JsonTree Tree, long At)
{
    /// <summary>The members of an object, each with the place of its name.</summary>
    public List<(string Name, long At, JsonValue Value)>? Members { get; init; }

    /// <summary>The items of an array.</summary>
    public List<JsonValue>? Items { get; init; }

    /// <summary>A string, decimal or bool.</summary>
    public object? Scalar { get; init; }

    /// <summary>The text.</summary>
    public string Text => Scalar as string ?? throw Expected("a string");

    /// <summary>The truth value.</summary>
    public bool Truth => Scalar as bool? ?? throw Expected("true or false");

    /// <summary>The whole number.</summary>
    public long Number =>
        Scalar is decimal number && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : throw Expected("a whole number");

    /// <summary>The items of an array, each read in the same way.</summary>
    public Sequence<T> List<T>(Func<JsonValue, T> read) => (Items ?? throw Expected("a list")).Select(read).ToSequence();

    /// <summary>An object of which nothing but these members is known.</summary>
    public JsonMembers Object(params string[] known)
    {
        foreach (var (name, at, _) in Members ?? throw Expected("an object"))
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                var near = NearestName.Of(name, known);
                throw Tree.Wrong(
                    at,
                    $"\"{name}\" is not known here.",
                    near is null ? $"Known: {string.Join(", ", known)}." : $"Did you mean \"{near}\"?"
                );
            }
        }

        return new JsonMembers(this);
    }

    /// <summary>A failure that says what was expected here.</summary>
    public Failure Expected(string what) => Tree.Wrong(At, $"Expected {what}, found {Found()}.");

    private string Found() =>
        Members is not null ? "an object"
        : Items is not null ? "a list"
        : Scalar switch
        {
            null => "null",
            string text => $"\"{text}\"",
            bool truth => truth ? "true" : "false",
            _ => Convert.ToString(Scalar, CultureInfo.InvariantCulture)!,
        };
}

/// <summary>The members of an object whose names have been checked.</summary>
internal sealed class JsonMembers(JsonValue value)
{
    /// <summary>The member of that name, or none.</summary>
    public JsonValue? Find(string name) => JsonTree.Find(value.Members!, name);

    /// <summary>The member of that name.</summary>
    public JsonValue Get(string name) => Find(name) ?? throw value.Tree.Wrong(value.At, $"\"{name}\" is missing.");

    /// <summary>A text, or none.</summary>
    public string? Text(string name) => Find(name)?.Text;

    /// <summary>A truth value; false when it is missing.</summary>
    public bool Truth(string name) => Find(name)?.Truth ?? false;

    /// <summary>A list; empty when it is missing.</summary>
    public Sequence<T> List<T>(string name, Func<JsonValue, T> read) => Find(name)?.List(read) ?? [];

    /// <summary>A list of texts; empty when it is missing.</summary>
    public Sequence<string> Texts(string name) => List(name, v => v.Text);
}
