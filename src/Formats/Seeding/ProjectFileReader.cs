using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>A database that a project names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Its URL, without a password.</param>
/// <param name="IsProduction">Whether writing to it demands that its name is typed.</param>
public sealed record ProjectEnvironment(string Name, string Url, bool IsProduction);

/// <summary>Reads the environments of a project file (<c>dbwright.yaml</c>).</summary>
public static class ProjectFileReader
{
    /// <summary>The environments, in the order of the file.</summary>
    /// <exception cref="Failure">The file cannot be read (<see cref="ExitStatus.BadInput"/>).</exception>
    public static Sequence<ProjectEnvironment> Read(string path) => Parse(File.ReadAllText(path), path);

    /// <summary>The environments of a text.</summary>
    /// <param name="text">The document: <c>environments: {live: {url: …, production: true}}</c>; other keys are left to others.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <exception cref="Failure">It cannot be read (<see cref="ExitStatus.BadInput"/>).</exception>
    public static Sequence<ProjectEnvironment> Parse(string text, string file)
    {
        var errors = new DocumentErrors(file);
        var found = new List<ProjectEnvironment>();
        if (Value(YamlTreeReader.Read(text, file, errors), "environments") is YamlMap environments)
        {
            foreach (var (name, node) in environments.Entries)
            {
                var url = (Value(node, "url") as YamlScalar)?.Text ?? (node as YamlScalar)?.Text;
                if (url is null)
                {
                    errors.Add(
                        "environment",
                        $"The environment {name.Text} has no url",
                        name.At,
                        "Write url: postgresql://HOST/DATABASE."
                    );
                    continue;
                }

                found.Add(new(name.Text, url, Value(node, "production") is YamlScalar { Text: "true" or "yes" }));
            }
        }

        errors.ThrowIfAny();
        return found.ToSequence();
    }

    private static YamlNode? Value(YamlNode? node, string key) =>
        node is YamlMap map ? map.Entries.FirstOrDefault(e => e.Key.Text == key).Value : null;
}
