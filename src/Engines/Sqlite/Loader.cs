using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Writes rows through one prepared INSERT in large transactions. Foreign keys are not looked at while a table is loaded, so that tables
/// may come in any order; <see cref="SqliteWriter.AroundBulkLoad"/> asks afterwards whether every reference has its row. When it fails or
/// is cancelled, whole batches before that remain.
/// </summary>
public sealed class SqliteLoader : ILoader
{
    // Values without order reach every page of their index. What is cached of it is written once in a transaction; what does not fit is
    // written again and again, which is most of the time of a load. Pages are only taken as they are needed.
    private const long RowsInTransaction = 1_000_000;
    private const long CacheKilobytes = 512 * 1024;

    // How often progress is told and a cancellation is looked for.
    private const long RowsBetweenReports = 10_000;

    /// <inheritdoc />
    public Task LoadAsync(
        ISession session,
        IRowSource source,
        long from,
        long to,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        var own = (SqliteSession)session;
        return own.Blocking(
            () =>
            {
                Load(own.Connection, source, from, to, progress, cancellation);
                return 0;
            },
            cancellation
        );
    }

    private static void Load(
        SqliteConnection connection,
        IRowSource source,
        long from,
        long to,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        // Within a transaction of the session's own, switches do not work and batches are not ours to end.
        var isOwn = !connection.InTransaction;
        var foreignKeys = (long)connection.Ask("pragma foreign_keys")!;
        var cache = (long)connection.Ask("pragma cache_size")!;
        if (isOwn)
        {
            connection.Run(FormattableString.Invariant($"pragma foreign_keys = off; pragma cache_size = -{CacheKilobytes}"));
        }

        try
        {
            using var insert = connection.Prepare(Insert(source), lasting: true);
            using var sink = new SqliteRowSink(insert);
            for (var row = from; row < to; )
            {
                var end = Math.Min(to, row + RowsInTransaction);
                if (isOwn)
                {
                    connection.Run("begin immediate");
                }

                for (; row < end; row++)
                {
                    sink.Begin();
                    source.Write(row, sink);
                    insert.Step();
                    insert.Reset();
                    if ((row - from + 1) % RowsBetweenReports == 0)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        progress?.Report(row - from + 1);
                    }
                }

                if (isOwn)
                {
                    connection.Run("commit");
                }

                progress?.Report(row - from);
            }
        }
        finally
        {
            if (isOwn)
            {
                if (connection.InTransaction)
                {
                    connection.Run("rollback");
                }

                connection.Run(FormattableString.Invariant($"pragma foreign_keys = {foreignKeys}; pragma cache_size = {cache}"));
            }
        }
    }

    private static string Insert(IRowSource source)
    {
        var names = new SqliteNames();
        var marks = string.Join(", ", source.Columns.Select((_, i) => names.Parameter(i + 1)));
        return $"insert into {names.Quote(source.Table.Name)} ({string.Join(", ", source.Columns.Select(names.Quote))}) values ({marks})";
    }
}
