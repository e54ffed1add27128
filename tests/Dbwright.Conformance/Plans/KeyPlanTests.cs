using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Plans;

/// <summary>Keys that get another type keep every value, or the plan stops before anything is lost.</summary>
public sealed class KeyPlanTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = EngineCatalog.Find("postgresql");

    [Theory]
    [InlineData("text", "uuid", "insert into t values ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11')", "do not come back")]
    [InlineData("text", "uuid", "insert into t values ('one')", "invalid input syntax")]
    [InlineData("text", "int", "insert into t values ('007')", "do not come back")]
    [InlineData("text", "varchar(3)", "insert into t values ('four')", "value too long")]
    [InlineData("numeric", "numeric(10,2)", "insert into t values (1.255)", null)]
    public async Task What_would_be_another_key_stops_the_plan(string from, string to, string rows, string? said)
    {
        var server = await Servers.PostgreSql();
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        await session.ExecuteAsync(Tables(from), Never);
        var before = await Engine.Inspector!.ReadAsync(session, Never);
        var plan = StagePlanner.For(before, await ReadAsync(server, Tables(to)), Renames.None, Engine);
        if (said is null)
        {
            // Digits would be lost: it is not one of these plans at all.
            Assert.Contains(plan.Findings, f => f.Rule == "interrupts-application");
            return;
        }

        Assert.DoesNotContain(plan.Findings, f => f.Rule == "interrupts-application");
        await session.ExecuteAsync(rows, Never);
        var run = new StagedRun(Engine, session);
        await run.RunAsync(plan.Stages[0], isUp: true, Never);

        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(() => run.RunAsync(plan.Stages[1], isUp: true, Never));

        Assert.Contains(said, stopped.Message, StringComparison.Ordinal);
        await run.RunAsync(plan.Stages[1], isUp: false, Never);
        await run.RunAsync(plan.Stages[0], isUp: false, Never);
        await run.SameAsync(before, "after the way back", plan, Never);
    }

    private static string Tables(string type) =>
        $"create table t (id {type} primary key); create table u (id int primary key, t_id {type} references t (id))";

    private static async Task<RelationalSchema> ReadAsync(ISandbox server, string sql)
    {
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        await session.ExecuteAsync(sql, Never);
        return await Engine.Inspector!.ReadAsync(session, Never);
    }
}
