using System.Text.Json;
using Dbwright.TestKit;

namespace Dbwright.Scenarios;

/// <summary>The reference readers of notations, which run in Node.</summary>
internal static class ReferenceReader
{
    /// <summary>What the reader of the notation understands by each text.</summary>
    public static async Task<List<JsonElement>> ReadAsync(string notation, IEnumerable<string> texts)
    {
        var scratch = Directory.CreateTempSubdirectory("dbwright-notations-");
        try
        {
            var files = texts.Select((text, i) => (Path: Path.Combine(scratch.FullName, $"{i}.{notation}"), Text: text)).ToList();
            foreach (var (path, text) in files)
            {
                await File.WriteAllTextAsync(path, text);
            }

            var start = ProgramRun.Of("node", ["check.mjs", notation, .. files.Select(f => f.Path)]);
            start.WorkingDirectory = Path.GetDirectoryName(NodePackages.Modules);
            var output = await ProgramRun.OutputAsync(start);
            return output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => JsonDocument.Parse(l).RootElement)
                .ToList();
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}
