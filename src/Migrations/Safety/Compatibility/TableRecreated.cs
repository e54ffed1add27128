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
        if (
            at.Statement is CreateTableStatement { Persistence: not "temporary", IsReplace: true } create
            && !at.IsNew(create.Name)
        )
        {
            at.Report(create.Name, $"CREATE OR REPLACE drops {create.Name} with its rows if it is there.");
        }
    }

    // In one walk over the file: a dump may have very many of both.
    public override void CheckFile(FileContext file)
    {
        var dropped = new HashSet<string>(file.Scope.Names);
        foreach (var seen in file.Statements)
        {
            if (seen.Statement is DropStatement { Kind: "table", IfExists: true } drop)
            {
                dropped.UnionWith(drop.Names.Select(n => file.Scope.Key(n)));
            }
            else if (
                seen.Statement is CreateTableStatement { Persistence: not "temporary", IsReplace: false } create
                && dropped.Count > 0
                && dropped.Contains(file.Scope.Key(create.Name))
            )
            {
                file.Report(seen, $"{create.Name} is dropped above with its rows if it is there.", at: create.Name.Span);
            }
        }
    }
}
