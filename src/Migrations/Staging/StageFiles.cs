using System.Globalization;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A file of a staged plan: a phase with its version, there and back.</summary>
/// <param name="Stage">The phase.</param>
/// <param name="Version">Its number.</param>
/// <param name="Up">The way there.</param>
/// <param name="Down">The way back.</param>
public sealed record StageFile(PlanStage Stage, long Version, Deliverable Up, Deliverable Down)
{
    /// <summary>The beginning of the name of the way there: <c>V0002</c>.</summary>
    public string Short => Up.Path[..Up.Path.IndexOf("__", StringComparison.Ordinal)];

    /// <summary>The step that a statement of the file is; none when it is part of none.</summary>
    public MigrationStep? StepOf(MeasuredStatement statement) =>
        Stage.Up.Steps.FirstOrDefault(s => s.Sql.Contains(statement.Sql, StringComparison.Ordinal));
}

/// <summary>A staged plan as pairs of files, numbered in their order.</summary>
public static class StageFiles
{
    /// <summary>So many changes are named in a header.</summary>
    private const int NamedChanges = 12;

    /// <summary>The files <c>V0002__expand_orders.sql</c>, <c>U0002__expand_orders.sql</c> and so on.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="first">The number of the first file.</param>
    /// <param name="reason">What people say about it.</param>
    /// <param name="live">How long the new application must have run alone before the first file that the old one would not survive.</param>
    /// <param name="test">How it was tested, as a sentence.</param>
    /// <param name="start">The tables that it was made for.</param>
    public static Sequence<StageFile> For(
        StagedPlan plan,
        long first,
        ChangeReason reason,
        TimeSpan live,
        string test,
        PlanStart? start = null
    )
    {
        var subject = Subject(plan);
        var cutover = plan.LastBeforeCutover is { } last ? first + plan.Stages.ToList().IndexOf(last) : (long?)null;
        return plan.Stages.Select((s, i) => File(s, first + i, cutover)).ToSequence();

        StageFile File(PlanStage stage, long number, long? cutover)
        {
            var name = $"{Number(number)}__{(plan.IsWhole ? "change" : PlanPhases.Word(stage.Phase))}_{subject}.sql";
            var waits = !PlanPhases.IsBeforeCutover(stage.Phase) && cutover is { } after ? Cutover.Remark(after, live) : null;
            var remark = number == first ? start?.Remark : waits;
            var up = Header(stage, stage.Up, plan.IsWhole, reason, test, waits is not null) with
            {
                Rollback = Rollback(stage, $"U{name}"),
            };
            var down = Header(stage, stage.Down, plan.IsWhole, reason, test, waits: false) with
            {
                What = $"The way back from V{Number(number)}.",
                Rollback = $"V{name}.",
            };
            return new(stage, number, Text($"V{name}", up, stage.Up, remark), Text($"U{name}", down, stage.Down, null));
        }
    }

    private static string Number(long number) => number.ToString("0000", CultureInfo.InvariantCulture);

    private static Deliverable Text(string path, MigrationHeader header, MigrationPlan plan, string? remark)
    {
        var isPlain = plan.Steps.All(s => s.InTransaction);
        var text =
            header.Write(path[..path.IndexOf("__", StringComparison.Ordinal)])
            + (isPlain ? "" : $"{MigrationFolder.NoTransaction}\n")
            + (remark is null ? "" : $"{remark}\n");
        return new(path, $"{text}\n{(plan.Steps.Count > 0 ? plan.Statements() : "-- Nothing to do.\n")}") { Permanent = true };
    }

    private static MigrationHeader Header(
        PlanStage stage,
        MigrationPlan way,
        bool isWhole,
        ChangeReason reason,
        string test,
        bool waits
    )
    {
        var hazards = way.Steps.SelectMany(s => s.Hazards).ToList();
        var losses = hazards.Where(h => h.Kind == HazardKind.DataLoss).Select(h => h.Detail).Distinct().ToList();
        var locks = way.Steps.Select(s => s.Lock).OfType<string>().Distinct().ToList();
        var slow = hazards.Where(h => h.Kind is HazardKind.Rewrite or HazardKind.Scan or HazardKind.IndexBuild).ToList();
        return new()
        {
            What = $"{(isWhole ? "" : PlanPhases.Purpose(stage.Phase))} {What(stage.Changes)}".Trim(),
            Why = reason.Why ?? "not said.",
            Issue = reason.Issue,
            Author = reason.Author,
            Impact =
                (losses.Count > 0 ? $"DATA LOSS: {string.Join(" ", losses)} " : "")
                + (
                    waits ? "The old application must be gone. "
                    : PlanPhases.IsBeforeCutover(stage.Phase) ? "Old and new application both run. "
                    : ""
                )
                + (
                    locks.Count > 0 ? $"Locks: {string.Join("; ", locks)}."
                    : slow.Count > 0 ? "Others wait while it runs."
                    : "No lock that keeps others waiting."
                ),
            Affected = Affected(way),
            Rollback = "",
            Duration = string.Join(" ", slow.Select(h => h.Detail).Distinct().DefaultIfEmpty(Length(stage))),
            Test = test,
        };
    }

    private static string Length(PlanStage stage) =>
        stage.Phase switch
        {
            PlanPhase.Backfill => "Grows with the number of rows; others work meanwhile.",
            PlanPhase.Index => "Grows with the number of rows; others work meanwhile.",
            _ => "Independent of the number of rows.",
        };

    private static string What(Sequence<Change> changes)
    {
        var named = string.Join("; ", changes.Take(NamedChanges).Select(c => c.ToString()));
        return changes.Count == 0 ? ""
            : changes.Count > NamedChanges ? $"{named}; and {Quantity.Count(changes.Count - NamedChanges, "more change")}."
            : $"{named}.";
    }

    private static string Affected(MigrationPlan way) =>
        way.Steps.Count == 0
            ? "nothing."
            : string.Join(", ", way.Steps.Select(s => s.On.Name.ToString()).Distinct(StringComparer.Ordinal));

    private static string Rollback(PlanStage stage, string back) =>
        stage.Up.LosesData ? $"{back}; what was lost comes back only from a backup." : $"{back}.";

    private static string Subject(StagedPlan plan)
    {
        var tables = plan
            .Stages.SelectMany(s => s.Changes)
            .Where(c => c.On.Kind is ObjectKind.Table or ObjectKind.Column or ObjectKind.Constraint)
            .Select(c => c.On.Name.Name)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var name = tables.Count is 1 or 2 ? string.Join("_and_", tables) : "schema";
        return string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
    }
}
