using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column is made NOT NULL by reading the whole table under an exclusive lock.</summary>
internal sealed class SetNotNullScans : TableActionRule
{
    public override RuleInfo Info { get; } =
        new("set-not-null-scans", "A column is made NOT NULL by reading the whole table under an exclusive lock")
        {
            Why =
                "`SET NOT NULL` takes ACCESS EXCLUSIVE and reads every row under it, unless a valid check proves that there is "
                + "no null: neither reads nor writes get through.",
            Instead =
                "Until PostgreSQL 17: add a check `(c IS NOT NULL)` as `NOT VALID`, validate it, then `SET NOT NULL`, which now "
                + "reads nothing, and drop the check. From 18 on: `ADD CONSTRAINT … NOT NULL c NOT VALID`, then validate it.",
            Work = ServerWork.ReadsRows,
            Engines = LintEngines.PostgreSql,
            Reference = "U-23",
            Exposure = Exposure.LargeTables,
            Aliases =
            [
                "squawk:adding-not-nullable-field",
                "strong_migrations:change_column_null",
                "strong_migrations:change_column_null_postgresql",
                "atlas:PG303",
                "atlas:MF104",
                "eugene:E2",
                "bytebase:STATEMENT_DISALLOW_ADD_NOT_NULL",
            ],
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (action is not SqlAction.AlterColumn { Change: "set not null" } set)
        {
            return;
        }

        var table = at.Scope.Table(alter.Name);
        if (
            table?.Column(set.Column.Value) is { IsNullable: false }
            || (table is not null && table.Constraints.Any(c => Proves(c, set.Column.Value)))
        )
        {
            return;
        }

        var name = at.TextOf(alter.Name);
        var column = set.Column.Span.Of(at.Text).ToString();
        var constraint = ConstraintWords.Name(alter.Name, $"{set.Column.Value}_not_null");
        var alterTable = at.InCase("alter table ") + name + " ";
        var rewrite = at.Target.AtLeast(18)
            ? $"{alterTable}{at.InCase("add constraint ")}{constraint}{at.InCase(" not null ")}{column}{at.InCase(" not valid")};\n"
                + $"{alterTable}{at.InCase("validate constraint ")}{constraint}"
            : $"{alterTable}{at.InCase("add constraint ")}{constraint}{at.InCase(" check (")}{column}{at.InCase(" is not null) not valid")};\n"
                + $"{alterTable}{at.InCase("validate constraint ")}{constraint};\n"
                + $"{alterTable}{at.InCase("alter column ")}{column}{at.InCase(" set not null")};\n"
                + $"{alterTable}{at.InCase("drop constraint ")}{constraint}";
        at.Report(
            action,
            $"Making {alter.Name}.{set.Column} NOT NULL reads the whole table under a lock that nothing passes.",
            alter.Name,
            rewrite + ";",
            ConstraintWords.Replace(at, alter, "Prove it by a check first", rewrite)
        );
    }

    private static bool Proves(ScopeConstraint constraint, string column) =>
        constraint is { Kind: SqlConstraintKind.Check, IsNotValid: false, Definition.Expression: { } condition }
        && Holds(condition, column);

    private static bool Holds(SqlExpression condition, string column) =>
        condition switch
        {
            SqlExpression.Is { Kind: SqlExpression.TestKind.Null, IsNegated: true, Operand: SqlExpression.NameReference name } =>
                name.Name == column,
            SqlExpression.Binary { Operator: "and" } both => Holds(both.Left, column) || Holds(both.Right, column),
            _ => false,
        };
}
