using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A plan for people: what changes, what it does to whom, how it goes back, and what to do when.</summary>
public static class PlanPage
{
    /// <summary>The page, <c>0002-plan.md</c> beside the file 0002.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="files">Its files.</param>
    /// <param name="reason">What people say about it.</param>
    /// <param name="live">How long the new application must have run alone.</param>
    /// <param name="proof">What running the files showed.</param>
    /// <param name="figures">What they did over rows; none when they were not run over any.</param>
    public static Deliverable Write(
        Engine engine,
        StagedPlan plan,
        Sequence<StageFile> files,
        ChangeReason reason,
        TimeSpan live,
        Verdict proof,
        PlanFigures? figures
    )
    {
        var text = new StringBuilder("# Plan of a change\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- **Why:** {reason.Why ?? "not said"}\n");
        Said(text, "Issue", reason.Issue);
        Said(text, "Author", reason.Author);
        text.Append(CultureInfo.InvariantCulture, $"- **Engine:** {engine.Title}\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"- **Tested:** {proof.Claim}. {proof.Detail}{(figures is null ? "" : $" {figures.Words}")}\n"
        );
        Files(text, plan, files);
        if (figures is null)
        {
            Steps(text, files);
        }
        else
        {
            PlanFigureTables.Affected(text, plan, figures);
            PlanFigureTables.Statements(text, files, figures);
        }

        Dangers(text, files);
        switch (plan.Second)
        {
            case { IsReplica: true }:
                PromotionPage.Write(text, engine, plan, files);
                break;
            case not null:
                BlueGreenPage.Write(text, engine, plan, files);
                break;
        }

        Losses(text, plan);
        Window(text, plan, files, live);
        Rollback(text, files);
        Interruptions(text, plan, engine);
        if (figures is not null)
        {
            PlanFigureTables.Tests(text, files, figures);
        }

        Checklist(text, plan, files, live);
        return new($"{Number(files)}-plan.md", text.ToString()) { Permanent = true };
    }

    private static string Number(Sequence<StageFile> files) =>
        (files.Count > 0 ? files[0].Version : 0).ToString("0000", CultureInfo.InvariantCulture);

    private static void Said(StringBuilder text, string what, string? said) =>
        text.Append(said is null ? "" : $"- **{what}:** {said}\n");

    private static void Files(StringBuilder text, StagedPlan plan, Sequence<StageFile> files)
    {
        text.Append("\n## Files\n\n| file | what it is for | applications | affected |\n|---|---|---|---|\n");
        foreach (var file in files)
        {
            var who =
                plan.Second is not null ? "all, on the other server"
                : files.Count == 1 ? "none while it runs, unless the locks below are harmless"
                : PlanPhases.IsBeforeCutover(file.Stage.Phase) ? "old and new"
                : "only the new one";
            text.Append(
                $"| {file.Up.Path} | {PlanPhases.Purpose(file.Stage.Phase)} | {who} | {Escaped(Affected(file.Stage))} |\n"
            );
        }
    }

    private static string Affected(PlanStage stage) =>
        string.Join(", ", stage.Up.Steps.Select(s => s.On.Name.ToString()).Distinct(StringComparer.Ordinal));

    private static void Steps(StringBuilder text, Sequence<StageFile> files)
    {
        text.Append("\n## Statements\n\n| file | statement | lock |\n|---|---|---|\n");
        foreach (var (file, step) in files.SelectMany(f => f.Stage.Up.Steps.Select(s => (f, s))))
        {
            text.Append($"| {file.Short} | {Shown(step.Sql)} | {Escaped(step.Lock ?? "")} |\n");
        }
    }

    private static void Dangers(StringBuilder text, Sequence<StageFile> files)
    {
        var dangers = files
            .SelectMany(f => f.Stage.Up.Steps.SelectMany(s => s.Hazards.Select(h => (File: f.Short, Of: h))))
            .Distinct();
        foreach (var (number, danger) in dangers.Select((d, i) => (i, d)))
        {
            text.Append(number == 0 ? "\nWhat grows or fails with the data:\n\n" : "");
            text.Append($"- {danger.File}, {danger.Of.Name}: {danger.Of.Detail}\n");
        }
    }

    /// <summary>The first line of a statement that is no remark, as code of a table's cell.</summary>
    internal static string Shown(string sql)
    {
        var lines = sql.Split('\n').Where(l => !l.StartsWith("--", StringComparison.Ordinal)).ToList();
        return Escaped(lines.Count > 1 ? $"`{lines[0].TrimEnd()} …`" : $"`{lines[0]}`");
    }

    private static void Losses(StringBuilder text, StagedPlan plan)
    {
        text.Append("\n## Data\n\n");
        var losses = plan
            .Stages.SelectMany(s => s.Up.Steps)
            .SelectMany(s => s.Hazards)
            .Where(h => h.Kind == HazardKind.DataLoss)
            .Distinct()
            .ToList();
        text.Append(losses.Count == 0 ? "Nothing is lost.\n" : "");
        foreach (var loss in losses)
        {
            text.Append($"- **{loss.Detail}**{(loss.Count is { } count ? $" How much: `{count}`" : "")}\n");
        }
    }

    private static void Window(StringBuilder text, StagedPlan plan, Sequence<StageFile> files, TimeSpan live)
    {
        if (plan.IsWhole || files.Count == 0)
        {
            return;
        }

        text.Append("\n## Old and new application\n\n");
        var last = files.LastOrDefault(f => PlanPhases.IsBeforeCutover(f.Stage.Phase));
        var next = files.FirstOrDefault(f => !PlanPhases.IsBeforeCutover(f.Stage.Phase));
        text.Append(
            (last, next) switch
            {
                ({ } before, { } after) =>
                    $"Both run from the end of {before.Short} until {after.Short}. {after.Short} and what follows refuse to run "
                        + $"before {before.Short} has been live for {Cutover.Text(live)} (`--allow early` permits it).\n",
                (null, _) =>
                    "Nothing has to come before the new application. The rules hold for new rows from the first file on: an application that "
                        + "breaks them must be gone by then.\n",
                _ => "Both run at any time.\n",
            }
        );
    }

    private static void Rollback(StringBuilder text, Sequence<StageFile> files)
    {
        text.Append("\n## The way back\n\n`dbwright migrate rollback` undoes one file after the other, the last first.\n");
        foreach (var file in files.Reverse())
        {
            var lost = file
                .Stage.Down.Steps.SelectMany(s => s.Hazards)
                .Where(h => h.Kind == HazardKind.DataLoss)
                .Distinct()
                .ToList();
            text.Append(
                $"- {file.Down.Path}: "
                    + (
                        file.Stage.Down.Steps.Count == 0 ? "nothing to do."
                        : file.Stage.Up.LosesData ? "the schema comes back, what was lost only from a backup."
                        : lost.Count > 0 ? $"{string.Join(" ", lost.Select(l => l.Detail))}"
                        : "nothing is lost."
                    )
                    + "\n"
            );
        }
    }

    private static void Interruptions(StringBuilder text, StagedPlan plan, Engine engine)
    {
        var findings = plan.Findings.Where(f => f.Rule == "interrupts-application").ToList();
        var tools = plan
            .Stages.SelectMany(s =>
                s.Up.Steps.SelectMany(step => engine.Require<IAlterer>().Beside(step, s.Up.Start).Select(t => (step, t)))
            )
            .ToList();
        if (findings.Count + tools.Count == 0)
        {
            return;
        }

        text.Append("\n## What interrupts applications\n\n");
        foreach (var finding in findings)
        {
            text.Append($"- {finding.Title} {finding.Detail}\n");
        }

        foreach (var of in tools.GroupBy(t => t.step, t => t.t))
        {
            text.Append(
                $"- The statement on {of.Key.On.Name} copies the table while it takes no writes. Beside running work one of these does it, instead:\n"
            );
            foreach (var tool in of)
            {
                text.Append($"\n  ```sh\n  {tool}\n  ```\n");
            }
        }

        text.Append(
            tools.Exists(t => t.t.StartsWith("pt-online-schema-change", StringComparison.Ordinal))
                ? "\nDATABASE stands for the database; account and socket are the tool's own options. pt-online-schema-change puts an underscore "
                    + "before the names of foreign keys: the next `dbwright diff` shows it.\n"
                : ""
        );
    }

    private static void Checklist(StringBuilder text, StagedPlan plan, Sequence<StageFile> files, TimeSpan live)
    {
        text.Append("\n## Checklist\n\n");
        text.Append("- [ ] `dbwright migrate lint` has no finding that nobody answered for.\n");
        text.Append("- [ ] `dbwright migrate verify` holds on rows as many as production has.\n");
        text.Append("- [ ] A backup is there, and it was restored once.\n");
        var isCut = false;
        foreach (var file in files)
        {
            if (!isCut && !plan.IsWhole && !PlanPhases.IsBeforeCutover(file.Stage.Phase))
            {
                isCut = true;
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"- [ ] The new application is everywhere, and the old one is gone for {Cutover.Text(live)}.\n"
                );
            }

            text.Append($"- [ ] {file.Up.Path} is applied; `dbwright migrate status` says so.\n");
            if (file.Stage.Phase == PlanPhase.Backfill)
            {
                text.Append("- [ ] The backfilled tables were vacuumed; replicas have caught up.\n");
            }
        }
    }

    /// <summary>A text as a table's cell.</summary>
    internal static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
