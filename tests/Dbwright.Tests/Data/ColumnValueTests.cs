using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dbwright.Data;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Data;

/// <summary>Values of single columns: their form, their range, their physical type.</summary>
public class ColumnValueTests
{
    private const int Count = 2000;

    private static List<object?> Values(Column column, ColumnProfile profile, int rows = Count, bool unique = false)
    {
        var table = Shop.Table("things", [Shop.Col("id", Shop.Big), column]);
        var schema = new RelationalSchema("postgresql")
        {
            Tables = [unique ? table with { Uniques = [Shop.Unique("things", column.Name)] } : table],
        };
        var data = new DataProfile([new(table.Name, rows) { Columns = [Shop.Id, profile] }]);
        return [.. Rows.Of(RowGenerator.For(schema, data, 7, 1), "things").Select(r => r[1])];
    }

    private static List<object?> Texts(string name, SemanticType type, bool unique = false) =>
        Values(Shop.Col(name, Shop.Text), new(name, type), unique: unique);

    [Theory]
    [InlineData(SemanticKind.Email, @"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    [InlineData(SemanticKind.Phone, @"^\+[1-9][0-9]{6,14}$")]
    [InlineData(SemanticKind.Url, @"^https?://[^\s]+$")]
    [InlineData(SemanticKind.Slug, "^[a-z0-9]+(-[a-z0-9]+)*$")]
    [InlineData(SemanticKind.Country, "^[A-Z]{2}$")]
    [InlineData(SemanticKind.Currency, "^[A-Z]{3}$")]
    [InlineData(SemanticKind.Language, "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    [InlineData(SemanticKind.Postcode, "^[A-Za-z0-9][A-Za-z0-9 -]{1,15}$")]
    [InlineData(SemanticKind.Color, "^#[0-9a-f]{6}$")]
    [InlineData(SemanticKind.Password, @"^\$2b\$12\$[A-Za-z0-9./]{53}$")]
    [InlineData(SemanticKind.Uuid, "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    [InlineData(SemanticKind.PersonName, "^[A-Z][a-z]+ [A-Z][a-z]+$")]
    [InlineData(SemanticKind.Address, "^[0-9]+ [A-Z][a-z]+ [A-Z][a-z]+$")]
    [InlineData(SemanticKind.File, @"^files/[0-9]+/[a-z]+\.[a-z0-9]+$")]
    public void Texts_have_the_form_of_their_meaning(SemanticKind kind, string form)
    {
        Assert.All(Texts("value", new(kind)), v => Assert.Matches(form, (string)v!));
        if (kind is not (SemanticKind.Country or SemanticKind.Currency or SemanticKind.Language))
        {
            var distinct = Texts("value", new(kind), unique: true);
            Assert.All(
                distinct,
                v =>
                    Assert.Matches(
                        kind is SemanticKind.PersonName or SemanticKind.Address or SemanticKind.Postcode ? "." : form,
                        (string)v!
                    )
            );
            Assert.Equal(Count, distinct.Distinct().Count());
        }
    }

    [Theory]
    [InlineData("name", 12)]
    [InlineData("name", 200)]
    [InlineData("code", 6)]
    [InlineData("code", 40)]
    [InlineData("description", 30)]
    [InlineData("description", 4000)]
    [InlineData("label", 9)]
    [InlineData("note", 3)]
    public void Texts_keep_to_their_length_and_can_all_be_unique(string name, int length)
    {
        var type = new SemanticType(SemanticKind.Text) { Length = length };
        Assert.All(Texts(name, type), v => Assert.InRange(((string)v!).Length, 1, length));
        var distinct = Texts(name, type, unique: true);
        Assert.All(distinct, v => Assert.InRange(((string)v!).Length, 1, length));
        Assert.Equal(Count, distinct.Distinct().Count());
    }

    [Fact]
    public void Json_can_be_parsed_and_varies()
    {
        var values = Texts("value", new(SemanticKind.Json)).Select(v => (string)v!).ToList();
        Assert.All(values, v => JsonDocument.Parse(v).Dispose());
        Assert.True(values.Distinct().Count() > Count / 4);
    }

    [Fact]
    public void Addresses_on_the_network_can_be_parsed()
    {
        Assert.All(
            Texts("value", new(SemanticKind.Ip)),
            v => Assert.True(System.Net.IPAddress.TryParse((string)v!, out _), (string)v!)
        );
    }

    [Fact]
    public void Frequent_words_of_prose_are_far_more_frequent_than_rare_ones()
    {
        var words = Texts("description", new(SemanticKind.Text))
            .SelectMany(v =>
                Regex.Matches((string)v!, "[a-z]{4,}", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value)
            )
            .CountBy(w => w)
            .OrderByDescending(c => c.Value)
            .ToList();
        Assert.True(words.Count > 300);
        Assert.True(words[2].Value > 10 * words[250].Value);
    }

    [Theory]
    [InlineData(0, 10, false, false)]
    [InlineData(0, 10, true, true)]
    [InlineData(-5, 5, false, true)]
    public void Numbers_stay_in_their_range_and_fill_it(int low, int high, bool above, bool below)
    {
        var type = new SemanticType(SemanticKind.Integer)
        {
            Minimum = low,
            Maximum = high,
            MinimumExclusive = above,
            MaximumExclusive = below,
        };
        var values = Values(Shop.Col("value", Shop.Big), new("value", type)).Select(v => (long)v!).ToList();
        Assert.Equal(low + (above ? 1 : 0), values.Min());
        Assert.Equal(high - (below ? 1 : 0), values.Max());
    }

    [Fact]
    public void Money_is_exact_and_skewed()
    {
        var values = Values(Shop.Col("price", Shop.Money), Shop.Of("price", SemanticKind.Money))
            .Select(v => (decimal)v!)
            .Order()
            .ToList();
        Assert.All(values, v => Assert.Equal(v, Math.Round(v, 2)));
        Assert.InRange(values[Count / 2], 20, 80);
        Assert.True(values[Count * 99 / 100] > 5 * values[Count / 2]);
    }

    [Fact]
    public void Scaled_money_is_stored_as_whole_numbers()
    {
        var type = new SemanticType(SemanticKind.Money) { Minimum = 1.5m, Maximum = 2 };
        var values = Values(Shop.Col("price", Shop.Big), new("price", type) { ScaleDigits = 2 });
        Assert.All(values, v => Assert.InRange((long)v!, 150, 200));
    }

    [Fact]
    public void Moments_dates_and_truth_values_take_the_form_of_their_column()
    {
        var moments = Values(Shop.Col("seen_at", Shop.Text), Shop.Of("seen_at", SemanticKind.Timestamp));
        Assert.All(moments, v => Assert.Matches(@"^2025-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\d\dZ$", (string)v!));
        var dates = Values(Shop.Col("day", Shop.Text), Shop.Of("day", SemanticKind.Date));
        Assert.All(
            dates,
            v =>
                Assert.True(
                    DateOnly.TryParseExact((string)v!, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                )
        );
        var flags = Values(Shop.Col("flag", Shop.Big), Shop.Of("flag", SemanticKind.Boolean) with { Default = Shop.Is(false) });
        Assert.Equal([0L, 1L], flags.Distinct().Order());
        Assert.InRange(flags.Count(f => (long)f! == 0), Count * 3 / 4, Count - 50);
        Assert.IsType<DateTime>(Values(Shop.Col("seen_at", Shop.Moment), Shop.Of("seen_at", SemanticKind.Timestamp))[0]);
        Assert.IsType<DateOnly>(Values(Shop.Col("day", new DataType.Date()), Shop.Of("day", SemanticKind.Date))[0]);
        Assert.IsType<Guid>(Values(Shop.Col("key", new DataType.Uuid()), Shop.Of("key", SemanticKind.Uuid))[0]);
    }

    [Fact]
    public void Nulls_have_their_share()
    {
        var values = Values(
            Shop.Col("note", Shop.Text, nullable: true),
            Shop.Of("note", SemanticKind.Text) with
            {
                NullShare = 0.25,
            }
        );
        Assert.InRange(values.Count(v => v is null) / (double)Count, 0.22, 0.28);
    }

    [Fact]
    public void Country_currency_city_and_postcode_of_a_row_agree()
    {
        var table = Shop.Table(
            "addresses",
            [
                Shop.Col("id", Shop.Big),
                Shop.Col("country", Shop.Text),
                Shop.Col("currency", Shop.Text),
                Shop.Col("city", Shop.Text),
                Shop.Col("postcode", Shop.Text),
            ]
        );
        var profile = new TableProfile(table.Name, Count)
        {
            Columns =
            [
                Shop.Id,
                Shop.Of("country", SemanticKind.Country),
                Shop.Of("currency", SemanticKind.Currency),
                Shop.Of("city", SemanticKind.Text),
                Shop.Of("postcode", SemanticKind.Postcode),
            ],
        };
        var generator = RowGenerator.For(new("postgresql") { Tables = [table] }, new([profile]), 3, 1);
        var german = Rows.Of(generator, "addresses").Where(r => (string)r[1]! == "DE").ToList();
        Assert.NotEmpty(german);
        Assert.All(german, r => Assert.Equal("EUR", r[2]));
        Assert.All(
            german,
            r =>
                Assert.Contains(
                    (string)r[3]!,
                    (string[])
                        [
                            "Berlin",
                            "Hamburg",
                            "Munich",
                            "Cologne",
                            "Frankfurt",
                            "Stuttgart",
                            "Leipzig",
                            "Dresden",
                            "Bremen",
                            "Hanover",
                        ]
                )
        );
        Assert.All(german, r => Assert.Matches("^[0-9]{5}$", (string)r[4]!));
    }

    [Fact]
    public void Too_many_rows_for_a_unique_column_are_refused_with_the_numbers()
    {
        var type = new SemanticType(SemanticKind.Integer) { Minimum = 1, Maximum = 26 };
        var failure = Assert.Throws<Failure>(() => Values(Shop.Col("letter", Shop.Big), new("letter", type), 50, unique: true));
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        Assert.Equal("things: uq_things_letter allows 26 different values, but 50 rows are asked for.", failure.Message);
        failure = Assert.Throws<Failure>(() =>
            Values(Shop.Col("code", new DataType.Text(2)), Shop.Of("code", SemanticKind.Text), 2000, unique: true)
        );
        Assert.Contains("1,296", failure.Message, StringComparison.Ordinal);
    }
}
