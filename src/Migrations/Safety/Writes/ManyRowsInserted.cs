using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>More rows in one statement than the limit.</summary>
internal sealed class ManyRowsInserted : LintRule
{
    public override RuleInfo Info { get; } =
        new("many-rows-written", "One statement writes more rows than the limit")
        {
            Why =
                "All of them are locked until the commit, replicas apply them in one piece, and a failure undoes them all. The limit is "
                + "`writtenRows` in the configuration; for UPDATE and DELETE the size of the table must be known.",
            Instead = "Write in batches that commit one by one.",
            Engines = LintEngines.All,
            Reference = "U-172",
            Exposure = Exposure.TablesInUse,
            Aliases = ["bytebase:STATEMENT_AFFECTED_ROW_LIMIT", "bytebase:STATEMENT_INSERT_ROW_LIMIT"],
        };

    public override void Check(StatementContext at)
    {
        switch (at.Statement)
        {
            case InsertStatement { Source.Body: SqlQueryBody.Values values } insert
                when values.Rows.Count > at.Options.Limits.WrittenRows:
                at.Report(
                    insert.Table,
                    FormattableString.Invariant(
                        $"{values.Rows.Count} rows are inserted into {insert.Table.Name} at once; the limit is {at.Options.Limits.WrittenRows}."
                    )
                );
                break;
            case UpdateStatement { Limit: null, Where: not null, Table: SqlTableSource.Named { Name: { } table } } update
                when at.Rows(table) > at.Options.Limits.WrittenRows && !IsByKey(at, table, update.Where):
                at.Report(
                    update,
                    FormattableString.Invariant($"The condition may hold for many of the {at.Rows(table)} rows of {table}."),
                    table
                );
                break;
            case DeleteStatement { Limit: null, Where: not null, Tables: [SqlTableSource.Named { Name: { } table }] } delete
                when at.Rows(table) > at.Options.Limits.WrittenRows && !IsByKey(at, table, delete.Where):
                at.Report(
                    delete,
                    FormattableString.Invariant($"The condition may hold for many of the {at.Rows(table)} rows of {table}."),
                    table
                );
                break;
        }
    }

    // A condition on the key bounds the rows: an equality, a list, or a range.
    private static bool IsByKey(StatementContext at, SqlObjectName table, SqlExpression where)
    {
        var key = at.Scope.Table(table)?.PrimaryKey?.Columns ?? ["id"];
        return where
            .DescendantsAndSelf()
            .Any(n =>
                n switch
                {
                    SqlExpression.Binary { Operator: "=" or "<" or "<=" or ">" or ">=" } b => Is(b.Left) || Is(b.Right),
                    SqlExpression.Between b => Is(b.Operand),
                    SqlExpression.InList b => Is(b.Operand),
                    _ => false,
                }
            );

        bool Is(SqlExpression e) => e is SqlExpression.NameReference name && key.Contains(name.Name, at.Scope.Names);
    }
}
