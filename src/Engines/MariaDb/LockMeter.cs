using System.Globalization;
using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Engines;

/// <summary>
/// Measures how statements alter tables: by the cheapest ALGORITHM and the mildest LOCK that the server accepts, and by what it did then.
/// It accepts clauses that it does not keep to (<c>partition by</c>, <c>engine =</c>); the rows that it counts as changed and the files
/// of the tables tell.
/// </summary>
internal sealed class MariaDbLockMeter : ILockMeter
{
    // The tables of InnoDB with the numbers that they have until they are made anew; those of full-text indexes are not the user's.
    private const string Files = """
        select name, cast(table_id as char) from information_schema.innodb_sys_tables
        where name like concat(replace(replace(database(), '\\', '\\\\'), '_', '\\_'), '/%') and name not like '%/FTS\_%'
        """;

    private const string NotSupported = "1845";
    private const string NotSupportedBecause = "1846";
    private const string SyntaxError = "1064";
    private const string WrongUsage = "1221";

    private static readonly MySqlAlgorithm[] Algorithms =
    [
        MySqlAlgorithm.Instant,
        MySqlAlgorithm.NoCopy,
        MySqlAlgorithm.InPlace,
        MySqlAlgorithm.Copy,
    ];

    private static readonly string[] Locks = ["none", "shared", "exclusive"];

    /// <inheritdoc />
    public async Task<StatementMeasure> MeasureAsync(
        ISandboxDatabase database,
        ISession session,
        Step step,
        CancellationToken cancellation
    )
    {
        var own = (MariaDbSession)session;
        if (Clauses.Of(step.Text) is not { } clauses)
        {
            var (_, plain) = await TimedAsync(own, step.Text, cancellation);
            return new() { Took = plain };
        }

        await using var administrator = await database.OpenAsync(SandboxUser.Administrator, cancellation);
        var before = await FilesAsync(administrator, cancellation);
        var (algorithm, stopsWrites, copied, took) = await RunAsync(own, step.Text, clauses, cancellation);
        var isRebuilt = IsRebuilt(before, await FilesAsync(administrator, cancellation));
        var table = new MeasuredObject(clauses.Table, MeasuredKind.Table);
        var isIndex = clauses.BuildsIndex && algorithm == MySqlAlgorithm.NoCopy && !isRebuilt;
        return new()
        {
            Way = Way(clauses, algorithm, stopsWrites, copied > 0, isRebuilt),
            Took = took,
            Written =
                copied > 0 || isRebuilt ? [table]
                : isIndex ? [table with { Kind = MeasuredKind.Index, Table = table.Name }]
                : [],
        };
    }

    private static AlterWay? Way(Clauses clauses, MySqlAlgorithm algorithm, bool? stopsWrites, bool isCopied, bool isRebuilt)
    {
        if (isCopied || (isRebuilt && !clauses.AreSaid && algorithm != MySqlAlgorithm.InPlace))
        {
            return new(MySqlAlgorithm.Copy, stopsWrites ?? true);
        }

        // Of a statement that says its clauses nobody knows whether milder ones would do.
        return clauses.AreSaid ? null
            : algorithm == MySqlAlgorithm.Unknown ? new(MySqlAlgorithm.Instant, false)
            : new(algorithm, stopsWrites ?? false);
    }

    private static async Task<(MySqlAlgorithm Algorithm, bool? StopsWrites, long Copied, TimeSpan Took)> RunAsync(
        MariaDbSession session,
        string sql,
        Clauses clauses,
        CancellationToken cancellation
    )
    {
        foreach (var algorithm in clauses.AreSaid ? [] : Algorithms)
        {
            foreach (var taken in Locks)
            {
                try
                {
                    var (copied, took) = await TimedAsync(session, clauses.With(sql, algorithm, taken), cancellation);

                    // A new name is taken under an exclusive lock, of which nothing is to be seen but a wink.
                    var stopsWrites = taken != "none" && (taken != "exclusive" || algorithm != MySqlAlgorithm.Instant);
                    return (algorithm, stopsWrites, copied, took);
                }
                catch (EngineException e) when (e.Code is NotSupported or NotSupportedBecause or WrongUsage)
                {
                    // The lock is refused, or the algorithm whatever the lock.
                    if (!e.Message.Contains("LOCK=", StringComparison.Ordinal))
                    {
                        break;
                    }
                }
                catch (EngineException e) when (e.Code == SyntaxError)
                {
                    return await PlainAsync(session, sql, cancellation);
                }
            }
        }

        return await PlainAsync(session, sql, cancellation);
    }

    // Statements whose grammar has no such clauses, or that say theirs.
    private static async Task<(MySqlAlgorithm, bool?, long, TimeSpan)> PlainAsync(
        MariaDbSession session,
        string sql,
        CancellationToken cancellation
    )
    {
        var (copied, took) = await TimedAsync(session, sql, cancellation);
        return (MySqlAlgorithm.Unknown, null, copied, took);
    }

    private static async Task<(long Changed, TimeSpan Took)> TimedAsync(
        MariaDbSession session,
        string sql,
        CancellationToken cancellation
    )
    {
        var started = TimeProvider.System.GetTimestamp();
        var changed = await session.BlockingAsync(own => own.Run(sql), cancellation);
        return (changed, TimeProvider.System.GetElapsedTime(started));
    }

    private static async Task<Dictionary<string, string>> FilesAsync(ISession administrator, CancellationToken cancellation) =>
        (await administrator.QueryAsync(Files, [], cancellation)).ToDictionary(
            r => (string)r[0]!,
            r => Convert.ToString(r[1], CultureInfo.InvariantCulture)!,
            StringComparer.Ordinal
        );

    // A partition that is only added or only dropped is not: all other numbers stay.
    private static bool IsRebuilt(Dictionary<string, string> before, Dictionary<string, string> after)
    {
        var left = after.Values.ToHashSet(StringComparer.Ordinal);
        var had = before.Values.ToHashSet(StringComparer.Ordinal);
        var gone = before.Where(b => !left.Contains(b.Value)).Select(b => b.Key).ToList();
        var come = after.Where(a => !had.Contains(a.Value)).Select(a => a.Key).ToList();

        // A table that is InnoDB's no more leaves nothing behind; a partition that is dropped leaves others.
        return (gone.Count > 0 && (come.Count > 0 || gone.Exists(g => !g.Contains("#P#", StringComparison.OrdinalIgnoreCase))))
            || (gone.Count == 0 && come.Exists(c => !c.Contains("#P#", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Where the clauses stand in a statement that can have them.</summary>
    /// <param name="Table">The table.</param>
    /// <param name="At">Where they are inserted, in characters from 0.</param>
    /// <param name="IsAlter">Whether a comma follows them.</param>
    private sealed record Clauses(QualifiedName Table, int At, bool IsAlter)
    {
        /// <summary>Whether the statement has such clauses already.</summary>
        public bool AreSaid { get; private init; }

        /// <summary>Of <c>drop index</c> the table and the index as written.</summary>
        private (string Table, string Index)? Drop { get; init; }

        /// <summary>Whether it builds an index.</summary>
        public bool BuildsIndex { get; private init; }

        public static Clauses? Of(string sql)
        {
            var parsed = SqlParser.Parse(sql, SqlDialect.MariaDb);
            var found = parsed.Statements switch
            {
                [AlterStatement { Kind: "table" } alter] => new Clauses(
                    NameOf(alter.Name),
                    BehindWait(sql, alter.Name.Span.End),
                    true
                )
                {
                    BuildsIndex = alter.Actions.Any(a => a is SqlAction.AddConstraint),
                },
                [CreateIndexStatement index] => new Clauses(NameOf(index.Table), sql.Length, false) { BuildsIndex = true },

                // It has no clauses of its own; as an action of the table it is the same.
                [DropStatement { Kind: "index", Table: { } table, Names: [var index] } drop] => new Clauses(
                    NameOf(table),
                    0,
                    false
                )
                {
                    Drop = (table.Span.Of(sql).ToString(), $"{(drop.IfExists ? "if exists " : "")}{index.Span.Of(sql)}"),
                },
                _ => null,
            };
            return found is null
                ? null
                : found with
                {
                    AreSaid = MariaDbScript
                        .Words(sql)
                        .Any(w =>
                            w.Equals("algorithm", StringComparison.OrdinalIgnoreCase)
                            || w.Equals("lock", StringComparison.OrdinalIgnoreCase)
                        ),
                };
        }

        public string With(string sql, MySqlAlgorithm algorithm, string taken)
        {
            var named = algorithm.ToString().ToLowerInvariant();
            return Drop is var (table, index) ? $"alter table {table} algorithm={named}, lock={taken}, drop index {index}"
                : IsAlter ? $"{sql[..At]} algorithm={named}, lock={taken}, {sql[At..]}"
                : $"{sql} algorithm={named} lock={taken}";
        }

        private static QualifiedName NameOf(SqlObjectName name) => QualifiedName.Of(name.Parts[^1].Value);

        // alter table t wait 5 …; alter table t nowait …
        private static int BehindWait(string sql, int at)
        {
            var words = sql[at..].Split((char[])[' ', '\t', '\r', '\n'], 3, StringSplitOptions.RemoveEmptyEntries);
            return words switch
            {
                [var wait, var seconds, ..] when wait.Equals("wait", StringComparison.OrdinalIgnoreCase) => sql.IndexOf(
                    seconds,
                    sql.IndexOf(wait, at, StringComparison.Ordinal) + wait.Length,
                    StringComparison.Ordinal
                ) + seconds.Length,
                [var nowait, ..] when nowait.Equals("nowait", StringComparison.OrdinalIgnoreCase) => sql.IndexOf(
                    nowait,
                    at,
                    StringComparison.Ordinal
                ) + nowait.Length,
                _ => at,
            };
        }
    }
}
