using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A primary key of SQLite whose columns may be null.</summary>
internal sealed class PrimaryKeyAllowsNull : LintRule
{
    public override RuleInfo Info { get; } =
        new("primary-key-allows-null", "A column of a primary key may be null")
        {
            Why =
                "SQLite takes nulls in a primary key, as many as come, since an old mistake that can no longer be mended: such rows are found by no "
                + "key and are not unique. INTEGER PRIMARY KEY, tables WITHOUT ROWID and STRICT ones are exempt.",
            Instead = "Say NOT NULL.",
            Engines = LintEngines.Sqlite,
            Reference = "",
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not CreateTableStatement { Persistence: not "virtual" } create || KeyNotNumbered.HoldsNoNulls(create))
        {
            return;
        }

        var key = create.Constraints.FirstOrDefault(c => c.Kind == SqlConstraintKind.PrimaryKey);
        foreach (var column in create.Columns)
        {
            var isAlone = column.Find(SqlConstraintKind.PrimaryKey) is not null || key is { Columns: [_] };
            var isKey =
                column.Find(SqlConstraintKind.PrimaryKey) is not null
                || key?.Columns.Any(c => c.Column is { } name && column.Name.Is(name)) == true;
            // A single number is the row's own, or key-not-numbered says that it is not.
            if (
                !isKey
                || column.Find(SqlConstraintKind.NotNull) is not null
                || isAlone && column.Type is { } type && KeyNotNumbered.IsWhole(type.Name)
            )
            {
                continue;
            }

            at.Report(
                column,
                $"{create.Name}.{column.Name} is in the primary key and may be null.",
                fix: new(
                    "Say NOT NULL",
                    [TextEdit.Insert((column.Type?.Span ?? column.Name.Span).End, $" {at.InCase("not null")}")]
                )
            );
        }
    }
}
