using Dbwright.Model;
using Npgsql;

namespace Dbwright.Engines;

/// <summary>Measures what statements lock, write and read, by the catalogues, the lock table and the server's own messages.</summary>
internal sealed class PostgreSqlLockMeter : ILockMeter
{
    private const string Relations = """
        select c.oid::bigint, case n.nspname when 'public' then '' else n.nspname end::text, c.relname::text, c.relkind::text,
            coalesce(pg_relation_filenode(c.oid), 0)::bigint, coalesce(i.indrelid, 0)::bigint
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_index i on i.indexrelid = c.oid
        where n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and c.relkind in ('r', 'p', 'f', 'm', 'v', 'i', 'I', 'S')
        """;

    private const string OwnLocks = """
        select relation::bigint, mode::text
        from pg_locks
        where pid = pg_backend_pid() and granted and locktype = 'relation' and mode <> 'SIReadLock'
        """;

    private const string Scans = "select relid::bigint, coalesce(seq_scan, 0)::bigint from pg_stat_xact_all_tables";

    /// <inheritdoc />
    public async Task<StatementMeasure> MeasureAsync(
        ISandboxDatabase database,
        ISession session,
        Step step,
        CancellationToken cancellation
    )
    {
        var own = (PostgreSqlSession)session;
        if (step.Kind is StepKind.Alone or StepKind.Repeatable or StepKind.Opaque && !own.InTransaction)
        {
            return await AloneAsync(database, own, step, cancellation);
        }

        if (own.InTransaction)
        {
            return await WithinAsync(own, step.Text, cancellation);
        }

        await own.BeginAsync(cancellation);
        try
        {
            var measure = await WithinAsync(own, step.Text, cancellation);
            await own.CommitAsync(cancellation);
            return measure;
        }
        catch
        {
            await own.RollbackAsync(CancellationToken.None);
            throw;
        }
    }

    private static async Task<StatementMeasure> WithinAsync(PostgreSqlSession session, string sql, CancellationToken cancellation)
    {
        var before = await RelationsAsync(session, cancellation);
        var held = await LocksAsync(session, before, cancellation);
        var scansBefore = await ScansAsync(session, cancellation);
        var level = (string)(await session.QueryAsync("show client_min_messages", [], cancellation))[0][0]!;
        await session.ExecuteAsync("set local client_min_messages = debug1", cancellation);
        var messages = new List<string>();
        void Listen(object sender, NpgsqlNoticeEventArgs e)
        {
            if (e.Notice.InvariantSeverity.StartsWith("DEBUG", StringComparison.Ordinal))
            {
                messages.Add(e.Notice.MessageText);
            }
        }

        session.Connection.Notice += Listen;
        TimeSpan took;
        try
        {
            took = await TimedAsync(session, sql, cancellation);
        }
        finally
        {
            session.Connection.Notice -= Listen;
        }

        await session.ExecuteAsync($"set local client_min_messages = '{level}'", cancellation);
        var locks = await LocksAsync(session, before, cancellation);
        var after = await RelationsAsync(session, cancellation);
        var written = Written(before, after, IsTruncate(sql));
        var scans = await ScansAsync(session, cancellation);
        return new StatementMeasure
        {
            Locks = Sorted(locks.Where(l => !held.TryGetValue(l.Key, out var had) || had < l.Value), before),
            Written = written,
            // A table that is emptied has its indexes built again, over nothing.
            Scanned = IsTruncate(sql)
                ? []
                : Scanned(scans.Where(s => s.Value > scansBefore.GetValueOrDefault(s.Key)).Select(s => s.Key), before, written),
            Messages = messages.ToSequence(),
            Took = took,
        };
    }

    // What refuses transactions lets go of its locks before anybody can ask it; others see them while it waits for them.
    private static async Task<StatementMeasure> AloneAsync(
        ISandboxDatabase database,
        PostgreSqlSession session,
        Step step,
        CancellationToken cancellation
    )
    {
        var before = await RelationsAsync(session, cancellation);
        var took = TimeSpan.Zero;
        IReadOnlyDictionary<long, RelationLock> locks = new Dictionary<long, RelationLock>();
        if (step.Kind == StepKind.Opaque)
        {
            took = await TimedAsync(session, step.Text, cancellation);
        }
        else
        {
            await using var obstacle = await PostgreSqlObstacle.PutAsync(database, session, cancellation);
            var running = TimedAsync(session, step.Text, cancellation);
            locks = (await obstacle.WatchAsync(running, cancellation)).Where(l => before.ContainsKey(l.Key)).ToDictionary();
            took = await running;
        }

        var written = Written(before, await RelationsAsync(session, cancellation), isTruncate: false);
        return new StatementMeasure
        {
            Locks = Sorted(locks, before),
            Written = written,
            Scanned = Scanned([], before, written),
            Took = took,
            IsComplete = false,
        };
    }

    private static async Task<TimeSpan> TimedAsync(PostgreSqlSession session, string sql, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        await session.ExecuteAsync(sql, cancellation);
        return TimeProvider.System.GetElapsedTime(started);
    }

    private static Sequence<MeasuredLock> Sorted(
        IEnumerable<KeyValuePair<long, RelationLock>> locks,
        IReadOnlyDictionary<long, Relation> relations
    ) =>
        locks
            .Select(l => new MeasuredLock(relations[l.Key].Object(relations), l.Value))
            .OrderBy(l => l.Object.Name)
            .ThenBy(l => l.Object.Kind)
            .ToSequence();

    private static Sequence<MeasuredObject> Written(
        Dictionary<long, Relation> before,
        Dictionary<long, Relation> after,
        bool isTruncate
    )
    {
        if (isTruncate)
        {
            return [];
        }

        // An index that is made anew for another type of its column may keep its file, under a number of its own.
        var files = before.Values.Select(r => r.File).ToHashSet();
        return after
            .Where(a => a.Value.File != 0)
            .Where(a =>
                a.Value.Kind is "i"
                    ? !files.Contains(a.Value.File) && before.ContainsKey(a.Value.Table)
                    : a.Value.Kind is "r" or "m" && before.TryGetValue(a.Key, out var old) && old.File != a.Value.File
            )
            .Select(a => a.Value.Object(after))
            .OrderBy(o => o.Name)
            .ThenBy(o => o.Kind)
            .ToSequence();
    }

    private static Sequence<QualifiedName> Scanned(
        IEnumerable<long> tables,
        IReadOnlyDictionary<long, Relation> relations,
        Sequence<MeasuredObject> written
    ) =>
        tables
            .Where(relations.ContainsKey)
            .Select(t => relations[t].Name)
            .Concat(written.Select(w => w.Table ?? w.Name))
            .Distinct()
            .Order()
            .ToSequence();

    private static bool IsTruncate(string sql) => sql.StartsWith("truncate", StringComparison.OrdinalIgnoreCase);

    private static async Task<Dictionary<long, Relation>> RelationsAsync(
        PostgreSqlSession session,
        CancellationToken cancellation
    ) =>
        (await session.QueryAsync(Relations, [], cancellation)).ToDictionary(
            r => (long)r[0]!,
            r => new Relation(new((string)r[1]!, (string)r[2]!), (string)r[3]!, (long)r[4]!, (long)r[5]!)
        );

    private static async Task<Dictionary<long, RelationLock>> LocksAsync(
        PostgreSqlSession session,
        Dictionary<long, Relation> relations,
        CancellationToken cancellation
    ) => Strongest(await session.QueryAsync(OwnLocks, [], cancellation)).Where(l => relations.ContainsKey(l.Key)).ToDictionary();

    /// <summary>The strongest lock on each relation; of rows with the relation's number and the lock's name.</summary>
    internal static IEnumerable<KeyValuePair<long, RelationLock>> Strongest(IEnumerable<object?[]> rows) =>
        rows.GroupBy(r => (long)r[0]!).Select(g => KeyValuePair.Create(g.Key, g.Max(r => LockOf((string)r[1]!))));

    private static async Task<Dictionary<long, long>> ScansAsync(PostgreSqlSession session, CancellationToken cancellation) =>
        (await session.QueryAsync(Scans, [], cancellation)).ToDictionary(r => (long)r[0]!, r => (long)r[1]!);

    // AccessShareLock and so on.
    private static RelationLock LockOf(string mode) =>
        Enum.Parse<RelationLock>(mode.AsSpan(0, mode.Length - "Lock".Length), ignoreCase: false);

    private sealed record Relation(QualifiedName Name, string Kind, long File, long Table)
    {
        public MeasuredObject Object(IReadOnlyDictionary<long, Relation> others) =>
            new(
                Name,
                Kind switch
                {
                    "v" => MeasuredKind.View,
                    "m" => MeasuredKind.MaterializedView,
                    "i" or "I" => MeasuredKind.Index,
                    "S" => MeasuredKind.Sequence,
                    _ => MeasuredKind.Table,
                }
            )
            {
                Table = others.TryGetValue(Table, out var table) ? table.Name : null,
            };
    }
}
