using System.Text.RegularExpressions;
using Dbwright.Documents;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Documents;

public sealed partial class ReportPageTests
{
    private static readonly string[] Void = ["meta", "br", "hr", "img", "link"];
    private static readonly string Shop = ReportPage.Html(ReportFixture.Shop, DesignFixture.Shop);

    [Fact]
    public void Every_element_is_closed_where_it_was_opened()
    {
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(WithoutStyle(Shop)))
        {
            var name = tag.Groups["name"].Value;
            if (tag.Groups["close"].Length > 0)
            {
                Assert.Equal(name, open.Pop());
            }
            else if (tag.Groups["self"].Length == 0 && !Void.Contains(name))
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public void It_asks_nothing_of_the_network()
    {
        Assert.DoesNotMatch("(?i)(src|href|url|@import|xlink)\\s*[=(]", Shop);
        Assert.DoesNotContain(
            "http",
            Shop.Replace("http-equiv", "", StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.DoesNotContain("<script", Shop, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", Shop, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_hold_comes_first()
    {
        string[] headings = ["What does not hold", "What holds", "What was not verified", "Latency before and after"];
        var places = headings.Select(h => Shop.IndexOf($"<h2>{h}</h2>", StringComparison.Ordinal)).ToList();
        Assert.All(places, p => Assert.True(p > 0));
        Assert.Equal(places.Order(), places);
        Assert.Contains("<b>11 of 12</b>", Shop, StringComparison.Ordinal);
        Assert.Contains("<b>10 of 11</b>", Shop, StringComparison.Ordinal);
    }

    [Fact]
    public void When_all_holds_nothing_is_said_not_to()
    {
        var page = ReportPage.Html(ReportFixture.AllHolds, DesignFixture.Shop);
        Assert.DoesNotContain("What does not hold", page, StringComparison.Ordinal);
        Assert.DoesNotContain("mark bad", page, StringComparison.Ordinal);
        Assert.Contains("What was not verified", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_verdict_pattern_table_and_index_is_there_with_how_it_was_got()
    {
        var report = ReportFixture.Shop;
        Assert.All(report.Verdicts, v => Assert.Contains($">{v.Id}<", Shop, StringComparison.Ordinal));
        Assert.All(
            report.Patterns,
            p => Assert.Contains($"<span class=\"name\">{p.Pattern["access.".Length..]}<", Shop, StringComparison.Ordinal)
        );
        Assert.All(report.Loads, l => Assert.Contains($">{l.Table}<", Shop, StringComparison.Ordinal));
        Assert.All(report.Indexes, i => Assert.Contains($">{i.Index}<", Shop, StringComparison.Ordinal));
        var sections = Shop.Split("<section>")[1..];
        Assert.All(
            sections,
            s =>
            {
                Assert.Contains(report.EngineVersion, s, StringComparison.Ordinal);
                Assert.Contains(report.Command, s, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void A_missed_target_is_marked_and_unfolded()
    {
        Assert.Contains("<td class=\"miss\">47 ms</td>", Shop, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(Shop, "<details open>", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Texts_are_never_markup()
    {
        const string Hostile = "\"><script>alert(1)</script>'<b>";
        var report = ReportFixture.Shop with
        {
            Application = Hostile,
            Engine = Hostile,
            EngineVersion = Hostile,
            Command = Hostile,
            Verdicts = [new(Hostile, Hostile, false, EvidenceState.Executed, Hostile)],
            Findings = [new(Hostile, Severity.Warning, Hostile) { Detail = Hostile, Fix = Hostile }],
            Loads = [new(Hostile, 1, 1)],
            Indexes = [new(Hostile, Hostile, 1, 1)],
            Stages = [new(Hostile, 1)],
            Patterns = ReportFixture
                .Shop.Patterns.Select(p =>
                    p with
                    {
                        Pattern = Hostile,
                        Sql = Hostile,
                        Used = [Hostile],
                        PlanAfter = new(PlanOperation.Other, Hostile) { Relation = Hostile, Index = Hostile },
                    }
                )
                .ToSequence(),
        };
        var page = ReportPage.Html(report, DesignFixture.Shop);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("'<b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_without_figures_is_a_page_too()
    {
        var report = ReportFixture.Shop with
        {
            Patterns = [],
            Loads = [],
            Indexes = [],
            Stages = [],
            Verdicts = [],
            Findings = [],
        };
        Assert.Contains("How it was measured", ReportPage.Html(report, DesignFixture.Shop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 1)]
    [InlineData(1e-9, 1e9)]
    public void Odd_figures_stay_within_the_chart(double before, double after)
    {
        var pattern = ReportFixture.Shop.Patterns[0] with
        {
            Before = new(1, before, before, before, before, 0),
            After = new(1, after, after, after, after, 0),
        };
        var chart = LatencyChart.Draw([pattern]).Text;
        Assert.All(
            Place().Matches(chart),
            m => Assert.InRange(double.Parse(m.Groups["share"].Value, System.Globalization.CultureInfo.InvariantCulture), 0, 100)
        );
    }

    private static string WithoutStyle(string page) =>
        page[..page.IndexOf("<style>", StringComparison.Ordinal)]
        + page[(page.IndexOf("</style>", StringComparison.Ordinal) + 8)..];

    [GeneratedRegex(
        @"<(?<close>/)?(?<name>[a-z][a-z0-9]*)[^>]*?(?<self>/)?>",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Tag();

    [GeneratedRegex("(?:x1|x2|cx|x)=\"(?<share>[^\"%]+)%\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
