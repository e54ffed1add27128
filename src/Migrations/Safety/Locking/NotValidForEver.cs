using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A constraint that nobody validates.</summary>
internal sealed class NotValidForEver : LintRule
{
    public override RuleInfo Info { get; } =
        new("constraint-never-validated", "A constraint is NOT VALID, and no file validates it")
        {
            Why =
                "It binds new rows only: the old ones are unproved for ever, the planner does not use it, and whoever reads the schema "
                + "takes it for true.",
            Instead =
                "Add a file with `alter table … validate constraint`. On the database `select conrelid::regclass, conname from "
                + "pg_constraint where not convalidated` lists them.",
            Engines = LintEngines.PostgreSql,
            Reference = "N-20",
        };

    public override void CheckFolder(FolderContext folder)
    {
        foreach (var table in folder.Scope.Tables)
        {
            foreach (var constraint in table.Constraints)
            {
                if (!constraint.IsNotValid || constraint.Name.Length == 0)
                {
                    continue;
                }

                foreach (var entry in folder.Entries)
                {
                    var place =
                        entry.Way == MigrationWay.Up
                            ? entry.File.Text.IndexOf(constraint.Name, StringComparison.OrdinalIgnoreCase)
                            : -1;
                    if (place >= 0)
                    {
                        folder.Report(
                            entry.File,
                            $"{constraint.Name} of {table.Key} is NOT VALID, and no file validates it.",
                            $"alter table {table.Key} validate constraint {constraint.Name};",
                            new TextSpan(place, constraint.Name.Length)
                        );
                        break;
                    }
                }
            }
        }
    }
}
