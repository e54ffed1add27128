using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A comment that is longer than the limit.</summary>
internal sealed class CommentTooLong : LintRule
{
    public override RuleInfo Info { get; } =
        new("comment-too-long", "A comment is longer than the limit")
        {
            Why =
                "MariaDB and MySQL take 2048 characters for a table and 1024 for a column; tools show the first line. The limit is "
                + "`commentLength` in the configuration.",
            Instead = "Say it shorter, and put the rest into the documentation.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-164",
            IsOptIn = true,
            Aliases = ["bytebase:SYSTEM_COMMENT_LENGTH"],
        };

    public override void Check(StatementContext at)
    {
        var (node, length) = at.Statement switch
        {
            CommentStatement { Text: { } text } comment => ((SqlNode)comment, text.Length),
            CreateTableStatement create when create.Options.FirstOrDefault(o => o.Name == "comment") is { } option => (
                option,
                option.Value.Length - 2
            ),
            _ => (null, 0),
        };
        if (node is not null && length > at.Options.Limits.CommentLength)
        {
            at.Report(
                node,
                FormattableString.Invariant(
                    $"The comment has {length} characters; the limit is {at.Options.Limits.CommentLength}."
                )
            );
        }

        foreach (var (table, column) in at.DefinedColumns())
        {
            if (
                column.Find(SqlConstraintKind.Comment)?.Expression is SqlExpression.Literal literal
                && literal.Value.Length > at.Options.Limits.CommentLength
            )
            {
                at.Report(
                    literal,
                    FormattableString.Invariant($"The comment of {table}.{column.Name} has {literal.Value.Length} characters.")
                );
            }
        }
    }
}
