using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Stands before databases that the project calls production.</summary>
internal static class ProductionGuard
{
    /// <summary>The environments of the project file; none without the file.</summary>
    public static Sequence<ProjectEnvironment> Environments(string projectFile) =>
        File.Exists(projectFile) ? ProjectFileReader.Read(projectFile) : [];

    /// <summary>Demands that the name of a production environment is typed.</summary>
    /// <param name="projectFile">The project file.</param>
    /// <param name="url">The target.</param>
    /// <param name="ask">Asks on the terminal; none when nobody is there.</param>
    /// <param name="purpose">What is about to happen: <c>fill it with generated rows</c>.</param>
    /// <returns>Whether the target is one.</returns>
    /// <exception cref="Failure">The name was not typed (<see cref="ExitStatus.Refused"/>).</exception>
    public static bool Check(string projectFile, string url, Func<string, string?>? ask, string purpose)
    {
        if (Find(projectFile, url) is not { } production)
        {
            return false;
        }

        var typed = ask?.Invoke($"{production.Name} is a production environment ({projectFile}). Type its name to {purpose}: ");
        return typed?.Trim() == production.Name
            ? true
            : throw Failure.Because(
                ExitStatus.Refused,
                "production-target",
                $"The target is the production environment {production.Name}, and its name was not typed.",
                $"{projectFile} says `production: true` for it. --yes does not confirm it.",
                "Run the command on a terminal and type the name when asked, or choose another target."
            );
    }

    /// <summary>Whether a target is one that the project calls production.</summary>
    public static bool IsProduction(string projectFile, string url) => Find(projectFile, url) is not null;

    private static ProjectEnvironment? Find(string projectFile, string url) =>
        Environments(projectFile).FirstOrDefault(e => e.IsProduction && Place(e.Url) == Place(url));

    // Passwords and parameters do not make another database.
    private static string Place(string url)
    {
        var place = url.Split('?')[0].TrimEnd('/').Replace("postgres://", "postgresql://", StringComparison.Ordinal);
        var at = place.LastIndexOf('@');
        var scheme = place.IndexOf("://", StringComparison.Ordinal);
        return at > scheme && scheme > 0 ? place[..(scheme + 3)] + place[(at + 1)..] : place;
    }
}
