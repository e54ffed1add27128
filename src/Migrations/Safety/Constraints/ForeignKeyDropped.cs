using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A foreign key is dropped, and with it the guarantee that the rows it points to exist.</summary>
internal sealed class ForeignKeyDropped : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("foreign-key-dropped", "A foreign key is dropped, and with it the guarantee that the rows it points to exist")
        {
            Why =
                "Rows without their parent can appear from then on, and nothing notices. On PostgreSQL the statement takes "
                + "ACCESS EXCLUSIVE on both tables, also on the one that is referred to.",
            Instead =
                "Be sure that the application keeps the guarantee, or that the tables part for good. Set a short `lock_timeout`.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-29",
            Exposure = Exposure.TablesInUse,
            Aliases = ["atlas:CD101"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is not SqlAction.Drop drop)
        {
            return;
        }

        var known = drop.Name is { } name ? at.Scope.Table(alter.Name)?.Constraint(name.Value)?.Kind : null;
        if (
            drop.Kind == "foreign key"
            || (
                drop.Kind == "constraint"
                && (
                    known is { } kind
                        ? kind == SqlConstraintKind.ForeignKey
                        : false || (drop.Name is { } foreign && foreign.Value.EndsWith("_fkey", StringComparison.Ordinal))
                )
            )
        )
        {
            at.Report(action, $"{alter.Name} no longer guarantees that the rows it refers to exist.", alter.Name);
        }
    }
}
