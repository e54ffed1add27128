using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column of the type json.</summary>
internal sealed class JsonColumn : LintRule
{
    public override RuleInfo Info { get; } =
        new("json-column", "A column has the type json, which has no equality")
        {
            Why =
                "`json` keeps the text as it was written and has no equality operator: `select distinct`, `group by` and `union` over "
                + "the row fail. It is parsed anew by every operator and has no GIN index.",
            Instead = "Use `jsonb`. Keep `json` only where the exact text (order of keys, spaces, double keys) is needed.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-55",
            Aliases = ["strong_migrations:add_column_json", "eugene:E3"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column) in at.DefinedColumns())
        {
            Look(at, table, column.Name, column.Type);
        }

        foreach (var (alter, action) in at.Actions<SqlAction.AlterColumn>())
        {
            Look(at, alter.Name, action.Column, action.Type);
        }
    }

    private static void Look(StatementContext at, SqlObjectName table, SqlName column, SqlType? type)
    {
        if (type is { Name: "json" })
        {
            var word = new TextSpan(type.Span.Start, "json".Length);
            at.Report(
                type,
                $"{table}.{column} is json: DISTINCT and GROUP BY over it fail, and no index serves it.",
                fix: new("Use jsonb", [new TextEdit(word, at.TextOf(word) == "JSON" ? "JSONB" : "jsonb")])
            );
        }
    }
}
