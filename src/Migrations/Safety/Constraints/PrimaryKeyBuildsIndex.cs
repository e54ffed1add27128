using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A primary key builds its index while the table is locked.</summary>
internal sealed class PrimaryKeyBuildsIndex : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("primary-key-builds-index", "A primary key builds its index while the table is locked")
        {
            Why =
                "`ADD PRIMARY KEY` builds an index under ACCESS EXCLUSIVE and, where a column may be null, reads the table once "
                + "more: neither reads nor writes get through.",
            Instead =
                "Build a unique index concurrently, make the columns NOT NULL by way of a validated check, then `ADD PRIMARY KEY "
                + "USING INDEX`.",
            Work = ServerWork.BuildsIndex,
            Engines = LintEngines.PostgreSql,
            Reference = "U-25",
            Exposure = Exposure.LargeTables,
            Aliases =
            [
                "squawk:constraint-missing-not-valid",
                "atlas:PG104",
                "squawk:adding-serial-primary-key-field",
                "eugene:E7",
            ],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is SqlAction.AddConstraint { Constraint: { Kind: SqlConstraintKind.PrimaryKey, UsingIndex: null } constraint })
        {
            var index = constraint.Name is { } name ? name.Span.Of(at.Text).ToString() : ConstraintWords.Name(alter.Name, "pkey");
            var table = at.TextOf(alter.Name);
            at.Report(
                action,
                $"Adding {ConstraintText.Of(constraint)} builds an index on {alter.Name} under a lock that nothing passes.",
                alter.Name,
                $"create unique index concurrently {index} on {table} {ConstraintWords.Columns(at, constraint)};\n"
                    + $"-- with all its columns NOT NULL:\nalter table {table} add constraint {index} primary key using index {index};"
            );
        }
        else if (action is SqlAction.AddColumns add && add.Columns.Any(c => c.Find(SqlConstraintKind.PrimaryKey) is not null))
        {
            at.Report(
                action,
                $"Adding a primary key column builds an index on {alter.Name} under a lock that nothing passes.",
                alter.Name
            );
        }
    }
}
