using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>More instant changes than MySQL keeps.</summary>
internal sealed class ManyInstantChanges : LintRule
{
    public override RuleInfo Info { get; } =
        new("many-instant-changes", "A table gets more instant changes than MySQL keeps")
        {
            Why =
                "MySQL 8.0.29 and later keep 64 row versions of a table; the next instant ADD or DROP COLUMN ends in error 4092. A "
                + "rebuild (`optimize table`, ALGORITHM=INPLACE) begins anew.",
            Instead = "Rebuild the table once: `alter table … engine=innodb, algorithm=inplace, lock=none`.",
            Engines = LintEngines.MySql,
            Reference = "N-19",
            Since = new(8, 0),
        };

    public override void CheckFolder(FolderContext folder)
    {
        var versions = new Dictionary<string, int>(folder.Scope.Names);
        foreach (var entry in folder.Entries)
        {
            if (entry.Way != MigrationWay.Up)
            {
                continue;
            }

            foreach (var statement in SqlParser.Statements(entry.File.Text, folder.Target.Dialect, new List<SqlSyntaxError>()))
            {
                if (
                    statement is AlterStatement { Kind: "table" } alter
                    && alter.Actions.Any(a => a is SqlAction.AddColumns or SqlAction.Drop { Kind: "column" })
                )
                {
                    var key = folder.Scope.Key(alter.Name);
                    versions[key] = versions.GetValueOrDefault(key) + 1;
                    if (versions[key] == 65)
                    {
                        folder.Report(
                            entry.File,
                            $"This is the 65th change of the columns of {alter.Name}: unless it was rebuilt, an instant one ends in error 4092.",
                            $"alter table {alter.Name} engine=innodb, algorithm=inplace, lock=none;",
                            alter.Span
                        );
                    }
                }
            }
        }
    }
}
