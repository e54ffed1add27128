using System.Text;
using System.Text.Json;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>An entry of the cache as text: one line about how it was got, then the schema.</summary>
internal static class CachedSchemaJson
{
    /// <summary>The text of an entry in UTF-8.</summary>
    public static byte[] Write(CachedSchema entry)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Text(json, "server", entry.Server);
            json.WriteStartObject("included");
            foreach (var (path, hash) in entry.Included.OrderBy(i => i.Key, StringComparer.Ordinal))
            {
                json.WriteString(path, hash);
            }

            json.WriteEndObject();
            json.WriteStartArray("findings");
            foreach (var finding in entry.Findings)
            {
                Write(json, finding);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. buffer.ToArray(), (byte)'\n', .. Encoding.UTF8.GetBytes(SchemaJson.Write(entry.Schema))];
    }

    /// <summary>The entry that a text is.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <param name="file">The file it comes from, for errors.</param>
    /// <exception cref="JsonException">It is none.</exception>
    /// <exception cref="Failure">Its schema is none.</exception>
    public static CachedSchema Read(ReadOnlyMemory<byte> utf8, string file)
    {
        var end = utf8.Span.IndexOf((byte)'\n');
        if (end < 0)
        {
            throw new JsonException("The entry has one line only.");
        }

        using var head = JsonDocument.Parse(utf8[..end]);
        var root = head.RootElement;
        return new(
            SchemaJson.Read(utf8[(end + 1)..], file),
            root.GetProperty("findings").EnumerateArray().Select(ReadFinding).ToSequence(),
            Text(root, "server"),
            root.GetProperty("included").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "")
        );
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule);
        json.WriteNumber("severity", (int)finding.Severity);
        json.WriteString("title", finding.Title);
        json.WriteString("detail", finding.Detail);
        Text(json, "subject", finding.Subject);
        Text(json, "fix", finding.Fix);
        Text(json, "page", finding.Page);
        if (finding.Location is { } at)
        {
            json.WriteString("file", at.File);
            json.WriteNumber("line", at.Line);
            json.WriteNumber("column", at.Column);
        }

        json.WriteEndObject();
    }

    private static Finding ReadFinding(JsonElement json) =>
        new(Text(json, "rule") ?? "", (Severity)json.GetProperty("severity").GetInt32(), Text(json, "title") ?? "")
        {
            Detail = Text(json, "detail") ?? "",
            Subject = Text(json, "subject"),
            Fix = Text(json, "fix"),
            Page = Text(json, "page"),
            Location = Text(json, "file") is { } file
                ? new(file, json.GetProperty("line").GetInt32(), json.GetProperty("column").GetInt32())
                : null,
        };

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
