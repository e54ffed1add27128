using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table that is dropped and created again.</summary>
internal sealed class TableRecreated : LintRule
{
    public override RuleInfo Info { get; } =
        new("table-recreated", "A table is dropped and created again")
        {
            Why =
                "DROP TABLE IF EXISTS before CREATE TABLE, or CREATE OR REPLACE TABLE, empties a table that was there: run on the wrong "
                + "database, or once more, it takes the rows with it.",
            Instead = "Create with IF NOT EXISTS, or drop in a statement that somebody has to want.",
            Engines = LintEngines.All,
            Reference = "U-122",
            Aliases = ["strong_migrations:create_table"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not CreateTableStatement { Persistence: not "temporary" } create)
        {
            return;
        }

        if (create.IsReplace && !at.IsNew(create.Name))
        {
            at.Report(create.Name, $"CREATE OR REPLACE drops {create.Name} with its rows if it is there.");
        }
        else if (
            at.Earlier.Any(s =>
                s.Statement is DropStatement { Kind: "table", IfExists: true } drop
                && drop.Names.Any(n => at.Scope.Names.Equals(at.Scope.Key(n), at.Scope.Key(create.Name)))
            )
        )
        {
            at.Report(create.Name, $"{create.Name} is dropped above with its rows if it is there.");
        }
    }
}
