using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A key of whole numbers that does not number its rows.</summary>
internal sealed class KeyNotNumbered : LintRule
{
    public override RuleInfo Info { get; } =
        new("key-not-numbered", "A single key of whole numbers is not declared INTEGER PRIMARY KEY")
        {
            Why =
                "Only `INTEGER PRIMARY KEY`, in just these words, is the number that SQLite gives every row. `INT`, `BIGINT` and their like, and `INTEGER "
                + "PRIMARY KEY DESC`, are columns beside it: they get no number by themselves but null, may be null often, and need an index of their own. "
                + "AUTOINCREMENT is refused with them.",
            Instead = "Write `INTEGER PRIMARY KEY`. It holds 64 bits, as does every integer of SQLite.",
            Engines = LintEngines.Sqlite,
            Reference = "",
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not CreateTableStatement { Persistence: not "virtual" } create || HoldsNoNulls(create))
        {
            return;
        }

        foreach (var column in create.Columns.AsSpan())
        {
            if (
                column is { Type: { } type }
                && column.Find(SqlConstraintKind.PrimaryKey) is { } key
                && IsWhole(type.Name)
                && (type.Name != "integer" || type.Arguments.Count > 0 || IsDescending(at, key))
            )
            {
                var isRefused = column.Find(SqlConstraintKind.Identity) is not null;
                at.Report(
                    column,
                    isRefused
                        ? $"AUTOINCREMENT is refused: {create.Name}.{column.Name} is not INTEGER PRIMARY KEY."
                        : $"{create.Name}.{column.Name} gets no number by itself: it is not INTEGER PRIMARY KEY.",
                    rewrite: $"{at.TextOf(column.Name.Span)} {at.InCase("integer primary key")}",
                    fix: IsDescending(at, key) ? null : new("Say INTEGER", [new TextEdit(type.Span, at.InCase("integer"))]),
                    severity: isRefused ? Severity.Error : null
                );
            }
        }
    }

    /// <summary>Whether a table refuses nulls in its primary key: one without rowid, and a strict one.</summary>
    public static bool HoldsNoNulls(CreateTableStatement create) =>
        create.Options.Any(o => o.Name is "strict" or "without rowid");

    /// <summary>Whether a word is one for whole numbers.</summary>
    public static bool IsWhole(string type) => type.Contains("int", StringComparison.Ordinal);

    private static bool IsDescending(StatementContext at, SqlConstraint key) => at.FindIn(key.Span, "desc") is not null;
}
