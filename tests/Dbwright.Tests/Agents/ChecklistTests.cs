using Dbwright.Agents;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Agents;

public sealed class ChecklistTests
{
    private static readonly DatabaseDesign Shop = DesignFixture.Shop;

    [Fact]
    public void Shop_proved() => Golden.Match(Checklist.Write(Shop, ReportFixture.AllHolds), "proved.md");

    [Fact]
    public void It_has_every_box_of_the_brief_once()
    {
        var boxes = Checklist.States(Shop, null).ToList();
        Assert.Equal(119, boxes.Count);
        Assert.Equal(boxes.Count, boxes.Select(b => b.Id).Distinct(StringComparer.Ordinal).Count());
        var counts = boxes.GroupBy(b => b.Id.Split('-')[0]).Select(g => (g.Key, g.Count()));
        Assert.Equal([("DA", 35), ("DDC", 31), ("DE", 9), ("MR", 28), ("WF", 16)], counts);
    }

    [Fact]
    public void Without_a_report_nothing_is_ticked()
    {
        Assert.DoesNotContain(Checklist.States(Shop, null), s => s.State.IsTicked);
        var page = Checklist.Write(Shop, null);
        Assert.DoesNotContain("[x]", page, StringComparison.Ordinal);
        Assert.Contains("**0 of 119 boxes ticked.**", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ticked_box_names_its_evidence_and_an_open_one_its_reason()
    {
        var lines = Checklist.Write(Shop, ReportFixture.Shop).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("- [x]", StringComparison.Ordinal))
            {
                Assert.Matches("^  - Evidence: .{8,}", lines[i + 1]);
            }
            else if (lines[i].StartsWith("- [ ]", StringComparison.Ordinal))
            {
                Assert.Matches("^  - Open: .{8,}", lines[i + 1]);
            }
        }
    }

    [Fact]
    public void A_failed_verdict_opens_the_boxes_that_rest_on_it_and_ticks_none()
    {
        var before = Ticked(ReportFixture.AllHolds);
        foreach (var verdict in ReportFixture.AllHolds.Verdicts.Where(v => v.Holds))
        {
            var report = ReportFixture.AllHolds with
            {
                Verdicts = ReportFixture.AllHolds.Verdicts.Select(v => v == verdict ? v with { Holds = false } : v).ToSequence(),
            };
            var after = Ticked(report);
            Assert.Subset(before, after);
            var resting = Checklist
                .States(Shop, ReportFixture.AllHolds)
                .Where(s => s.Box.Verdicts.Contains(verdict.Id))
                .Select(s => s.Id);
            Assert.Empty(resting.Intersect(after));
        }
    }

    [Fact]
    public void A_verdict_that_is_missing_or_unverified_ticks_nothing()
    {
        var none = ReportFixture.AllHolds with { Verdicts = [] };
        var unverified = ReportFixture.AllHolds with
        {
            Verdicts = ReportFixture.AllHolds.Verdicts.Select(v => v with { State = EvidenceState.Unverified }).ToSequence(),
        };
        foreach (var report in new[] { none, unverified })
        {
            Assert.DoesNotContain(Checklist.States(Shop, report), s => s.State.IsTicked && s.Box.Verdicts.Count > 0);
        }
    }

    [Fact]
    public void A_small_scale_proves_nothing_about_volume()
    {
        var small = ReportFixture.AllHolds with { Scale = 0.1m };
        var open = Checklist.States(Shop, small).Where(s => !s.State.IsTicked).Select(s => s.Id).ToHashSet();
        Assert.Contains("DA-AQ-06", open);
        Assert.Contains("DA-QA-04", open);
    }

    [Fact]
    public void What_later_milestones_bring_stays_open_whatever_the_report_says()
    {
        var ticked = Ticked(ReportFixture.AllHolds);
        Assert.DoesNotContain("DA-QA-05", ticked);
        Assert.DoesNotContain("DDC-MO-03", ticked);
        Assert.DoesNotContain("DA-AQ-05", ticked);
    }

    [Fact]
    public void An_index_that_another_one_covers_is_found()
    {
        var table = Shop.Schema.Find(QualifiedName.Of("orders"))!;
        var redundant = table with { Indexes = [.. table.Indexes, new("idx_orders_customer_id", [IndexPart.Of("customer_id")])] };
        var design = Shop with
        {
            Schema = Shop.Schema with { Tables = Shop.Schema.Tables.Select(t => t == table ? redundant : t).ToSequence() },
        };
        var fact = Facts.NoRedundantIndexes(design, ReportFixture.AllHolds);
        Assert.False(fact.Holds);
        Assert.Contains("idx_orders_customer_id`", fact.Text, StringComparison.Ordinal);
        Assert.False(Facts.JustifiedIndexes(design, ReportFixture.AllHolds).Holds);
    }

    [Theory]
    [InlineData("select * from orders", false)]
    [InlineData("SELECT o.*\nfrom orders o", false)]
    [InlineData("select id, o.* from orders o", false)]
    [InlineData("select count(*) from orders", true)]
    [InlineData("select price * 2 from orders", true)]
    public void A_star_is_found(string sql, bool holds)
    {
        var design = Shop with { Patterns = [Shop.Patterns[0] with { Statement = new(sql, []) }] };
        Assert.Equal(holds, Facts.NoSelectStar(design, ReportFixture.AllHolds).Holds);
    }

    private static HashSet<string> Ticked(ProofReport report) =>
        Checklist.States(Shop, report).Where(s => s.State.IsTicked).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
}
