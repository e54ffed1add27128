using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The migration and its reverse as the next pair of a folder of <c>V0001__name.sql</c> and <c>U0001__name.sql</c> files.</summary>
public static class DiffFiles
{
    /// <summary>Writes them; a folder that is not there is made. Without changes nothing is written.</summary>
    /// <returns>The paths written.</returns>
    /// <exception cref="Failure">The folder's versions are ambiguous (<see cref="ExitStatus.BadInput"/>).</exception>
    public static Sequence<string> Write(DiffResult result, string folder)
    {
        Directory.CreateDirectory(folder);
        var last = MigrationFolder.Read(SourceFolder.Read(folder))?.LastNumber ?? 0;
        var files = MigrationFiles.For(
            result.Changes,
            result.Plan,
            result.Back,
            last + 1,
            "The two schemas differ.",
            result.Verification.Detail
        );
        var written = new List<string>();
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            File.WriteAllText(path, file.Content);
            written.Add(path);
        }

        return written.ToSequence();
    }
}
