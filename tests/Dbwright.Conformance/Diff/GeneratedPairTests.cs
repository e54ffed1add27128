using Dbwright.Conformance.MariaDb;
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
    private const int Pairs = 30;

    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public Task A_plan_between_any_two_schemas_of_PostgreSQL_leads_there_and_back() =>
        There_and_back(PostgreSqlEngine.Create(), PostgreSqlSamples.All, Servers.PostgreSqlDatabase);

    [Fact]
    public Task A_plan_between_any_two_schemas_of_MariaDB_leads_there_and_back() =>
        There_and_back(MariaDbEngine.Create(), MariaDbSamples.All, Servers.MariaDbDatabase);

    private static async Task There_and_back(Engine engine, Sequence<TypeSample> samples, Func<Task<TestDatabase>> newDatabase)
    {
        var generator = new SchemaGenerator(engine, samples);
        for (var number = 0; number < Pairs; number++)
        {
            await using var first = await newDatabase();
            await using var second = await newDatabase();
            await RunAsync(first.Session, engine.Writer!.Create(generator.Schema(number)).Select(d => d.Sql), number);
            await RunAsync(second.Session, engine.Writer.Create(generator.Schema(number + 7919)).Select(d => d.Sql), number);
            var from = await engine.Inspector!.ReadAsync(first.Session, Never);
            var to = await engine.Inspector.ReadAsync(second.Session, Never);
            var changes = Migrations.Diff.Between(from, to);
            var there = MigrationPlanner.For(changes, from, to, engine);
            var back = MigrationPlanner.For(Change.Reverse(changes), to, from, engine);

            await RunAsync(first.Session, there.Steps.Select(s => s.Sql), number);
            Assert.Empty(Migrations.Diff.Between(to, await engine.Inspector.ReadAsync(first.Session, Never)));
            await RunAsync(first.Session, back.Steps.Select(s => s.Sql), number);
            Assert.Empty(Migrations.Diff.Between(from, await engine.Inspector.ReadAsync(first.Session, Never)));
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
