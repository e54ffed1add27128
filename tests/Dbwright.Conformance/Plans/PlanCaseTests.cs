using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Plans;

/// <summary>
/// The cases in <c>cases/plan</c>: the files run over rows, with statements of the old application behind every file that it lives through
/// and of the new one from its start on. No statement fails, and what both wrote is there at both ends.
/// </summary>
public sealed partial class PlanCaseTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (
                var folder in Directory.EnumerateDirectories(Repository.PathOf("cases", "plan")).Order(StringComparer.Ordinal)
            )
            {
                foreach (var it in PlanCase.All(folder))
                {
                    data.Add(Path.GetFileName(folder), it.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Applications_live_through_a_plan(string engineName, string name)
    {
        var it = PlanCase.All(Repository.PathOf("cases", "plan", engineName)).Single(c => c.Name == name);
        var engine = EngineCatalog.Find(engineName);
        var server = engineName == "mariadb" ? await Servers.MariaDb() : await Servers.PostgreSql();
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        await session.ExecuteAsync(it.From, Never);
        var from = await engine.Inspector!.ReadAsync(session, Never);
        var to = await ReadAsync(engine, server, it.To);
        var plan = StagePlanner.For(from, to, Renames.Parse(it.Renames), engine, new() { Fills = Fills(it) });
        var text = string.Join('\n', plan.Stages.Select(s => $"== {s.Phase}\n{s.Up.Statements()}-- back\n{s.Down.Statements()}"));
        Assert.Equal(
            it.Findings.Order(StringComparer.Ordinal),
            plan.Findings.Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal)
        );
        if (plan.Findings.Any(f => f.Severity == Severity.Error))
        {
            return;
        }

        Assert.True(
            it.Phases.Count == 0 || it.Phases.SequenceEqual(plan.Stages.Select(s => PlanPhases.Word(s.Phase))),
            $"The phases are {string.Join(", ", plan.Stages.Select(s => PlanPhases.Word(s.Phase)))}\n{text}"
        );
        Assert.All(it.Must, m => Assert.True(Says(text, m), $"No `{m}` in\n{text}"));
        Assert.All(it.MustNot, m => Assert.False(Says(text, m), $"`{m}` in\n{text}"));
        await new Applications(engine, session, it, plan, text).LiveAsync(from, to);
    }

    private static async Task<RelationalSchema> ReadAsync(Engine engine, ISandbox server, string sql)
    {
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        await session.ExecuteAsync(sql, Never);
        return await engine.Inspector!.ReadAsync(session, Never);
    }

    private static Dictionary<string, string> Fills(PlanCase it) =>
        it.Fills.ToDictionary(f => f[..f.IndexOf('=')], f => f[(f.IndexOf('=') + 1)..], StringComparer.Ordinal);

    private static bool Says(string text, string what) => Flat(text).Contains(Flat(what), StringComparison.OrdinalIgnoreCase);

    private static string Flat(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    private sealed class Applications(Engine engine, ISession session, PlanCase it, StagedPlan plan, string text)
    {
        private int number = 1000;

        public async Task LiveAsync(RelationalSchema from, RelationalSchema to)
        {
            var run = new StagedRun(engine, session);
            if (it.Rows.Length > 0)
            {
                await session.ExecuteAsync(it.Rows, Never);
            }

            var last = plan.LastBeforeCutover;
            foreach (var stage in plan.Stages)
            {
                await run.RunAsync(stage, isUp: true, Never);
                if (PlanPhases.IsBeforeCutover(stage.Phase))
                {
                    await WorkAsync(it.Old, $"old application after {stage.Phase}");
                }

                if (last is null || stage.Phase >= last.Phase)
                {
                    await WorkAsync(it.New, $"new application after {stage.Phase}");
                }
            }

            await run.SameAsync(to, "at the end", plan, Never);
            await AskAsync(it.Then, "at the end");
            if (it.IsOneWay)
            {
                return;
            }

            foreach (var stage in plan.Stages.Reverse())
            {
                await run.RunAsync(stage, isUp: false, Never);
            }

            await run.SameAsync(from, "after the way back", plan, Never);
            await AskAsync(it.Back, "after the way back");
        }

        private async Task WorkAsync(IReadOnlyList<string> statements, string who)
        {
            foreach (var statement in statements)
            {
                var sql = statement.Replace("#", (++number).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
                try
                {
                    await session.ExecuteAsync(sql, Never);
                }
                catch (EngineException e)
                {
                    Assert.Fail($"{who}: {e.Message} at\n{sql}\nof\n{text}");
                }
            }
        }

        private async Task AskAsync(IReadOnlyList<(string Query, string Value)> questions, string when)
        {
            foreach (var (query, value) in questions)
            {
                var found = await session.QueryAsync(query, [], Never);
                var shown = string.Join(" | ", found.Select(r => string.Join(",", r.Select(v => v?.ToString() ?? "null"))));
                Assert.True(shown == value, $"{when}: {query}\ngives {shown}, expected {value}, after\n{text}");
            }
        }
    }
}
