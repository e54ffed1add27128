using System.Globalization;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// Runs the statements of one file, so that after a crash at any moment it is known which of them are done: each is noted in the transaction
/// that it is in, and one that refuses transactions is known by what it changes.
/// </summary>
internal sealed class StepRunner(
    RunSessions sessions,
    FileRun file,
    Patience patience,
    BackfillRunner backfills,
    Action<string> tell
)
{
    private readonly ISteps steps = sessions.Engine.Require<ISteps>();
    private HistoryEntry entry = file.Entry;

    private ISession Session => sessions.Worker;

    private MigrationHistory History => sessions.History(Session);

    /// <summary>Runs the whole file as one transaction; what is given is done in it at the end.</summary>
    /// <exception cref="EngineException">A statement is refused; nothing of the file is done.</exception>
    public Task OneTransactionAsync(Func<Task<bool>> isDue, Func<MigrationHistory, Task> note, CancellationToken cancellation) =>
        patience.RunAsync(
            file.Script.Path,
            () =>
                Session.UndoneOnFailureAsync(async () =>
                {
                    await Session.BeginAsync(cancellation);
                    if (await isDue())
                    {
                        for (var i = 0; i < file.Steps.Count; i++)
                        {
                            await ExecuteAsync(i, cancellation);
                        }

                        await note(History);
                    }

                    await Session.CommitAsync(cancellation);
                }),
            cancellation
        );

    /// <summary>Runs the file statement by statement, from where an earlier run stopped.</summary>
    /// <exception cref="Failure">It is not known whether a statement that was cut off took effect, or done statements were edited.</exception>
    /// <exception cref="EngineException">A statement is refused; those before it are done and noted.</exception>
    public async Task ByStepsAsync(CancellationToken cancellation)
    {
        var at = await ResumeAsync(cancellation);
        while (at < file.Steps.Count)
        {
            at =
                file.Steps[at].Kind == StepKind.Begin
                    ? await OwnTransactionAsync(at, cancellation)
                    : await StepAsync(at, cancellation);
        }
    }

    private async Task<int> ResumeAsync(CancellationToken cancellation)
    {
        if (await History.FindAsync(entry.Version, cancellation) is not { } before || before.State != entry.State)
        {
            await NoteAsync(0, null, cancellation);
            return 0;
        }

        var done = before.StepsDone;
        if (done > file.Steps.Count || before.StepsChecksum != file.ChecksumOf(done))
        {
            throw UnfinishedRun.Edited(file, done);
        }

        for (var i = 0; i < done; i++)
        {
            // A new session does not have the settings of the one that was cut off.
            if (file.Steps[i].Kind == StepKind.Setting)
            {
                await ExecuteAsync(i, cancellation);
            }
        }

        if (done > 0 || before.StateBefore is not null)
        {
            tell(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file.Script.Path}: goes on at {file.At(done)}, {done} of {file.Steps.Count} statements are done"
                )
            );
        }

        return before.StateBefore is { } state && await IsDoneAsync(done, state, cancellation)
            ? await NoteAsync(done + 1, null, cancellation)
            : done;
    }

    private async Task<bool> IsDoneAsync(int at, string before, CancellationToken cancellation)
    {
        var step = file.Steps[at];
        if (step.Kind == StepKind.Repeatable)
        {
            return false;
        }

        if (step.Kind == StepKind.Opaque || await steps.StateAsync(Session, step, cancellation) is not { } now)
        {
            throw UnfinishedRun.Unknown(file, at);
        }

        if (now == before)
        {
            await RemoveRemainsAsync(step, cancellation);
            now = await steps.StateAsync(Session, step, cancellation);
        }

        return now != before;
    }

    // From its begin to its commit; the note that it is done is in it.
    private async Task<int> OwnTransactionAsync(int begin, CancellationToken cancellation)
    {
        var next = begin;
        await patience.RunAsync(
            file.At(begin).ToString(),
            () => Session.UndoneOnFailureAsync(async () => next = await WholeAsync()),
            cancellation
        );
        return next;

        async Task<int> WholeAsync()
        {
            for (var i = begin; i < file.Steps.Count; i++)
            {
                switch (file.Steps[i].Kind)
                {
                    case StepKind.Commit:
                        await NoteAsync(i + 1, null, cancellation);
                        await ExecuteAsync(i, cancellation);
                        return i + 1;
                    case StepKind.Rollback:
                        await ExecuteAsync(i, cancellation);
                        return await NoteAsync(i + 1, null, cancellation);
                    case StepKind.Alone when !Session.UndoesDefinitions:
                        // A definition has ended the transaction before it begins; what follows is one by one again.
                        return await NoteAsync(i, null, cancellation);
                    default:
                        await ExecuteAsync(i, cancellation);
                        break;
                }
            }

            await NoteAsync(file.Steps.Count, null, cancellation);
            await Session.CommitAsync(cancellation);
            return file.Steps.Count;
        }
    }

    private async Task<int> StepAsync(int at, CancellationToken cancellation)
    {
        var step = file.Steps[at];
        if (Backfill.Of(file.Script, step, SqlDialects.Of(sessions.Engine.Name)) is { } backfill)
        {
            // It is patient with each of its batches: as a whole it would begin again at the key that it began at.
            try
            {
                await backfills.RunAsync(backfill, file.At(at), History, entry.Version, cancellation);
            }
            catch (EngineException e)
            {
                // Where in the text of a batch says nothing.
                throw e.At(step.Offset);
            }

            await NoteAsync(at + 1, null, cancellation);
        }
        else
        {
            await patience.RunAsync(file.At(at).ToString(), () => AttemptAsync(step, at, cancellation), cancellation);
        }

        return at + 1;
    }

    private async Task AttemptAsync(Step step, int at, CancellationToken cancellation)
    {
        switch (step.Kind)
        {
            case StepKind.Plain:
                await Session.UndoneOnFailureAsync(async () =>
                {
                    await Session.BeginAsync(cancellation);
                    await ExecuteAsync(at, cancellation);
                    await NoteAsync(at + 1, null, cancellation);
                    await Session.CommitAsync(cancellation);
                });
                break;
            case StepKind.Alone or StepKind.Opaque:
                await RemoveRemainsAsync(step, cancellation);
                await AloneAsync(step, at, cancellation);
                break;
            default:
                await ExecuteAsync(at, cancellation);
                await NoteAsync(at + 1, null, cancellation);
                break;
        }
    }

    private async Task AloneAsync(Step step, int at, CancellationToken cancellation)
    {
        await NoteAsync(at, await steps.StateAsync(Session, step, cancellation) ?? "", cancellation);
        try
        {
            await ExecuteAsync(at, cancellation);
        }
        catch (EngineException) when (step.Kind == StepKind.Alone && !cancellation.IsCancellationRequested)
        {
            // The server has answered: it did not take effect. Without an answer this note fails too, and the state tells the next run.
            await NoteQuietlyAsync(at, cancellation);
            throw;
        }

        await NoteAsync(at + 1, null, cancellation);
    }

    private async Task NoteQuietlyAsync(int at, CancellationToken cancellation)
    {
        try
        {
            await NoteAsync(at, null, cancellation);
        }
        catch (EngineException)
        {
            // The connection is gone: the error before this one is the one to show.
        }
    }

    private async Task RemoveRemainsAsync(Step step, CancellationToken cancellation)
    {
        foreach (var remain in await steps.RemainsAsync(Session, step, cancellation))
        {
            tell($"{remain}, which an earlier attempt left behind");
            await sessions.ExecuteAsync(new(0, remain, StepKind.Alone), cancellation);
        }
    }

    private async Task<int> NoteAsync(int done, string? stateBefore, CancellationToken cancellation)
    {
        entry = entry with { StepsDone = done, StepsChecksum = file.ChecksumOf(done), StateBefore = stateBefore, LastKey = null };
        await History.WriteAsync(entry, cancellation);
        return done;
    }

    private async Task ExecuteAsync(int at, CancellationToken cancellation)
    {
        try
        {
            await sessions.ExecuteAsync(file.Steps[at], cancellation);
        }
        catch (EngineException e)
        {
            throw e.At(file.Steps[at].Offset + (e.Offset ?? 0));
        }
    }
}
