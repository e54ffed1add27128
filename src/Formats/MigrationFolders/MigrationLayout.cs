using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>What a file of a folder of migrations does, by its name and its marks.</summary>
public enum LayoutWay
{
    /// <summary>It leads to a newer schema.</summary>
    Up,

    /// <summary>It undoes another.</summary>
    Down,

    /// <summary>It runs again whenever it changes.</summary>
    Repeatable,

    /// <summary>It stands for all versions up to its own.</summary>
    Baseline,

    /// <summary>The tool would not run it.</summary>
    Unknown,
}

/// <summary>A file of a folder of migrations.</summary>
/// <param name="File">The file.</param>
/// <param name="Way">What it does.</param>
/// <param name="Version">Its version as written; empty when it has none.</param>
/// <param name="Text">What runs of it on the way up; the rest is blank, so that places stay.</param>
public sealed record LayoutEntry(FolderFile File, LayoutWay Way, string Version, string Text)
{
    /// <summary>Whether the tool opens a transaction for it; <see langword="null"/> when nobody knows.</summary>
    public bool? IsOneTransaction { get; init; }

    /// <summary>Where and what to write so that the tool opens none; <see langword="null"/> where the file cannot say it.</summary>
    public (int At, string Text)? NoTransaction { get; init; }

    /// <summary>Whether the file has a section that undoes it.</summary>
    public bool HasDown { get; init; }
}

/// <summary>
/// The files of a folder as a tool would run them. Unlike <see cref="MigrationFolder"/> it keeps the files that undo others and those that no
/// tool would run, and takes files that contradict each other as they are: it is for looking at them.
/// </summary>
/// <param name="Tool">Whose folder it is, for people; empty when nobody knows.</param>
/// <param name="Entries">The files in the order in which they run, then the others.</param>
public sealed partial record MigrationLayout(string Tool, Sequence<LayoutEntry> Entries)
{
    /// <summary>The remark by which a file says that its runner opens no transaction.</summary>
    private const string Remark = MigrationFolder.NoTransaction + "\n";

    /// <summary>The engine that the folder names, or none.</summary>
    public string? Engine { get; init; }

    /// <summary>Reads the files of a folder.</summary>
    public static MigrationLayout Read(Sequence<FolderFile> files)
    {
        var sql = files.Where(f => IsSql(f.Name)).OrderBy(f => f.Path, NumberedNames.Instance).ToList();
        var twice = Twice(sql);
        var folder = Find([.. files.Where(f => !twice.Contains(f)).OrderBy(f => f.Path, NumberedNames.Instance)]);
        var tool = folder?.Tool ?? "";
        var scripts = folder?.Scripts ?? sql.Where(f => !twice.Contains(f)).Select(f => f.Script(false)).ToSequence();
        var byPath = sql.ToDictionary(f => f.Shown, StringComparer.Ordinal);
        var outside = OutsideByConf(files);
        var entries = new List<LayoutEntry>();
        foreach (var script in scripts)
        {
            var file = byPath[script.Path];
            entries.Add(Up(tool, file, script, outside));
            if (twice.Count > 0)
            {
                foreach (var other in twice.Where(t => Key(t.Name) == Key(file.Name)))
                {
                    entries.Add(Up(tool, other, other.Script(script.IsOneTransaction), outside));
                }
            }
        }

        var listed = new HashSet<FolderFile>(entries.Select(e => e.File), ReferenceEqualityComparer.Instance);
        entries.AddRange(
            sql.Where(f => !listed.Contains(f))
                .Select(f => new LayoutEntry(
                    f,
                    IsDown(f) ? LayoutWay.Down
                        : tool.Length == 0 || twice.Contains(f) ? LayoutWay.Up
                        : LayoutWay.Unknown,
                    Version(f.Name),
                    f.Text
                ))
        );
        return new(tool, entries.ToSequence()) { Engine = folder?.Engine };
    }

    private static LayoutEntry Up(string tool, FolderFile file, ScriptFile script, HashSet<string> outside)
    {
        var entry = new LayoutEntry(file, WayOf(tool, file.Name), Version(file.Name), script.Text);
        return tool switch
        {
            "dbmate" => entry with
            {
                IsOneTransaction = script.IsOneTransaction,
                NoTransaction = DbmateUp().Match(file.Text) is { Success: true } up
                    ? (up.Index + up.Length, " transaction:false")
                    : null,
                HasDown = DbmateDown().IsMatch(file.Text),
            },
            "goose" => entry with
            {
                IsOneTransaction = script.IsOneTransaction,
                NoTransaction = (0, "-- +goose NO TRANSACTION\n"),
                HasDown = GooseDown().IsMatch(file.Text),
            },
            "Flyway" => entry with
            {
                IsOneTransaction =
                    !file.Text.Contains(MigrationFolder.NoTransaction, StringComparison.Ordinal) && !outside.Contains(file.Path),
                NoTransaction = (0, Remark),
            },
            "golang-migrate" => entry with { IsOneTransaction = null },
            "Prisma" or "Sqitch" => entry with { IsOneTransaction = false },
            _ => entry with { IsOneTransaction = null, NoTransaction = (0, Remark) },
        };
    }

    // The paths of the files of which a file beside them says so.
    private static HashSet<string> OutsideByConf(Sequence<FolderFile> files)
    {
        var outside = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files.AsSpan())
        {
            if (file.Path.EndsWith(".conf", StringComparison.Ordinal) && OutsideTransaction().IsMatch(file.Text))
            {
                outside.Add(file.Path[..^".conf".Length]);
            }
        }

        return outside;
    }

    private static LayoutWay WayOf(string tool, string name) =>
        tool == "Flyway" && name[0] == 'R' ? LayoutWay.Repeatable
        : tool == "Flyway" && name[0] == 'B' ? LayoutWay.Baseline
        : LayoutWay.Up;

    // What a tool refuses as a whole is for the rules to say.
    private static MigrationFolder? Find(Sequence<FolderFile> files)
    {
        try
        {
            return MigrationFolder.Read(files);
        }
        catch (Failure)
        {
            return null;
        }
    }

    private static HashSet<FolderFile> Twice(List<FolderFile> files)
    {
        var twice = new HashSet<FolderFile>(ReferenceEqualityComparer.Instance);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var name = file.Name;
            if (Key(name) is { Length: > 0 } key && !seen.Add($"{file.Path.AsSpan(0, file.Path.Length - name.Length)}{key}"))
            {
                twice.Add(file);
            }
        }

        return twice;
    }

    // Kind and version of the names that can contradict each other.
    private static string Key(string name) =>
        Flyway().Match(name) is { Success: true } flyway ? flyway.Groups["kind"].Value + Trimmed(flyway.Groups["version"].Value)
        : Golang().Match(name) is { Success: true } golang ? golang.Groups["way"].Value + Trimmed(golang.Groups["version"].Value)
        : "";

    private static string Trimmed(string version) =>
        string.Join('.', version.Split('.', '_').Select(n => n.TrimStart('0') is { Length: > 0 } number ? number : "0"));

    private static string Version(string name) => VersionOf().Match(name).Groups["version"].Value;

    private static bool IsSql(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is ".sql" or ".psql" or ".pgsql" or ".ddl" or ".mysql";

    private static bool IsDown(FolderFile file) => Down().IsMatch(file.Path);

    [GeneratedRegex(@"^(?<kind>[VUB])(?<version>\d+(?:[._]\d+)*)__.+\.sql$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Flyway();

    [GeneratedRegex(@"^(?<version>\d+)_.*\.(?<way>up|down)\.(sql|pgsql|ddl)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Golang();

    [GeneratedRegex(@"^[VUB]?(?<version>\d+(?:[._]\d+)*)(?=[_.-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionOf();

    [GeneratedRegex(@"(?:^|/)U\d[^/]*__[^/]*$|(?:^|[/._-])(?:down|revert|undo)(?:[/.]|$)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Down();

    [GeneratedRegex(@"^--\s*migrate:up\b[^\r\n]*", RegexOptions.Multiline, 1000)]
    private static partial Regex DbmateUp();

    [GeneratedRegex(@"^--\s*migrate:down\b[^\n]*\n(?:\s*--[^\n]*\n|\s)*[^\s-]", RegexOptions.Multiline, 1000)]
    private static partial Regex DbmateDown();

    [GeneratedRegex(
        @"^\s*--\s*\+goose\s+down\b[^\n]*\n(?:\s*--[^\n]*\n|\s)*[^\s-]",
        RegexOptions.Multiline | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex GooseDown();

    [GeneratedRegex(@"^\s*executeInTransaction\s*=\s*false\b", RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex OutsideTransaction();
}
