using Dbwright.Commands;
using Dbwright.Conformance.Sources;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Seed;

/// <summary>Checks that only the engine can compute are solved by asking it; where that does not help, the error has the line to add.</summary>
public sealed class SeedOracleTests : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dbwright-oracle");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task The_engine_says_which_values_its_functions_take(string name)
    {
        var file = Repository.PathOf("cases", "seed-oracle", $"{name}.sql");
        var request = Request(file, name) with { Rows = name == "postgresql" ? ["cards=2000", "codes=500"] : ["words=2000"] };

        var result = await SeedHandler.RunAsync(request, new StringWriter(), SourceContext.Create(), Never);

        // The sandbox took every row: the functions hold for each.
        Assert.All(result.Verdicts, v => Assert.True(v.Holds, v.Detail));
        Assert.Contains(result.Findings, f => f.Rule == "seed-oracle");
        Assert.All(result.Tables, t => Assert.True(t.Rows >= 500, $"{t}"));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder.FullName, "oracle")));

        // The second run asks nobody, and gives the same rows.
        var (first, second) = (new StringWriter(), new StringWriter());
        await SeedHandler.RunAsync(request with { Verify = false }, first, SourceContext.Create(), Never);
        await SeedHandler.RunAsync(request with { Verify = false }, second, SourceContext.Create(), Never);
        Assert.Equal(first.ToString(), second.ToString());
    }

    [Fact]
    public async Task A_function_that_takes_no_usual_value_needs_a_rule()
    {
        var file = Path.Combine(folder.FullName, "schema.sql");
        await File.WriteAllTextAsync(
            file,
            "create function never(t text) returns boolean language sql immutable as $$ select t = 'the only one' $$; create table t (a text not null check (never(a)));",
            Never
        );

        var failure = await Assert.ThrowsAsync<Failure>(() =>
            SeedHandler.RunAsync(Request(file, "postgresql"), new StringWriter(), SourceContext.Create(), Never)
        );

        Assert.Equal("columns: {t.a: {values: [\"…\"]}}", failure.Findings[0].Fix);
        Assert.Contains("takes none", failure.Findings[0].Detail, StringComparison.Ordinal);

        var rules = Path.Combine(folder.FullName, "seed.yaml");
        await File.WriteAllTextAsync(rules, "columns: {t.a: {values: [the only one]}}", Never);
        var result = await SeedHandler.RunAsync(
            Request(file, "postgresql") with
            {
                Rules = rules,
            },
            new StringWriter(),
            SourceContext.Create(),
            Never
        );
        Assert.All(result.Verdicts, v => Assert.True(v.Holds, v.Detail));
    }

    private SeedRequest Request(string file, string engine) =>
        new(new(file) { Engine = engine, CacheFolder = Path.Combine(folder.FullName, "schemas") });
}
