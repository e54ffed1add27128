using Dbwright.Model;

namespace Dbwright.TestKit;

/// <summary>A schema in which every name, type, value and comment means something else to some notation.</summary>
public static class AwkwardSchema
{
    private const int Columns = 12;

    /// <summary>Texts that notations have a use for, and that are names to an engine.</summary>
    public static Sequence<string> Texts { get; } =
    [
        "we\"ird",
        "it's",
        "'quoted'",
        "`ticks`",
        "back\\slash\\",
        "line\\nbreak",
        "a<b>c</b>",
        "<script>alert(1)</script>",
        "R&amp;D &#60; &lt;",
        "größe, Straße",
        "名前",
        "👨‍👩‍👧 😀",
        "\u202Eright to left",
        "«guillemets»",
        "**bold**",
        "//italic//",
        "__under__",
        "--struck--",
        "~~waved~~",
        "~tilde",
        "\"\"mono\"\"",
        "[[link]]",
        "{field} x",
        "}",
        "{",
        "|cell|",
        "||--o{",
        "#private",
        "+public",
        "-hidden",
        "*",
        "$variable",
        "%date()",
        "%% remark",
        "!define x",
        "@enduml",
        "'remark",
        "/' remark '/",
        "// remark",
        "/* remark */",
        "-- remark",
        "==",
        "..",
        "--",
        ":smile:",
        "<:smile:>",
        "<&heart>",
        "f(x)",
        "a : b",
        "a -> b",
        "a;b",
        "a, b",
        "a.b.c",
        "a=b",
        "x[1]",
        "two  blanks",
        " edges ",
        "1st",
        "?",
        "^",
        "node",
        "edge",
        "graph",
        "digraph",
        "subgraph",
        "strict",
        "entity",
        "class",
        "enum",
        "note left",
        "end note",
        "skinparam",
        "title",
        "legend",
        "Table",
        "Ref",
        "Enum",
        "Project",
        "TableGroup",
        "indexes",
        "Note",
        "null",
        "true",
        "erDiagram",
        "direction",
        "style",
        "classDef",
        "accTitle: x",
        "PK",
        "FK",
        "select",
    ];

    /// <summary>
    /// A table for each text with columns of such names, and foreign keys around in a circle; tables of one name in two schemas, without
    /// columns, without a key, with hundreds of columns, and one that refers to itself; views; enumerations.
    /// </summary>
    public static RelationalSchema Of(string engine)
    {
        var tables = Texts
            .Select((_, i) => Table([.. Enumerable.Range(i, Columns).Select(c => Texts[c % Texts.Count])]))
            .ToList();
        return new RelationalSchema(engine)
        {
            Enums =
            [
                new(QualifiedName.Of("mood"), Texts) { Comment = "Any\n\"mood\"" },
                new(new("app", "a\".b"), ["x(1)", "y", ""]),
                new(QualifiedName.Of("nothing"), []),
            ],
            Tables =
            [
                .. tables,
                new(new("app", "orders")) { Columns = [Column("id", false)], PrimaryKey = new("pk", ["id"]) },
                new(new("app.orders", "id")) { Columns = [Column("id", false)], PrimaryKey = new("pk", ["id"]) },
                new(QualifiedName.Of("no columns")),
                new(QualifiedName.Of("tree"))
                {
                    Columns = [Column("id", false), Column("parent", true), Column("ωther", true)],
                    PrimaryKey = new("pk", ["id"]),
                    ForeignKeys =
                    [
                        new("tree_parent", ["parent"], QualifiedName.Of("tree"), ["id"]),
                        new("tree_other", ["ωther"], QualifiedName.Of("tree"), ["id"]),
                    ],
                },
                new(QualifiedName.Of("wide"))
                {
                    Columns = [.. Enumerable.Range(0, 300).Select(i => Column($"c {i}", i % 2 == 0))],
                },
            ],
            Views =
            [
                .. Texts.Take(8).Select(t => new View(new("views", t), "select 1") { Columns = [Column(t, true)], Comment = t }),
                new(new("app", "kept"), "select 1") { Materialized = true, Columns = [Column("a(b)", true)] },
            ],
        };
    }

    private static Table Table(Sequence<string> texts)
    {
        var (name, next) = (texts[0], texts[1]);
        return new(QualifiedName.Of(name))
        {
            Comment = $"{name}\nand more",
            Columns = [Column("id", false), .. texts.Select((t, i) => Column(t, i % 2 == 0) with { Comment = t })],
            PrimaryKey = name.Length % 2 == 0 ? new($"pk {name}", ["id", name]) : null,
            Uniques = [new($"uq {name}", [next])],
            ForeignKeys = [new($"fk {name}", [name], QualifiedName.Of(next), ["id"])],
        };
    }

    private static Column Column(string name, bool nullable) =>
        new(name, name.Length % 3 == 0 ? new DataType.Native("mariadb", "enum('a','b{}','<c>')") : new DataType.Decimal(19, 2))
        {
            Nullable = nullable,
        };
}
