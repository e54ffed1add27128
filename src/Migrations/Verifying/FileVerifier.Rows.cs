using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What a migration does to rows.</summary>
public sealed partial class FileVerifier
{
    /// <summary>On a line with rows: the way up, measured and with a workload beside it, the way down, and up again. Afterwards the line is up.</summary>
    /// <param name="line">The line; it is broken afterwards when it could not be walked.</param>
    /// <param name="data">What its rows are like: <c>full</c>, <c>awkward</c>.</param>
    /// <param name="workload">Runs beside the way up; none to leave it out.</param>
    /// <param name="converts">Whether the way up gives texts another type.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The refusal of a text that does not convert, of which nothing was judged; none when there was no such.</returns>
    public async Task<Failure?> RowsAsync(
        VerifyLine line,
        string data,
        ProbeWorkload? workload,
        bool converts,
        CancellationToken cancellation
    )
    {
        var texts = walked.Down is { } way ? new[] { migration.Up.Text, way.Text } : [migration.Up.Text];
        var affected = AffectedTables.Of(before!, after!, texts);
        var was = await RowState.ReadAsync(line.Session, line.Engine, before!, affected, before!, cancellation);
        var old = workload is null ? [] : await StatementsBeforeAsync(line, cancellation);
        HistoryEntry entry;
        try
        {
            entry = await UpAsync(line, affected, workload, cancellation);
        }
        catch (Failure e)
            when (converts && !claims.DependsOnData && e.InnerException is EngineException { Kind: EngineErrorKind.Unconverted })
        {
            line.Break(e);
            return e;
        }
        catch (Failure e)
        {
            Failed(line, data, e);
            return null;
        }

        line.Schema = after!;
        var rows = was.Tables.Values.Sum(t => t.Rows);
        Judge(
            $"up.{data}",
            $"It runs on {data} tables",
            [],
            rows == 0 ? "There were no tables before it." : $"{Plural.Counted(rows, "row")} before it."
        );
        if (workload is not null)
        {
            await StatementsAfterAsync(line, old, cancellation);
        }

        var between = await RowState.ReadAsync(line.Session, line.Engine, after!, affected, before!, cancellation);
        await AgainAsync(line, data, affected, cancellation);
        if (!goesDown || walked.Down is null)
        {
            Lose(data, new(Gone(was, between), []), isComplete: false);
            return null;
        }

        try
        {
            await line.DownAsync(walked, entry, cancellation);
            var now = await RowState.ReadAsync(line.Session, line.Engine, undone!, affected, before!, cancellation);
            Lose(data, RowLosses.Between(was, between, now, filled, Logs(texts)), isComplete: true);
        }
        catch (Failure e)
        {
            line.Break(e);
            var claim = $"Its way down runs on {data} tables";
            if (FileClaims.DownDependsOnData(walked.Down))
            {
                Depends($"down.{data}", claim, e);
            }
            else
            {
                Weigh($"down.{data}", claim, [Said(e)], "");
            }

            return null;
        }

        await UpAgainAsync(line, data, cancellation);
        return null;
    }

    // What a file writes to such a table itself is its own.
    private HashSet<QualifiedName> Logs(IReadOnlyList<string> texts) =>
        TriggerText
            .Filled(before!)
            .Where(t => !texts.Any(x => x.Contains(t.Name, StringComparison.OrdinalIgnoreCase)))
            .ToHashSet();

    private async Task<HistoryEntry> UpAsync(
        VerifyLine line,
        IReadOnlySet<QualifiedName> affected,
        ProbeWorkload? workload,
        CancellationToken cancellation
    )
    {
        if (workload is null)
        {
            return await line.UpAsync(migration, cancellation);
        }

        HistoryEntry? entry = null;
        Sequence<MeasuredStatement> timed = [];
        var met = await workload.WhileAsync(
            before!.Tables.Where(t => affected.Contains(t.Name) && !FollowingTables.Is(t, before)),
            line.Engine.Require<INames>(),
            async () => (entry, timed) = await line.MeasuredUpAsync(migration, seesLocks: false, cancellation),
            cancellation
        );
        probe = met;
        // Locks are seen best with nobody beside; time and log mean something only with rows.
        measured = timed
            .Select(t => t with { Measure = measured.FirstOrDefault(m => m.At == t.At)?.Measure, HadRows = true })
            .ToSequence();
        if (met is not null)
        {
            Judge(
                "stall",
                $"Reads and writes beside it wait no longer than {Time(options.LongestStall.TotalMilliseconds)}",
                met.Longest > options.LongestStall.TotalMilliseconds ? [$"{Time(met.Longest)}: {met.Slowest}"] : [],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{met.Reads:N0} reads and {met.Writes:N0} writes; the longest took {Time(met.Longest)}."
                )
            );
        }

        return entry!;
    }

    private void Failed(VerifyLine line, string data, Failure failure)
    {
        line.Break(failure);
        var claim = $"It runs on {data} tables";
        if (claims.DependsOnData)
        {
            Depends($"up.{data}", claim, failure);
            return;
        }

        Judge(
            $"up.{data}",
            claim,
            [
                $"{Said(failure).TrimEnd('.')}. The schema before it permits such rows; a remark `-- depends-on-data: WHAT` says that they are not there.",
            ],
            ""
        );
    }

    private void Depends(string id, string claim, Failure failure)
    {
        refusals.Add(id);
        verdicts.Add(
            new(id, claim, true, EvidenceState.Executed, $"It says that it depends on the data, and it does: {Said(failure)}")
        );
    }

    private async Task UpAgainAsync(VerifyLine line, string data, CancellationToken cancellation)
    {
        try
        {
            if (data == "full")
            {
                var times = await TimedAgainAsync(line, cancellation);
                measured = measured.Select(m => m with { Alone = TimesOf(m.At, times) }).ToSequence();
            }
            else
            {
                await line.UpAsync(migration, cancellation);
            }

            Weigh($"up-again.{data}", $"It runs again on {data} tables after its way down", [], "");
        }
        catch (Failure e)
        {
            line.Break(e);
            Weigh($"up-again.{data}", $"It runs again on {data} tables after its way down", [Said(e)], "");
        }
    }

    private AloneTimes? TimesOf(Location at, Dictionary<Location, double> full) =>
        emptyTimes.TryGetValue(at, out var none) && full.TryGetValue(at, out var all) ? new(none, all) : null;

    private async Task AgainAsync(
        VerifyLine line,
        string data,
        IReadOnlySet<QualifiedName> affected,
        CancellationToken cancellation
    )
    {
        if (!claims.RunsTwice || data != "full")
        {
            return;
        }

        const string claim = "A second run succeeds and changes nothing";
        var first = await RowState.ReadAsync(line.Session, line.Engine, after!, affected, after!, cancellation);
        try
        {
            await line.AgainAsync(migration, cancellation);
        }
        catch (Failure e)
        {
            Judge("twice", claim, [Said(e)], "");
            return;
        }

        var second = await RowState.ReadAsync(line.Session, line.Engine, after!, affected, after!, cancellation);
        var changed = RowLosses.Between(first, first, second).Lost;
        Judge(
            "twice",
            claim,
            [.. Differences(after!, await line.ReadAsync(cancellation)), .. changed],
            "Run twice; catalogue and rows are the same."
        );
    }

    private void Lose(string data, RowLosses found, bool isComplete)
    {
        // What the full tables lose the awkward ones lose too; figures of both say no more.
        if (losses.Count == 0)
        {
            losses.AddRange(found.Destroyed);
        }

        if (found.Destroyed.Count > 0 && !verdicts.Exists(v => v.Id == "data-loss"))
        {
            Judge(
                "data-loss",
                "It says what it destroys",
                claims.LosesData
                    ? []
                    : [$"{Few(found.Destroyed)}. A remark `-- data-loss: WHAT` before the statement says that this is meant."],
                Few(found.Destroyed)
            );
        }

        if (isComplete)
        {
            Weigh(
                $"down.{data}",
                generated is null
                    ? $"Rows of {data} tables are the same after its way down"
                    : $"Rows of {data} tables are the same after a generated way down",
                found.Lost,
                found.Destroyed.Count == 0 ? "Equal by their sums." : "But for what its way up destroys."
            );
        }
    }

    // Without a way down only what is gone for good counts: rows, tables and columns, not values that it means to change.
    private static Sequence<string> Gone(RowState before, RowState between)
    {
        var gone = new List<string>();
        foreach (var (name, was) in before.Tables.OrderBy(t => t.Key).Where(t => t.Value.Rows > 0))
        {
            if (between.Tables.GetValueOrDefault(name) is not { } now)
            {
                gone.Add($"table {name} is gone with {Plural.Counted(was.Rows, "row")}");
                continue;
            }

            if (now.Rows < was.Rows)
            {
                gone.Add($"{Plural.Counted(was.Rows - now.Rows, "row")} of {name} are gone");
            }

            gone.AddRange(
                was.Columns.Where(c => c.Values > 0 && now.Columns.Count > 0 && now.Find(c.Column) is null)
                    .Select(c => $"{name}.{c.Column} is gone with {Plural.Counted(c.Values, "value")}")
            );
        }

        return gone.ToSequence();
    }

    private static string Time(double milliseconds) =>
        milliseconds < 1000
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(milliseconds):0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s");

    private async Task<Sequence<StatementRun>> StatementsBeforeAsync(VerifyLine line, CancellationToken cancellation) =>
        options.OldStatements.Count == 0 || claims.IsContract
            ? []
            : await new ApplicationStatements(line.Session).TryAsync(options.OldStatements, null, cancellation);

    private async Task StatementsAfterAsync(VerifyLine line, Sequence<StatementRun> old, CancellationToken cancellation)
    {
        const string claim = "The old application's statements still run";
        if (options.OldStatements.Count == 0)
        {
            return;
        }

        if (claims.IsContract)
        {
            NotChecked("statements.old", claim, "It is a contract: it says that the old application does not run any more.");
            return;
        }

        var runs = await new ApplicationStatements(line.Session).TryAsync(options.OldStatements, old, cancellation);
        var could = options
            .OldStatements.Select((s, i) => (Statement: s, Before: old[i], After: runs[i]))
            .Where(s => s.Before.Error is null)
            .ToList();
        if (could.Count == 0)
        {
            NotChecked("statements.old", claim, "None of them ran before it.");
            return;
        }

        var executed = could.Count(s => s.Before.IsExecuted);
        Judge(
            "statements.old",
            claim,
            could.Where(s => s.After.Error is not null).Select(s => $"{s.Statement.Name}: {s.After.Error}").ToSequence(),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{executed} executed, {could.Count - executed} prepared, {options.OldStatements.Count - could.Count} did not run before it either."
            )
        );
    }
}
