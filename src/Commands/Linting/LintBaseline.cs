using System.Text;
using System.Text.Json;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Findings that may stay: a file with what does not change when lines are moved.</summary>
public static class LintBaseline
{
    /// <summary>The fingerprints of a baseline.</summary>
    /// <exception cref="Failure">It cannot be read (<see cref="ExitStatus.BadInput"/>).</exception>
    public static IReadOnlySet<string> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document
                .RootElement.GetProperty("findings")
                .EnumerateArray()
                .Select(f => f.GetProperty("fingerprint").GetString() ?? "")
                .ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
            )
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "unreadable-baseline",
                $"The baseline {path} cannot be read.",
                e.Message,
                "Write it with --write-baseline.",
                new Location(path, e is JsonException { LineNumber: { } line } ? (int)line + 1 : 1, 1),
                e
            );
        }
    }

    /// <summary>The text of a baseline with these findings.</summary>
    public static string Write(IEnumerable<LintFinding> findings)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteStartArray("findings");
            foreach (
                var finding in findings
                    .OrderBy(f => f.File, StringComparer.Ordinal)
                    .ThenBy(f => f.Span.Start)
                    .ThenBy(f => f.Rule.Name, StringComparer.Ordinal)
            )
            {
                json.WriteStartObject();
                json.WriteString("rule", finding.Rule.Name);
                json.WriteString("file", finding.File.Replace('\\', '/'));
                json.WriteString("fingerprint", finding.Fingerprint);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
