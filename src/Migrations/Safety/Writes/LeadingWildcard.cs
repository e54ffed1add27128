using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A pattern that no index serves.</summary>
internal sealed class LeadingWildcard : LintRule
{
    public override RuleInfo Info { get; } =
        new("leading-wildcard", "A pattern begins with a wildcard")
        {
            Why = "A B-tree is sorted by the beginning of the text, so every row is read.",
            Instead =
                "On PostgreSQL a GIN index with `gin_trgm_ops` serves it; on MariaDB and MySQL a FULLTEXT index where words are meant.",
            Engines = LintEngines.All,
            Reference = "U-176",
            IsOptIn = true,
            Aliases = ["bytebase:STATEMENT_WHERE_NO_LEADING_WILDCARD_LIKE"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var node in at.Nodes)
        {
            if (
                node is SqlExpression.Matches
                {
                    Kind: SqlExpression.MatchKind.Like or SqlExpression.MatchKind.ILike,
                    Pattern: SqlExpression.Literal { Value: ['%' or '_', _, ..] }
                } match
            )
            {
                at.Report(match, $"{at.TextOf(match)} reads every row.");
            }
        }
    }
}
