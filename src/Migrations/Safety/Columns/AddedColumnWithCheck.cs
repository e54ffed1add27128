using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A check that comes with a new column.</summary>
internal sealed class AddedColumnWithCheck : LintRule
{
    public override RuleInfo Info { get; } =
        new("added-column-with-check", "A column is added together with a check, for which the whole table is read")
        {
            Why =
                "The check could only fail for the default, yet PostgreSQL reads every row of the table under ACCESS EXCLUSIVE to "
                + "verify it.",
            Instead = "Add the column, then the check with NOT VALID, then validate it in a transaction of its own.",
            Work = ServerWork.ReadsRows,
            Engines = LintEngines.PostgreSql,
            Reference = "N-06",
            Exposure = Exposure.LargeTables,
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, column) in at.AddedColumns())
        {
            if (column.Find(SqlConstraintKind.Check) is { Expression: { } expression } check)
            {
                var table = at.TextOf(alter.Name);
                var name = check.Name?.Value ?? $"{alter.Name.Name}_{column.Name.Value}_check";
                at.Report(
                    check,
                    $"The check of {alter.Name}.{column.Name} reads the whole table while reads and writes wait.",
                    alter.Name,
                    $"alter table {table} add column {at.TextOf(column.Name.Span)} {at.TextOf(column.Type!)};\n"
                        + $"alter table {table} add constraint {name} check ({at.TextOf(expression)}) not valid;\n"
                        + $"-- in a transaction of its own:\nalter table {table} validate constraint {name};"
                );
            }
        }
    }
}
