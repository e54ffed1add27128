using System.Text;
using System.Text.Json;
using Dbwright.Commands;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>What the verbs of <c>dbwright migrate</c> did, for programs.</summary>
internal static class MigrateJson
{
    /// <summary>The document, indented, with a line end.</summary>
    public static string Write(MigrateResult result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("target", result.Target);
            json.WriteString("layout", result.Tool);
            json.WriteString("version", result.Version);
            Entries(json, "applied", result.Applied);
            Entries(json, "undone", result.Undone);
            json.WriteStartArray("migrations");
            foreach (var migration in result.Migrations)
            {
                json.WriteStartObject();
                json.WriteString("version", migration.Version);
                json.WriteString("state", Kebab(migration.Standing.ToString()));
                json.WriteString("file", migration.Migration?.Up.Path ?? migration.Entry!.File);
                json.WriteString("applied_at", migration.Entry?.AppliedAt);
                json.WriteString("applied_by", migration.Entry?.AppliedBy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("warnings");
            foreach (var finding in result.Held.Concat(result.Warnings))
            {
                json.WriteStartObject();
                json.WriteString("rule", finding.Rule);
                json.WriteString("title", finding.Title);
                json.WriteString("file", finding.Location?.File);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (result.Script is { } script)
            {
                json.WriteString("script", script);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>What became of many targets.</summary>
    public static string Write(Sequence<TargetResult> results)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartArray("targets");
            foreach (var result in results)
            {
                json.WriteStartObject();
                json.WriteString("name", result.Name);
                json.WriteString(
                    "state",
                    result.Failure is not null ? "failed"
                        : result.Result is null ? "not-begun"
                        : "done"
                );
                json.WriteString("version", result.Result?.Version);
                Entries(json, "applied", result.Result?.Applied ?? []);
                json.WriteString(
                    "error",
                    result.Failure?.Findings is [{ } first, ..] ? $"{first.Location}: {first.Title}" : null
                );
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Entries(Utf8JsonWriter json, string name, Sequence<HistoryEntry> entries)
    {
        json.WriteStartArray(name);
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("version", entry.Version);
            json.WriteString("description", entry.Description);
            json.WriteNumber("milliseconds", entry.Milliseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));
}
