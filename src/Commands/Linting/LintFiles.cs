using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The files of a review in the order in which they run.</summary>
/// <param name="Texts">Those that run.</param>
/// <param name="Folder">All files of folders of migrations, for the rules that look at them together.</param>
public sealed record LintFiles(Sequence<MigrationText> Texts, Sequence<FolderEntry> Folder)
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        MaxRecursionDepth = 16,
    };

    /// <summary>
    /// The engine that a folder names, or where it was not said that a text leaves no doubt of; none otherwise.
    /// </summary>
    public string? Engine { get; init; }

    /// <summary>Files that are no texts, with what is the case.</summary>
    public Sequence<Finding> Unreadable { get; init; } = [];

    /// <summary>What was left out of large files, a sentence for each.</summary>
    public Sequence<string> LeftOut { get; init; } = [];

    /// <summary>Reads files and folders.</summary>
    /// <param name="sources">The paths; <c>-</c> for standard input.</param>
    /// <param name="readInput">Reads standard input.</param>
    /// <param name="engine">The engine that they are written for, as far as that was said.</param>
    /// <exception cref="Failure">A path does not exist or holds no SQL.</exception>
    public static LintFiles Read(Sequence<string> sources, Func<Stream> readInput, string? engine = null)
    {
        var reading = new LintReading(engine);
        var files = Read(sources, readInput, reading);
        return files with { Texts = reading.Marked(files.Texts), Unreadable = reading.Unreadable, LeftOut = reading.LeftOut };
    }

    private static LintFiles Read(Sequence<string> sources, Func<Stream> readInput, LintReading reading)
    {
        var texts = new List<MigrationText>();
        var folder = new List<FolderEntry>();
        string? engine = null;
        var single = new List<FolderFile>();
        foreach (var source in sources)
        {
            if (source == "-")
            {
                if (reading.ReadInput(readInput()) is { } text)
                {
                    texts.Add(new("-", text));
                }
            }
            else if (Directory.Exists(source))
            {
                engine ??= Add(ReadFolder(source, reading), texts, folder, isFolder: true);
            }
            else if (File.Exists(source))
            {
                if (reading.Read(source, Path.GetFileName(source)) is { } file)
                {
                    single.Add(file);
                }
            }
            else
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "no-source",
                    $"There is no file or folder {source}.",
                    fix: Nearest(source) is { } near ? $"Did you mean {near}?" : null
                );
            }
        }

        // Files given one by one run in the order of their names, as those of a folder.
        if (single.Count > 0)
        {
            engine ??= Add(single.ToSequence(), texts, folder, isFolder: false);
        }

        return new(texts.ToSequence(), folder.ToSequence())
        {
            Engine =
                engine
                ?? (reading.IsEngineSaid ? null : texts.Select(t => SqlOrigin.Engine(t.Text)).FirstOrDefault(e => e is not null)),
        };
    }

    private static string? Add(Sequence<FolderFile> files, List<MigrationText> texts, List<FolderEntry> folder, bool isFolder)
    {
        var layout = MigrationLayout.Read(files);
        // A schema beside the migrations is what they lead to more often than what they start from.
        var first =
            isFolder && layout.Entries is [{ Version.Length: 0 }, ..]
                ? layout.Entries.FirstOrDefault(e => e.Version.Length > 0)
                : null;
        foreach (var entry in layout.Entries)
        {
            var text = new MigrationText(entry.File.Shown, entry.Text)
            {
                Tool = layout.Tool,
                Version = entry.Version,
                StartsAnew = entry.Way == LayoutWay.Baseline || ReferenceEquals(entry, first),
                IsOneTransaction = entry.IsOneTransaction,
                NoTransaction = entry.NoTransaction is var (at, words) ? TextEdit.Insert(at, words) : null,
                Whole = ReferenceEquals(entry.Text, entry.File.Text) ? null : entry.File.Text,
            };
            var isUp = entry.Way is not (LayoutWay.Down or LayoutWay.Unknown);
            if (isUp || !isFolder)
            {
                texts.Add(text);
            }

            if (isFolder)
            {
                folder.Add(new(text, WayOf(entry.Way)) { HasDown = entry.HasDown });
            }
        }

        return layout.Engine;
    }

    private static MigrationWay WayOf(LayoutWay way) =>
        way switch
        {
            LayoutWay.Up => MigrationWay.Up,
            LayoutWay.Down => MigrationWay.Down,
            LayoutWay.Repeatable => MigrationWay.Repeatable,
            LayoutWay.Baseline => MigrationWay.Baseline,
            _ => MigrationWay.Unknown,
        };

    private static Sequence<FolderFile> ReadFolder(string folder, LintReading reading)
    {
        var paths = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", Everything))
        {
            var relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if ((SourceFolder.IsSql(relative) || IsOfTool(relative)) && !IsHidden(relative))
            {
                paths.Add(relative);
            }
        }

        paths.Sort(StringComparer.Ordinal);
        // One half is read on another processor.
        var half = paths.Count / 2;
        var second = Task.Run(() => ReadAll(folder, paths[half..], reading));
        var files = Sequence.Create<FolderFile>([.. ReadAll(folder, paths[..half], reading), .. second.GetAwaiter().GetResult()]);
        return files.Any(f => SourceFolder.IsSql(f.Name)) || reading.Unreadable.Count > 0
            ? files
            : throw SourceFolder.Empty(folder, files);
    }

    private static List<FolderFile> ReadAll(string folder, List<string> paths, LintReading reading)
    {
        var files = new List<FolderFile>();
        foreach (var path in paths)
        {
            if (reading.Read(Path.Join(folder, path), path) is { } file)
            {
                files.Add(file);
            }
        }

        return files;
    }

    private static bool IsHidden(string path)
    {
        for (var at = 0; at < path.Length; )
        {
            var end = path.IndexOf('/', at);
            end = end < 0 ? path.Length : end;
            if (path.AsSpan(at, end - at) is ['.', ..] or "node_modules")
            {
                return true;
            }

            at = end + 1;
        }

        return false;
    }

    private static bool IsOfTool(string path) =>
        Path.GetFileName(path) is "sqitch.plan" or "sqitch.conf" or "migration_lock.toml"
        || path.EndsWith(".sql.conf", StringComparison.Ordinal);

    private static string? Nearest(string source)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(source));
        return folder is not null && Directory.Exists(folder)
            ? NearestName.Of(
                Path.GetFileName(source),
                Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)!)
            )
                is { } near
                ? Path.Combine(Path.GetDirectoryName(source) ?? "", near)
                : null
            : null;
    }
}
