using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The files of a plan in a folder of migrations.</summary>
public static class PlanFiles
{
    /// <summary>Writes them, and the page beside them; a folder that is not there is made. What running them showed is kept there too.</summary>
    /// <param name="result">The plan.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="program">The version of dbwright.</param>
    /// <returns>The paths written, without the evidence.</returns>
    public static Sequence<string> Write(PlanResult result, string folder, string program)
    {
        if (result.Files.Count == 0)
        {
            return [];
        }

        Directory.CreateDirectory(folder);
        var written = new List<string>();
        foreach (var file in result.Files.SelectMany(f => new[] { f.Up, f.Down }).Append(result.Page))
        {
            var path = Path.Combine(folder, file.Path);
            File.WriteAllText(path, file.Content);
            written.Add(path);
        }

        if (result.Evidence is { } evidence)
        {
            Keep(evidence, folder, program);
        }

        return written.ToSequence();
    }

    // As the folder reads them: their versions are in its own form.
    private static void Keep(VerifyResult evidence, string folder, string program)
    {
        if (MigrationFolder.Read(SourceFolder.Read(folder)) is not { } migrations)
        {
            return;
        }

        var known = migrations.Fresh.GroupBy(m => m.Checksum).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var files = evidence
            .Files.Where(f => known.ContainsKey(f.Checksum))
            .Select(f => f with { Version = known[f.Checksum].Version, File = known[f.Checksum].Up.Path })
            .ToSequence();
        new VerifyEvidence(folder, evidence.Engine).Keep(
            evidence with
            {
                Folder = folder,
                Tool = migrations.Tool,
                Files = files,
            },
            program
        );
    }
}
