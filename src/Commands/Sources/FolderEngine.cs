using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Which engine a folder of migrations is written for.</summary>
internal static class FolderEngine
{
    /// <summary>Its name, perhaps with its version: as the user says, the folder, its texts, or the project beside it.</summary>
    /// <exception cref="Failure">Nobody says it (<see cref="ExitStatus.BadInput"/>).</exception>
    public static string Name(string? said, string path, MigrationFolder folder) =>
        said
        ?? folder.Engine
        ?? SqlOrigin.Engine(folder.Scripts)
        ?? Project(path)
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "no-engine",
            $"{path} does not say which engine it is written for.",
            fix: "Add --engine postgresql, --engine mariadb or --engine sqlite; a version may follow: postgresql:16."
        );

    /// <summary>The engine that the project beside the folder names, or none.</summary>
    public static string? Project(string path)
    {
        var project = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".", "dbwright.yaml");
        return File.Exists(project) ? LintProject.Read(project).Settings.Engine : null;
    }
}
