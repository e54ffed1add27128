using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A primary key makes a column NOT NULL by reading the whole table.</summary>
internal sealed class PrimaryKeyOverNullableColumn : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("primary-key-over-nullable-column", "A primary key makes a column NOT NULL by reading the whole table")
        {
            Why =
                "A primary key forbids nulls. Where a column allows them so far, `ADD PRIMARY KEY`, also `USING INDEX`, reads "
                + "every row under ACCESS EXCLUSIVE.",
            Instead = "Make the column NOT NULL first, by way of a check that is added `NOT VALID` and then validated.",
            Work = ServerWork.ReadsRows,
            Engines = LintEngines.PostgreSql,
            Reference = "U-26",
            Exposure = Exposure.LargeTables,
            Aliases = ["atlas:PG304", "eugene:W14"],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is not SqlAction.AddConstraint { Constraint: { Kind: SqlConstraintKind.PrimaryKey } key }
            || at.Scope.Table(alter.Name) is not { } table
        )
        {
            return;
        }

        var columns = key.UsingIndex is { } used
            ? table.Indexes.FirstOrDefault(i => i.Name == used.Value)?.Columns ?? []
            : key.Columns.Select(c => c.Column).ToList();
        foreach (var column in columns)
        {
            if (column is not null && table.Column(column) is { IsNullable: true })
            {
                at.Report(
                    action,
                    $"Column {column} of {alter.Name} may be null so far: every row is read under a lock that nothing passes.",
                    alter.Name
                );
            }
        }
    }
}
