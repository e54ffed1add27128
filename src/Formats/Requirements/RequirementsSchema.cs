using System.Text;

namespace Dbwright.Formats;

/// <summary>The JSON schema of requirements.yaml, for editors.</summary>
public static class RequirementsSchema
{
    /// <summary>The schema (draft 2020-12) as JSON text that ends with a line break.</summary>
    public static string Json { get; } = Resource("requirements.schema.json");

    /// <summary>The text of a file that is part of this assembly.</summary>
    internal static string Resource(string name)
    {
        using var stream =
            typeof(RequirementsSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
