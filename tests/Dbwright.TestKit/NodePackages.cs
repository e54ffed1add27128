namespace Dbwright.TestKit;

/// <summary>The packages of npm that judge what dbwright reads and writes, in <c>tests/node</c>, with their versions in its lock file.</summary>
public static class NodePackages
{
    /// <summary>The folder of the manifest and of the scripts that use them.</summary>
    public static string Folder => Repository.PathOf("tests", "node");

    /// <summary>The folder of the packages.</summary>
    /// <exception cref="InvalidOperationException">They are not installed.</exception>
    public static string Modules =>
        Path.Combine(Folder, "node_modules") is var modules && Directory.Exists(modules)
            ? modules
            : throw new InvalidOperationException($"Run `npm install --no-save` in {Folder} first, or ./test, which does.");

    /// <summary>A program of a package.</summary>
    public static string Program(string name) => Path.Combine(Modules, ".bin", name);
}
