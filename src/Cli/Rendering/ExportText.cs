using System.Text;
using System.Text.Json;
using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>What became of files that were written for a tool.</summary>
internal static class ExportText
{
    /// <summary>A line for each file, or JSON.</summary>
    public static string Write(ExportResult result, string format) => format == "json" ? Json(result) : Text(result);

    private static string Text(ExportResult result)
    {
        var text = new StringBuilder();
        foreach (var file in result.Files)
        {
            text.Append($"{(file.State == FileState.Unchanged ? "unchanged" : "written")}: {file.Path}\n");
        }

        text.Append($"{Plural.Counted(result.Migrations, "migration")} for {result.Tool.Title}.\n");
        return (result.Tool.Advice is { } advice ? text.Append($"{advice}\n") : text).ToString();
    }

    private static string Json(ExportResult result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("engine", result.Engine);
            json.WriteString("tool", result.Tool.Name);
            json.WriteNumber("migrations", result.Migrations);
            json.WriteStartArray("files");
            foreach (var file in result.Files)
            {
                json.WriteStartObject();
                json.WriteString("path", file.Path);
                json.WriteString("state", file.State.ToString().ToLowerInvariant());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("findings");
            foreach (var finding in result.Findings)
            {
                Finding(json, finding);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Finding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        json.WriteString("title", finding.Title);
        if (finding.Detail.Length > 0)
        {
            json.WriteString("detail", finding.Detail);
        }

        if (finding.Location is { } at)
        {
            json.WriteString("file", at.File);
            json.WriteNumber("line", at.Line);
            json.WriteNumber("column", at.Column);
        }

        json.WriteEndObject();
    }
}
