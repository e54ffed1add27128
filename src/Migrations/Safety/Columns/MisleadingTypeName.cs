using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column is declared with a word that SQLite takes for another kind of type.</summary>
internal sealed class MisleadingTypeName : LintRule
{
    public override RuleInfo Info { get; } =
        new("misleading-type-name", "A column's type is a word that SQLite takes for numbers, although it means text")
        {
            Why =
                "SQLite knows no types but affinities, and finds them by parts of the word: without CHAR, CLOB, TEXT, BLOB, REAL, FLOA, DOUB or "
                + "INT in it a column takes texts that look like numbers as numbers. In a column of type STRING, `'007'` becomes 7 and `'12e5'` "
                + "1200000. FLOATING POINT is an integer, as it has INT in it.",
            Instead = "Say TEXT, REAL or INTEGER, or make the table STRICT, which refuses such words.",
            Engines = LintEngines.Sqlite,
            Reference = "",
        };

    // Words of which people think that they hold text as it is.
    private static readonly string[] Texts =
    [
        "string",
        "str",
        "uuid",
        "guid",
        "enum",
        "set",
        "name",
        "xml",
        "inet",
        "cidr",
        "macaddr",
        "email",
        "url",
        "uri",
        "phone",
        "password",
        "hash",
        "unicode",
        "memo",
    ];

    public override void Check(StatementContext at)
    {
        var isStrict = at.Statement is CreateTableStatement create && create.Options.Any(o => o.Name == "strict");
        foreach (var (table, name, type) in isStrict ? [] : at.WrittenTypes())
        {
            var means =
                Texts.Contains(type.Name) ? "text"
                : type.Name.StartsWith("floating", StringComparison.Ordinal) ? "real"
                : null;
            if (means is not null)
            {
                at.Report(
                    type,
                    means == "text"
                        ? $"{table}.{name} is {at.TextOf(type)}: SQLite keeps what looks like a number as a number ('007' becomes 7)."
                        : $"{table}.{name} is {at.TextOf(type)}: SQLite takes that for an integer, as it has INT in it.",
                    rewrite: $"{at.TextOf(name.Span)} {at.InCase(means)}",
                    fix: new($"Say {means.ToUpperInvariant()}", [new TextEdit(type.Span, at.InCase(means))])
                );
            }
        }
    }
}
