using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A change to a type that holds less.</summary>
internal sealed class TypeChangeLosesValues : LintRule
{
    public override RuleInfo Info { get; } =
        new("type-change-loses-values", "A column changes to a type that cannot hold all values of the old one")
        {
            Why =
                "Values that do not fit make the statement fail, on some engines only when the sql_mode is strict; otherwise they are "
                + "cut silently.",
            Instead = "Count the rows that do not fit before the change, and decide what becomes of them.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-57",
            Exposure = Exposure.TablesInUse,
            Aliases = ["ptah:DS103"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.AlterColumn>())
        {
            if (action is { Change: "type", Type: { } type, Using: null })
            {
                Look(at, alter, action, action.Column.Value, at.TextOf(action.Column.Span), type);
            }
        }

        foreach (var (alter, action, _) in at.ModifiedColumns())
        {
            if (action.Column.Type is { } type)
            {
                Look(at, alter, action, action.OldName.Value, at.TextOf(action.OldName.Span), type);
            }
        }
    }

    private static void Look(
        StatementContext at,
        AlterStatement alter,
        SqlAction action,
        string column,
        string name,
        SqlType type
    )
    {
        if (at.Scope.Table(alter.Name)?.Column(column)?.Type is { } before && TypeRange.Lost(before, type, name) is { } lost)
        {
            at.Report(
                action,
                $"{alter.Name}.{column} becomes {TypeNames.Show(type)}, which does not hold every {TypeNames.Show(before)}.",
                alter.Name,
                $"select count(*) from {at.TextOf(alter.Name)} where {lost}; -- these rows do not fit"
            );
        }
    }
}
