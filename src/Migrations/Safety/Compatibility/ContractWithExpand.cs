using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>The end of a change in the file of its beginning.</summary>
internal sealed class ContractWithExpand : LintRule
{
    public override RuleInfo Info { get; } =
        new("contract-with-expand", "A column is added and another dropped in one file, so that no release can use both")
        {
            Why =
                "Programs of the release before need the old column, those of the next one the new column. Where both happen at once, "
                + "one of them fails while the release goes out.",
            Instead = "Add and fill in one release, drop in a later one, when nothing reads the old column any more.",
            Engines = LintEngines.All,
            Reference = "N-22",
            Exposure = Exposure.TablesInUse,
        };

    public override void CheckFile(FileContext file)
    {
        foreach (var seen in file.Statements)
        {
            if (seen.Statement is not AlterStatement { Kind: "table" } alter || file.IsNew(alter.Name))
            {
                continue;
            }

            foreach (var action in alter.Actions)
            {
                if (action is SqlAction.Drop { Kind: "column", Name: { } name } && Copied(file, alter.Name, name) is { } to)
                {
                    file.Report(
                        seen,
                        $"{alter.Name}.{name} is dropped in the file that copies it to {to}: no release can use both.",
                        alter.Name,
                        at: action.Span
                    );
                }
            }
        }
    }

    // The column that an update of the file sets from the dropped one.
    private static string? Copied(FileContext file, SqlObjectName table, SqlName column)
    {
        foreach (var seen in file.Statements)
        {
            if (
                seen.Statement is UpdateStatement { Table: SqlTableSource.Named target } update
                && file.Scope.Names.Equals(file.Scope.Key(target.Name), file.Scope.Key(table))
            )
            {
                foreach (var set in update.Set)
                {
                    if (set.Value.DescendantsAndSelf().Any(n => n is SqlExpression.NameReference name && column.Is(name.Name)))
                    {
                        return set.Targets.OfType<SqlExpression.NameReference>().FirstOrDefault()?.Name;
                    }
                }
            }
        }

        return null;
    }
}
