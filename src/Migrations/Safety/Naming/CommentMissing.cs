using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table or column that nobody explains.</summary>
internal sealed class CommentMissing : LintRule
{
    public override RuleInfo Info { get; } =
        new("comment-missing", "A new table has no comment")
        {
            Why = "What it is for is known to those who wrote it, today.",
            Instead = "Say it in a sentence: `comment on table`, or COMMENT in the definition.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-164",
            IsOptIn = true,
            Aliases = ["bytebase:TABLE_COMMENT", "bytebase:COLUMN_COMMENT"],
        };

    public override void CheckFile(FileContext file)
    {
        foreach (var seen in file.Statements)
        {
            if (
                seen.Statement is CreateTableStatement { PartitionOf: null, Persistence: not "temporary" } create
                && !create.Options.Any(o => o.Name == "comment")
                && !file.Statements.Any(s =>
                    s.Statement is CommentStatement { Kind: "table", Text.Length: > 0 } comment
                    && file.Scope.Names.Equals(file.Scope.Key(comment.Name), file.Scope.Key(create.Name))
                )
            )
            {
                file.Report(seen, $"{create.Name} has no comment.", at: create.Name.Span);
            }
        }
    }
}
