using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Xunit;

namespace Dbwright.Tests;

/// <summary>A rule that an engine cannot say is reported with its place; the design goes on without it.</summary>
public sealed class UnenforcedRuleTests
{
    private const string Document = """
        application: Codes
        entities:
          code:
            attributes:
              name: text(20)
            rules:
              - name matches '^[a-z]+(-[a-z]+)*$'
        """;

    [Fact]
    public void Pattern_beyond_GLOB_is_a_finding_on_SQLite()
    {
        var design = Designer.For(RequirementsReader.Parse(Document, "codes.yaml", _ => null), SqliteEngine.Create());

        var finding = Assert.Single(design.Findings, f => f.Rule == "rule-not-enforced");
        Assert.Equal(7, finding.Location!.Line);
    }

    [Fact]
    public void The_same_pattern_is_a_check_on_PostgreSQL()
    {
        var design = Designer.For(RequirementsReader.Parse(Document, "codes.yaml", _ => null), PostgreSqlEngine.Create());

        Assert.DoesNotContain(design.Findings, f => f.Rule == "rule-not-enforced");
        Assert.Contains(design.Schema.Tables[0].Checks, c => c.Sql.Contains("^[a-z]+(-[a-z]+)*$", StringComparison.Ordinal));
    }
}
