namespace Dbwright.Engines;

/// <summary>Where programs are.</summary>
internal static class ProgramPath
{
    /// <summary>The absolute path of a program on <c>PATH</c>, or none.</summary>
    public static string? Find(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return Folders().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }

    // Relative entries would run whatever lies in the working directory.
    private static IEnumerable<string> Folders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified);
}
