using System.Text.Json;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The stable JSON form of <c>dbwright diff --format json</c>.</summary>
public sealed record DiffSummary
{
    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>The fingerprint of the schema that the migration starts from.</summary>
    public required string From { get; init; }

    /// <summary>The differences.</summary>
    public required IReadOnlyList<ChangeSummary> Changes { get; init; }

    /// <summary>The statements of the migration in their order.</summary>
    public required IReadOnlyList<StepSummary> Steps { get; init; }

    /// <summary>What may be the same thing under another name.</summary>
    public required IReadOnlyList<RenameSummary> PerhapsRenamed { get; init; }

    /// <summary>What running the migration showed: executed, checked or unverified.</summary>
    public required string Verification { get; init; }

    /// <summary>Whether it did what it should.</summary>
    public required bool Holds { get; init; }

    /// <summary>How that is known, or why it is not.</summary>
    public required string Detail { get; init; }
}

/// <summary>A difference.</summary>
/// <param name="Object">What differs.</param>
/// <param name="Change">How, as a sentence.</param>
public sealed record ChangeSummary(string Object, string Change);

/// <summary>A statement of a migration.</summary>
/// <param name="Sql">The statement, without final semicolon.</param>
/// <param name="Object">What it is about.</param>
/// <param name="Change">The difference it comes from; none for what is only made again around another.</param>
/// <param name="Reason">Why it is there when no difference says so.</param>
/// <param name="Lock">What it locks.</param>
/// <param name="InTransaction">Whether it may stand in a transaction with what follows it.</param>
/// <param name="Hazards">What it does to a running system and its data.</param>
public sealed record StepSummary(
    string Sql,
    string Object,
    string? Change,
    string? Reason,
    string? Lock,
    bool InTransaction,
    IReadOnlyList<HazardSummary> Hazards
);

/// <summary>A danger of a statement.</summary>
/// <param name="Hazard">Its name.</param>
/// <param name="Detail">What it is, as a sentence.</param>
/// <param name="Count">The query that counts what is lost or in the way.</param>
public sealed record HazardSummary(string Hazard, string Detail, string? Count);

/// <summary>A proposed rename.</summary>
/// <param name="From">What goes.</param>
/// <param name="To">What comes.</param>
/// <param name="Option">The rename as the option takes it.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Reasons">What is alike.</param>
public sealed record RenameSummary(string From, string To, string Option, decimal Confidence, IReadOnlyList<string> Reasons);

/// <summary>Writes <see cref="DiffSummary"/>.</summary>
public static class DiffJson
{
    /// <summary>The result as JSON.</summary>
    public static string Write(DiffResult result) =>
        JsonSerializer.Serialize(
            new DiffSummary
            {
                Engine = result.Plan.Engine,
                From = result.Plan.From,
                Changes = result.Changes.Select(c => new ChangeSummary(c.On.ToString(), c.ToString())).ToList(),
                Steps = result.Plan.Steps.Select(Step).ToList(),
                PerhapsRenamed = result
                    .Proposals.Select(p => new RenameSummary(
                        p.From.ToString(),
                        p.To.ToString(),
                        p.Option,
                        p.Confidence,
                        p.Reasons
                    ))
                    .ToList(),
                Verification = Words.Of(result.Verification.State),
                Holds = result.Verification.Holds,
                Detail = result.Verification.Detail,
            },
            ResultJson.Default.DiffSummary
        ) + "\n";

    private static StepSummary Step(MigrationStep step) =>
        new(
            step.Sql,
            step.On.ToString(),
            step.Change?.ToString(),
            step.Reason,
            step.Lock,
            step.InTransaction,
            step.Hazards.Select(h => new HazardSummary(h.Name, h.Detail, h.Count)).ToList()
        );
}
