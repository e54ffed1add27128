using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class DbmlReaderTests
{
    private static readonly Engine PostgreSql = PostgreSqlEngine.Create();

    public static TheoryData<string> Examples =>
        new(
            Directory
                .EnumerateFiles(Repository.PathOf("examples"), "requirements.yaml", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_schema_by_hand()
    {
        var (schema, notes) = DbmlReader.ReadWithNotes(Sample(), "shop.dbml", PostgreSql);
        Golden.Match(SchemaJson.Write(schema), "shop.json");
        var note = Assert.Single(notes);
        Assert.Equal("TableGroup is no part of a schema.", note.Title);
        Assert.Equal(94, note.Location!.Line);
    }

    [Fact]
    public void What_was_read_is_written_the_same_ever_after()
    {
        var schema = DbmlReader.Read(Sample(), "shop.dbml", PostgreSql);
        Assert.Equal(schema, DbmlReader.Read(DbmlWriter.Write(schema), "again.dbml", PostgreSql));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_designed_schema_is_read_back_from_its_dbml(string file)
    {
        foreach (var engine in new[] { PostgreSql, SqliteEngine.Create(), MariaDbEngine.Create() })
        {
            var schema = Designer.For(RequirementsReader.Read(file), engine).Schema.Sorted();
            var written = DbmlWriter.Write(schema, engine.Types!.Write);
            var read = DbmlReader.Read(written, "x.dbml", engine);
            Assert.Equal(Elements(written), Elements(DbmlWriter.Write(read, engine.Types.Write)));
            Assert.Equal(schema.Tables.Select(t => t.Name), read.Tables.Select(t => t.Name));
            Assert.Equal(schema.Tables.SelectMany(t => t.ForeignKeys), read.Tables.SelectMany(t => t.ForeignKeys));
            Assert.Equal(schema.Tables.SelectMany(t => t.Checks), read.Tables.SelectMany(t => t.Checks));
            Assert.Equal(
                schema.Tables.SelectMany(t => t.Columns).Select(c => (c.Name, c.Type, c.Nullable, c.Default, c.Generated)),
                read.Tables.SelectMany(t => t.Columns).Select(c => (c.Name, c.Type, c.Nullable, c.Default, c.Generated))
            );
        }
    }

    [Fact]
    public void A_view_stands_in_a_note_and_is_read_back()
    {
        var schema = new RelationalSchema("postgresql")
        {
            Views =
            [
                new(QualifiedName.Of("open"), "select 'it''s'\nfrom orders"),
                new(new("app", "totals"), "select 1") { Materialized = true },
            ],
        }.Sorted();
        Assert.Equal(schema, DbmlReader.Read(DbmlWriter.Write(schema), "x.dbml", PostgreSql));
    }

    [Fact]
    public void What_DBML_has_no_form_for_stands_in_notes_and_is_read_back()
    {
        var (table, other) = (QualifiedName.Of("orders"), QualifiedName.Of("codes"));
        var schema = new RelationalSchema("postgresql")
        {
            Extensions = [new("citext") { Schema = "app" }, new("pgcrypto")],
            Domains =
            [
                new(QualifiedName.Of("code"), new DataType.Text(8))
                {
                    Nullable = false,
                    Default = "'x'::text",
                    Collation = "C",
                    Checks = [new("filled", "VALUE <> ': '")],
                },
            ],
            Sequences =
            [
                new(new("app", "numbers"), new DataType.Integer(32))
                {
                    Start = 5,
                    Increment = -2,
                    Min = -90,
                    Max = 7,
                    Cache = 3,
                    Cycle = true,
                },
            ],
            Tables =
            [
                new(other)
                {
                    Columns =
                    [
                        new("word", new DataType.Text(null)) { Collation = "C", Comment = "As it is said." },
                        new("twice", new DataType.Text(null))
                        {
                            Collation = "C",
                            Generated = new("word || word", true),
                            Nullable = true,
                        },
                    ],
                    Indexes =
                    [
                        new(
                            "codes_word",
                            [
                                IndexPart.Of("twice"),
                                IndexPart.Of("word") with
                                {
                                    Descending = true,
                                    NullsFirst = false,
                                    Collation = "C",
                                    OperatorClass = "text_pattern_ops",
                                },
                            ]
                        )
                        {
                            Comment = "For searching.",
                            Where = "word <> ''",
                        },
                    ],
                },
            ],
        }.Sorted();
        Assert.Equal(schema, DbmlReader.Read(DbmlWriter.Write(schema, PostgreSql.Types!.Write), "x.dbml", PostgreSql));
    }

    [Fact]
    public void A_column_with_a_sequence_of_its_own_is_a_serial()
    {
        var of = new ColumnReference(QualifiedName.Of("orders"), "id");
        var schema = new RelationalSchema("postgresql")
        {
            Sequences = [new(QualifiedName.Of("orders_id_seq"), new DataType.Integer(64)) { OwnedBy = of }],
            Tables =
            [
                new(of.Table)
                {
                    Columns =
                    [
                        new("id", new DataType.Integer(64)) { Nullable = false, Default = "nextval('orders_id_seq'::regclass)" },
                    ],
                },
            ],
        };
        var written = DbmlWriter.Write(schema, PostgreSql.Types!.Write);
        Assert.Contains("\"id\" bigserial [not null]", written);
        Assert.DoesNotContain("sequence", written);
        var read = DbmlReader
            .Read(written.Replace("[not null]", "[not null, increment]"), "x.dbml", PostgreSql)
            .Tables[0]
            .Columns[0];
        Assert.Equal(("bigserial", null), (PostgreSql.Types.Write(read.Type), read.Identity));
    }

    [Fact]
    public void Names_of_indexes_are_those_of_their_tables_on_MariaDB()
    {
        var engine = MariaDbEngine.Create();
        var read = DbmlReader.Read(
            """
            Table a {
              x varchar(50) [default: `'\\0'`]
              indexes { x [name: 'by_x', note: 'Keys: x(10).'] }
            }
            Table b {
              x int
              indexes { x [name: 'by_x'] }
            }
            """,
            "x.dbml",
            engine
        );
        Assert.Equal(["by_x", "by_x"], read.Tables.Select(t => t.Indexes[0].Name));
        Assert.Equal(10, read.Tables[0].Indexes[0].Parts[0].Length);
        Assert.Equal(read, DbmlReader.Read(DbmlWriter.Write(read, engine.Types!.Write), "x.dbml", engine));
    }

    [Theory]
    [InlineData("Tabel a {}", 1, 1, "\"Tabel\" is no element of DBML.", "Did you mean Table?")]
    [InlineData("Table a {\n  id\n}", 3, 1, "Expected the type of the column \"id\"", null)]
    [InlineData("Table a {\n  id character varying\n}", 2, 16, "Expected settings in brackets", "double quotes")]
    [InlineData("Table a {\n  id int [pkk]\n}", 2, 11, "A column has no setting \"pkk\".", "Did you mean pk?")]
    [InlineData("Table a {\n  id int\n}\nRef: a.di > a.id", 4, 8, "a has no column di.", "Did you mean id?")]
    [InlineData("Table users {\n  id int\n}\nRef: user.id > users.id", 4, 6, "There is no table user.", "Did you mean users?")]
    [InlineData("Table a {\n  id int\n}\nTable a {\n  id int\n}", 4, 7, "The table a is given twice.", null)]
    [InlineData("Table a {\n  id int\n  id int\n}", 3, 3, "The column id of a is given twice.", null)]
    [InlineData("Table a {\n  id int [note: 'x]\n}", 2, 17, "The quote ' is not closed.", "three single quotes")]
    [InlineData("Table a {\n  id int [default: now()]\n}", 2, 20, "Expected a number, a text in quotes", null)]
    [InlineData("Table a {\n  id int\n\n  indexes {\n    (idd)\n  }\n}", 5, 6, "a has no column idd.", "Did you mean id?")]
    [InlineData(
        "Table a {\n  id int\n}\nRef: a.id > a.id [delete: cascad]",
        4,
        19,
        "cannot be \"cascad\"",
        "Did you mean cascade?"
    )]
    [InlineData("Table a {\n  id int", 2, 9, "Expected a column, found the end of the text.", null)]
    public void What_is_wrong_is_refused_where_it_stands(string text, int line, int column, string title, string? fix)
    {
        var failure = Assert.Throws<Failure>(() => DbmlReader.Read(text, "x.dbml", PostgreSql));
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        var finding = failure.Findings[0];
        Assert.Contains(title, finding.Title, StringComparison.Ordinal);
        Assert.Equal(new Location("x.dbml", line, column), finding.Location);
        Assert.Contains(fix ?? "", finding.Fix ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_texts_never_crash()
    {
        var text = Sample();
        for (var length = 0; length < text.Length; length += 5)
        {
            try
            {
                DbmlReader.Read(text[..length], "x.dbml", PostgreSql);
            }
            catch (Failure failure)
            {
                Assert.All(failure.Findings, f => Assert.NotNull(f.Location));
            }
        }
    }

    private static string Sample() =>
        File.ReadAllText(Repository.PathOf("tests", "Dbwright.Tests", "Formats", "Samples", "shop.dbml"));

    private static IEnumerable<string> Elements(string dbml) =>
        dbml.Split('\n').Where(l => !l.StartsWith("//", StringComparison.Ordinal) && l.Length > 0);
}
