using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What was read from texts before.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Findings">What was found while loading.</param>
/// <param name="Server">The version of the server that read it, as it says it itself; none when it was not known beforehand.</param>
/// <param name="Included">Files that the texts include, by full path, with the hash of each.</param>
internal sealed record CachedSchema(
    RelationalSchema Schema,
    Sequence<Finding> Findings,
    string? Server,
    IReadOnlyDictionary<string, string> Included
);

/// <summary>
/// Schemas that were read from texts, by a hash of everything they depend on. Entries appear by an atomic rename; the folder has a greatest
/// size, beyond which the oldest go; it is safe to delete. It holds no rows.
/// </summary>
internal sealed class SchemaCache(string folder, TimeProvider clock, long greatestSize = 200L * 1024 * 1024)
{
    private const int Revision = 1;

    /// <summary><c>$XDG_CACHE_HOME/dbwright/schemas</c>, or below <c>~/.cache</c>.</summary>
    public static string DefaultFolder()
    {
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return Path.Combine(
            Path.IsPathFullyQualified(caches ?? "")
                ? caches!
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "dbwright",
            "schemas"
        );
    }

    /// <summary>SHA-256 of a text, in lower-case hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The key of texts for an engine.</summary>
    public static string Key(
        Engine engine,
        SandboxRequest sandbox,
        string program,
        Sequence<ScriptFile> files,
        string? collation = null
    )
    {
        var text = new StringBuilder();
        // The reader's own build is part of the key: another one may read more.
        text.AppendJoin(
            '\n',
            Revision,
            program,
            engine.Name,
            engine.Require<IInspector>().GetType().Module.ModuleVersionId,
            typeof(SchemaCache).Module.ModuleVersionId,
            typeof(SchemaJson).Module.ModuleVersionId,
            typeof(RelationalSchema).Module.ModuleVersionId,
            sandbox.Major ?? sandbox.Preferred,
            sandbox.Url,
            collation
        );
        foreach (var file in files)
        {
            text.Append('\0').Append(file.Path).Append('\0').Append(file.IsOneTransaction).Append('\0').Append(file.Text);
        }

        return Hash(text.ToString());
    }

    /// <summary>What was read before; none when there is nothing, or when what it was read from has changed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="asked">
    /// The version of the server that would be asked now, which may still be on its way; none when that is not known, and then any will do.
    /// </param>
    public async Task<CachedSchema?> FindAsync(string key, Task<string?> asked)
    {
        var path = PathOf(key);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var entry = CachedSchemaJson.Read(File.ReadAllBytes(path), path);
            var server = await asked;
            var isCurrent =
                (server is null || entry.Server is null || entry.Server == server)
                && entry.Included.All(i => File.Exists(i.Key) && Hash(SourceText.Read(i.Key)) == i.Value);
            if (isCurrent)
            {
                File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
            }

            return isCurrent ? entry : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Failure or JsonException)
        {
            // An entry that cannot be read is as good as none.
            return null;
        }
    }

    /// <summary>Keeps what was read. A folder that cannot be written keeps nothing.</summary>
    public void Put(string key, CachedSchema entry)
    {
        try
        {
            var utf8 = CachedSchemaJson.Write(entry);
            // What the JSON form cannot hold must be read from the engine each time.
            if (CachedSchemaJson.Read(utf8, "").Schema != entry.Schema)
            {
                return;
            }

            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            var path = PathOf(key);
            var unfinished = $"{path}.{Environment.ProcessId}.tmp";
            File.WriteAllBytes(unfinished, utf8);
            File.Move(unfinished, path, overwrite: true);
            Shrink();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Failure)
        {
            // Without a cache the next run takes longer, that is all.
        }
    }

    private void Shrink()
    {
        var files = new DirectoryInfo(folder).GetFiles("*.schema").OrderByDescending(f => f.LastWriteTimeUtc).ToList();
        var size = 0L;
        foreach (var file in files)
        {
            size += file.Length;
            if (size > greatestSize)
            {
                file.Delete();
            }
        }
    }

    private string PathOf(string key) => Path.Combine(folder, $"{key}.schema");
}
