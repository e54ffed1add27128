using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A primary key is replaced by one whose index is still to be built.</summary>
internal sealed class PrimaryKeyReplaced : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("primary-key-replaced", "A primary key is replaced by one whose index is still to be built")
        {
            Why =
                "From the drop to the end of the build the table has no primary key, and nothing can read or write it while the "
                + "new index is built; logical replication stops.",
            Instead =
                "Build the new unique index concurrently. Then one short statement: `DROP CONSTRAINT old, ADD PRIMARY KEY USING "
                + "INDEX new`.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-27",
            Exposure = Exposure.TablesInUse,
            Aliases = ["squawk:constraint-missing-not-valid", "atlas:PG312"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is SqlAction.AddConstraint { Constraint: { Kind: SqlConstraintKind.PrimaryKey, UsingIndex: null } }
            && (
                alter.Actions.Any(a => IsDropOfKey(at, alter, a))
                || at.Earlier.Any(s =>
                    s.Statement is AlterStatement { Kind: "table" } earlier
                    && at.Scope.Key(earlier.Name) == at.Scope.Key(alter.Name)
                    && earlier.Actions.Any(a => IsDropOfKey(at, earlier, a))
                )
            )
        )
        {
            at.Report(
                action,
                $"The primary key of {alter.Name} is dropped, and the index of the new one is built under a lock that nothing passes.",
                alter.Name
            );
        }
    }

    private static bool IsDropOfKey(StatementContext at, AlterStatement alter, SqlAction action) =>
        action is SqlAction.Drop { Kind: "constraint", Name: { } name }
        && (
            name.Value == $"{alter.Name.Name}_pkey"
            || at.Scope.Table(alter.Name)?.Constraint(name.Value) is { Kind: SqlConstraintKind.PrimaryKey }
        );
}
