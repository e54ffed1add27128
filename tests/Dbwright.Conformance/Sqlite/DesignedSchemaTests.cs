using System.Diagnostics;
using Dbwright.Conformance.Queries;
using Dbwright.Data;
using Dbwright.Design;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.Sqlite;

/// <summary>What the designer makes of documents, on real files: created, read back, filled, asked.</summary>
public sealed class DesignedSchemaTests(ITestOutputHelper output)
{
    private const long Seed = 42;

    // A rule compares what is generated, which lies in the past, with what defaults to the present.
    private static readonly string[] NotRun = ["invite", "issue-invoice"];
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Every_example_is_created_and_read_back_equal_under_every_convention()
    {
        var engine = SqliteFile.Engine;
        foreach (var example in (string[])["ecommerce", "blog", "saas"])
        {
            var requirements = RequirementsReader.Read(Repository.PathOf("examples", example, "requirements.yaml"));
            foreach (var keys in Enum.GetValues<KeyConvention>())
            {
                foreach (var enums in Enum.GetValues<EnumConvention>())
                {
                    var conventions = requirements.Conventions with { Keys = keys, Enums = enums };
                    var schema = Designer.For(requirements with { Conventions = conventions }, engine).Schema;
                    await using var file = await SqliteFile.OpenAsync();
                    await file.RunAsync(engine.Writer!.Create(schema));
                    var read = await file.ReadAsync();
                    Assert.Equal(schema.Sorted() with { Version = read.Version }, read);
                }
            }
        }
    }

    [Theory]
    [InlineData("examples/ecommerce/requirements.yaml", 0.02, false)]
    [InlineData("examples/blog/requirements.yaml", 0.02, false)]
    [InlineData("examples/saas/requirements.yaml", 0.02, false)]
    [InlineData("examples/ecommerce/requirements.yaml", 0.02, true)]
    public async Task A_design_is_filled_and_its_patterns_use_their_indexes(string path, double scale, bool bundled)
    {
        var engine = SqliteFile.Engine;
        var requirements = RequirementsReader.Read(Repository.PathOf(path.Split('/')));
        if (bundled)
        {
            requirements = requirements with { Database = "sqlite:3.35" };
        }

        var design = Designer.For(requirements, engine);
        await using var file = await SqliteFile.OpenAsync(bundled: bundled);
        await file.RunAsync(engine.Writer!.Create(design.Schema));

        var rows = RowGenerator.For(design.Schema, design.Data, Seed, (decimal)scale);
        var (before, after) = engine.Writer.AroundBulkLoad(design.Schema);
        await file.RunAsync(before);
        var clock = Stopwatch.StartNew();
        var total = 0L;
        foreach (var table in rows.LoadOrder)
        {
            var source = rows.Source(table);
            await engine.Loader!.LoadAsync(file.Session, source, 0, source.Rows, null, Never);
            total += source.Rows;
        }

        output.WriteLine($"{total} rows in {clock.Elapsed.TotalSeconds:0.00} s");
        await file.RunAsync(after);
        await engine.Statistics!.AnalyzeAsync(file.Session, Never);
        await engine.Statistics.WarmAsync(file.Session, Never);
        var sizes = await engine.Statistics.IndexSizesAsync(file.Session, Never);
        Assert.All(design.Schema.Tables.SelectMany(t => t.Indexes), i => Assert.True(sizes.Count == 0 || sizes[i.Name] > 0));

        var values = new ParameterValues(design, rows);
        var failures = new List<string>();
        foreach (var pattern in design.Patterns)
        {
            foreach (var statement in new[] { pattern.Statement, pattern.NextPage }.OfType<Statement>())
            {
                await CheckAsync(file.Session, pattern, statement, values.For(statement), failures);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private async Task CheckAsync(
        ISession session,
        PatternDesign pattern,
        Statement statement,
        IReadOnlyList<object?> values,
        List<string> failures
    )
    {
        await session.BeginAsync(Never);
        try
        {
            var plan = await SqliteFile.Engine.PlanReader!.ReadAsync(session, statement, values, true, Never);
            var used = plan.Walk().Select(n => n.Index).OfType<string>().ToList();
            if (pattern.ServedBy.Count > 0 && !pattern.ServedBy.Any(used.Contains))
            {
                var steps = string.Join('\n', plan.Walk().Select(n => n.Label));
                failures.Add(
                    $"{pattern.Pattern.Name} should use {string.Join(" or ", pattern.ServedBy)}:\n{statement.Sql}\n{steps}"
                );
            }

            if (NotRun.Contains(pattern.Pattern.Name))
            {
                return;
            }

            await using var prepared = await session.PrepareAsync(statement, Never);
            var count = await prepared.RunAsync(values, Never);
            output.WriteLine($"{pattern.Pattern.Name}: {count} rows");
        }
        catch (EngineException error)
        {
            failures.Add($"{pattern.Pattern.Name}: {error.Message}\n{statement.Sql}\n{string.Join(", ", values)}");
        }
        finally
        {
            await session.RollbackAsync(Never);
        }
    }
}
