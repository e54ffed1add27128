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
        new(Shown, Text) { IsOneTransaction = isOneTransaction && !IsOutsideTransaction && !SaysNoTransaction };

    private bool SaysNoTransaction
    {
        get
        {
            if (!Text.Contains(MigrationFolder.NoTransaction, StringComparison.Ordinal))
            {
                return false;
            }

            foreach (var line in Text.AsSpan().EnumerateLines())
            {
                if (line.SequenceEqual(MigrationFolder.NoTransaction))
                {
                    return true;
                }
            }

            return false;
        }
    }
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
    /// <exception cref="Failure">A tool is recognised, but its files contradict each other.</exception>
    public static MigrationFolder? Read(Sequence<FolderFile> files) =>
        Readers.Select(read => read(files)).FirstOrDefault(f => f is not null);

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
        Failure.Because(
            ExitStatus.BadInput,
            "duplicate-migration-version",
            $"Version {version} stands twice: {first.Shown} and {second.Shown}.",
            "Two files of one kind have the same version, so their order is undefined.",
            "Give one of them the next free number.",
            new Location(second.Shown, 1, 1)
        );
}
