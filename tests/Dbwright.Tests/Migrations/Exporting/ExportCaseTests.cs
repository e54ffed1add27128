using System.Text;
using Dbwright.Commands;
using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Migrations.Exporting;

/// <summary>Every case of <c>cases/export</c> for every tool, against the files beside it.</summary>
public sealed class ExportCaseTests
{
    public static TheoryData<string, string> Pairs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var one in ExportCase.All)
            {
                foreach (var tool in ExportCatalog.All)
                {
                    data.Add(one.Name, tool.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Tool_gets_what_was_read(string name, string tool)
    {
        var one = new ExportCase(name);
        var text = Exported(one, tool);
        var mode = Golden.ModeFrom(
            Environment.GetEnvironmentVariable("DBWRIGHT_GOLDEN"),
            Environment.GetEnvironmentVariable("CI")
        );
        var rejected = Repository.PathOf("artifacts", "golden", "export", name);
        var mismatch = Golden.Mismatch(text, Path.Combine(one.Folder, $"{tool}.txt"), rejected, mode);
        if (mismatch is not null)
        {
            Assert.Fail(mismatch);
        }
    }

    [Fact]
    public void Every_golden_file_belongs_to_a_tool()
    {
        var tools = ExportCatalog.All.Select(t => $"{t.Name}.txt").Append("case.txt").ToHashSet(StringComparer.Ordinal);
        var files = ExportCase.All.SelectMany(c => Directory.GetFiles(c.Folder)).Select(f => Path.GetFileName(f)).Distinct();
        Assert.Equal(tools.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("flyway")]
    [InlineData("golang-migrate")]
    [InlineData("dbmate")]
    [InlineData("goose")]
    [InlineData("sqitch")]
    [InlineData("prisma")]
    public void What_dbwright_itself_reads_means_the_same(string tool)
    {
        foreach (var one in new[] { new ExportCase("awkward"), new ExportCase("times") })
        {
            var target = Directory.CreateTempSubdirectory("dbwright-export-").FullName;
            try
            {
                var request = new ExportRequest(one.Migrations, tool, target) { Engine = one.Engine };
                ExportHandler.Run(request, EngineCatalog.Find);
                Assert.Equal(Statements(one.Migrations, one.Engine), Statements(target, one.Engine));
            }
            finally
            {
                Directory.Delete(target, recursive: true);
            }
        }
    }

    // All statements in their order; those that begin and end transactions depend on the tool, and a backfill becomes a block.
    private static List<string> Statements(string folder, string engine)
    {
        var steps = EngineCatalog.Find(engine).Require<ISteps>();
        var files = Directory
            .GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(p => new Dbwright.Formats.FolderFile(
                Path.GetRelativePath(folder, p).Replace('\\', '/'),
                File.ReadAllText(p),
                p
            ))
            .OrderBy(f => f.Path, StringComparer.Ordinal)
            .ToSequence();
        return Dbwright
            .Formats.MigrationFolder.Read(files)!
            .Migrations.SelectMany(m => steps.Read(m.Up.Text))
            .Where(s => s.Kind is not (StepKind.Begin or StepKind.Commit) && s.Kind != StepKind.Opaque)
            .Select(s => s.Text)
            .Where(t => !t.Contains("set total_cents", StringComparison.Ordinal))
            .ToList();
    }

    private static string Exported(ExportCase one, string tool)
    {
        var target = Directory.CreateTempSubdirectory("dbwright-export-").FullName;
        try
        {
            var request = new ExportRequest(one.Migrations, tool, target)
            {
                Engine = one.Engine,
                Allowed = one.Allowed.ToSequence(),
                Options = new() { Context = "Shop.Data.ShopContext" },
            };
            return Result(one, target, ExportHandler.Run(request, EngineCatalog.Find));
        }
        catch (Failure failure)
        {
            return $"== exit {(int)failure.Status}\n{Findings(one, failure.Findings)}";
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }

    private static string Result(ExportCase one, string target, ExportResult result)
    {
        var text = new StringBuilder();
        foreach (var file in result.Files)
        {
            text.Append($"== {Path.GetRelativePath(target, file.Path).Replace('\\', '/')}\n{File.ReadAllText(file.Path)}");
        }

        return text.Append($"== said\n{Findings(one, result.Findings)}").ToString();
    }

    private static string Findings(ExportCase one, Sequence<Finding> findings) =>
        string.Concat(
            findings.Select(f =>
            {
                var place = f.Location is { } at
                    ? $"{Path.GetRelativePath(one.Migrations, at.File)}:{at.Line}:{at.Column}: "
                    : "";
                return $"{place}{f.Severity.ToString().ToLowerInvariant()}: {f.Title} [{f.Rule}]\n"
                    + (f.Detail.Length > 0 ? $"    {f.Detail}\n" : "")
                    + (f.Fix is { } fix ? $"    fix: {fix}\n" : "");
            })
        );
}
