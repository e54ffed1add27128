using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Applies and undoes migrations, each file in a transaction of its own together with its row in the history.</summary>
public sealed class MigrationRunner(ISession session, INames names, TimeProvider clock)
{
    private readonly MigrationHistory history = new(session, names);

    /// <summary>Applies what the history does not have yet.</summary>
    /// <returns>The versions applied with their times.</returns>
    /// <exception cref="Failure">An applied file was edited (refused), or a statement fails (with file, line and column).</exception>
    public async Task<Sequence<AppliedMigration>> UpAsync(Sequence<VersionedMigration> migrations, CancellationToken cancellation)
    {
        await history.EnsureAsync(cancellation);
        var applied = (await history.ReadAsync(cancellation)).ToDictionary(a => a.Version);
        var done = new List<AppliedMigration>();
        foreach (var migration in migrations)
        {
            if (!applied.TryGetValue(migration.Version, out var before))
            {
                done.Add(await ApplyAsync(migration, cancellation));
            }
            else if (before.Checksum != migration.Checksum)
            {
                throw Failure.Because(
                    ExitStatus.Refused,
                    "edited-migration",
                    $"{migration.UpFile} was edited after it had been applied on {before.AppliedAt}.",
                    "What the database has and what the file says may differ now.",
                    "Restore the file and write the change as the next migration."
                );
            }
        }

        return done.ToSequence();
    }

    /// <summary>Undoes everything, the newest first.</summary>
    /// <exception cref="Failure">A migration has no way down, or a statement fails.</exception>
    public async Task DownAsync(Sequence<VersionedMigration> migrations, CancellationToken cancellation)
    {
        var byVersion = migrations.ToDictionary(m => m.Version);
        foreach (var applied in (await history.ReadAsync(cancellation)).Reverse())
        {
            if (!byVersion.TryGetValue(applied.Version, out var migration) || migration.Down is null)
            {
                throw Failure.Because(
                    ExitStatus.Refused,
                    "no-way-down",
                    $"Version {applied.Version} ({applied.Description}) has no file that undoes it.",
                    fix: $"Write U{applied.Version:0000}__{applied.Description.Replace(' ', '_')}.sql."
                );
            }

            await InTransactionAsync(
                migration.UpFile.Replace('V', 'U'),
                migration.Down,
                () => history.RemoveAsync(applied.Version, cancellation),
                cancellation
            );
        }
    }

    private async Task<AppliedMigration> ApplyAsync(VersionedMigration migration, CancellationToken cancellation)
    {
        var at = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var took = TimeSpan.Zero;
        await InTransactionAsync(
            migration.UpFile,
            migration.Up,
            () =>
            {
                took = clock.GetElapsedTime(started);
                return history.AddAsync(migration, at, took, cancellation);
            },
            cancellation
        );
        return new AppliedMigration(
            migration.Version,
            migration.Description,
            migration.Checksum,
            at.ToString("O"),
            (long)took.TotalMilliseconds
        );
    }

    private async Task InTransactionAsync(string file, string sql, Func<Task> note, CancellationToken cancellation)
    {
        var isOwn = sql.Contains($"\n{VersionedMigration.NoTransaction}\n", StringComparison.Ordinal);
        try
        {
            if (isOwn)
            {
                await session.ExecuteAsync(sql, cancellation);
            }

            await session.BeginAsync(cancellation);
            if (!isOwn)
            {
                await session.ExecuteAsync(sql, cancellation);
            }

            await note();
            await session.CommitAsync(cancellation);
        }
        catch (Exception e)
        {
            await session.RollbackAsync(CancellationToken.None);
            if (e is EngineException refused)
            {
                throw Failure.Because(
                    ExitStatus.Failed,
                    "migration-failed",
                    $"{file}: {refused.Message} ({refused.Code})",
                    session.UndoesDefinitions && !isOwn ? "The file's transaction was undone; the files before it stay applied."
                        : isOwn
                            ? "The file begins and ends its transactions itself: those that ended before this place stay applied, and the history does not have the file yet."
                        : "The server commits every definition at once: what stands before this place in the file is done and stays, and the history does not have the file yet.",
                    session.UndoesDefinitions && !isOwn
                        ? null
                        : "Undo by hand what the file has done so far (its way down says how), correct it and run it again.",
                    at: Place(file, sql, refused.Offset),
                    cause: refused
                );
            }

            throw;
        }
    }

    private static Location Place(string file, string sql, int? offset)
    {
        var before = sql.AsSpan(0, Math.Clamp(offset ?? 0, 0, sql.Length));
        return new Location(file, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
