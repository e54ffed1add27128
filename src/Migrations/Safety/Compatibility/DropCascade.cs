using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A drop that takes others with it.</summary>
internal sealed class DropCascade : LintRule
{
    public override RuleInfo Info { get; } =
        new("drop-cascade", "CASCADE drops what depends on the object, unnamed")
        {
            Why =
                "Views, foreign keys, defaults and columns go that nobody has read in the migration; which ones they are depends on the "
                + "database.",
            Instead =
                "Drop the dependents by name first. In a transaction that is rolled back the statement lists them as notices.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-120",
            Aliases = ["bytebase:STATEMENT_DISALLOW_RM_TBL_CASCADE"],
        };

    public override void Check(StatementContext at)
    {
        switch (at.Statement)
        {
            case DropStatement { IsCascade: true, Kind: not ("schema" or "owned") } drop
                when !drop.Names.All(n => drop.Kind == "table" && at.IsNew(n)):
                at.Report(
                    drop,
                    $"CASCADE drops whatever depends on {string.Join(", ", drop.Names)}.",
                    rewrite: $"begin; {at.TextOf(drop)}; rollback; -- lists what would go"
                );
                break;
            case AlterStatement alter:
                foreach (var action in alter.Actions)
                {
                    if (
                        action is SqlAction.Drop { IsCascade: true, Name: { } name }
                        && !(alter.Kind == "table" && at.IsNew(alter.Name))
                    )
                    {
                        at.Report(
                            action,
                            $"CASCADE drops whatever depends on {alter.Name}.{name}.",
                            rewrite: $"begin; {at.TextOf(alter)}; rollback; -- lists what would go"
                        );
                    }
                }

                break;
        }
    }
}
