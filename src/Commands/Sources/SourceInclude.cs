using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Files that texts include. A text may be a stranger's, so it may name SQL files alone: errors quote what they read.</summary>
internal static class SourceInclude
{
    private static readonly string[] Endings = [".sql", ".psql", ".pgsql", ".ddl", ".mysql", ".tab", ".view", ".func"];

    /// <summary>The file, or none when it is not there or no SQL file by its name.</summary>
    /// <exception cref="Failure">It cannot be read.</exception>
    public static ScriptFile? Read(string path) =>
        Endings.Contains(Path.GetExtension(path).ToLowerInvariant()) && File.Exists(path)
            ? new ScriptFile(path, SourceText.Read(path))
            : null;
}
