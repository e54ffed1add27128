using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The migration that leads from the schema that earlier migrations create to what a design asks for.</summary>
/// <param name="Files">The pair of files below <c>migrations/</c>; empty when nothing has changed.</param>
/// <param name="Findings">What a person should know, refusals among them (<see cref="Severity.Error"/>): then there are no files.</param>
public sealed record NextMigration(Sequence<Deliverable> Files, Sequence<Finding> Findings)
{
    /// <summary>Plans it.</summary>
    /// <param name="before">The schema that the migrations so far create, as it was designed.</param>
    /// <param name="design">The schema that is wanted.</param>
    /// <param name="engine">The engine of both.</param>
    /// <param name="version">The version of the new migration: the one after the last.</param>
    /// <param name="renames">What is the same thing under another name.</param>
    /// <param name="allowDataLoss">Whether it may destroy data; otherwise that is a refusal.</param>
    /// <exception cref="Failure">A rename names what there is not, or the engine cannot alter schemas (<see cref="ExitStatus.BadInput"/>).</exception>
    public static NextMigration For(
        RelationalSchema before,
        DatabaseDesign design,
        Engine engine,
        long version,
        Renames renames,
        bool allowDataLoss
    )
    {
        var after = design.Schema.Sorted();
        var changes = Diff.Between(before.Sorted(), after, renames);
        if (changes.Count == 0)
        {
            return new([], []);
        }

        var up = MigrationPlanner.For(changes, before.Sorted(), after, engine, allowDataLoss);
        var down = MigrationPlanner.For(Change.Reverse(changes), after, before.Sorted(), engine, allowDataLoss: true);
        Sequence<Finding> findings = [.. up.Findings, .. Losses(up, allowDataLoss), .. Proposals(before, after, renames)];
        if (findings.Any(f => f.Severity == Severity.Error))
        {
            return new([], findings);
        }

        var source = Path.GetFileName(design.Requirements.Source);
        var files = MigrationFiles.For(
            changes,
            up,
            down,
            version,
            $"{source} asks for it.",
            design.WhenRun(
                "`dbwright prove` runs all migrations up, compares the result with the design, runs them down and up again."
            )
        );
        return new(files.Select(f => f with { Path = $"migrations/{f.Path}" }).ToSequence(), findings);
    }

    private static IEnumerable<Finding> Losses(MigrationPlan plan, bool isAllowed) =>
        plan
            .Steps.SelectMany(s => s.Hazards.Where(h => h.Kind == HazardKind.DataLoss).Select(h => (s.On, Hazard: h)))
            .DistinctBy(l => l.Hazard)
            .Select(l => new Finding(
                "data-loss",
                isAllowed ? Severity.Warning : Severity.Error,
                $"The next migration destroys data: {l.Hazard.Detail}"
            )
            {
                Detail = l.Hazard.Count is { } count ? $"How much: {count}" : "",
                Fix = isAllowed ? null : "--rename OLD=NEW keeps what is only called otherwise; --allow data-loss lets it go.",
                Subject = l.On.ToString(),
            });

    private static IEnumerable<Finding> Proposals(RelationalSchema before, RelationalSchema after, Renames renames) =>
        RenameProposals
            .Between(before, after, renames)
            .Select(p => new Finding(
                "perhaps-renamed",
                Severity.Warning,
                $"{p.From} goes and {p.To} comes: they may be the same under another name (confidence {p.Confidence})."
            )
            {
                Detail = $"{string.Join("; ", p.Reasons)}.",
                Fix = $"--rename {p.Option} keeps its data.",
                Subject = p.From.ToString(),
            });
}
