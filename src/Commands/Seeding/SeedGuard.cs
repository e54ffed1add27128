using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Stands before databases that are no sandboxes.</summary>
internal static class SeedGuard
{
    /// <summary>Refuses a target that nobody confirmed.</summary>
    /// <exception cref="Failure">It is not confirmed (<see cref="ExitStatus.Refused"/>).</exception>
    public static void Check(SeedRequest request, string target)
    {
        var environments = File.Exists(request.ProjectFile) ? ProjectFileReader.Read(request.ProjectFile) : [];
        if (environments.FirstOrDefault(e => e.IsProduction && IsSame(e.Url, target)) is { } production)
        {
            var typed = request.Ask?.Invoke(
                $"{production.Name} is a production environment ({request.ProjectFile}). Type its name to fill it with generated rows: "
            );
            if (typed?.Trim() != production.Name)
            {
                throw Failure.Because(
                    ExitStatus.Refused,
                    "production-target",
                    $"The target is the production environment {production.Name}, and its name was not typed.",
                    $"{request.ProjectFile} says `production: true` for it. --yes does not confirm it.",
                    "Run the command on a terminal and type the name when asked, or choose another target."
                );
            }

            return;
        }

        if (!request.Confirmed)
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "target-not-confirmed",
                "The target is a database of yours, and rows would be written to it.",
                "Only sandboxes are filled without being asked. Nothing was written.",
                "Add --yes when it may be filled."
            );
        }
    }

    // Passwords and parameters do not make another database.
    private static bool IsSame(string environment, string target) => Place(environment) == Place(target);

    private static string Place(string url)
    {
        var place = url.Split('?')[0].TrimEnd('/').Replace("postgres://", "postgresql://", StringComparison.Ordinal);
        var at = place.LastIndexOf('@');
        var scheme = place.IndexOf("://", StringComparison.Ordinal);
        return at > scheme && scheme > 0 ? place[..(scheme + 3)] + place[(at + 1)..] : place;
    }
}
