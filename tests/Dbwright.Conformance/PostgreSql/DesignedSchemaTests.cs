using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.PostgreSql;

/// <summary>A real server takes what the designer makes of the examples, under every convention.</summary>
public sealed class DesignedSchemaTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Every_example_is_created_under_every_convention()
    {
        var engine = PostgreSqlEngine.Create();
        await using var sandbox = await PostgreSqlSandbox.StartAsync(new(SandboxMode.Scratch), output.WriteLine, Never);
        foreach (var example in (string[])["ecommerce", "blog", "saas"])
        {
            var requirements = RequirementsReader.Read(Repository.PathOf("examples", example, "requirements.yaml"));
            foreach (var keys in Enum.GetValues<KeyConvention>())
            {
                foreach (var enums in Enum.GetValues<EnumConvention>())
                {
                    var conventions = requirements.Conventions with { Keys = keys, Enums = enums };
                    var design = Designer.For(requirements with { Conventions = conventions }, engine);
                    await using var database = await sandbox.CreateDatabaseAsync(Never);
                    await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
                    foreach (var definition in engine.Writer!.Create(design.Schema))
                    {
                        try
                        {
                            await session.ExecuteAsync(definition.Sql, Never);
                        }
                        catch (EngineException refused)
                        {
                            Assert.Fail($"{example}, {keys}, {enums}: {refused.Message}\n{definition.Sql}");
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Keys_made_by_the_function_are_version_7_and_sorted_by_time()
    {
        var engine = PostgreSqlEngine.Create();
        var requirements = RequirementsReader.Parse(
            "version: 1\napplication: Test\nconventions: { keys: uuid7 }\nentities: { event: { attributes: { name: text(20) } } }",
            "requirements.yaml",
            _ => null
        );
        await using var sandbox = await PostgreSqlSandbox.StartAsync(new(SandboxMode.Scratch), output.WriteLine, Never);
        await using var database = await sandbox.CreateDatabaseAsync(Never);
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        foreach (var definition in engine.Writer!.Create(Designer.For(requirements, engine).Schema))
        {
            await session.ExecuteAsync(definition.Sql, Never);
        }

        for (var i = 0; i < 20; i++)
        {
            await session.ExecuteAsync($"insert into events (name) values ('{i:D2}'); select pg_sleep(0.002)", Never);
        }

        var rows = await session.QueryAsync(
            "select count(*) filter (where substr(id::text, 15, 1) = '7' and substr(id::text, 20, 1) in ('8', '9', 'a', 'b')),"
                + " string_agg(name, ' ' order by id) = string_agg(name, ' ' order by name),"
                + " bool_and(abs(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint - extract(epoch from now()) * 1000) < 60000)"
                + " from events",
            [],
            Never
        );
        Assert.Equal([20L, true, true], rows[0]);
    }
}
