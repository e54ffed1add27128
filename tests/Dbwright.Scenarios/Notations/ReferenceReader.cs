using System.Diagnostics;
using System.Text.Json;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Scenarios;

/// <summary>The reference readers of notations, which run in Node.</summary>
internal static class ReferenceReader
{
    private static readonly string Folder = Repository.PathOf("tests", "node");

    /// <summary>What the reader of the notation understands by each text.</summary>
    public static async Task<List<JsonElement>> ReadAsync(string notation, IEnumerable<string> texts)
    {
        Assert.True(
            Directory.Exists(Path.Combine(Folder, "node_modules")),
            $"The reference readers are not installed: run \"npm ci\" in {Folder}, or ./test, which does."
        );
        var scratch = Directory.CreateTempSubdirectory("dbwright-notations-");
        try
        {
            var files = texts.Select((text, i) => (Path: Path.Combine(scratch.FullName, $"{i}.{notation}"), Text: text)).ToList();
            foreach (var (path, text) in files)
            {
                await File.WriteAllTextAsync(path, text);
            }

            var start = new ProcessStartInfo("node", ["check.mjs", notation, .. files.Select(f => f.Path)])
            {
                WorkingDirectory = Folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await errors);
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
