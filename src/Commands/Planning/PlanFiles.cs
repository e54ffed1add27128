using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The files of a plan in a folder of migrations.</summary>
public static class PlanFiles
{
    /// <summary>Writes them, and the page beside them; a folder that is not there is made.</summary>
    /// <returns>The paths written.</returns>
    public static Sequence<string> Write(PlanResult result, string folder)
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

        return written.ToSequence();
    }
}
