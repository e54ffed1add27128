using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Batches that a compound statement runs one after another on the server: sent from here one by one they take longer (docs/measurements.md).
/// What a later one has to know is in variables of the session, which outlive a failure.
/// </summary>
internal sealed class MariaDbBatches : IBatches
{
    private readonly MariaDbSession session;
    private readonly BatchedStatement statement;
    private BatchesDone before = new(0, 0, TimeSpan.Zero, null, false);

    private MariaDbBatches(MariaDbSession session, BatchedStatement statement)
    {
        this.session = session;
        this.statement = statement;
    }

    /// <summary>
    /// What runs the batches of a statement; none where there is no key, on MySQL, which knows no such statements outside of procedures, and where
    /// the mode of the session has another language for them or the clock stands still while a statement runs.
    /// </summary>
    /// <inheritdoc cref="IServerBatches.BatchesAsync" />
    public static async Task<IBatches?> OfAsync(
        MariaDbSession session,
        BatchedStatement statement,
        CancellationToken cancellation
    )
    {
        var greatest = statement.Last(statement.Key);
        if (!session.IsMariaDb || await session.QueryAsync(greatest, [], cancellation) is not [[{ } last]])
        {
            return null;
        }

        var kind = statement.Kind(last);
        var settings = await session.QueryAsync(
            "select find_in_set('ORACLE', @@sql_mode) = 0, sysdate(6), sleep(0.001), sysdate(6)",
            [],
            cancellation
        );
        if (settings is not [[1L, { } began, _, { } ended]] || began.Equals(ended))
        {
            return null;
        }

        await session.QueryAsync(
            $"""
            set @dbwright_end = ({greatest}), @dbwright_run = ?, @dbwright_kind = ?, @dbwright_find = ?, @dbwright_note = ?,
                @dbwright_noted = null, @dbwright_key = null, @dbwright_keys = 0, @dbwright_batches = 0, @dbwright_microseconds = 0, @dbwright_is_last = 0
            """,
            [statement.Run, kind, $"{statement.Noted} into @dbwright_noted", statement.Note],
            cancellation
        );
        return new MariaDbBatches(session, statement);
    }

    /// <inheritdoc />
    public async Task<BatchesDone> RunAsync(int keys, BatchLimits limits, CancellationToken cancellation)
    {
        await session.UndoneOnFailureAsync(() => session.RunAsync(Block(keys, limits), cancellation));
        // Counted from the beginning, so that those before a failure are counted too.
        var said = await session.QueryAsync(
            "select @dbwright_keys, @dbwright_batches, @dbwright_microseconds, @dbwright_key, @dbwright_is_last",
            [],
            cancellation
        );
        var row = said[0];
        var all = new BatchesDone(
            Number(row[0]),
            (int)Number(row[1]),
            TimeSpan.FromMicroseconds(Number(row[2])),
            (string?)row[3],
            Number(row[4]) != 0
        );
        var done = all.Since(before);
        before = all;
        return done;
    }

    // Names of variables come before those of columns. A limit on the time of statements holds for the whole block.
    private string Block(int keys, BatchLimits limits)
    {
        var behind = $"(dbwright_low is null or {statement.Key} > dbwright_low) and {statement.Key} <=";
        var type = $"type of {statement.Table}.{statement.Key}";
        var time = Microseconds(limits.Time);
        var longest = Microseconds(limits.Longest);
        return $"""
            begin not atomic
                declare dbwright_low, dbwright_high {type} default null;
                declare dbwright_last {type} default @dbwright_end;
                declare dbwright_number bigint;
                declare dbwright_key text character set utf8mb4;
                declare dbwright_is_last boolean default false;
                declare dbwright_began datetime(6);
                declare dbwright_ends datetime(6) default sysdate(6)
                    + interval least({time}, coalesce(nullif(@@session.max_statement_time, 0) * 500000, {time})) microsecond;
                execute immediate @dbwright_find using @dbwright_run;
                set dbwright_low = substr(@dbwright_noted, char_length(@dbwright_kind) + 1);
                repeat
                    set dbwright_began = sysdate(6);
                    set dbwright_number = {Text(keys)};
                    set dbwright_high = ({statement.At(statement.Key, $"{behind} dbwright_last", Text(keys - 1))});
                    if dbwright_high is null then
                        set dbwright_number = ({statement.Count($"{behind} dbwright_last")});
                        set dbwright_high = dbwright_last;
                        set dbwright_is_last = true;
                    end if;
                    if dbwright_number > 0 then
                        start transaction;
                        {statement.Statement($"{behind} dbwright_high")};
                        set dbwright_key = concat(@dbwright_kind, dbwright_high);
                        execute immediate @dbwright_note using dbwright_key, @dbwright_run;
                        commit;
                        set @dbwright_key = dbwright_key;
                        set @dbwright_keys = @dbwright_keys + dbwright_number;
                        set @dbwright_batches = @dbwright_batches + 1;
                        set @dbwright_microseconds = @dbwright_microseconds + timestampdiff(microsecond, dbwright_began, sysdate(6));
                    end if;
                    set @dbwright_is_last = dbwright_is_last;
                    set dbwright_low = dbwright_high;
                until dbwright_is_last or sysdate(6) >= least(dbwright_ends, dbwright_began + interval {longest} microsecond)
                end repeat;
            end
            """;
    }

    private static string Microseconds(TimeSpan time) => Text((long)time.TotalMicroseconds);

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
