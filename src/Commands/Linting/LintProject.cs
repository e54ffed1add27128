using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The project file's part about the review, as options.</summary>
/// <param name="Settings">What it says.</param>
/// <param name="Folder">The folder that its paths are relative to.</param>
internal sealed record LintProject(LintSettings Settings, string Folder)
{
    private const string Name = "dbwright.yaml";

    /// <summary>Reads the project file, or the one of the working folder or of the nearest above; empty without one.</summary>
    /// <exception cref="Failure">It cannot be read.</exception>
    public static LintProject Read(string? path)
    {
        path ??= Find();
        if (path is null)
        {
            return new(new(), Directory.GetCurrentDirectory());
        }

        if (!File.Exists(path))
        {
            throw Failure.Because(ExitStatus.BadInput, "no-project-file", $"There is no file {path}.");
        }

        return new(LintSettingsReader.Parse(File.ReadAllText(path), path), Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>A path of the project file.</summary>
    public string? Resolve(string? path) => path is null ? null : Path.Combine(Folder, path);

    /// <summary>What is said of rules.</summary>
    /// <exception cref="Failure">A rule that is named does not exist.</exception>
    public Sequence<RuleEntry> Entries() =>
        Settings
            .Rules.SelectMany(r =>
                Named(r.Name, r.At)
                    .Select(name => new RuleEntry(
                        name,
                        r.Word != "off",
                        r.Word switch
                        {
                            "note" => Severity.Note,
                            "warning" => Severity.Warning,
                            "error" => Severity.Error,
                            _ => null,
                        },
                        r.Path
                    ))
            )
            .ToSequence();

    /// <summary>The limits.</summary>
    public LintLimits Limits()
    {
        var limits = new LintLimits();
        foreach (var limit in Settings.Limits)
        {
            var value = (int)Math.Min(limit.Value, int.MaxValue);
            limits = limit.Name switch
            {
                "index_columns" => limits with { IndexColumns = value },
                "table_indexes" => limits with { TableIndexes = value },
                "varchar_length" => limits with { VarcharLength = value },
                "written_rows" => limits with { WrittenRows = value },
                "transaction_statements" => limits with { TransactionStatements = value },
                "conditions" => limits with { Conditions = value },
                "comment_length" => limits with { CommentLength = value },
                _ => limits,
            };
        }

        foreach (var (name, values) in Settings.Names)
        {
            limits = name switch
            {
                "required_columns" => limits with { RequiredColumns = values },
                "protected_tables" => limits with { ProtectedTables = values },
                _ => limits with { ForbiddenFunctions = values.Select(v => v.ToLowerInvariant()).ToSequence() },
            };
        }

        return limits;
    }

    /// <summary>The rows below which a table is small.</summary>
    public long SmallRows => Settings.Limits.FirstOrDefault(l => l.Name == "small_rows")?.Value ?? LintOptions.DefaultSmallRows;

    /// <summary>The own names of a rule that is named by its own or another tool's.</summary>
    /// <exception cref="Failure">There is none.</exception>
    public static IEnumerable<string> Named(string name, Location? at = null)
    {
        if (name == "*")
        {
            return ["*"];
        }

        var rules = SafetyRules.Find(name);
        return rules.Count > 0
            ? rules.Select(r => r.Info.Name)
            : throw Failure.Because(
                ExitStatus.BadInput,
                "no-rule",
                $"There is no rule \"{name}\".",
                "The rules are listed in docs/rules/README.md; the names that squawk, Atlas and others use are understood too.",
                NearestName.Of(name, SafetyRules.All.Select(r => r.Info.Name)) is { } near ? $"Did you mean {near}?" : null,
                at
            );
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, Name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
