using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>One way of a migration: its statements, and which of them are a transaction.</summary>
public sealed partial class ExportReader
{
    // Where a definition ends the transaction that it stands in there is nothing to take apart.
    private bool HasTransactions => engine.Alterer?.UndoesDefinitions == true;

    private ExportedWay Way(ScriptFile script)
    {
        var steps = engine.Require<ISteps>().Read(script.Text).ToList();
        var before = findings.Count;
        Refuse(script, steps);
        Differences(script, steps);
        var statements = new List<(ExportedStatement Statement, StepKind Kind, bool IsBackfill)>();
        var at = 0;
        foreach (var step in steps)
        {
            var remarks = Remarks(script.Text[Math.Min(at, step.Offset)..step.Offset], isFirst: statements.Count == 0);
            var (text, isBackfill) = Text(script, step);
            statements.Add(
                (
                    new(step.Offset, text, remarks)
                    {
                        IsSetting = step.Kind == StepKind.Setting,
                        RefusesTransaction =
                            isBackfill || HasTransactions && step.Kind is not (StepKind.Plain or StepKind.Setting),
                    },
                    step.Kind,
                    isBackfill
                )
            );
            at = step.Offset + step.Text.Length;
        }

        var tail = Remarks(script.Text[Math.Min(at, script.Text.Length)..], isFirst: statements.Count == 0);
        if (findings.Skip(before).Any(f => f.Severity == Severity.Error))
        {
            return new(script, []);
        }

        var blocks = Blocks(script, statements).ToSequence();
        var way = new ExportedWay(script, blocks) { Header = Header(script.Text), Tail = tail };
        Settings(way);
        return way;
    }

    private IEnumerable<ExportedBlock> Blocks(
        ScriptFile script,
        List<(ExportedStatement Statement, StepKind Kind, bool IsBackfill)> statements
    )
    {
        var isWhole =
            script.IsOneTransaction
            && statements.TrueForAll(s =>
                !s.IsBackfill && (!HasTransactions || s.Kind is StepKind.Plain or StepKind.Setting or StepKind.Opaque)
            );
        if (isWhole)
        {
            if (statements.Count > 0)
            {
                yield return new(true, statements.Select(s => s.Statement).ToSequence());
            }

            yield break;
        }

        List<ExportedStatement>? open = null;
        Sequence<string> remarks = [];
        foreach (var (found, kind, _) in statements)
        {
            // What is said before a transaction begins is said about its first statement.
            var statement = found with
            {
                Remarks = [.. remarks, .. found.Remarks],
            };
            remarks = [];
            if (kind is StepKind.Begin)
            {
                open = [];
                remarks = statement.Remarks;
            }
            else if (kind == StepKind.Commit)
            {
                if (open is { Count: > 0 })
                {
                    yield return new(true, open.ToSequence());
                }

                open = null;
            }
            else if (open is not null)
            {
                open.Add(statement);
            }
            else
            {
                yield return new(false, [statement]);
            }
        }
    }

    private (string Text, bool IsBackfill) Text(ScriptFile script, Step step)
    {
        // Not the other characters that some take for ends of lines: within texts they are what somebody wrote.
        var text = step.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (Backfill.Of(script, step, SqlDialects.Of(engine.Name)) is not { } backfill)
        {
            return (text, false);
        }

        if (engine.Name == "postgresql")
        {
            findings.Add(
                new("backfill-restarts", Severity.Warning, "A backfill that is cut off begins again at its first key.")
                {
                    Detail =
                        $"It is given to {tool.Title} as a block that commits after every batch. dbwright would go on behind the last key; "
                        + "this is the same only when doing a batch twice does no harm.",
                    Location = script.At(step.Offset),
                }
            );
            return (BackfillLoop.PostgreSql(backfill), true);
        }

        var isAllowed = allowed.Contains(WholeBackfill);
        findings.Add(
            new(
                BackfillBatches,
                isAllowed ? Severity.Warning : Severity.Error,
                $"{tool.Title} would run this backfill as one statement, not in batches, on {engine.Title}."
            )
            {
                Detail = "It would hold the locks of all its rows until it is done.",
                Fix = isAllowed ? null : "Run it with dbwright migrate apply, or add --allow whole-backfill.",
                Location = script.At(step.Offset),
            }
        );
        return (text, false);
    }

    private void Refuse(ScriptFile script, List<Step> steps)
    {
        findings.AddRange(FileChecks.Of(script, steps, engine, HasTransactions));
        if (steps.Find(s => s.Kind == StepKind.Rollback) is { } rollback)
        {
            Wrong("rollback-in-file", "This undoes what the file has done.", "Leave out what is undone.", rollback);
        }

        var open = 0;
        foreach (var step in steps)
        {
            open =
                step.Kind == StepKind.Begin ? open + 1
                : step.Kind == StepKind.Commit ? open - 1
                : open;
            if (open is < 0 or > 1)
            {
                Wrong("transaction-unclear", "Begin and commit do not match.", "Begin and end every transaction once.", step);
                return;
            }
        }

        if (open > 0)
        {
            var begin = steps.FindLast(s => s.Kind == StepKind.Begin)!;
            Wrong("transaction-unclear", "This transaction has no end in the file.", "End it with commit.", begin);
        }

        void Wrong(string rule, string title, string fix, Step step) =>
            findings.Add(new(rule, Severity.Error, title) { Fix = fix, Location = script.At(step.Offset) });
    }

    // What another tool does with a file that is no single transaction.
    private void Splitting(ExportedWay up, ExportedWay? down)
    {
        var parts = Math.Max(up.Blocks.Count, down?.Blocks.Count ?? 0);
        if (parts < 2)
        {
            return;
        }

        findings.Add(
            tool.Abilities.SplitsMigrations && HasTransactions
                ? new("migration-split", Severity.Note, $"This file becomes {parts} migrations of {tool.Title}.")
                {
                    Detail = "It is no single transaction, and each of its parts must be known to be done.",
                    Location = new(up.Script.Path, 1, 1),
                }
                : new(
                    "migration-restarts",
                    Severity.Note,
                    $"When it is cut off, {tool.Title} runs this file again from its first statement."
                )
                {
                    Detail = "It is no single transaction. dbwright would go on at the statement where it stopped.",
                    Location = new(up.Script.Path, 1, 1),
                }
        );
    }

    // A part that is a migration of its own may run the next day.
    private void Settings(ExportedWay way)
    {
        var isKept = tool.Abilities is { KeepsSession: true, SplitsMigrations: false };
        if (!isKept && HasTransactions && way is { IsOneTransaction: false, LooseSetting: { } setting })
        {
            findings.Add(
                new(
                    "setting-without-session",
                    Severity.Error,
                    $"{tool.Title} may run what follows over another connection, so that this setting would not hold for it."
                )
                {
                    Fix = "Set it within a transaction (begin; set local …; commit;), or in the URL of the connection.",
                    Location = way.Script.At(setting.Offset),
                }
            );
        }
    }

    // What reads the same and is not.
    private void Differences(ScriptFile script, List<Step> steps)
    {
        foreach (var setting in steps.Where(s => s.Kind == StepKind.Setting))
        {
            findings.Add(
                new(
                    "setting-stays",
                    Severity.Note,
                    $"{tool.Title} goes on in the same session, so that this setting may stay for what follows."
                )
                {
                    Detail = "dbwright opens a new session after such a file.",
                    Location = script.At(setting.Offset),
                }
            );
        }

        if (steps.Find(s => s.Text.Contains('\r', StringComparison.Ordinal)) is { } returns)
        {
            findings.Add(
                new("line-ends", Severity.Note, "Ends of lines become line feeds, also within texts and the bodies of routines.")
                {
                    Location = script.At(returns.Offset),
                }
            );
        }
    }

    // The head of the file is kept apart.
    private static Sequence<string> Remarks(string gap, bool isFirst)
    {
        var text = gap.ReplaceLineEndings("\n");
        if (isFirst)
        {
            text = text.TrimStart();
            while (text.StartsWith("--", StringComparison.Ordinal))
            {
                var end = text.IndexOf('\n', StringComparison.Ordinal);
                text = end < 0 ? "" : text[(end + 1)..];
            }
        }

        return SqlRemarks.Of(text).Where(l => !Directive().IsMatch(l) && !Backfilled().IsMatch(l)).ToSequence();
    }
}
