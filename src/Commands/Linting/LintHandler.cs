using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Reviews migrations without an engine.</summary>
public static class LintHandler
{
    // A fix may make room for another; more rounds than this would be two rules that undo each other.
    private const int Rounds = 8;

    /// <summary>Runs the command.</summary>
    /// <exception cref="Failure">A source cannot be read, or a rule does not exist.</exception>
    public static async Task<LintResult> RunAsync(LintRequest request, CancellationToken cancellation)
    {
        var project = LintProject.Read(request.Project);
        var files = LintFiles.Read(request.Sources, request.ReadInput);
        var target = LintTarget.Parse(request.Engine ?? project.Settings.Engine ?? files.Engine ?? "postgresql");
        var options = Options(request, project);
        if (request.ChangedSince is { } revision)
        {
            files = await OnlyChangedAsync(files, revision, request.Sources, cancellation);
        }

        var report = Linter.Run(files.Texts, target, options, files.Folder, cancellation);
        var written = new Dictionary<string, List<LintFinding>>(StringComparer.Ordinal);
        if (request.Fix)
        {
            for (var round = 0; round < Rounds && Fix(files, report, written); round++)
            {
                files = await RereadAsync(request, cancellation);
                report = Linter.Run(files.Texts, target, options, files.Folder, cancellation);
            }
        }

        report = report with { Findings = [.. Unreadable(files.Unreadable, options), .. report.Findings] };
        return Result(request, project, target, report, files) with
        {
            Fixed = written.Select(w => new FixedFile(w.Key, w.Value.ToSequence())).ToSequence(),
        };
    }

    private static LintOptions Options(LintRequest request, LintProject project) =>
        new()
        {
            AssumesTransaction = request.AssumesTransaction ?? project.Settings.AssumesTransaction ?? false,
            Rows = (request.Rows ?? project.Resolve(project.Settings.Rows)) is { } rows ? RowsFile.Read(rows) : TableRows.Unknown,
            SmallRows = project.SmallRows,
            Limits = project.Limits(),
            Rules = new([
                .. project.Entries(),
                .. request.Except.SelectMany(n => LintProject.Named(n)).Select(n => new RuleEntry(n, false)),
            ])
            {
                Only = request.Only.SelectMany(n => LintProject.Named(n)).ToSequence(),
            },
        };

    private static async Task<LintFiles> RereadAsync(LintRequest request, CancellationToken cancellation)
    {
        var files = LintFiles.Read(request.Sources, request.ReadInput);
        return request.ChangedSince is { } revision
            ? await OnlyChangedAsync(files, revision, request.Sources, cancellation)
            : files;
    }

    private static async Task<LintFiles> OnlyChangedAsync(
        LintFiles files,
        string revision,
        Sequence<string> sources,
        CancellationToken cancellation
    )
    {
        var first = sources.FirstOrDefault(s => s != "-") ?? ".";
        var folder = Directory.Exists(first) ? first : Path.GetDirectoryName(Path.GetFullPath(first))!;
        var changes = await GitChanges.SinceAsync(revision, folder, cancellation);
        FileHistory Of(MigrationText file) => changes.GetValueOrDefault(Path.GetFullPath(file.Path), FileHistory.Unchanged);
        MigrationText Marked(MigrationText file) => file with { IsReported = Of(file) != FileHistory.Unchanged };
        return files with
        {
            Texts = files.Texts.Select(Marked).ToSequence(),
            Folder = files.Folder.Select(e => e with { File = Marked(e.File), History = Of(e.File) }).ToSequence(),
        };
    }

    private static bool Fix(LintFiles files, LintReport report, Dictionary<string, List<LintFinding>> written)
    {
        var any = false;
        foreach (
            var file in report
                .Findings.Where(f => f.Fix is not null && f.File != "-")
                .GroupBy(f => f.File, StringComparer.Ordinal)
        )
        {
            var whole = files.Texts.First(t => t.Path == file.Key);
            var (text, applied) = LintFixes.Apply(whole.Whole ?? whole.Text, file);
            if (applied.Count > 0)
            {
                File.WriteAllText(file.Key, text);
                written.TryAdd(file.Key, []);
                written[file.Key].AddRange(applied);
                any = true;
            }
        }

        return any;
    }

    private static IEnumerable<LintFinding> Unreadable(Sequence<Finding> findings, LintOptions options)
    {
        var rule = SafetyRules.Find("not-a-text")[0].Info;
        return findings
            .Where(f => options.Rules.Of(rule, f.Location!.File) is not null)
            .Select(f => new LintFinding(
                rule,
                options.Rules.Of(rule, f.Location!.File)!.Value,
                f.Location!.File,
                default,
                f.Title
            )
            {
                Start = f.Location!,
                End = f.Location!,
                Statement = default,
                StatementLine = 1,
                Fingerprint = $"{rule.Name}:{Path.GetFileName(f.Location!.File)}",
            });
    }

    private static LintResult Result(
        LintRequest request,
        LintProject project,
        LintTarget target,
        LintReport report,
        LintFiles files
    )
    {
        var failOn =
            request.IsFailOnSaid || project.Settings.FailOn is not { } word
                ? request.FailOn
                : word switch
                {
                    "error" => Severity.Error,
                    "warning" => Severity.Warning,
                    _ => (Severity?)null,
                };
        var baseline = request.Baseline ?? project.Resolve(project.Settings.Baseline);
        string? writtenTo = null;
        var held = 0;
        if (request.WriteBaseline)
        {
            writtenTo = baseline ?? "lint-baseline.json";
            File.WriteAllText(writtenTo, LintBaseline.Write(report.Findings));
        }
        else if (baseline is not null && (request.Baseline is not null || File.Exists(baseline)))
        {
            var known = LintBaseline.Read(baseline);
            var left = report.Findings.Where(f => !known.Contains(f.Fingerprint)).ToSequence();
            held = report.Findings.Count - left.Count;
            report = report with { Findings = left };
        }

        var named = report.Findings.Select(f => f.File).ToHashSet(StringComparer.Ordinal);
        return new(target, report)
        {
            FailOn = failOn,
            InBaseline = held,
            BaselineWritten = writtenTo,
            Texts = files
                .Texts.Concat(files.Folder.Select(f => f.File))
                .Where(t => named.Contains(t.Path))
                .GroupBy(t => t.Path, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.First().Whole ?? g.First().Text, StringComparer.Ordinal),
        };
    }
}
