using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class SchemaJsonTests
{
    private static readonly string[] Texts =
    [
        "",
        "a",
        "it's",
        "a\"b",
        "x\\y",
        "zwei\nZeilen\t",
        "größe",
        "a.b",
        "😀",
        "\u0001",
        "</script>",
    ];

    [Fact]
    public void A_schema_is_read_back_as_it_was_written()
    {
        var schema = DesignFixture.Shop.Schema;
        Assert.Equal(schema, SchemaJson.Read(SchemaJson.Write(schema)));
    }

    [Fact]
    public void Any_schema_is_read_back_as_it_was_written() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260131, 11),
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).Select(Schema).ToArbitrary(),
                schema =>
                {
                    var text = SchemaJson.Write(schema);
                    var read = SchemaJson.Read(text);
                    return read.Equals(schema) && SchemaJson.Write(read) == text;
                }
            )
        );

    [Fact]
    public void Its_form_is_stable() => Golden.Match(SchemaJson.Write(Schema(7)), "schema.json");

    [Theory]
    [InlineData("", 1, 1, "is not JSON")]
    [InlineData("{\n  \"format\": \"dbwright-schema\",\n  \"version\": 1,\n  oops\n}", 4, 3, "is not JSON")]
    [InlineData("{ \"format\": \"dbwright-schema\" }", 1, 1, "\"version\" is missing.")]
    [InlineData(
        "{ \"format\": \"other\", \"version\": 1, \"engine\": \"x\" }",
        1,
        13,
        "Expected \"dbwright-schema\", found \"other\"."
    )]
    [InlineData("{ \"format\": \"dbwright-schema\", \"version\": 2, \"engine\": \"x\" }", 1, 43, "Expected version 1")]
    [InlineData("[]", 1, 1, "Expected an object, found a list.")]
    public void What_is_no_schema_is_refused_with_its_place(string text, int line, int column, string title)
    {
        var failure = Assert.Throws<Failure>(() => SchemaJson.Read(text, "schema.json"));
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        Assert.Equal(new Location("schema.json", line, column), failure.Findings[0].Location);
        Assert.Contains(title, failure.Findings[0].Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"name\": \"brands\"", "\"nmae\": \"brands\"", "\"nmae\" is not known here.", "Did you mean \"name\"?")]
    [InlineData("\"type\": \"jsonb\"", "\"type\": \"jsonx\"", "Expected a data type such as", null)]
    [InlineData("\"onDelete\": \"set null\"", "\"onDelete\": \"vanish\"", "\"no action\" or \"restrict\"", null)]
    [InlineData("\"nullable\": true", "\"nullable\": 1", "Expected true or false, found 1.", null)]
    [InlineData("\"method\": \"gin\"", "\"method\": null", "Expected a string, found null.", null)]
    public void A_wrong_member_is_refused_where_it_stands(string right, string wrong, string title, string? fix)
    {
        var text = SchemaJson.Write(DesignFixture.Shop.Schema);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at > 0);
        var broken = text[..at] + wrong + text[(at + right.Length)..];
        var finding = Assert.Throws<Failure>(() => SchemaJson.Read(broken, "s")).Findings[0];
        Assert.Contains(title, finding.Title, StringComparison.Ordinal);
        Assert.Equal(fix, finding.Fix ?? fix);
        Assert.Equal(text[..at].Count(c => c == '\n') + 1, finding.Location!.Line);
    }

    [Fact]
    public void Cut_texts_are_refused_and_never_crash()
    {
        var text = SchemaJson.Write(Schema(3));
        for (var length = 0; length < text.Length - 2; length += 7)
        {
            Assert.Throws<Failure>(() => SchemaJson.Read(text[..length]));
        }
    }

    /// <summary>A schema in which everything occurs that the model knows; whether an engine would take it does not matter here.</summary>
    private static RelationalSchema Schema(int number)
    {
        var random = new Random(number);
        return new RelationalSchema(Text())
        {
            Version = random.Next(2) == 0 ? null : new EngineVersion(random.Next(20), random.Next(5), random.Next(9)),
            Extensions = Some(() => new Extension(Text())),
            Enums = Some(() => new EnumDefinition(Name(), Some(Text)) { Comment = Maybe() }),
            Routines = Some(() => new Routine(Name(), Text(), Text(), Text(), Text()) { Comment = Maybe() }),
            VirtualTables = Some(() =>
                new VirtualTable(Name(), Text(), Some(Text)) { ContentOf = random.Next(2) == 0 ? null : Name() }
            ),
            Tables = Some(Table),
        };

        Table Table() =>
            new(Name())
            {
                Comment = Maybe(),
                Columns = Some(Column),
                PrimaryKey = random.Next(3) == 0 ? null : new PrimaryKey(Text(), Some(Text)),
                Uniques = Some(() => new UniqueConstraint(Text(), Some(Text))),
                Checks = Some(() => new CheckConstraint(Text(), Text())),
                ForeignKeys = Some(() =>
                    new ForeignKey(Text(), Some(Text), Name(), Some(Text))
                    {
                        OnDelete = Any<ReferentialAction>(),
                        OnUpdate = Any<ReferentialAction>(),
                        Deferrable = Flag(),
                        InitiallyDeferred = Flag(),
                    }
                ),
                Indexes = Some(() =>
                    new TableIndex(Text(), Some(Part))
                    {
                        Method = Flag() ? "btree" : Text(),
                        Unique = Flag(),
                        Include = Some(Text),
                        Where = Maybe(),
                        Comment = Maybe(),
                    }
                ),
                Triggers = Some(() => new Trigger(Text(), Text(), Some(Text), Text()) { Columns = Some(Text), When = Maybe() }),
                Details = Some<Detail>(() => Flag() ? new Detail("strict") : new Detail("without rowid")),
            };

        Column Column() =>
            new(Text(), Type(2))
            {
                Nullable = Flag(),
                Default = Maybe(),
                Identity = Flag() ? null : Any<IdentityKind>(),
                Generated = Flag() ? null : new GeneratedAs(Text(), Flag()),
                Collation = Maybe(),
                Comment = Maybe(),
            };

        IndexPart Part() =>
            new()
            {
                Column = Maybe(),
                Expression = Maybe(),
                Descending = Flag(),
                NullsFirst = random.Next(3) switch
                {
                    0 => null,
                    1 => true,
                    _ => false,
                },
                OperatorClass = Maybe(),
            };

        DataType Type(int depth) =>
            random.Next(depth > 0 ? 21 : 20) switch
            {
                0 => new DataType.Integer(8 << random.Next(4)),
                1 => new DataType.Decimal(),
                2 => new DataType.Decimal(random.Next(1, 40)),
                3 => new DataType.Decimal(random.Next(1, 40), random.Next(9)),
                4 => new DataType.Float(32 << random.Next(2)),
                5 => new DataType.Boolean(),
                6 => new DataType.Text(),
                7 => new DataType.Text(random.Next(1, 9000), Flag()),
                8 => new DataType.Text(null, Fixed: true),
                9 => new DataType.Bytes(),
                10 => new DataType.Date(),
                11 => new DataType.Time(Flag() ? null : random.Next(7)),
                12 => new DataType.Timestamp(Flag(), Flag() ? null : random.Next(7)),
                13 => new DataType.Interval(),
                14 => new DataType.Uuid(),
                15 => new DataType.Json(Flag()),
                16 => new DataType.Inet(),
                17 => new DataType.Enum(Name()),
                18 => Flag() ? new DataType.TextSearch() : new DataType.Point(),
                19 => new DataType.Native(Text(), Text()),
                _ => new DataType.Array(Type(depth - 1)),
            };

        Sequence<T> Some<T>(Func<T> make) => Enumerable.Range(0, random.Next(4)).Select(_ => make()).ToSequence();
        QualifiedName Name() => new(Flag() ? "" : Text(), Text());
        T Any<T>()
            where T : struct, Enum => random.GetItems(Enum.GetValues<T>(), 1)[0];
        string Text() => Texts[random.Next(Texts.Length)];
        string? Maybe() => Flag() ? null : Text();
        bool Flag() => random.Next(2) == 0;
    }
}
