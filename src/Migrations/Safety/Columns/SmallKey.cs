using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A key that can run out of numbers.</summary>
internal sealed class SmallKey : LintRule
{
    public override RuleInfo Info { get; } =
        new("small-key", "A key that numbers its rows has room for two thousand million of them or fewer")
        {
            Why =
                "An `integer` key ends at 2,147,483,647, a `smallint` one at 32,767; rolled back inserts use up numbers too. When it is "
                + "full every insert fails, and the change to `bigint` writes the table again.",
            Instead = "Use `bigint`: four bytes more in a row, and it never runs out.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-62",
            Severity = Severity.Note,
            Aliases = ["squawk:prefer-bigint-over-int", "squawk:prefer-bigint-over-smallint"],
        };

    public override void Check(StatementContext at)
    {
        CheckChanged(at);
        foreach (var (table, column) in at.DefinedColumns())
        {
            var isKey =
                column.Find(SqlConstraintKind.PrimaryKey) is not null
                || (
                    at.Statement is CreateTableStatement create
                    && create.Constraints.Any(c =>
                        c.Kind == SqlConstraintKind.PrimaryKey
                        && c.Columns.Count == 1
                        && at.Scope.Names.Equals(c.Columns[0].Column, column.Name.Value)
                    )
                );
            if (
                isKey
                && column.Type is { } type
                && TypeNames.IntegerBytes(type) is < 8
                && (TypeNames.IsSerial(type) || column.Find(SqlConstraintKind.Identity) is not null)
            )
            {
                at.Report(
                    type,
                    $"{table}.{column.Name} is {type.Name}: a key that can run out of numbers.",
                    fix: new(
                        "Use bigint",
                        [
                            new TextEdit(
                                new(type.Span.Start, NameLength(at, type)),
                                TypeNames.IsSerial(type) ? "bigserial" : "bigint"
                            ),
                        ]
                    )
                );
            }
        }
    }

    // A key that is known as one and gets a type that holds fewer numbers.
    private static void CheckChanged(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.AlterColumn>())
        {
            if (
                action is { Change: "type", Type: { } type }
                && TypeNames.IntegerBytes(type) is < 8
                && at.Scope.Table(alter.Name) is { } table
                && table.PrimaryKey is { Columns: [var key] }
                && at.Scope.Names.Equals(key, action.Column.Value)
                && table.Column(key) is { IsNumbered: true }
            )
            {
                at.Report(type, $"{alter.Name}.{action.Column} becomes {type.Name}: a key that can run out of numbers.");
            }
        }
    }

    private static int NameLength(StatementContext at, SqlType type)
    {
        var text = at.TextOf(type);
        var end = text.AsSpan().IndexOfAny(' ', '(');
        return end < 0 ? text.Length : end;
    }
}
