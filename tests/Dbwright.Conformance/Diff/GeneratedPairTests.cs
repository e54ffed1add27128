using Dbwright.Conformance.PostgreSql;
using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Diff;

/// <summary>Between any two schemas of chance there is a way, and a way back.</summary>
public sealed class GeneratedPairTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = PostgreSqlEngine.Create();
    private static readonly SchemaGenerator Generator = new(Engine, PostgreSqlSamples.All);

    [Fact]
    public async Task A_plan_between_any_two_schemas_leads_there_and_back()
    {
        for (var number = 0; number < 30; number++)
        {
            await using var first = await Servers.PostgreSqlDatabase();
            await using var second = await Servers.PostgreSqlDatabase();
            await RunAsync(first.Session, Engine.Writer!.Create(Generator.Schema(number)).Select(d => d.Sql), number);
            await RunAsync(second.Session, Engine.Writer.Create(Generator.Schema(number + 7919)).Select(d => d.Sql), number);
            var from = await Engine.Inspector!.ReadAsync(first.Session, Never);
            var to = await Engine.Inspector.ReadAsync(second.Session, Never);
            var changes = Migrations.Diff.Between(from, to);
            var there = MigrationPlanner.For(changes, from, to, Engine);
            var back = MigrationPlanner.For(Change.Reverse(changes), to, from, Engine);

            await RunAsync(first.Session, there.Steps.Select(s => s.Sql), number);
            Assert.Empty(Migrations.Diff.Between(to, await Engine.Inspector.ReadAsync(first.Session, Never)));
            await RunAsync(first.Session, back.Steps.Select(s => s.Sql), number);
            Assert.Empty(Migrations.Diff.Between(from, await Engine.Inspector.ReadAsync(first.Session, Never)));
        }
    }

    private static async Task RunAsync(ISession session, IEnumerable<string> statements, int number)
    {
        var all = statements.ToList();
        foreach (var sql in all)
        {
            try
            {
                await session.ExecuteAsync(sql, Never);
            }
            catch (EngineException e)
            {
                Assert.Fail($"Pair {number}: {e.Message} at\n{sql}\nof\n{string.Join(";\n", all)}");
            }
        }
    }
}
