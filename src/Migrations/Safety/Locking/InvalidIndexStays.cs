using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An index that is skipped because a broken one is there.</summary>
internal sealed class InvalidIndexStays : LintRule
{
    public override RuleInfo Info { get; } =
        new("concurrent-index-if-not-exists", "CREATE INDEX CONCURRENTLY IF NOT EXISTS keeps an invalid index")
        {
            Why =
                "When a concurrent build fails, it leaves an invalid index of that name. The next run sees the name, skips the build "
                + "and reports success: the index is written at every change and never used.",
            Instead = "Drop the leftover first: `drop index concurrently if exists`, then build without IF NOT EXISTS.",
            Engines = LintEngines.PostgreSql,
            Reference = "N-21",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
            Aliases = ["strong_migrations:remove_invalid_indexes"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is CreateIndexStatement { IsConcurrently: true, IfNotExists: true, Name: { } name } index
            && at.Find("if", "not", "exists") is { } words
        )
        {
            at.Report(
                words,
                $"An invalid {name} that a failed build has left would be kept.",
                index.Table,
                fix: new(
                    "Drop the leftover first",
                    [
                        TextEdit.Insert(index.Span.Start, $"drop index concurrently if exists {at.TextOf(name)};\n"),
                        new TextEdit(new(words.Start, words.Length + 1), ""),
                    ]
                )
                {
                    NeedsNoTransaction = true,
                }
            );
        }
    }
}
