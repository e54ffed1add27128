using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>A file of a folder.</summary>
/// <param name="Path">Its path below the folder, with forward slashes.</param>
/// <param name="Text">Its text.</param>
/// <param name="Shown">Its path for people, as the user would give it.</param>
public sealed record FolderFile(string Path, string Text, string Shown)
{
    /// <summary>Its name without folders.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Whether a file beside it says that it is no single transaction.</summary>
    public bool IsOutsideTransaction { get; init; }

    /// <summary>The whole file as a script.</summary>
    /// <param name="isOneTransaction">Whether the tool runs it as one; the file itself may say that it is none.</param>
    public ScriptFile Script(bool isOneTransaction = true) =>
        new(Shown, Text)
        {
            IsOneTransaction = !IsOutsideTransaction && (MigrationFolder.SaysOneTransaction(Text) ?? isOneTransaction),
        };
}

/// <summary>A folder of migrations.</summary>
/// <param name="Tool">Whose folder it is, for people.</param>
/// <param name="Migrations">They in the order in which the tool runs them.</param>
public sealed record MigrationFolder(string Tool, Sequence<FolderMigration> Migrations)
{
    /// <summary>
    /// The remark by which a file says that it begins and ends its transactions itself: some statements cannot be in one, and some can only
    /// be used after it.
    /// </summary>
    public const string NoTransaction = "-- dbwright:no-transaction";

    private const string Remark = "dbwright:";

    /// <summary>
    /// Whether a text says that its runner opens no transaction (<c>-- dbwright:no-transaction</c>, <c>-- dbwright:transaction none</c>)
    /// or one (<c>-- dbwright:transaction file</c>); <see langword="null"/> when it says nothing.
    /// </summary>
    public static bool? SaysOneTransaction(string text)
    {
        for (
            var at = text.IndexOf(Remark, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(Remark, at + 1, StringComparison.Ordinal)
        )
        {
            var start = text.LastIndexOf('\n', at) + 1;
            if (!text.AsSpan(start, at - start).Trim().SequenceEqual("--"))
            {
                continue;
            }

            var end = text.IndexOf('\n', at);
            var words = text.AsSpan(at + Remark.Length, (end < 0 ? text.Length : end) - at - Remark.Length).Trim();
            if (words is "no-transaction" or "transaction none")
            {
                return false;
            }

            if (words is "transaction file")
            {
                return true;
            }
        }

        return null;
    }

    /// <summary>The texts that lead an empty database to the newest schema; what the tool would not run is blanked out.</summary>
    public Sequence<ScriptFile> Scripts => Fresh.Select(m => m.Up).ToSequence();

    /// <summary>What an empty database takes: the newest baseline stands for all versions before it.</summary>
    public Sequence<FolderMigration> Fresh
    {
        get
        {
            for (var i = Migrations.Count - 1; i > 0; i--)
            {
                if (Migrations[i].Kind == MigrationKind.Baseline)
                {
                    return Migrations.Skip(i).ToSequence();
                }
            }

            return Migrations;
        }
    }

    /// <summary>The engine that the folder names, or none.</summary>
    public string? Engine { get; init; }

    /// <summary>What was left out.</summary>
    public Sequence<Finding> Findings { get; init; } = [];

    /// <summary>The number before the first dot of the highest version; 0 without one.</summary>
    public long LastNumber =>
        Migrations
            .Where(m => m.Kind != MigrationKind.Repeatable)
            .Select(m => long.TryParse(m.Version.Split('.')[0], CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty(0)
            .Max();

    private static readonly Func<Sequence<FolderFile>, MigrationFolder?>[] Readers =
    [
        SqitchFolder.Read,
        PrismaFolder.Read,
        DbmateFolder.Read,
        GooseFolder.Read,
        GolangMigrateFolder.Read,
        FlywayFolder.Read,
        UpDownFolder.Read,
    ];

    /// <summary>The files of a folder as migrations; none when no tool's files are recognised by name and content.</summary>
    /// <exception cref="Failure">A tool is recognised, but its files contradict each other, or one has no version.</exception>
    public static MigrationFolder? Read(Sequence<FolderFile> files)
    {
        if (Readers.Select(read => read(files)).FirstOrDefault(f => f is not null) is not { } folder)
        {
            return null;
        }

        var versions = new Dictionary<(MigrationKind, string), FolderMigration>();
        foreach (var migration in folder.Migrations)
        {
            if (!versions.TryAdd((migration.Kind, migration.Version), migration))
            {
                var first = versions[(migration.Kind, migration.Version)];
                throw Twice(migration.Version, first.Up.Path, migration.Up.Path);
            }
        }

        return folder with
        {
            Findings = [.. folder.Findings, .. LeftOut(folder, files)],
        };
    }

    // A typing error in a name would otherwise keep a file from ever running, and nobody would know.
    private static IEnumerable<Finding> LeftOut(MigrationFolder folder, Sequence<FolderFile> files)
    {
        var used = folder
            .Migrations.SelectMany(m => new[] { m.Up, m.Down })
            .OfType<ScriptFile>()
            .Select(s => s.Path)
            .ToHashSet(StringComparer.Ordinal);
        return files
            .Where(f => f.Name.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) && !used.Contains(f.Shown))
            .Where(f => folder.Tool != "Sqitch" || !f.Path.StartsWith("verify/", StringComparison.Ordinal))
            .Select(f => new Finding("left-out-file", Severity.Warning, $"{f.Name} is none of the migrations, and never runs.")
            {
                Detail =
                    folder.Tool == "Flyway" && FlywayFolder.IsCallback(f.Name)
                        ? "It is a callback: Flyway runs it before or behind migrations, dbwright does not."
                        : $"Its name or its marks are not those that {folder.Tool} expects, or it is a way down without its way up.",
                Location = new(f.Shown, 1, 1),
            });
    }

    /// <summary>A text in which everything outside a part is blank, so that the part keeps its lines and columns.</summary>
    internal static string Keep(string text, params IEnumerable<(int From, int To)> parts)
    {
        var kept = parts.ToList();
        return string.Create(
            text.Length,
            (text, kept),
            static (span, state) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = state.text[i] is '\n' or '\r' or '\t' ? state.text[i] : ' ';
                }

                foreach (var (from, to) in state.kept)
                {
                    state.text.AsSpan(from, to - from).CopyTo(span[from..]);
                }
            }
        );
    }

    /// <summary>The lines of a text with their places.</summary>
    internal static IEnumerable<(int From, int To, string Line)> Lines(string text)
    {
        for (var at = 0; at < text.Length; )
        {
            var end = text.IndexOf('\n', at);
            var to = end < 0 ? text.Length : end + 1;
            yield return (at, to, text[at..to].TrimEnd('\n', '\r'));
            at = to;
        }
    }

    /// <summary>The words of a file's name.</summary>
    internal static string Words(string name) => name.Replace('_', ' ').Replace('-', ' ').Trim();

    /// <summary>A failure for two files of the same version.</summary>
    internal static Failure Twice(string version, FolderFile first, FolderFile second) =>
        Twice(version, first.Shown, second.Shown);

    /// <summary>A failure for a file whose name does not begin with a version.</summary>
    internal static Failure NoVersion(FolderFile file, string tool) =>
        Failure.Because(
            ExitStatus.BadInput,
            "no-version",
            $"{file.Name} has no version.",
            $"The names of {tool}'s migrations begin with a number, which says when they run.",
            at: new Location(file.Shown, 1, 1)
        );

    /// <summary>A failure for a mark that means nothing to its tool.</summary>
    internal static Failure UnknownMark(FolderFile file, int line, string mark, string tool, params ReadOnlySpan<string> known) =>
        Failure.Because(
            ExitStatus.BadInput,
            "unknown-directive",
            $"{tool} knows no mark \"{mark}\".",
            $"It knows {string.Join(", ", known.ToArray())}.",
            NearestName.Of(mark, known.ToArray()) is { } near ? $"Did you mean {near}?" : null,
            new Location(file.Shown, line, 1)
        );

    private static Failure Twice(string version, string first, string second) =>
        Failure.Because(
            ExitStatus.BadInput,
            "duplicate-migration-version",
            $"Version {version} stands twice: {first} and {second}.",
            "Two files of one kind have the same version, so their order is undefined.",
            "Give one of them the next free number.",
            new Location(second, 1, 1)
        );
}
