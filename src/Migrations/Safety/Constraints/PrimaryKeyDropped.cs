using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A primary key is dropped.</summary>
internal sealed class PrimaryKeyDropped : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("primary-key-dropped", "A primary key is dropped")
        {
            Why =
                "Rows can no longer be told apart by it, foreign keys have nothing to refer to, and logical replication of "
                + "updates and deletes stops. InnoDB copies the whole table.",
            Instead =
                "Replace it in the same statement: `DROP CONSTRAINT old, ADD PRIMARY KEY USING INDEX new`; in MariaDB and MySQL "
                + "`DROP PRIMARY KEY, ADD PRIMARY KEY (…)`.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-31",
            Exposure = Exposure.TablesInUse,
            Aliases = ["atlas:CD103", "atlas:MY133"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is not SqlAction.Drop drop)
        {
            return;
        }

        if (alter.Actions.Any(a => a is SqlAction.AddConstraint { Constraint.Kind: SqlConstraintKind.PrimaryKey }))
        {
            return;
        }

        var known = drop.Name is { } name ? at.Scope.Table(alter.Name)?.Constraint(name.Value)?.Kind : null;
        if (
            drop.Kind == "primary key"
            || (
                drop.Kind == "constraint"
                && (
                    known is { } kind
                        ? kind == SqlConstraintKind.PrimaryKey
                        : false || (drop.Name is { } key && key.Value == $"{alter.Name.Name}_pkey")
                )
            )
        )
        {
            at.Report(action, $"{alter.Name} has no primary key any more.", alter.Name);
        }
    }
}
