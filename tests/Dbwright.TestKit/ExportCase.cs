namespace Dbwright.TestKit;

/// <summary>A folder of <c>cases/export</c>.</summary>
/// <param name="Name">The folder's name.</param>
public sealed record ExportCase(string Name)
{
    private readonly Dictionary<string, string> said = File.ReadAllLines(Repository.PathOf("cases", "export", Name, "case.txt"))
        .Where(l => l.Length > 0 && l[0] != '#')
        .Select(l => l.Split(':', 2, StringSplitOptions.TrimEntries))
        .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static IEnumerable<ExportCase> All =>
        Directory
            .GetDirectories(Repository.PathOf("cases", "export"))
            .Select(d => new ExportCase(Path.GetFileName(d)))
            .OrderBy(c => c.Name, StringComparer.Ordinal);

    /// <summary>The folder.</summary>
    public string Folder => Repository.PathOf("cases", "export", Name);

    /// <summary>The migrations.</summary>
    public string Migrations => Path.Combine(Folder, "migrations");

    /// <summary>The engine that they are written for.</summary>
    public string Engine => said["engine"];

    /// <summary>What may be left out.</summary>
    public IReadOnlyList<string> Allowed =>
        said.TryGetValue("allow", out var allowed) ? allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>Whether the tools that are here run it.</summary>
    public bool Runs => said.GetValueOrDefault("runs") == "yes";
}
