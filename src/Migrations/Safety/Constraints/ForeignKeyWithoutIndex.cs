using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A foreign key has no index on the columns that refer.</summary>
internal sealed class ForeignKeyWithoutIndex : LintRule
{
    public override RuleInfo Info { get; } =
        new("foreign-key-without-index", "A foreign key has no index on the columns that refer")
        {
            Why =
                "Deleting a row of the table referred to, or changing its key, looks for rows that refer to it. Without an index "
                + "that reads the whole referring table, once for each row, and holds its locks meanwhile.",
            Instead = "Create an index that begins with the referring columns, concurrently, before the foreign key.",
            Engines = LintEngines.PostgreSql | LintEngines.Sqlite,
            Reference = "U-34",
            Aliases = ["eugene:E15"],
        };

    public override void CheckFile(FileContext file)
    {
        foreach (var seen in file.Statements)
        {
            var name = seen.Statement switch
            {
                CreateTableStatement create => create.Name,
                AlterStatement { Kind: "table" } alter
                    when alter.Actions.Any(a => a is SqlAction.AddConstraint or SqlAction.AddColumns) => alter.Name,
                _ => null,
            };
            if (name is null || file.Scope.Table(name) is not { IsComplete: true } table)
            {
                continue;
            }

            foreach (var key in table.Constraints)
            {
                if (
                    key is { Kind: SqlConstraintKind.ForeignKey, IsNew: true, Definition: { } definition }
                    && seen.Statement.Span.Contains(definition.Span)
                    && !table.Indexes.Any(i => !i.IsPartial && Serves(file, i, key))
                )
                {
                    var columns = string.Join(", ", key.Columns);
                    file.Report(
                        seen,
                        $"No index serves the foreign key of {table.Key} ({columns}).",
                        rewrite: $"create index on {table.Key} ({columns});",
                        at: definition.Span
                    );
                }
            }
        }
    }

    private static bool Serves(FileContext file, ScopeIndex index, ScopeConstraint key) =>
        index.Columns.Count >= key.Columns.Count
        && index.Columns.Take(key.Columns.Count).All(c => c is not null && key.Columns.Contains(c, file.Scope.Names));
}
