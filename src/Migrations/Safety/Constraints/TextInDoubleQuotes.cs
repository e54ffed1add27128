using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A text in double quotes in the definition of a table.</summary>
internal sealed class TextInDoubleQuotes : LintRule
{
    public override RuleInfo Info { get; } =
        new("text-in-double-quotes", "A text stands in double quotes, which are for names")
        {
            Why =
                "Where no column has the name, SQLite takes a name in double quotes for a text. Where it is told not to (`SQLITE_DBCONFIG_DQS_DDL`; the "
                + "`sqlite3` shell since 3.41) the statement fails. When a column of that name comes, the meaning changes without a word.",
            Instead = "Write texts in single quotes.",
            Engines = LintEngines.Sqlite,
            Reference = "",
        };

    public override void Check(StatementContext at)
    {
        var (table, parts) = at.Statement switch
        {
            CreateTableStatement create => (create.Name, Parts(create)),
            CreateIndexStatement index => (
                index.Table,
                index.Parts.SelectMany(p => p.DescendantsAndSelf()).Concat(index.Where?.DescendantsAndSelf() ?? [])
            ),
            AlterStatement { Kind: "table" } alter => (
                alter.Name,
                alter.Actions.OfType<SqlAction.AddColumns>().SelectMany(a => a.DescendantsAndSelf())
            ),
            _ => (null, []),
        };
        if (table is null)
        {
            return;
        }

        foreach (var part in parts)
        {
            if (
                part is SqlExpression.NameReference { Parts: [{ IsQuoted: true } name] }
                && at.TextOf(name.Span) is ['"', ..]
                && !IsColumn(at, table, name)
            )
            {
                at.Report(
                    part,
                    $"{at.TextOf(part)} is a name in quotes, and {table} has no such column: SQLite takes it for a text.",
                    fix: new(
                        "Use single quotes",
                        [new TextEdit(part.Span, $"'{name.Value.Replace("'", "''", StringComparison.Ordinal)}'")]
                    )
                );
            }
        }
    }

    private static IEnumerable<SqlNode> Parts(CreateTableStatement create) =>
        create
            .Columns.SelectMany(c => c.Constraints)
            .Concat(create.Constraints.Where(c => c.Kind == SqlConstraintKind.Check))
            .SelectMany(c => c.Expression?.DescendantsAndSelf() ?? []);

    // Of a table that no text creates nobody knows the columns.
    private static bool IsColumn(StatementContext at, SqlObjectName table, SqlName name) =>
        at.Statement is CreateTableStatement create
            ? create.Columns.Any(c => c.Name.Is(name.Value))
            : at.Scope.Table(table) is not { } known || !known.Lacks(name.Value);
}
