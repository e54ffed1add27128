namespace Dbwright.TestKit;

/// <summary>The working copy that the tests were built from.</summary>
public static class Repository
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The absolute path of the folder that holds <c>Dbwright.slnx</c>.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests run outside a working copy.</exception>
    public static string Root => Found.Value;

    /// <summary>The absolute path of something in the working copy.</summary>
    /// <param name="parts">Its path below the root, part by part or with forward slashes.</param>
    public static string PathOf(params string[] parts) => Path.GetFullPath(Path.Combine([Root, .. parts]));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dbwright.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Dbwright.slnx.");
    }
}
