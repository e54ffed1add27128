using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dbwright.Formats;

/// <summary>JSON for people and version control: indented, with line feeds, characters as they are.</summary>
internal static class JsonText
{
    private const int Piece = 1 << 14;

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        // The files are no part of HTML pages, and SQL full of \u0027 cannot be read.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What the action writes, with a final line feed.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var buffer = new TextStream(text))
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        text.Write('\n');
        return text.ToString();
    }

    /// <summary>A text member, left out when there is none.</summary>
    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>A truth value, left out when false.</summary>
    public static void Truth(this Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, true);
        }
    }

    /// <summary>A list, left out when empty.</summary>
    public static void List<T>(this Utf8JsonWriter json, string name, IReadOnlyCollection<T> items, Action<T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
            // In pieces, as buffers that grow with the whole text are costly to clear away.
            if (json.BytesPending > Piece)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>A list of texts, left out when empty.</summary>
    public static void Texts(this Utf8JsonWriter json, string name, IReadOnlyCollection<string> items) =>
        json.List(name, items, json.WriteStringValue);
}
