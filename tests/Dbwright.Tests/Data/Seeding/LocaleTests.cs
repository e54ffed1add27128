using Dbwright.Data;
using Dbwright.Formats;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Data.Seeding;

/// <summary>Names, addresses and places of a language, which agree within a row.</summary>
public sealed class LocaleTests
{
    private const long Count = 400;

    [Theory]
    [InlineData("en", "US,GB,CA,AU", "Smith", "United States")]
    [InlineData("de", "DE,AT,CH", "Müller", "Deutschland")]
    [InlineData("fr", "FR,CH,CA", "Lefèvre", "France")]
    [InlineData("es", "ES,MX", "Muñoz", "España")]
    [InlineData("it", "IT", "Rossi", "Italia")]
    [InlineData("ja", "JP", "佐藤", "日本")]
    public void People_and_places_are_of_the_locale(string locale, string countries, string family, string country)
    {
        var rows = Made($"locale: {locale}");

        Assert.All(rows, r => Assert.Contains(r["country"], countries.Split(',')));
        Assert.Contains(rows, r => r["last_name"] == family);
        Assert.Contains(rows, r => r["country_name"] == country);
        // An address is in plain letters, and that of the person: the plain form of a family name belongs to one family name.
        Assert.All(rows, r => Assert.All(r["email"], c => Assert.True(char.IsAscii(c), r["email"])));
        foreach (var same in rows.GroupBy(r => r["email"].Split('@')[0]))
        {
            Assert.Single(same.Select(r => r["last_name"]).Distinct());
        }
    }

    [Fact]
    public void Cities_match_countries_and_names_match_addresses_in_a_mix()
    {
        var rows = Made("locale: [de, ja]");

        Assert.Contains(rows, r => r["country"] == "JP");
        Assert.Contains(rows, r => r["country"] == "DE");
        foreach (var row in rows)
        {
            var isJapanese = row["country"] == "JP";
            Assert.Equal(isJapanese, row["last_name"].All(c => c > 0x2E80));
            Assert.Equal(isJapanese, row["city"].All(c => c > 0x2E80));
            Assert.Equal(isJapanese ? "81" : row["phone"][1..3], row["phone"][1..3]);
        }
    }

    [Fact]
    public void Tables_and_columns_have_locales_of_their_own()
    {
        var table = Made("{locale: de, tables: {people: {locale: fr}}}");
        Assert.Contains(table, r => r["country_name"] == "France");
        Assert.DoesNotContain(table, r => r["country_name"] == "Deutschland");

        var column = Made("{locale: de, columns: {people.city: {locale: ja}}}");
        Assert.All(column, r => Assert.All(r["city"], c => Assert.True(c > 0x2E80, r["city"])));
        Assert.Contains(column, r => r["country_name"] == "Deutschland");
    }

    [Fact]
    public void An_unknown_locale_names_those_that_are_there()
    {
        var failure = Assert.Throws<Failure>(() => Made("locale: dd"));

        Assert.Equal("no-such-locale", failure.Findings[0].Rule);
        Assert.Contains("en, de, fr, es, it, ja", failure.Findings[0].Detail, StringComparison.Ordinal);
    }

    private static List<Dictionary<string, string>> Made(string yaml)
    {
        var table = new Table(new("", "people"))
        {
            Columns =
            [
                new("id", new DataType.Integer(64)) { Identity = IdentityKind.ByDefault },
                new("first_name", new DataType.Text()),
                new("last_name", new DataType.Text()),
                new("email", new DataType.Text()),
                new("phone", new DataType.Text()),
                new("city", new DataType.Text()),
                new("country", new DataType.Text(2)),
                new("country_name", new DataType.Text()),
            ],
            PrimaryKey = new("people_pkey", ["id"]),
        };
        var schema = new RelationalSchema("postgresql") { Tables = [table] };
        var profile = ProfileInference.For(
            schema,
            SeedSize.Minimal,
            new Dictionary<QualifiedName, long> { [table.Name] = Count },
            1
        );
        var source = SchemaRows.For(schema, profile, SeedRulesReader.Parse(yaml, "seed.yaml"), 1).Source(table.Name);
        var rows = new List<Dictionary<string, string>>();
        var reader = new Rows();
        for (long row = 0; row < Count; row++)
        {
            rows.Add(source.Columns.Zip(reader.Read(source, row)).ToDictionary(p => p.First, p => $"{p.Second}"));
        }

        return rows;
    }
}
