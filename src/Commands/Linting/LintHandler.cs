using System.Text;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Reviews migrations; only to measure them, or to know the sizes of tables, it asks a server.</summary>
public static class LintHandler
{
    // A fix may make room for another; more rounds than this would be two rules that undo each other.
    private const int Rounds = 8;

    // What migrations are mostly made of, with something to find.
    private const string Sample = """
        set lock_timeout = '2s';
        create table a (id bigint primary key, b text not null default '', c integer references a (id));
        alter table a add column d numeric(12, 2) not null default 0, alter column b type varchar(10), drop column c;
        create unique index i on other (b);
        update other set b = d where b is null and id between 1 and 1000;
        drop table other;
        """;

    /// <summary>
    /// Reviews a text that nobody asked for, beside whatever else is going on: the code of the rules is loaded by the first review of a process,
    /// and a program that has only begun leaves a processor idle.
    /// </summary>
    public static Task WarmUpAsync() =>
        Task.Run(static () => Linter.Run([new("", Sample)], LintTarget.Parse("postgresql"), new()));

    /// <summary>Runs the command.</summary>
    /// <exception cref="Failure">
    /// A source cannot be read, a rule does not exist, the database cannot be reached, or no sandbox can be started to measure in.
    /// </exception>
    public static async Task<LintResult> RunAsync(LintRequest request, CommandContext context, CancellationToken cancellation)
    {
        var project = LintProject.Read(request.Project);
        var files = LintFiles.Read(request.Sources, request.ReadInput, request.Engine ?? project.Settings.Engine);
        foreach (var remark in files.LeftOut)
        {
            context.Narrator.Tell(remark);
        }

        var live = request.Database is null ? null : await DatabaseSizes.ReadAsync(request.Database, context, cancellation);
        var said = request.Engine ?? project.Settings.Engine;
        var target = LintTarget.Parse(said ?? live?.Engine ?? files.Engine ?? "postgresql");
        live?.MustBe(target);
        var options = Options(request, project, live);
        if (request.ChangedSince is { } revision)
        {
            files = await OnlyChangedAsync(files, revision, request.Sources, cancellation);
        }

        var start = request.Schema is null ? null : await SchemaAsync(request, target, context, cancellation);
        LintReport Review() => Linter.Run(Behind(start, files.Texts), target, options, files.Folder, cancellation);
        var report = Review();
        var written = new Dictionary<string, List<LintFinding>>(StringComparer.Ordinal);
        if (request.Fix)
        {
            for (var round = 0; round < Rounds && Fix(files, report, written); round++)
            {
                files = await RereadAsync(request, cancellation);
                report = Review();
            }
        }

        if (request.Measure)
        {
            var wanted = new SandboxRequest(SandboxMode.Scratch)
            {
                Major = target.Version?.Major,
                Url = request.Sandbox,
                Offline = request.Offline,
            };
            var measuring = new LintMeasuring(context.FindEngine(target.Name), context);
            options = options with { Measured = await measuring.RunAsync(wanted, Behind(start, files.Texts), cancellation) };
            report = Review();
        }

        if (files.Unreadable.Count > 0)
        {
            report = report with { Findings = [.. Unreadable(files.Unreadable, options), .. report.Findings] };
        }

        return Result(request, project, target, report, files) with
        {
            Fixed = written.Select(w => new FixedFile(w.Key, w.Value.ToSequence())).ToSequence(),
            Measured = options.Measured,
        };
    }

    // Where it was said what the files start from, none of them starts anew.
    private static Sequence<MigrationText> Behind(MigrationText? start, Sequence<MigrationText> texts) =>
        start is null ? texts : [start, .. texts.Select(t => t with { StartsAnew = false })];

    // The schema that the files start from, as a file before all others.
    private static async Task<MigrationText> SchemaAsync(
        LintRequest request,
        LintTarget target,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        var source = new SourceRequest(request.Schema!)
        {
            Engine = target.Version is { } version ? $"{target.Name}:{version.Major}" : target.Name,
            Sandbox = request.Sandbox,
            Offline = request.Offline,
        };
        var read = await SourceReader.ReadAsync(source, context, cancellation);
        if (read.Schema.Engine != target.Name)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "other-engine",
                $"{request.Schema} is a schema of {read.Schema.Engine}, and the files are written for {target.Name}."
            );
        }

        var statements = context.FindEngine(target.Name).Require<IWriter>().Create(read.Schema).Select(d => $"{d.Sql};\n");
        return new(request.Schema!, string.Concat(statements)) { IsReported = false };
    }

    private static LintOptions Options(LintRequest request, LintProject project, DatabaseSizes? live) =>
        new()
        {
            AssumesTransaction = request.AssumesTransaction ?? project.Settings.AssumesTransaction ?? false,
            Rows = (request.Rows ?? project.Resolve(project.Settings.Rows)) is { } rows
                ? RowsFile.Read(rows)
                : live?.Rows ?? TableRows.Unknown,
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
        var fixedFiles = new List<(string Path, string Text, Encoding Form, Sequence<LintFinding> Applied)>();
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
                fixedFiles.Add((file.Key, text, FormOf(file.Key), applied));
            }
        }

        // All or none: a file that cannot be written as it is encoded leaves the others alone.
        foreach (var (path, text, form, applied) in fixedFiles)
        {
            File.WriteAllText(path, text, form);
            written.TryAdd(path, []);
            written[path].AddRange(applied);
        }

        return fixedFiles.Count > 0;
    }

    private static Encoding FormOf(string path) =>
        SourceText.FormOf(File.ReadAllBytes(path))
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "encoding",
            $"{path} is in a single-byte encoding that nothing names, so --fix cannot write it.",
            "It is no valid UTF-8; read as Latin-1 it can be reviewed. No file was changed.",
            "Convert it first: iconv -f latin1 -t utf-8."
        );

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
            Texts = TextsOf(named, files),
        };
    }

    private static Dictionary<string, string> TextsOf(HashSet<string> named, LintFiles files)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in files.Texts.Concat(files.Folder.Select(f => f.File)))
        {
            if (named.Contains(text.Path))
            {
                texts.TryAdd(text.Path, text.Whole ?? text.Text);
            }
        }

        return texts;
    }
}
