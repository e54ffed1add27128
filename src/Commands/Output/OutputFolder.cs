using System.Security.Cryptography;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What became of a deliverable.</summary>
public enum FileState
{
    /// <summary>It was not there before.</summary>
    Created,

    /// <summary>It was dbwright's own and has new content.</summary>
    Updated,

    /// <summary>It has that content already.</summary>
    Unchanged,

    /// <summary>A person edited it: left alone, the new content stands beside it.</summary>
    WrittenBeside,

    /// <summary>A migration that was written before: never regenerated.</summary>
    Kept,

    /// <summary>It is no longer part of the design and was dbwright's own.</summary>
    Removed,
}

/// <summary>A file of the output folder.</summary>
/// <param name="Path">Below the folder, with forward slashes.</param>
/// <param name="State">What became of it.</param>
public sealed record WrittenFile(string Path, FileState State);

/// <summary>
/// A folder of deliverables. The manifest knows the hash of every file written, so that a re-run updates what is dbwright's own and
/// never overwrites what a person edited. Every file is replaced by an atomic rename.
/// </summary>
/// <param name="root">The folder.</param>
/// <param name="processId">Makes the names of temporary files unique to this process.</param>
public sealed class OutputFolder(string root, int processId)
{
    private const string ManifestName = "manifest.json";

    /// <summary>The folder.</summary>
    public string Root => root;

    /// <summary>What earlier runs wrote, or an empty manifest.</summary>
    public Manifest ReadManifest()
    {
        var path = Full(ManifestName);
        return File.Exists(path) ? Manifest.Parse(File.ReadAllText(path), path) : Manifest.Empty;
    }

    /// <summary>The text of a file of the folder, or none.</summary>
    public string? TryRead(string path) => File.Exists(Full(path)) ? File.ReadAllText(Full(path)) : null;

    /// <summary>Writes the deliverables of a stage and the manifest.</summary>
    /// <param name="stage">The command that writes: files of other stages are left alone.</param>
    /// <param name="files">The files.</param>
    /// <param name="head">What the manifest says about the run.</param>
    public Sequence<WrittenFile> Write(string stage, Sequence<Deliverable> files, ManifestHead head)
    {
        Directory.CreateDirectory(root);
        var before = ReadManifest();
        var entries = before.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        var written = files.Select(file => WriteOne(stage, file, entries)).ToList();

        var current = files.Select(f => f.Path).Concat(written.Select(w => w.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (var stale in before.Files.Where(f => f.Stage == stage && !f.Permanent && !current.Contains(f.Path)))
        {
            entries.Remove(stale.Path);
            if (File.Exists(Full(stale.Path)) && Hash(File.ReadAllText(Full(stale.Path))) == stale.Sha256)
            {
                File.Delete(Full(stale.Path));
                written.Add(new WrittenFile(stale.Path, FileState.Removed));
            }
        }

        var manifest = new Manifest(head, entries.Values.OrderBy(f => f.Path, StringComparer.Ordinal).ToSequence());
        Replace(Full(ManifestName), manifest.Write());
        return written.ToSequence();
    }

    /// <summary>SHA-256 of a text, in lower-case hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private WrittenFile WriteOne(string stage, Deliverable file, Dictionary<string, ManifestFile> entries)
    {
        var hash = Hash(file.Content);
        var path = Full(file.Path);
        var known = entries.GetValueOrDefault(file.Path);
        if (!File.Exists(path))
        {
            return Put(stage, file, file.Path, hash, FileState.Created, entries);
        }

        var present = Hash(File.ReadAllText(path));
        if (present == hash)
        {
            entries[file.Path] = new ManifestFile(file.Path, hash, stage, file.Permanent);
            return new WrittenFile(file.Path, FileState.Unchanged);
        }

        if (file.Permanent)
        {
            entries[file.Path] = known ?? new ManifestFile(file.Path, present, stage, true);
            return new WrittenFile(file.Path, FileState.Kept);
        }

        return known?.Sha256 == present
            ? Put(stage, file, file.Path, hash, FileState.Updated, entries)
            : Put(stage, file, Beside(file.Path), hash, FileState.WrittenBeside, entries);
    }

    private WrittenFile Put(
        string stage,
        Deliverable file,
        string path,
        string hash,
        FileState state,
        Dictionary<string, ManifestFile> entries
    )
    {
        Replace(Full(path), file.Content);
        entries[path] = new ManifestFile(path, hash, stage, file.Permanent);
        return new WrittenFile(path, state);
    }

    private static string Beside(string path)
    {
        var extension = Path.GetExtension(path);
        return $"{path[..^extension.Length]}.new{extension}";
    }

    private string Full(string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));

    private void Replace(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{processId}.tmp";
        File.WriteAllText(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }
}
