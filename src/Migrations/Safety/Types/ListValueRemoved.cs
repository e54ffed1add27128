using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A value that goes from a list.</summary>
internal sealed class ListValueRemoved : LintRule
{
    public override RuleInfo Info { get; } =
        new("list-value-removed", "A value is taken from an enum or set")
        {
            Why =
                "Rows that hold it make the statement fail, or, when sql_mode is not strict, lose it: the column becomes an empty "
                + "string. The table is copied while writes wait. On PostgreSQL a value cannot be removed; deleting its row of `pg_enum` "
                + "damages the catalogue.",
            Instead =
                "Find the rows that hold it first, give them another value, keep programs from writing it, then take it out. On "
                + "PostgreSQL create a new type and move the column to it.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-94",
            Exposure = Exposure.TablesInUse,
            Aliases = ["ptah:DS106", "atlas:MY110", "atlas:MY120"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is DeleteStatement delete
            && ColumnUses.Tables(delete).FirstOrDefault(t => t.Name == "pg_enum") is { } catalogue
        )
        {
            at.Report(
                catalogue,
                "A row of pg_enum is deleted: values that are stored in tables and indexes lose their meaning.",
                severity: Severity.Error
            );
        }

        foreach (var (alter, action, before) in at.ModifiedColumns())
        {
            if (ValueListChange.Of(before?.Type, action.Column.Type) is { Kind: ValueListChangeKind.Removed } change)
            {
                at.Report(
                    action,
                    $"{alter.Name}.{action.OldName} loses {string.Join(", ", change.Values)}: rows that hold it make this fail or lose it, and the table is copied while writes wait.",
                    alter.Name,
                    $"select count(*) from {at.TextOf(alter.Name)} where {at.TextOf(action.OldName.Span)} in ({string.Join(", ", change.Values.Select(v => $"'{v}'"))});"
                );
            }
        }
    }
}
