using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests;

/// <summary>The examples are the first thing that people try, and what <c>prove</c> is shown with.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Names =>
        [
            .. Directory
                .EnumerateDirectories(Repository.PathOf("examples"))
                .Select(folder => Path.GetFileName(folder)!)
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_without_an_error(string name)
    {
        try
        {
            Assert.NotEmpty(Read(name).Entities);
        }
        catch (Failure failure)
        {
            Assert.Fail(string.Join('\n', failure.Findings.Select(f => $"{f.Location}: {f.Title} {f.Detail} {f.Fix}")));
        }
    }

    [Fact]
    public void The_shop_has_the_size_and_the_forms_that_it_promises()
    {
        var shop = Read("ecommerce");

        Assert.True(shop.Entities.Count >= 15);
        Assert.True(shop.Access.Count >= 20);
        Assert.Equal(100_000, shop.Find("customer")!.Volume.Rows);
        Assert.Equal(10_000, shop.Find("product")!.Volume.Rows);
        Assert.Equal(50_000, shop.Find("order")!.Volume.RowsPerMonth);
        Assert.Equal(["order", "line_number"], shop.Find("order_item")!.Key);
        var forms = shop.Access.Select(a => a.GetType().Name).ToHashSet();
        Assert.All<string>(
            ["Find", "Search", "Traverse", "Aggregate", "Insert", "Update", "Delete", "FreeSql"],
            form => Assert.Contains(form, forms)
        );
        Assert.All(shop.Access.Where(a => !a.IsReport), a => Assert.True(a.TargetP95 <= TimeSpan.FromMilliseconds(45), a.Name));
        Assert.True(shop.Access.Count(a => a.IsReport && a.TargetP95 > TimeSpan.FromMilliseconds(45)) >= 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nine_of_ten_statements_read_and_the_throughput_asked_for_covers_the_patterns(string name)
    {
        var requirements = Read(name);

        var reads = requirements.Access.Where(a => !a.IsWrite).Sum(a => a.PerSecond ?? 0);
        var writes = requirements.Access.Where(a => a.IsWrite).Sum(a => a.PerSecond ?? 0);

        Assert.True(reads / (reads + writes) >= 0.89m, $"{reads:0} reads and {writes:0} writes a second");
        Assert.True(reads <= requirements.Quality.ReadsPerSecond, $"{reads:0} reads a second");
        Assert.True(writes <= requirements.Quality.WritesPerSecond, $"{writes:0} writes a second");
    }

    [Fact]
    public void Every_row_of_a_company_belongs_to_a_workspace()
    {
        var service = Read("saas");
        string[] shared = ["country", "plan", "workspace", "invoice_line"];

        var outside = service.Entities.Where(e =>
            !shared.Contains(e.Name) && !service.Relationships.Any(r => r.Referenced == "workspace" && r.Holder == e.Name)
        );

        Assert.True(service.Entities.Count >= 18);
        Assert.Empty(outside.Select(e => e.Name));
    }

    private static Requirements Read(string name) =>
        RequirementsReader.Read(Repository.PathOf("examples", name, "requirements.yaml"));
}
