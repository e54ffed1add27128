using Dbwright.Engines;
using Dbwright.Model;

namespace Dbwright.Conformance.Sqlite;

/// <summary>Generates valid schemas of SQLite with everything that its writer knows. A schema is a function of its number.</summary>
internal sealed class SqliteSchemas(int number, bool strictKnown = true)
{
    private static readonly string[] Nasty =
    [
        "order",
        "Select",
        "Mixed Case",
        "we\"ird",
        "größe",
        "it's",
        "a.b",
        "[x]",
        "`tick`",
        "-- no comment",
        "/* neither */",
        "x,y(z)",
    ];

    private static readonly string?[] Comments =
    [
        null,
        "It holds things.",
        "It's -- a \"comment\" /* with */ marks,",
        "Two\nlines.",
        "",
        "three\n\nlines, one empty; ( [ '",
    ];

    private readonly Random random = new(number);
    private readonly SqliteNames names = new();
    private readonly SqliteWriter writer = new();

    public RelationalSchema Schema()
    {
        var count = random.Next(1, 5);
        var drafts = Enumerable.Range(0, count).Select(Table).ToList();
        var tables = drafts.Select((t, i) => WithReferences(t, i, drafts)).Select(WithIndexes).Select(WithTriggers).ToList();
        // FTS5 has bugs of its own with names of content tables that have quotes or brackets.
        var documented = tables.FindIndex(t =>
            t.PrimaryKey is { Columns: ["id"] }
            && t.Columns.Any(IsPlainText)
            && t.Name.Name.All(c => char.IsLetterOrDigit(c) || c is ' ' or '_')
        );
        var schema = new RelationalSchema("sqlite") { Tables = tables.ToSequence() };
        return documented >= 0 && random.Next(2) == 0 ? WithDocument(schema, tables[documented]) : schema;
    }

    private Table Table(int index)
    {
        var hasSurrogate = random.Next(3) > 0;
        var isStrict = strictKnown && random.Next(2) == 0;
        var columns = new List<Column>();
        if (hasSurrogate)
        {
            columns.Add(
                new("id", new DataType.Integer(64))
                {
                    Identity = random.Next(4) switch
                    {
                        0 => IdentityKind.Always,
                        1 => null,
                        _ => IdentityKind.ByDefault,
                    },
                    Comment = Pick(Comments),
                }
            );
        }

        columns.AddRange(Enumerable.Range(0, random.Next(2, 7)).Select(i => Column(i, isStrict)));
        var keyColumns = hasSurrogate ? (Sequence<string>)["id"] : columns.Take(2).Select(c => c.Name).ToSequence();
        columns = [.. columns.Select(c => keyColumns.Contains(c.Name) ? c with { Nullable = false, Generated = null } : c)];
        var first = columns.First(c => !keyColumns.Contains(c.Name) || columns.Count == 2);
        // SQLite itself takes the marks off a table's name once too often where ON DELETE RESTRICT refers from it.
        var nasty = Pick([.. Nasty.Where(n => n[0] is not ('[' or '`'))]);
        return new(QualifiedName.Of(random.Next(3) == 0 ? $"{nasty} {index}" : $"table_{index}"))
        {
            Columns = columns.ToSequence(),
            PrimaryKey = new($"pk_{index}", keyColumns),
            Uniques = hasSurrogate && random.Next(2) == 0 ? [new($"uq {index}", [columns[1].Name, "id"])] : [],
            Checks =
                random.Next(2) == 0
                    ?
                    [
                        new(
                            $"ck_{index}_a",
                            $"{names.Quote(first.Name)} is null or ({names.Quote(first.Name)} <> ')' and 1 = 1) /* ( */"
                        ),
                    ]
                    : [],
            Comment = Pick(Comments),
            Details =
            [
                .. !hasSurrogate && random.Next(2) == 0 ? (Detail[])[new Detail("without rowid")] : [],
                .. isStrict ? (Detail[])[new Detail("strict")] : [],
            ],
        };
    }

    private Column Column(int index, bool isStrict)
    {
        DataType[] strict =
        [
            new DataType.Integer(64),
            new DataType.Integer(32),
            new DataType.Float(64),
            new DataType.Text(),
            new DataType.Bytes(),
        ];
        DataType[] loose =
        [
            .. strict,
            new DataType.Text(20),
            new DataType.Text(2, Fixed: true),
            new DataType.Boolean(),
            new DataType.Decimal(10, 2),
            new DataType.Decimal(),
            new DataType.Date(),
            new DataType.Timestamp(WithZone: false),
            new DataType.Json(Binary: false),
            new DataType.Native("sqlite", "native character(70)"),
            new DataType.Native("sqlite", ""),
            new DataType.Uuid(),
        ];
        var type = Pick(isStrict ? strict : loose);
        var column = new Column(random.Next(3) == 0 ? $"{Pick(Nasty)}{index}" : $"column_{index}", type)
        {
            Nullable = random.Next(2) == 0,
            Comment = Pick(Comments),
        };
        if (type is DataType.Text && random.Next(3) == 0)
        {
            return column with { Collation = "nocase", Default = Pick(["'it''s, -- )'", "''", null]) };
        }

        if (type is DataType.Integer && random.Next(4) == 0)
        {
            return column with { Nullable = true, Generated = new("1 + (2 * 3)", random.Next(2) == 0) };
        }

        return random.Next(2) == 0
            ? column
            : column with
            {
                Default = type switch
                {
                    DataType.Integer => Pick(["0", "-5", "(1 + 2) * 3", "abs(-4)", "true"]),
                    DataType.Float => Pick(["1.5", "-0.5"]),
                    DataType.Text => Pick(["'x'", "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')", "'a' || ')'", "null"]),
                    DataType.Bytes => "x'00ff'",
                    _ => null,
                },
            };
    }

    private Table WithReferences(Table table, int index, List<Table> all)
    {
        var targets = all.Where(t => t.PrimaryKey!.Columns is ["id"]).ToList();
        if (targets.Count == 0 || random.Next(3) == 0)
        {
            return table;
        }

        var target = Pick([.. targets]);
        var isDeferrable = random.Next(2) == 0;
        return table with
        {
            Columns = [.. table.Columns, new("ref_id", new DataType.Integer(64)) { Nullable = true, Comment = Pick(Comments) }],
            ForeignKeys =
            [
                new($"fk_{index}", ["ref_id"], target.Name, ["id"])
                {
                    OnDelete = Pick(Enum.GetValues<ReferentialAction>()),
                    OnUpdate = Pick(Enum.GetValues<ReferentialAction>()),
                    Deferrable = isDeferrable,
                    InitiallyDeferred = isDeferrable && random.Next(2) == 0,
                },
            ],
        };
    }

    private Table WithIndexes(Table table)
    {
        var usable = table.Columns.Where(c => c.Generated is null).ToList();
        var indexes = new List<TableIndex>();
        for (var i = 0; i < random.Next(3); i++)
        {
            var column = Pick([.. usable]);
            var part = random.Next(4) switch
            {
                0 => new IndexPart { Expression = $"lower({names.Quote(column.Name)})", Descending = random.Next(2) == 0 },
                1 => IndexPart.Of(column.Name) with { Collation = "rtrim" },
                _ => IndexPart.Of(column.Name, random.Next(2) == 0),
            };
            indexes.Add(
                new($"idx {table.Name.Name} {i}", [part, .. usable.Count > 1 ? (IndexPart[])[IndexPart.Of(usable[^1].Name)] : []])
                {
                    Unique = random.Next(4) == 0,
                    Where =
                        random.Next(2) == 0
                            ? $"{names.Quote(column.Name)} is not null and {names.Quote(usable[0].Name)} <> 'where;'"
                            : null,
                    Comment = Pick(Comments),
                }
            );
        }

        return table with
        {
            Indexes = indexes.ToSequence(),
        };
    }

    private Table WithTriggers(Table table)
    {
        if (random.Next(2) == 0)
        {
            return table;
        }

        var column = table.Columns[^1];
        var touch = writer.Touch(table, column.Name).Trigger;
        return table with
        {
            Triggers =
            [
                touch,
                new(
                    $"other {table.Name.Name}",
                    Pick(["before", "after"]),
                    [Pick(["insert", "delete"])],
                    "select 1;\nselect ';end', '--';"
                ),
                new($"third {table.Name.Name}", "after", ["update"], "select case when 1 then 2 end;")
                {
                    Columns = [column.Name],
                },
            ],
        };
    }

    private RelationalSchema WithDocument(RelationalSchema schema, Table table)
    {
        var text = names.Quote(table.Columns.First(IsPlainText).Name);
        var name = QualifiedName.Of("words");
        return schema with
        {
            VirtualTables =
            [
                new(
                    name,
                    "fts5",
                    [text, $"content={names.Literal(table.Name.Name)}", "content_rowid='id'", "tokenize='porter unicode61'"]
                )
                {
                    ContentOf = table.Name,
                },
            ],
            Tables = schema
                .Tables.Select(t =>
                    t.Name == table.Name
                        ? t with
                        {
                            Triggers =
                            [
                                .. t.Triggers,
                                new(
                                    "words_insert",
                                    "after",
                                    ["insert"],
                                    $"insert into words (rowid, {text}) values (new.id, new.{text});"
                                ),
                            ],
                        }
                        : t
                )
                .ToSequence(),
        };
    }

    // Columns of FTS5 may not be named rank or rowid, and keywords only in quotes, which the names have.
    private static bool IsPlainText(Column column) => column is { Type: DataType.Text, Generated: null };

    private T Pick<T>(T[] items) => items[random.Next(items.Length)];
}
