using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A required column that the rows that are there have no value for.</summary>
internal sealed class RequiredColumnWithoutDefault : LintRule
{
    public override RuleInfo Info { get; } =
        new("required-column-without-default", "A required column is added without a value for the rows that are there")
        {
            Why =
                "On PostgreSQL and SQLite the statement fails as soon as the table has a row. MariaDB and MySQL write an empty string, "
                + "0 or a zero date into every row, which nobody chose. Programs that insert without the column fail from then on.",
            Instead = "Add it nullable or with a constant default, fill the rows, then make it NOT NULL.",
            Engines = LintEngines.All,
            Reference = "U-52",
            Exposure = Exposure.TablesInUse,
            Aliases = ["squawk:adding-required-field", "atlas:MF103", "atlas:MY101", "ptah:DD101"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, column) in at.AddedColumns())
        {
            if (
                column.Find(SqlConstraintKind.NotNull) is null
                    && (column.Find(SqlConstraintKind.PrimaryKey) is null || at.Target.Engine == LintEngines.Sqlite)
                || column.Find(SqlConstraintKind.Default)
                    is { Expression: not SqlExpression.Literal { Kind: SqlExpression.LiteralKind.Null } }
                || column.Find(SqlConstraintKind.Identity) is not null
                || column.Find(SqlConstraintKind.Generated) is not null
                || TypeNames.IsSerial(column.Type)
                || (column.Type is { } type && at.Scope.Type(type.Name) is { Definition.Kind: "domain" })
            )
            {
                continue;
            }

            var (table, name) = (at.TextOf(alter.Name), at.TextOf(column.Name.Span));
            var isMySql = at.Target.Dialect == SqlDialect.MariaDb;
            at.Report(
                column,
                isMySql
                    ? $"Adding {alter.Name}.{column.Name} gives every row an implicit value that nobody chose."
                    : $"Adding {alter.Name}.{column.Name} fails as soon as {alter.Name} has rows.",
                alter.Name,
                at.Target.Engine == LintEngines.Sqlite
                    ? $"alter table {table} add column {name} {column.Type?.Name} not null default <value>;"
                    : $"alter table {table} add column {name} {(column.Type is { } t ? at.TextOf(t) : "")};\n-- fill it in batches: update {table} set {name} = <value> where {name} is null and <key range>;\n"
                        + (
                            isMySql
                                ? $"alter table {table} modify {at.TextOf(column)};"
                                : $"alter table {table} alter column {name} set not null;"
                        ),
                severity: isMySql ? Severity.Warning : Severity.Error
            );
        }
    }
}
