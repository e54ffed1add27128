using System.Globalization;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Runs the files of a plan over rows, as <c>migrate verify</c> does: what they lock, how long they take, whether rows survive.</summary>
/// <param name="engine">The engine.</param>
/// <param name="sandbox">Where they are run.</param>
/// <param name="goal">The schema at the end.</param>
/// <param name="context">The world.</param>
internal sealed class PlanMeasurement(Engine engine, ISandbox sandbox, RelationalSchema goal, CommandContext context)
{
    /// <summary>Tables that the touched ones refer to get so many rows: enough to be referred to.</summary>
    private const long ParentRows = 100;

    private const long Seed = 1;

    /// <summary>The shortest of so many times is what production's is estimated from.</summary>
    private const int Rounds = 3;

    /// <summary>What was found.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="files">Its files.</param>
    /// <param name="counts">How many rows tables get.</param>
    /// <param name="production">What production has; none when nobody said.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<PlanFigures> RunAsync(
        StagedPlan plan,
        Sequence<StageFile> files,
        IReadOnlyDictionary<QualifiedName, long> counts,
        ProductionTables? production,
        CancellationToken cancellation
    )
    {
        var start = plan.Stages[0].Up.Start;
        var definitions = engine.Require<IWriter>().Create(start).Select(d => $"{d.Sql};\n");
        var history = files
            .Select(f => new FolderMigration(f.Version.ToString(CultureInfo.InvariantCulture), "", Script(f.Up))
            {
                Down = Script(f.Down),
            })
            .Prepend(new("0", "", new("first-schema.sql", string.Concat(definitions))))
            .ToSequence();
        var options = new VerifyOptions { Rules = PlanValues.For(start, goal, engine), Rounds = production is null ? 1 : Rounds };
        await using var run = new VerifyRun(history, engine, sandbox, VerifyVolumes.Of(counts), options, Seed, context);
        var found = await run.RunAsync(m => m != history[0], cancellation);
        return new(sandbox.VersionText, counts, found) { Production = production };
    }

    private static ScriptFile Script(Deliverable file) => new FolderFile(file.Path, file.Content, file.Path).Script();

    /// <summary>How many rows tables get.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="rows">How many rows the tables get that it touches, if production has as many.</param>
    /// <param name="production">What production has; none when nobody said.</param>
    public static IReadOnlyDictionary<QualifiedName, long> Counts(StagedPlan plan, long rows, ProductionTables? production)
    {
        var start = plan.Stages[0].Up.Start;
        var counts = plan.Tables.ToDictionary(
            t => t,
            t => Math.Max(1, Math.Min(rows, production?.Rows.Of(t.ToString()) ?? rows))
        );
        var open = new Queue<QualifiedName>(counts.Keys);
        while (open.TryDequeue(out var table))
        {
            foreach (
                var parent in start.Find(table)!.ForeignKeys.Select(f => f.ReferencedTable).Where(p => !counts.ContainsKey(p))
            )
            {
                counts[parent] = ParentRows;
                open.Enqueue(parent);
            }
        }

        return counts;
    }
}
