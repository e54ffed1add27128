using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class RequirementsWriterTests
{
    public static TheoryData<string, string> Designs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var example in new[] { "blog", "ecommerce", "saas" })
            {
                foreach (var engine in new[] { "postgresql", "sqlite", "mariadb" })
                {
                    data.Add(example, engine);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void A_designed_schema_gives_back_its_entities_and_the_same_tables(string example, string engineName)
    {
        var engine = EngineCatalog.Find(engineName);
        var first = RequirementsReader.Read(Repository.PathOf("examples", example, "requirements.yaml"));
        var designed = Designer.For(first, engine).Schema.Sorted();
        var recovered = Parse(RequirementsWriter.Write(designed, first.Application));

        Assert.Equal(Entities(first), Entities(recovered));
        var again = Designer.For(recovered, engine).Schema.Sorted();
        Assert.Equal(designed.Tables.Select(t => t.Name), again.Tables.Select(t => t.Name));
        Assert.Equal(Keys(designed), Keys(again));
    }

    [Fact]
    public void The_shop() => Golden.Match(RequirementsWriter.Write(DesignFixture.Shop.Schema, "Shop", _ => 1000), "shop.yaml");

    [Fact]
    public void The_blog()
    {
        var requirements = RequirementsReader.Read(Repository.PathOf("examples", "blog", "requirements.yaml"));
        var schema = Designer.For(requirements, PostgreSqlEngine.Create()).Schema;
        Golden.Match(RequirementsWriter.Write(schema, requirements.Application), "blog.yaml");
    }

    [Fact]
    public void Whatever_the_schema_the_document_can_be_read()
    {
        for (var number = 0; number < 150; number++)
        {
            var generated = GeneratedSchema.Of(number);
            var schema = generated with { Tables = generated.Tables.DistinctBy(t => t.Name).ToSequence() };
            Parse(RequirementsWriter.Write(schema, "Any: \"thing\" # at all"));
        }
    }

    [Fact]
    public void A_circle_of_required_references_is_relaxed_and_says_so()
    {
        var schema = new RelationalSchema("postgresql")
        {
            Tables = [Table("hens", "egg_id", "eggs"), Table("eggs", "hen_id", "hens")],
        };
        var text = RequirementsWriter.Write(schema, "Farm");
        Parse(text);
        Assert.Contains("in a circle of required references", text, StringComparison.Ordinal);

        static Table Table(string name, string reference, string target) =>
            new(QualifiedName.Of(name))
            {
                Columns = [new("id", new DataType.Integer(64)), new(reference, new DataType.Integer(64))],
                PrimaryKey = new($"pk_{name}", ["id"]),
                ForeignKeys = [new($"fk_{name}", [reference], QualifiedName.Of(target), ["id"])],
            };
    }

    [Theory]
    [InlineData("(status = ANY (ARRAY['open'::text, 'it''s done'::text]))", "enum(open, 'it''s done')")]
    [InlineData(
        "((status)::text = ANY ((ARRAY['open'::character varying, 'paid'::character varying])::text[]))",
        "enum(open, paid)"
    )]
    [InlineData("\"status\" in ('open', 'paid')", "enum(open, paid)")]
    [InlineData("(char_length(status) <= 40)", "text(40)")]
    [InlineData("length(status) < 40", "text(39)")]
    [InlineData("status <> ''", "text")]
    public void What_a_check_says_about_a_text(string check, string type)
    {
        var column = new Column("status", new DataType.Text());
        var facts = new ColumnFacts();
        facts.Take(check, "status");
        Assert.Equal(type, SemanticText.Type(TypeGuess.Of(column, column.Name, facts, []).Type));
    }

    [Theory]
    [InlineData("(number >= 0)", ">= 0")]
    [InlineData("number between 1 and 5", "1..5")]
    [InlineData("((number > (-3)) AND (number <= 10))", "> -3 <= 10")]
    [InlineData("(number >= (0)::bigint)", ">= 0")]
    [InlineData("number >= 0 or other", "")]
    public void What_a_check_says_about_a_number(string check, string range)
    {
        var facts = new ColumnFacts();
        facts.Take(check, "number");
        Assert.Equal(
            range,
            SemanticText.Range(TypeGuess.Of(new Column("number", new DataType.Integer(32)), "number", facts, []).Type)
        );
    }

    [Theory]
    [InlineData("email", "email")]
    [InlineData("contact_phone", "phone")]
    [InlineData("country_code", "country")]
    [InlineData("first_name", "person-name")]
    [InlineData("password_hash", "password")]
    [InlineData("website", "url")]
    [InlineData("description", "text")]
    public void What_a_name_says(string name, string type)
    {
        var guess = TypeGuess.Of(new Column(name, new DataType.Text()), name, new ColumnFacts(), []);
        Assert.Equal(type, SemanticText.Type(guess.Type));
        Assert.Equal(type != "text", guess.Why is not null);
    }

    [Theory]
    [InlineData("categories", "category")]
    [InlineData("order_items", "order_item")]
    [InlineData("addresses", "address")]
    [InlineData("statuses", "status")]
    [InlineData("houses", "house")]
    [InlineData("databases", "database")]
    [InlineData("boxes", "box")]
    [InlineData("caches", "cache")]
    [InlineData("movies", "movie")]
    [InlineData("people", "person")]
    [InlineData("grandchildren", "grandchild")]
    [InlineData("heroes", "hero")]
    [InlineData("shoes", "shoe")]
    [InlineData("sizes", "size")]
    [InlineData("media", "media")]
    [InlineData("invoice", "invoice")]
    public void The_singular_of_a_table(string table, string entity) => Assert.Equal(entity, Singular.Of(table));

    private static Requirements Parse(string text)
    {
        try
        {
            return RequirementsReader.Parse(text, "recovered.yaml", _ => null);
        }
        catch (Failure failure)
        {
            throw new Xunit.Sdk.XunitException(
                string.Join("\n", failure.Findings.Select(f => $"{f.Location} {f.Title} {f.Detail}")) + "\n\n" + text,
                failure
            );
        }
    }

    private static IEnumerable<string> Entities(Requirements requirements) =>
        requirements
            .Entities.Select(e => e.Name)
            .Concat(requirements.Relationships.Where(r => r.IsManyToMany).Select(r => r.Role))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Keys(RelationalSchema schema) =>
        schema.Tables.Select(t => $"{t.Name} {string.Join(", ", t.PrimaryKey?.Columns ?? [])}");
}
