using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests;

/// <summary>What holds for the design of every example.</summary>
public class DesignerExampleTests
{
    public static TheoryData<string> Examples => ["ecommerce", "blog", "saas"];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Schema_is_the_one_that_was_read_and_approved(string example)
    {
        var engine = PostgreSqlEngine.Create();
        var definitions = engine
            .Writer!.Create(Design(example).Schema)
            .Where(d => d.Kind is not "comment" and not "trigger" and not "index");
        Golden.Match(string.Join(";\n", definitions.Select(d => d.Sql)) + ";\n", $"{example}.sql");
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_requirement_is_traced(string example) => DesignChecks.EverythingIsTraced(Design(example));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_foreign_key_has_an_index(string example) => DesignChecks.ForeignKeysAreSupported(Design(example));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Names_are_unique_and_short(string example) => DesignChecks.NamesAreUniqueAndShort(Design(example));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Everything_is_commented_and_profiled(string example)
    {
        DesignChecks.EverythingIsCommented(Design(example));
        DesignChecks.EverythingIsProfiled(Design(example));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Designing_twice_is_equal(string example) => Assert.Equal(Design(example), Design(example));

    [Fact]
    public void The_shop_says_what_it_does_not_design()
    {
        var open = Design("ecommerce").Findings.Where(f => f.Rule == "not-yet-designed").Select(f => f.Subject).ToList();
        Assert.Contains("order.volume", open);
        Assert.Contains("roles.support", open);
        Assert.Contains("access.best-sellers", open);
        Assert.Contains("compliance", open);
    }

    [Fact]
    public void The_shop_keeps_address_below_third_normal_form_and_says_so()
    {
        var design = Design("ecommerce");
        var report = design.NormalForms.First(f => f.Entity == "address");
        Assert.Equal("2NF", report.NormalForm);
        Assert.Contains(new Sequence<string>[] { ["postcode", "city", "country"] }[0], report.Decomposition);
        Assert.Contains(design.Findings, f => f is { Rule: "normal-form", Severity: Severity.Warning, Subject: "address" });
        Assert.All(design.NormalForms.Where(f => f.Entity != "address"), f => Assert.Equal("BCNF", f.NormalForm));
    }

    private static DatabaseDesign Design(string example) =>
        Designer.For(
            RequirementsReader.Read(Repository.PathOf("examples", example, "requirements.yaml")),
            PostgreSqlEngine.Create()
        );
}
