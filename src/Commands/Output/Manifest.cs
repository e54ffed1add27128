using System.Text;
using System.Text.Json;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What a manifest says about the run that wrote it; no clock, so that the same input gives the same bytes.</summary>
/// <param name="Program">The program with its version.</param>
/// <param name="Application">The application.</param>
/// <param name="Engine">The engine's name.</param>
/// <param name="RequirementsSha256">SHA-256 of the requirements and the reference data.</param>
public sealed record ManifestHead(string Program, string Application, string Engine, string RequirementsSha256);

/// <summary>A file that a stage wrote.</summary>
/// <param name="Path">Below the output folder, with forward slashes.</param>
/// <param name="Sha256">Of the content as written.</param>
/// <param name="Stage">The command that wrote it.</param>
/// <param name="Permanent">Whether it is never regenerated.</param>
public sealed record ManifestFile(string Path, string Sha256, string Stage, bool Permanent);

/// <summary>The list of an output folder's files, <c>manifest.json</c>.</summary>
public sealed record Manifest(ManifestHead Head, Sequence<ManifestFile> Files)
{
    /// <summary>The manifest of a folder without one.</summary>
    public static Manifest Empty { get; } = new(new ManifestHead("", "", "", ""), []);

    /// <summary>The manifest as JSON.</summary>
    public string Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("program", Head.Program);
            json.WriteString("application", Head.Application);
            json.WriteString("engine", Head.Engine);
            json.WriteString("requirementsSha256", Head.RequirementsSha256);
            json.WriteStartArray("files");
            foreach (var file in Files)
            {
                json.WriteStartObject();
                json.WriteString("path", file.Path);
                json.WriteString("sha256", file.Sha256);
                json.WriteString("stage", file.Stage);
                if (file.Permanent)
                {
                    json.WriteBoolean("permanent", true);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <summary>The manifest of a JSON text.</summary>
    /// <exception cref="Failure">It is not one.</exception>
    public static Manifest Parse(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return new Manifest(
                new ManifestHead(
                    root.GetProperty("program").GetString() ?? "",
                    root.GetProperty("application").GetString() ?? "",
                    root.GetProperty("engine").GetString() ?? "",
                    root.GetProperty("requirementsSha256").GetString() ?? ""
                ),
                root.GetProperty("files")
                    .EnumerateArray()
                    .Select(f => new ManifestFile(
                        f.GetProperty("path").GetString() ?? "",
                        f.GetProperty("sha256").GetString() ?? "",
                        f.GetProperty("stage").GetString() ?? "",
                        f.TryGetProperty("permanent", out var permanent) && permanent.GetBoolean()
                    ))
                    .ToSequence()
            );
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            var line = e is JsonException { LineNumber: { } number } ? (int)number + 1 : 1;
            throw Failure.Because(
                ExitStatus.BadInput,
                "unreadable-manifest",
                "This manifest cannot be read, so dbwright does not know which files are its own.",
                e.Message,
                "Restore the file, or delete it: dbwright then leaves every existing file alone and writes beside it.",
                new Location(path, line, 1),
                e
            );
        }
    }
}
