using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Conformance.Plans;

/// <summary>The phases of a plan, run on a server.</summary>
internal sealed class StagedRun(Engine engine, ISession session)
{
    /// <summary>There, back, and from the end step by step: each file undone, done, and undone again.</summary>
    public async Task EverywhereAsync(RelationalSchema from, RelationalSchema to, StagedPlan plan, CancellationToken cancellation)
    {
        foreach (var stage in plan.Stages)
        {
            await RunAsync(stage, isUp: true, cancellation);
        }

        await SameAsync(to, "at the end", plan, cancellation);
        foreach (var stage in plan.Stages.Reverse())
        {
            await RunAsync(stage, isUp: false, cancellation);
            await RunAsync(stage, isUp: true, cancellation);
            await RunAsync(stage, isUp: false, cancellation);
        }

        await SameAsync(from, "after the way back", plan, cancellation);
    }

    /// <summary>Runs a phase statement by statement, in a transaction where it can be one.</summary>
    /// <exception cref="InvalidOperationException">A statement fails.</exception>
    public async Task RunAsync(PlanStage stage, bool isUp, CancellationToken cancellation)
    {
        var plan = isUp ? stage.Up : stage.Down;
        var isOne = plan.Steps.All(s => s.InTransaction);
        if (isOne)
        {
            await session.BeginAsync(cancellation);
        }

        foreach (var step in plan.Steps)
        {
            try
            {
                await session.ExecuteAsync(step.Sql, cancellation);
            }
            catch (EngineException e)
            {
                throw new InvalidOperationException(
                    $"{stage.Phase}, {(isUp ? "up" : "down")}: {e.Message} at\n{step.Sql}\nof\n{plan.Statements()}",
                    e
                );
            }
        }

        if (isOne)
        {
            await session.CommitAsync(cancellation);
        }
    }

    /// <summary>Holds the schema against another.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public async Task SameAsync(RelationalSchema expected, string when, StagedPlan plan, CancellationToken cancellation)
    {
        var found = await engine.Inspector!.ReadAsync(session, cancellation);
        if (Migrations.Diff.Between(expected, found) is { Count: > 0 } changes)
        {
            var text = string.Join(
                '\n',
                plan.Stages.Select(s => $"== {s.Phase}\n{s.Up.Statements()}-- back\n{s.Down.Statements()}")
            );
            throw new InvalidOperationException($"{when}: {string.Join("; ", changes)}\nafter\n{text}");
        }
    }
}
