using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Rows are inserted without a column that has to have a value.</summary>
internal sealed class RequiredColumnLeftOut : LintRule
{
    public override RuleInfo Info { get; } =
        new("required-column-left-out", "Rows are inserted without a column that has to have a value")
        {
            Why = "The column is NOT NULL and has no default by these migrations: the statement fails.",
            Instead = "Name the column and give it a value, or give it a default before.",
            Engines = LintEngines.All,
            Reference = "",
            Severity = Severity.Error,
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is not InsertStatement { IsIgnore: false, Columns: [_, ..] columns } insert
            || at.Place == StatementPlace.Routine
            || at.Scope.Table(insert.Table.Name) is not { IsComplete: true } table
            || at.Scope.IsElsewhere
            || HasTrigger(at.Scope, table)
        )
        {
            return;
        }

        var named = columns.Select(c => (c as SqlExpression.NameReference)?.Name).ToHashSet(at.Scope.Names);
        foreach (var column in table.Columns)
        {
            if (!named.Contains(column.Name) && IsRequired(at, column))
            {
                at.Report(insert.Table, $"{insert.Table.Name}.{column.Name} has to have a value and no default gives it one.");
            }
        }
    }

    // One may fill the column.
    private static bool HasTrigger(SchemaScope scope, ScopeTable table) =>
        scope.Dependents.Any(d => d.Kind == "trigger" && d.Tables.Contains(table.Key, scope.Names));

    private static bool IsRequired(StatementContext at, ScopeColumn column)
    {
        if (column is not { IsNullable: false, Default: null, IsNumbered: false, IsGenerated: false, Type: { } type })
        {
            return false;
        }

        return at.Target.Dialect switch
        {
            // A primary key alone forbids no null, and an integer one is numbered.
            SqlDialect.Sqlite => column.Definition?.Find(SqlConstraintKind.NotNull) is not null
                && column.Definition.Find(SqlConstraintKind.PrimaryKey) is null,
            // These have values of their own where nothing is said.
            SqlDialect.MariaDb => type.Name is not ("enum" or "timestamp"),
            // A domain may have a default.
            _ => at.Scope.Type(type.Name) is null or { Definition.Kind: "enum" },
        };
    }
}
