using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Reviews migrations without an engine.</summary>
public static class Linter
{
    /// <summary>Reviews files in the order in which they run.</summary>
    /// <param name="files">The files.</param>
    /// <param name="target">The server that they are written for.</param>
    /// <param name="options">What is known besides.</param>
    /// <param name="folder">The files of the folder with what their names say; none when they are no folder of migrations.</param>
    /// <param name="cancellation">Stops the review.</param>
    public static LintReport Run(
        IEnumerable<MigrationText> files,
        LintTarget target,
        LintOptions options,
        IReadOnlyList<FolderEntry>? folder = null,
        CancellationToken cancellation = default
    )
    {
        var scope = new SchemaScope(target.Dialect);
        var everywhere = options.Rules.IsSameEverywhere ? Speaking(target, options, "") : null;
        var found = new List<LintFinding>();
        var (count, statements, suppressed) = (0, 0, 0);
        foreach (var read in ReadAhead.Of(files, target.Dialect))
        {
            cancellation.ThrowIfCancellationRequested();
            var file = read.File;
            scope = file.StartsAnew ? new(target.Dialect) : scope;
            var review = new FileReview(
                read,
                scope,
                target,
                options,
                !file.IsReported ? [] : everywhere ?? Speaking(target, options, file.Path)
            );
            found.AddRange(review.Run());
            scope.EndFile();
            count += file.IsReported ? 1 : 0;
            statements += review.Count;
            suppressed += review.Suppressed;
        }

        if (folder is { Count: > 0 })
        {
            found.AddRange(CheckFolder(folder, scope, target, options));
        }

        return new(found.ToSequence(), count, statements) { Suppressed = suppressed };
    }

    private static SpeakingRule[] Speaking(LintTarget target, LintOptions options, string file)
    {
        var speaking = new List<SpeakingRule>();
        foreach (var rule in SafetyRules.All.AsSpan())
        {
            if (IsFor(rule.Info, target) && options.Rules.Of(rule.Info, file) is { } severity)
            {
                speaking.Add(new(rule, severity));
            }
        }

        return [.. speaking];
    }

    private static bool IsFor(RuleInfo rule, LintTarget target) =>
        (rule.Engines & target.Engine) != LintEngines.None
        && !(rule.Since is { } since && target.IsBefore(since.Major, since.Minor))
        && !(rule.Until is { } until && target.AtLeast(until.Major, until.Minor));

    private static List<LintFinding> CheckFolder(
        IReadOnlyList<FolderEntry> folder,
        SchemaScope scope,
        LintTarget target,
        LintOptions options
    )
    {
        var found = new List<LintFinding>();
        foreach (var rule in SafetyRules.All.AsSpan())
        {
            if (!IsFor(rule.Info, target))
            {
                continue;
            }

            rule.CheckFolder(
                new(
                    folder,
                    scope,
                    target,
                    options,
                    (file, at, title, rewrite) =>
                    {
                        if (file.IsReported && options.Rules.Of(rule.Info, file.Path) is { } severity)
                        {
                            var review = new FileReview(new(file, target.Dialect), scope, target, options, []);
                            found.Add(review.Single(rule, severity, at, title, rewrite));
                        }
                    }
                )
            );
        }

        return found;
    }
}
