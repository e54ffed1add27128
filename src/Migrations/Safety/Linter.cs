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
        var (report, scope) = new FolderReview(files, target, options).Run(cancellation);
        return folder is { Count: > 0 }
            ? report with
            {
                Findings = [.. report.Findings, .. CheckFolder(folder, scope, target, options)],
            }
            : report;
    }

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
            if (!SpeakingRule.IsFor(rule.Info, target))
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
