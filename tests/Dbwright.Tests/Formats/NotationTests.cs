using System.Text.Json;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class NotationTests
{
    [Fact]
    public void Shop_as_dbml() => Golden.Match(DbmlWriter.Write(DesignFixture.Shop.Schema), "shop.dbml");

    [Fact]
    public void Shop_as_mermaid() => Golden.Match(MermaidWriter.Write(DesignFixture.Shop.Schema), "shop.mmd");

    [Fact]
    public void Shop_report_as_json() => Golden.Match(ReportJson.Write(ReportFixture.Shop), "report.json");

    [Fact]
    public void The_report_satisfies_its_json_schema()
    {
        using var schema = JsonDocument.Parse(ReportJson.Schema);
        using var report = JsonDocument.Parse(ReportJson.Write(ReportFixture.Shop));
        JsonSchemaCheck.Satisfies(report.RootElement, schema.RootElement);
    }

    [Fact]
    public void Mermaid_names_that_become_the_same_stay_apart()
    {
        var table = new Table(QualifiedName.Of("t"))
        {
            Columns =
            [
                new("a b", new DataType.Text()),
                new("a-b", new DataType.Text()),
                new("", new DataType.Text()),
                new("2fa", new DataType.Text()),
            ],
        };
        var text = MermaidWriter.Write(new RelationalSchema("sqlite") { Tables = [table] });
        Assert.Contains("text a_b \"a b\"", text, StringComparison.Ordinal);
        Assert.Contains("text a_b_2 \"a-b\"", text, StringComparison.Ordinal);
        Assert.Contains("text _ \"\u00A0\"", text, StringComparison.Ordinal);
        Assert.Contains("text _2fa \"2fa\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Dbml_has_no_second_relation_between_the_same_columns()
    {
        var parent = new Table(QualifiedName.Of("p"))
        {
            Columns = [new("id", new DataType.Integer(64))],
            PrimaryKey = new("pk_p", ["id"]),
        };
        var child = new Table(QualifiedName.Of("c"))
        {
            Columns = [new("p_id", new DataType.Integer(64))],
            ForeignKeys = [new("one", ["p_id"], parent.Name, ["id"]), new("two", ["p_id"], parent.Name, ["id"])],
        };
        var text = DbmlWriter.Write(new RelationalSchema("sqlite") { Tables = [parent, child] });
        Assert.Single(text.Split('\n'), l => l.StartsWith("Ref ", StringComparison.Ordinal));
        Assert.Contains("// two:", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.4213, "0.42 ms")]
    [InlineData(7.06, "7.1 ms")]
    [InlineData(1250.4, "1,250 ms")]
    public void Milliseconds(double value, string text) => Assert.Equal(text, Quantity.Milliseconds(value));

    [Theory]
    [InlineData(200, "200/s")]
    [InlineData(0.5, "30/min")]
    [InlineData(0.0016666666666666667, "6/h")]
    public void Rates(double perSecond, string text) => Assert.Equal(text, Quantity.Rate((decimal)perSecond));

    [Theory]
    [InlineData(20, "20 ms")]
    [InlineData(1500, "1.5 s")]
    [InlineData(300_000, "5 min")]
    [InlineData(3_600_000, "1 h")]
    [InlineData(220_898_664_000, "7 years")]
    public void Durations(double milliseconds, string text) =>
        Assert.Equal(text, Quantity.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1_047_552, "1,023 KiB")]
    [InlineData(1_048_575, "1 MiB")]
    [InlineData(1_363_149, "1.3 MiB")]
    public void Sizes(long bytes, string text) => Assert.Equal(text, Quantity.Bytes(bytes));

    [Fact]
    public void A_share_is_never_rounded_up_to_all() => Assert.Equal("99.9 %", Quantity.Percent(0.99999));

    [Theory]
    [InlineData("a < b & c", "a &lt; b &amp; c")]
    [InlineData("snake_case stays, _this_ not", "snake_case stays, \\_this_ not")]
    [InlineData("the key `id`", "the key `id`")]
    [InlineData("one ` only", "one \\` only")]
    [InlineData("a|b *c* [d](e)", "a\\|b \\*c\\* \\[d\\](e)")]
    [InlineData("# no heading", "\\# no heading")]
    public void Texts_are_no_markup(string plain, string escaped) => Assert.Equal(escaped, Markdown.Escape(plain));

    [Fact]
    public void Code_with_backticks_and_bars_stays_code_in_a_table()
    {
        Assert.Equal("``a`b``", Markdown.Span("a`b"));
        Assert.Equal("`` `a` ``", Markdown.Span("`a`"));
        var table = new Markdown()
            .Table(
                ["x"],
                [
                    [Markdown.Span("a || b")],
                ]
            )
            .ToString();
        Assert.Equal("| x |\n|---|\n| `a \\|\\| b` |\n", table);
        Assert.StartsWith("````sql\n", Markdown.Fenced("sql", "```"), StringComparison.Ordinal);
    }
}
