using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A column is added in a form that SQLite does not add.</summary>
internal sealed class AddedColumnRefused : LintRule
{
    public override RuleInfo Info { get; } =
        new("added-column-refused", "A column is added in a form that SQLite refuses")
        {
            Why =
                "SQLite adds a column without touching the rows, so it takes no key, no default that has to be computed, no stored column, and "
                + "with foreign keys on no reference with a default. A key is refused at once, the others as soon as the table has a "
                + "row: the empty database of a test does not show it.",
            Instead =
                "Add the column plain, fill it, and build a unique index; a default that is computed, or a stored column, needs the table made anew.",
            Engines = LintEngines.Sqlite,
            Reference = "",
            Severity = Severity.Error,
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, column) in at.AddedColumns())
        {
            var always =
                column.Find(SqlConstraintKind.PrimaryKey) is not null ? "a PRIMARY KEY column"
                : column.Find(SqlConstraintKind.Unique) is not null ? "a UNIQUE column"
                : null;
            if (always is not null)
            {
                at.Report(
                    column,
                    $"SQLite does not add {always}: {alter.Name}.{column.Name}.",
                    rewrite: Rewrite(at, alter, column)
                );
            }
            else if (WithRows(at, column) is { } what && !at.IsNew(alter.Name))
            {
                at.Report(
                    column,
                    $"Adding {alter.Name}.{column.Name} fails as soon as {alter.Name} has rows: {what}.",
                    rewrite: Rewrite(at, alter, column)
                );
            }
        }
    }

    private static string? WithRows(StatementContext at, SqlColumn column)
    {
        var value = column.Find(SqlConstraintKind.Default)?.Expression;
        return value is not null && !IsConstant(value) ? $"its default, {at.TextOf(value)}, has to be computed"
            : column.Find(SqlConstraintKind.Generated) is { IsStored: true } ? "a STORED column has to be computed for each"
            : value is not null
            && !IsNull(value)
            && column.Find(SqlConstraintKind.ForeignKey) is not null
            && at.Switch("foreign_keys") != false
                ? "a reference may have no default while foreign keys are on"
            : null;
    }

    // (5) and -5 are constants to SQLite, (1 + 1) is none.
    private static bool IsConstant(SqlExpression value) =>
        value switch
        {
            SqlExpression.Literal => true,
            SqlExpression.Unary unary => IsConstant(unary.Operand),
            SqlExpression.NameReference { Parts: [{ IsQuoted: true }] } => true,
            SqlExpression.NameReference { Name: var name } => name.ToLowerInvariant() is "true" or "false",
            _ => false,
        };

    private static bool IsNull(SqlExpression value) => value is SqlExpression.Literal { Kind: SqlExpression.LiteralKind.Null };

    private static string Rewrite(StatementContext at, AlterStatement alter, SqlColumn column)
    {
        var (table, name) = (at.TextOf(alter.Name), at.TextOf(column.Name.Span));
        var isKey = column.Find(SqlConstraintKind.PrimaryKey) is not null || column.Find(SqlConstraintKind.Unique) is not null;
        return $"alter table {table} add column {name} {(column.Type is { } type ? at.TextOf(type) : "")};\n"
            + $"update {table} set {name} = <value>;"
            + (isKey ? $"\ncreate unique index {alter.Name.Name}_{column.Name}_key on {table} ({name});" : "");
    }
}
