using System.Collections.Frozen;

namespace Dbwright.Migrations;

/// <summary>A name that has to be quoted.</summary>
internal sealed class ReservedWord : LintRule
{
    public override RuleInfo Info { get; } =
        new("reserved-word-as-name", "A name is a reserved word")
        {
            Why = "It has to be quoted in every statement for ever, and a later version of the server may reserve more of them.",
            Instead = "Choose another name: `orders` for `order`, `position` for `order`, `account` for `user`.",
            Engines = LintEngines.All,
            Reference = "U-161",
            IsOptIn = true,
            Aliases = ["bytebase:NAMING_IDENTIFIER_NO_KEYWORD", "bytebase:NAMING_TABLE_NO_KEYWORD", "skeema:reserved-word"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var name in DefinedNames.Of(at.Statement))
        {
            if (Words.Contains(name.Value))
            {
                at.Report(name.Span, $"{name.Value} is a reserved word and has to be quoted everywhere.");
            }
        }
    }

    // Words that the standard and at least two engines reserve.
    private static readonly FrozenSet<string> Words = new[]
    {
        "all",
        "alter",
        "analyze",
        "and",
        "any",
        "as",
        "asc",
        "between",
        "both",
        "by",
        "case",
        "cast",
        "check",
        "collate",
        "column",
        "constraint",
        "create",
        "cross",
        "current_date",
        "current_time",
        "current_timestamp",
        "current_user",
        "default",
        "delete",
        "desc",
        "distinct",
        "drop",
        "else",
        "end",
        "except",
        "exists",
        "false",
        "fetch",
        "for",
        "foreign",
        "from",
        "grant",
        "group",
        "having",
        "in",
        "index",
        "inner",
        "insert",
        "intersect",
        "into",
        "is",
        "join",
        "key",
        "leading",
        "left",
        "like",
        "limit",
        "natural",
        "not",
        "null",
        "offset",
        "on",
        "or",
        "order",
        "outer",
        "primary",
        "range",
        "references",
        "right",
        "row",
        "rows",
        "select",
        "set",
        "table",
        "then",
        "to",
        "trailing",
        "trigger",
        "true",
        "union",
        "unique",
        "update",
        "user",
        "using",
        "values",
        "when",
        "where",
        "window",
        "with",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
