using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A unique constraint builds its index while the table is locked.</summary>
internal sealed class UniqueConstraintBuildsIndex : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("unique-constraint-builds-index", "A unique constraint builds its index while the table is locked")
        {
            Why = "`ADD UNIQUE` builds an index under ACCESS EXCLUSIVE: neither reads nor writes get through until it is done.",
            Instead =
                "Build the unique index concurrently, then add the constraint `USING INDEX`, which only takes the lock for a "
                + "moment.",
            Work = ServerWork.BuildsIndex,
            Engines = LintEngines.PostgreSql,
            Reference = "U-24",
            Exposure = Exposure.LargeTables,
            Aliases =
            [
                "squawk:constraint-missing-not-valid",
                "squawk:disallowed-unique-constraint",
                "strong_migrations:add_unique_constraint",
                "atlas:PG105",
                "eugene:E7",
            ],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is SqlAction.AddConstraint { Constraint: { Kind: SqlConstraintKind.Unique, UsingIndex: null } constraint })
        {
            var index = constraint.Name is { } name
                ? name.Span.Of(at.Text).ToString()
                : ConstraintWords.Name(alter.Name, string.Join('_', constraint.Columns.Select(c => c.Column ?? "x")) + "_key");
            var table = at.TextOf(alter.Name);
            var rewrite =
                $"{at.InCase("create unique index concurrently ")}{index}{at.InCase(" on ")}{table} {ConstraintWords.Columns(at, constraint)};\n"
                + $"{at.InCase("alter table ")}{table}{at.InCase(" add constraint ")}{index}{at.InCase(" unique using index ")}{index}";
            at.Report(
                action,
                $"Adding {ConstraintText.Of(constraint)} builds an index on {alter.Name} under a lock that nothing passes.",
                alter.Name,
                rewrite + ";",
                constraint.Include.Count > 0 || constraint.IsNullsNotDistinct || constraint.IsDeferrable is not null
                    ? null
                    : ConstraintWords.Replace(at, alter, "Build the index concurrently first", rewrite)
            );
        }
        else if (action is SqlAction.AddColumns add && add.Columns.Any(c => c.Find(SqlConstraintKind.Unique) is not null))
        {
            at.Report(
                action,
                $"Adding a unique column builds an index on {alter.Name} under a lock that nothing passes.",
                alter.Name,
                "Add the column without UNIQUE, build a unique index on it concurrently, and add the constraint USING INDEX."
            );
        }
    }
}
