using Dbwright.Commands;
using Dbwright.Conformance.Sources;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Seed;

/// <summary>What a document, a default and a rule say is what the rows are.</summary>
public sealed class SeedVolumeTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Requirements_bring_their_volumes()
    {
        var file = Repository.PathOf("examples", "blog", "requirements.yaml");
        var request = new SeedRequest(new(file) { Engine = "postgresql" }) { Scale = 0.002m };
        var volumes = ((Source.Designed)SourceLocator.Find(request.Source, SourceContext.Create())).Volumes;

        var result = await SeedHandler.RunAsync(
            request with
            {
                Verify = false,
            },
            new StringWriter(),
            SourceContext.Create(),
            Never
        );

        var rows = result.Tables.ToDictionary(t => t.Table, t => t.Rows);
        Assert.NotEmpty(volumes);
        foreach (var volume in volumes.Where(v => v.Fixed is null && rows.ContainsKey(v.Table.ToString())))
        {
            Assert.Equal(Math.Max(1, (long)Math.Round(volume.Rows * request.Scale)), rows[volume.Table.ToString()]);
        }

        var few = await SeedHandler.RunAsync(
            request with
            {
                Verify = false,
                Rows = ["posts=7"],
            },
            new StringWriter(),
            SourceContext.Create(),
            Never
        );
        Assert.Equal(7, few.Tables.Single(t => t.Table == "posts").Rows);
    }

    [Fact]
    public async Task Numbers_that_a_default_gives_go_on_after_those_that_were_loaded()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        await database.Session.ExecuteAsync(await SeedCases.TextAsync("postgresql", "nextval"), Never);
        var schema = await PostgreSqlEngine.Create().Require<IInspector>().ReadAsync(database.Session, Never);
        var target = new SeedTarget(
            t => database.Database.OpenAsync(SandboxUser.Owner, t),
            PostgreSqlEngine.Create(),
            "a test",
            SourceContext.Create()
        );

        await target.FillAsync(
            new SeedRequest(new("x")) { Rows = ["a=50", "b=80"] },
            new(schema, "a test", []),
            SeedRules.None,
            Never
        );

        await database.Session.ExecuteAsync("insert into a default values; insert into b default values", Never);
        var found = await database.Session.QueryAsync(
            "select (select max(id) from a), (select max(id) from b), (select count(*) from a)",
            [],
            Never
        );
        Assert.True((long)found[0][0]! > 80, $"{found[0][0]}");
        Assert.True((long)found[0][1]! > (long)found[0][0]!, $"{found[0][1]}");
        Assert.Equal(51L, found[0][2]);
    }

    [Fact]
    public async Task Types_without_known_values_take_those_of_a_rule()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        await database.Session.ExecuteAsync(
            "create table t (id int primary key, snapshot pg_snapshot not null, place pg_lsn, area polygon not null, n numeric not null, d date not null, tags int[] not null)",
            Never
        );
        var engine = PostgreSqlEngine.Create();
        var schema = await engine.Require<IInspector>().ReadAsync(database.Session, Never);
        var target = new SeedTarget(
            t => database.Database.OpenAsync(SandboxUser.Owner, t),
            engine,
            "a test",
            SourceContext.Create()
        );
        var request = new SeedRequest(new("x")) { Rows = ["t=60"] };

        var failure = await Assert.ThrowsAsync<Failure>(() =>
            target.FillAsync(request, new(schema, "a test", []), SeedRules.None, Never)
        );
        Assert.Equal("seed-type", failure.Findings[0].Rule);
        Assert.Contains("t.snapshot", failure.Findings[0].Fix, StringComparison.Ordinal);

        var rules = SeedRulesReader.Parse(
            """
            columns:
              t.snapshot: { values: ["10:20:10,14,15", "10:20:"] }
              t.n: { values: { "1.5": 70%, "2.25": 30% } }
              t.d: { values: ["2024-02-29", "2025-01-01"] }
              t.tags: { values: ["{1,2}", "{}"] }
            """,
            "seed.yaml"
        );
        var result = await target.FillAsync(request, new(schema, "a test", []), rules, Never);

        Assert.All(result.Verdicts, v => Assert.True(v.Holds, v.Detail));
        var found = await database.Session.QueryAsync(
            "select count(distinct snapshot::text), count(distinct n), min(d)::text, max(d)::text, count(distinct tags) from t",
            [],
            Never
        );
        Assert.Equal([2L, 2L, "2024-02-29", "2025-01-01", 2L], found[0]);
    }
}
