using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Migrations of a folder, read for a tool.</summary>
/// <param name="Folder">What the tool is given.</param>
/// <param name="Findings">What is not the same there, each with its place.</param>
public sealed record ExportReading(ExportedFolder Folder, Sequence<Finding> Findings);

/// <summary>Reads a folder of migrations statement by statement for a tool, and refuses what the tool cannot be given.</summary>
public sealed partial class ExportReader
{
    /// <summary>Files that wait for others to be live are given although the tool does not wait.</summary>
    public const string Early = "early";

    /// <summary>Backfills are given as one statement where there is no way to have batches.</summary>
    public const string WholeBackfill = "whole-backfill";

    // The rules of what may be permitted.
    private const string WaitsForLive = "waits-for-live";
    private const string BackfillBatches = "backfill-batches";

    private const int LongestName = 60;

    private readonly Engine engine;
    private readonly IMigrationExporter tool;
    private readonly Sequence<string> allowed;
    private readonly List<Finding> findings = [];

    private ExportReader(Engine engine, IMigrationExporter tool, Sequence<string> allowed) =>
        (this.engine, this.tool, this.allowed) = (engine, tool, allowed);

    /// <summary>Reads it.</summary>
    /// <param name="folder">The migrations.</param>
    /// <param name="engine">The engine that they are written for.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="options">What was asked for beside the tool.</param>
    /// <param name="allowed">What may be left out: <see cref="Early"/>, <see cref="WholeBackfill"/>.</param>
    /// <exception cref="Failure">
    /// A file cannot be given to any tool (<see cref="ExitStatus.BadInput"/>), or what the tool would leave out was not permitted
    /// (<see cref="ExitStatus.Refused"/>); all such places are named.
    /// </exception>
    public static ExportReading Read(
        MigrationFolder folder,
        Engine engine,
        IMigrationExporter tool,
        ExportOptions options,
        Sequence<string> allowed
    )
    {
        if (tool.Abilities.Engines.Count > 0 && !tool.Abilities.Engines.Contains(engine.Name))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "tool-engine",
                $"{tool.Title} does not know {engine.Title}.",
                $"It knows {string.Join(", ", tool.Abilities.Engines)}."
            );
        }

        var reader = new ExportReader(engine, tool, allowed);
        var read = reader.Migrations(folder);
        var wrong = reader.findings.Where(f => f.Severity == Severity.Error).ToSequence();
        if (wrong.Count > 0)
        {
            var isRefusal = wrong.All(f => f.Rule is WaitsForLive or BackfillBatches);
            throw new Failure(isRefusal ? ExitStatus.Refused : ExitStatus.BadInput, wrong);
        }

        return new(new(engine, read) { Options = options }, reader.findings.ToSequence());
    }

    private Sequence<ExportedMigration> Migrations(MigrationFolder folder)
    {
        var chosen = tool.Abilities.HasBaselines ? folder.Migrations : folder.Fresh;
        if (chosen.Count < folder.Migrations.Count)
        {
            findings.Add(
                new("baseline-stands-for", Severity.Note, $"{chosen[0].Description} stands for the versions before it.")
                {
                    Detail =
                        $"{tool.Title} has no baselines; a database that has those versions already must be told that it has this one.",
                    Location = new(chosen[0].Up.Path, 1, 1),
                }
            );
        }

        var numbers = chosen.Where(m => m.Kind != MigrationKind.Repeatable).Select(m => m.Version).ToList();
        var areNumbers =
            numbers.TrueForAll(v => v.Length <= 17 && long.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            && chosen.Select(m => m.Kind).All(k => k != MigrationKind.Baseline);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return chosen
            .Select(
                (m, i) =>
                {
                    var number =
                        areNumbers && m.Kind != MigrationKind.Repeatable
                            ? long.Parse(m.Version, CultureInfo.InvariantCulture)
                            : i + 1;
                    return Migration(m, i + 1, number, Name(m, taken));
                }
            )
            .ToSequence();
    }

    private ExportedMigration Migration(FolderMigration migration, int place, long number, string name)
    {
        if (migration.Kind == MigrationKind.Repeatable && !tool.Abilities.Repeats)
        {
            findings.Add(
                new(
                    "repeatable-migration",
                    Severity.Error,
                    $"{tool.Title} runs every migration once, and this one runs when it changes."
                )
                {
                    Fix = "Make a version of it, or export for flyway, liquibase, liquibase-xml or liquibase-yaml.",
                    Location = new(migration.Up.Path, 1, 1),
                }
            );
        }

        Waiting(migration);
        var way = Way(migration.Up);
        var up = way with { Header = [.. Header(migration.Head), .. way.Header] };
        var down = migration.Down is { } back ? Way(back) : null;
        if (down is not null && !tool.Abilities.GoesDown)
        {
            findings.Add(
                new(
                    "way-down-beside",
                    Severity.Note,
                    $"{tool.Title} has no ways down; this one is kept in a file that it does not read."
                )
                {
                    Location = new(migration.Down!.Path, 1, 1),
                }
            );
        }

        Splitting(up, down);
        return new(migration, place, number, name) { Up = up, Down = down };
    }

    private void Waiting(FolderMigration migration)
    {
        if (Cutover.Of(migration.Up) is not { } cutover)
        {
            return;
        }

        var isAllowed = allowed.Contains(Early);
        var title =
            $"{tool.Title} does not wait until {cutover.Version} has been live for {Cutover.Text(cutover.Live)}: nothing keeps this file back.";
        findings.Add(
            new(WaitsForLive, isAllowed ? Severity.Warning : Severity.Error, title)
            {
                Detail = "An old application that still runs would not survive it.",
                Fix = isAllowed ? null : "Leave it out until then, or add --allow early and keep it back yourself.",
                Location = migration.Up.At(
                    Math.Max(0, migration.Up.Text.IndexOf("dbwright:after", StringComparison.Ordinal) - 3)
                ),
            }
        );
    }

    private static string Name(FolderMigration migration, HashSet<string> taken)
    {
        var folded = migration.Description.Normalize(System.Text.NormalizationForm.FormD).ToLowerInvariant();
        var words = string.Concat(
            folded
                .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                .Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')
        );
        var name = string.Join('_', words.Split('_', StringSplitOptions.RemoveEmptyEntries));
        name =
            name.Length == 0 ? "migration"
            : name.Length > LongestName ? name[..LongestName].TrimEnd('_')
            : name;
        var unique = name;
        for (var i = 2; !taken.Add(unique); i++)
        {
            unique = $"{name}_{i.ToString(CultureInfo.InvariantCulture)}";
        }

        return unique;
    }

    // The comments before the first empty line and the first statement; what dbwright itself reads stands elsewhere.
    private static Sequence<string> Header(string text) =>
        text.ReplaceLineEndings("\n")
            .TrimStart()
            .Split('\n')
            .TakeWhile(l => l.StartsWith("--", StringComparison.Ordinal))
            .Where(l => !Directive().IsMatch(l) && !Backfilled().IsMatch(l))
            .Select(SqlRemarks.Words)
            .ToSequence();

    [GeneratedRegex(@"^\s*--\s*(?:dbwright:no-transaction|migrate:(?:up|down)|\+goose)\b", RegexOptions.IgnoreCase, 1000)]
    internal static partial Regex Directive();

    [GeneratedRegex(@"^\s*--\s*dbwright:backfill\b", RegexOptions.None, 1000)]
    private static partial Regex Backfilled();
}
