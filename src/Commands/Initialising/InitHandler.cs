using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What <c>dbwright init</c> is asked for.</summary>
/// <param name="Folder">The folder of the new project.</param>
/// <param name="Domain">The domain whose document is written; none when <paramref name="Answers"/> are given.</param>
/// <param name="Answers">What a person answered.</param>
public sealed record InitRequest(string Folder, string? Domain, ProjectAnswers? Answers);

/// <summary>Starts a project: writes a valid, commented requirements.yaml.</summary>
public static class InitHandler
{
    /// <summary>Runs the command.</summary>
    /// <returns>The path of the document.</returns>
    /// <exception cref="Failure">There is one already (refused), or the domain is unknown.</exception>
    public static string Run(InitRequest request)
    {
        var text = request.Answers is { } answers ? RequirementsTemplates.ForAnswers(answers) : OfDomain(request.Domain!);
        Directory.CreateDirectory(request.Folder);
        var path = Path.Combine(request.Folder, "requirements.yaml");
        try
        {
            using var file = new StreamWriter(new FileStream(path, FileMode.CreateNew));
            file.Write(text);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "file-exists",
                $"{path} is there already and is left alone.",
                fix: "Give another folder: dbwright init --domain ecommerce FOLDER."
            );
        }

        return path;
    }

    private static string OfDomain(string domain) =>
        RequirementsTemplates.Domains.Contains(domain)
            ? RequirementsTemplates.Of(domain)
            : throw Failure.Because(
                ExitStatus.BadInput,
                "unknown-domain",
                $"There is no domain named {domain}.",
                $"Known: {string.Join(", ", RequirementsTemplates.Domains)}.",
                NearestName.Of(domain, RequirementsTemplates.Domains) is { } near ? $"dbwright init --domain {near}" : null
            );
}
