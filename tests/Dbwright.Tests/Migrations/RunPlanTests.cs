using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Migrations;

public sealed class RunPlanTests
{
    [Fact]
    public void A_version_that_comes_in_behind_a_baseline_is_out_of_order_and_not_passed_over()
    {
        var folder = Folder("V1__a.sql", "V2__b.sql", "V3__c.sql", "V4__late.sql", "V5__e.sql");
        var plan = RunPlan.For(folder, [Entry("2", RunPlan.BaselineFile), Entry("3", "V3__c.sql"), Entry("5", "V5__e.sql")]);
        Assert.Equal("1 BeforeBaseline, 2 Applied, 3 Applied, 4 OutOfOrder, 5 Applied", Text(plan));
        Assert.Equal(["4"], plan.Pending.Select(m => m.Version));
    }

    [Theory]
    [InlineData("B2__all.sql", "1 BeforeBaseline, 2 BeforeBaseline, 2 Applied, 3 Pending")]
    // The file of the baseline is gone.
    [InlineData("", "1 BeforeBaseline, 2 Applied, 3 Pending")]
    public void A_baseline_that_was_applied_is_no_edited_version(string baseline, string expected)
    {
        var folder = Folder([.. new[] { "V1__a.sql", "V2__b.sql", baseline, "V3__c.sql" }.Where(f => f.Length > 0)]);
        Assert.Equal(expected, Text(RunPlan.For(folder, [Entry("2", "B2__all.sql")])));
    }

    [Fact]
    public void A_baseline_that_comes_later_changes_nothing_for_who_has_the_versions()
    {
        var folder = Folder("V1__a.sql", "V2__b.sql", "B2__all.sql", "V3__c.sql");
        var plan = RunPlan.For(folder, [Entry("1", "V1__a.sql"), Entry("2", "V2__b.sql")]);
        Assert.Equal("1 Applied, 2 Applied, 3 Pending", Text(plan));
    }

    private static MigrationFolder Folder(params string[] names) =>
        MigrationFolder.Read(names.Select(n => new FolderFile(n, n, n)).ToSequence())!;

    private static HistoryEntry Entry(string version, string file) =>
        new(version, new FolderMigration(version, "", new("", file)).Checksum) { File = file };

    private static string Text(RunPlan plan) => string.Join(", ", plan.Migrations.Select(m => $"{m.Version} {m.Standing}"));
}
