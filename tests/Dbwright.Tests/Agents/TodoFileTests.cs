using System.Text.RegularExpressions;
using Dbwright.Agents;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Agents;

public sealed partial class TodoFileTests
{
    private static readonly Engine PostgreSql = PostgreSqlEngine.Create();

    [Fact]
    public void A_small_design() => Golden.Match(TodoFile.Write(Small(), PostgreSql, null), "small.md");

    [Fact]
    public void A_small_design_proved() =>
        Golden.Match(TodoFile.Write(Small(), PostgreSql, ReportFixture.AllHolds), "small-proved.md");

    [Fact]
    public void It_has_the_form_of_the_brief()
    {
        var text = TodoFile.Write(DesignFixture.Shop, PostgreSql, ReportFixture.Shop);
        var headings = Heading().Matches(text).Select(m => m.Groups["text"].Value);
        Assert.Equal(
            [
                "Context",
                "Database Plan",
                "Database Items",
                "Proposed Code Changes",
                "Commands",
                "Quality Assurance Task Checklist",
            ],
            headings
        );
        AssertFields(text, "DB-PLAN", ["Tables Affected", "Migration Strategy", "Rollback Plan", "Performance Impact"]);
        AssertFields(text, "DB-ITEM", ["Type", "DDL/DML", "Rationale", "Testing"]);
        Assert.Contains("- **Database engine(s) in use and version**:", text, StringComparison.Ordinal);
        Assert.Contains("- **Current schema overview and known pain points**:", text, StringComparison.Ordinal);
        Assert.Contains("- **Expected data volumes and query workload patterns**:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_index_and_pattern_is_an_item_with_an_id_of_its_own()
    {
        var design = DesignFixture.Shop;
        var tasks = Task().Matches(TodoFile.Write(design, PostgreSql, null));
        var ids = tasks.Select(m => m.Groups["id"].Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            design.Schema.Tables.Count + design.Indexes.Count + design.Patterns.Count + 1,
            ids.Count(i => i.StartsWith("DB-ITEM", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Without_a_report_nothing_is_ticked() =>
        Assert.DoesNotContain("[x]", TodoFile.Write(DesignFixture.Shop, PostgreSql, null), StringComparison.Ordinal);

    [Fact]
    public void A_ticked_task_names_its_evidence_and_an_open_one_says_why()
    {
        var blocks = TodoFile.Write(DesignFixture.Shop, PostgreSql, ReportFixture.Shop).Split("\n- [").Skip(1);
        Assert.All(
            blocks,
            b =>
                Assert.Contains(
                    b.StartsWith("x]", StringComparison.Ordinal) ? "  - **Evidence**: " : "  - **Open**: ",
                    b,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void A_missed_target_and_an_idle_index_stay_open()
    {
        var report = ReportFixture.Shop with
        {
            Patterns = ReportFixture
                .Shop.Patterns.Select(p => p.Pattern == "access.sales-by-day" ? p with { Used = [], Holds = false } : p)
                .ToSequence(),
        };
        var text = TodoFile.Write(DesignFixture.Shop, PostgreSql, report);
        Assert.Matches(@"- \[ \] \*\*DB-ITEM-3\.\d+ \[Query search-products\]", text);
        Assert.Matches(@"- \[ \] \*\*DB-ITEM-2\.\d+ \[Index idx_orders_placed_at\]", text);
        Assert.Matches(@"- \[x\] \*\*DB-ITEM-2\.\d+ \[Index idx_orders_customer_id_placed_at\]", text);
        Assert.Matches(@"- \[x\] \*\*DB-ITEM-3\.\d+ \[Query recent-orders\]", text);
    }

    [Fact]
    public void What_is_not_designed_is_in_the_plan()
    {
        var text = TodoFile.Write(DesignFixture.Shop, PostgreSql, ReportFixture.AllHolds);
        Assert.Contains("- [ ] **DB-PLAN-2.1 [access.similar-products]**:", text, StringComparison.Ordinal);
    }

    private static void AssertFields(string text, string prefix, string[] fields)
    {
        var blocks = text.Split("\n- [")
            .Where(b => b.Length > 5 && b[3..].StartsWith($"**{prefix}-", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
        {
            Assert.Matches(@"^[x ]\] \*\*DB-(PLAN|ITEM)-\d+\.\d+ \[[^\]]+\]\*\*:\n", block);
            Assert.Equal(fields, Field().Matches(block).Select(m => m.Groups["name"].Value).Take(fields.Length));
        }
    }

    private static DatabaseDesign Small()
    {
        var shop = DesignFixture.Shop;
        bool Kept(QualifiedName table) => table.Name is "tags" or "categories" or "inventories" or "products";
        return shop with
        {
            Requirements = shop.Requirements with
            {
                Relationships = shop
                    .Requirements.Relationships.Where(r => r.Id is "category-category" or "category-product")
                    .ToSequence(),
            },
            Schema = shop.Schema with
            {
                Tables = shop
                    .Schema.Tables.Where(t => Kept(t.Name))
                    .Select(t => t with { ForeignKeys = t.ForeignKeys.Where(f => Kept(f.ReferencedTable)).ToSequence() })
                    .ToSequence(),
            },
            Mappings = shop.Mappings.Where(m => Kept(m.Table)).ToSequence(),
            Indexes = shop.Indexes.Where(i => Kept(i.Table)).ToSequence(),
            Patterns = shop.Patterns.Where(p => p.Pattern.Entity is "product" or "inventory").ToSequence(),
            Data = new(shop.Data.Tables.Where(t => Kept(t.Table)).ToSequence()),
        };
    }

    [GeneratedRegex("^## (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(
        @"^- \[[x ]\] \*\*(?<id>[A-Z]+-[A-Z0-9.-]+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Task();

    [GeneratedRegex(
        @"^  - \*\*(?<name>[^*]+)\*\*:",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Field();
}
