using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A change of type that costs nothing.</summary>
internal sealed class TypeChangeProvedSafe : LintRule
{
    public override RuleInfo Info { get; } =
        new("type-change-proved-safe", "A change of type is known to write nothing")
        {
            Why =
                "It shows that the change was looked at: PostgreSQL changes the catalogue alone, MariaDB and MySQL the metadata alone. "
                + "The lock of the statement itself remains short.",
            Instead = "Nothing has to be done, apart from a `lock_timeout` on PostgreSQL.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-58",
            Severity = Severity.Note,
            Exposure = Exposure.TablesInUse,
            IsOptIn = true,
            Aliases = ["ptah:PG301P", "ptah:MY130P"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.AlterColumn>())
        {
            if (
                action.Change == "type"
                && PostgreSqlTypeChange.Cost(at.Scope.Table(alter.Name)?.Column(action.Column.Value)?.Type, action)
                    == TypeChangeCost.Catalogue
            )
            {
                at.Report(
                    action,
                    $"Changing {alter.Name}.{action.Column} to {TypeNames.Show(action.Type!)} writes no row.",
                    alter.Name
                );
            }
        }

        foreach (var (alter, action, before) in at.ModifiedColumns())
        {
            if (before?.Type is { } old && action.Column.Type is { } type && old != type)
            {
                if (MySqlColumnChange.OfType(old, type, at.Target) == MySqlAlgorithm.Instant)
                {
                    at.Report(
                        action,
                        $"Changing {alter.Name}.{action.Column.Name} to {TypeNames.Show(type)} writes no row.",
                        alter.Name
                    );
                }
            }
        }
    }
}
