using System.Globalization;
using System.Text;
using System.Text.Json;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// A JSON text in which every value knows its place, so that an error can name line and column. Values are places in one list of tokens:
/// schemas have hundreds of thousands, of which most are looked at once.
/// </summary>
internal sealed class JsonTree
{
    private readonly ReadOnlyMemory<byte> utf8;
    private readonly string file;
    private readonly List<Token> tokens = [];

    private JsonTree(ReadOnlyMemory<byte> utf8, string file) => (this.utf8, this.file) = (utf8, file);

    /// <summary>The outermost value.</summary>
    /// <param name="utf8">The text, which must not change while values of it are looked at.</param>
    /// <param name="file">The file it comes from, for errors.</param>
    /// <exception cref="Failure">It is not JSON (<see cref="ExitStatus.BadInput"/>).</exception>
    public static JsonValue Parse(ReadOnlyMemory<byte> utf8, string file)
    {
        var tree = new JsonTree(utf8, file);
        try
        {
            tree.Read();
            return new(tree, 0);
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

    /// <summary>A failure at the place of a token.</summary>
    public Failure Wrong(int token, string title, string? fix = null)
    {
        var before = Encoding.UTF8.GetString(utf8.Span[..tokens[token].Start]);
        var line = before.Count(c => c == '\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        return Failure.Because(ExitStatus.BadInput, "schema-json", title, fix: fix, at: new Location(file, line, column));
    }

    /// <summary>What the token is; the name of a member stands before its value.</summary>
    public JsonTokenType Kind(int token) => tokens[token].Kind;

    /// <summary>The token behind the value that begins here.</summary>
    public int Behind(int token) => tokens[token].Behind;

    /// <summary>Whether the text of the token is this one, which is ASCII.</summary>
    public bool Is(int token, string ascii) =>
        tokens[token].IsEscaped ? Text(token) == ascii : Ascii.Equals(Content(token), ascii.AsSpan());

    /// <summary>The text of a string or name; of a number, how it is written.</summary>
    public string Text(int token)
    {
        if (!tokens[token].IsEscaped)
        {
            return Encoding.UTF8.GetString(Content(token));
        }

        var reader = new Utf8JsonReader(utf8.Span[tokens[token].Start..]);
        reader.Read();
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "not-json",
                $"{file} is not JSON: half a character is written as \\u.",
                at: Wrong(token, "").Findings[0].Location,
                cause: e
            );
        }
    }

    // Without the quotes of strings.
    private ReadOnlySpan<byte> Content(int token) =>
        utf8.Span.Slice(
            tokens[token].Kind is JsonTokenType.String or JsonTokenType.PropertyName
                ? tokens[token].Start + 1
                : tokens[token].Start,
            tokens[token].Length
        );

    private void Read()
    {
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = 128 });
        var open = new Stack<int>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                var start = open.Pop();
                tokens[start] = tokens[start] with { Behind = tokens.Count };
                continue;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                open.Push(tokens.Count);
            }

            tokens.Add(
                new(
                    reader.TokenType,
                    reader.ValueIsEscaped,
                    (int)reader.TokenStartIndex,
                    reader.ValueSpan.Length,
                    tokens.Count + 1
                )
            );
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private readonly record struct Token(JsonTokenType Kind, bool IsEscaped, int Start, int Length, int Behind);
}

/// <summary>A value of a <see cref="JsonTree"/>.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="At">The first token of the value.</param>
internal readonly record struct JsonValue(JsonTree Tree, int At)
{
    private JsonTokenType Kind => Tree.Kind(At);

    /// <summary>Whether it is an object.</summary>
    public bool IsObject => Kind == JsonTokenType.StartObject;

    /// <summary>Whether it is an array.</summary>
    public bool IsList => Kind == JsonTokenType.StartArray;

    /// <summary>Whether it is a text.</summary>
    public bool IsText => Kind == JsonTokenType.String;

    /// <summary>The text.</summary>
    public string Text => IsText ? Tree.Text(At) : throw Expected("a string");

    /// <summary>The truth value.</summary>
    public bool Truth =>
        Kind is JsonTokenType.True or JsonTokenType.False ? Kind == JsonTokenType.True : throw Expected("true or false");

    /// <summary>The whole number.</summary>
    public long Number
    {
        get
        {
            if (Kind != JsonTokenType.Number)
            {
                throw Expected("a whole number");
            }

            return !decimal.TryParse(Tree.Text(At), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? throw Tree.Wrong(At, "The number is too large.")
                : number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number
                : throw Expected("a whole number");
        }
    }

    /// <summary>Whether it is this text, which is ASCII.</summary>
    public bool Is(string ascii) => IsText && Tree.Is(At, ascii);

    /// <summary>The items of an array, each read in the same way.</summary>
    public Sequence<T> List<T>(Func<JsonValue, T> read)
    {
        if (!IsList)
        {
            throw Expected("a list");
        }

        var items = new List<T>();
        for (var item = At + 1; item < Tree.Behind(At); item = Tree.Behind(item))
        {
            items.Add(read(new(Tree, item)));
        }

        return items.ToSequence();
    }

    /// <summary>An object of which nothing but these members is known.</summary>
    public JsonMembers Object(params ReadOnlySpan<string> known)
    {
        if (!IsObject)
        {
            throw Expected("an object");
        }

        for (var name = At + 1; name < Tree.Behind(At); name = Tree.Behind(name + 1))
        {
            Check(name, known);
        }

        return new JsonMembers(this);
    }

    /// <summary>A failure that says what was expected here.</summary>
    public Failure Expected(string what) => Tree.Wrong(At, $"Expected {what}, found {Found()}.");

    // Unknown members end it, so that no object has more of them to compare than are known.
    private void Check(int name, ReadOnlySpan<string> known)
    {
        var place = 0;
        while (place < known.Length && !Tree.Is(name, known[place]))
        {
            place++;
        }

        if (place == known.Length)
        {
            var near = NearestName.Of(Tree.Text(name), known.ToArray());
            throw Tree.Wrong(
                name,
                $"\"{Tree.Text(name)}\" is not known here.",
                near is null ? $"Known: {string.Join(", ", known)}." : $"Did you mean \"{near}\"?"
            );
        }

        for (var before = At + 1; before < name; before = Tree.Behind(before + 1))
        {
            if (Tree.Is(before, known[place]))
            {
                throw Tree.Wrong(name, $"\"{known[place]}\" is given twice.");
            }
        }
    }

    private string Found() =>
        Kind switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "a list",
            JsonTokenType.String => $"\"{Tree.Text(At)}\"",
            _ => Tree.Text(At),
        };
}

/// <summary>The members of an object whose names have been checked.</summary>
internal readonly record struct JsonMembers(JsonValue Value)
{
    /// <summary>The member of that name, or none.</summary>
    public JsonValue? Find(string name)
    {
        var end = Value.Tree.Behind(Value.At);
        for (var member = Value.At + 1; member < end; member = Value.Tree.Behind(member + 1))
        {
            if (Value.Tree.Is(member, name))
            {
                return new(Value.Tree, member + 1);
            }
        }

        return null;
    }

    /// <summary>The member of that name.</summary>
    public JsonValue Get(string name) => Find(name) ?? throw Value.Tree.Wrong(Value.At, $"\"{name}\" is missing.");

    /// <summary>A text, or none.</summary>
    public string? Text(string name) => Find(name)?.Text;

    /// <summary>A truth value; false when it is missing.</summary>
    public bool Truth(string name) => Find(name)?.Truth ?? false;

    /// <summary>A list; empty when it is missing.</summary>
    public Sequence<T> List<T>(string name, Func<JsonValue, T> read) => Find(name)?.List(read) ?? [];

    /// <summary>A list of texts; empty when it is missing.</summary>
    public Sequence<string> Texts(string name) => List(name, v => v.Text);
}
