using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Batches that a block of PL/pgSQL runs one after another on the server. To send each of them from here costs others more: a session that
/// sleeps between its batches comes before those that wait for a processor meanwhile (docs/measurements.md).
/// </summary>
internal sealed class PostgreSqlBatches : IBatches
{
    private readonly PostgreSqlSession session;
    private readonly BatchedStatement statement;
    private readonly (string Last, string Type, string Kind) key;
    private BatchesDone before = new(0, 0, TimeSpan.Zero, null, false);

    private PostgreSqlBatches(PostgreSqlSession session, BatchedStatement statement, (string Last, string Type, string Kind) key)
    {
        this.session = session;
        this.statement = statement;
        this.key = key;
    }

    /// <summary>What runs the batches of a statement; none where there is no key, or the account may not use PL/pgSQL.</summary>
    /// <inheritdoc cref="IServerBatches.BatchesAsync" />
    public static async Task<IBatches?> OfAsync(
        PostgreSqlSession session,
        BatchedStatement statement,
        CancellationToken cancellation
    )
    {
        var found = await session.QueryAsync(
            $"""
            select k, k::text, (select format('%I.%I', n.nspname, t.typname) from pg_catalog.pg_type t
                join pg_catalog.pg_namespace n on n.oid = t.typnamespace where t.oid = pg_typeof(k)::oid)
            from ({statement.Last($"{statement.Key} as k")}) as last
            where exists (select 1 from pg_catalog.pg_language where lanname = 'plpgsql' and has_language_privilege(oid, 'usage'))
            """,
            [],
            cancellation
        );
        if (found is not [[{ } last, string text, string type]])
        {
            return null;
        }

        var kind = statement.Kind(last);
        await session.QueryAsync("select set_config('dbwright.batches', '0 0 0 f', false)", [], cancellation);
        return new PostgreSqlBatches(session, statement, (text, type, kind));
    }

    /// <inheritdoc />
    public async Task<BatchesDone> RunAsync(int keys, BatchLimits limits, CancellationToken cancellation)
    {
        await session.QueryAsync(Block(keys, limits), [], cancellation);
        // Counted from the beginning, so that those before a failure are counted too.
        var said = await session.QueryAsync(
            """
            select split_part(s, ' ', 1)::bigint, split_part(s, ' ', 2)::integer, split_part(s, ' ', 3)::bigint, split_part(s, ' ', 4)::boolean,
                current_setting('dbwright.key', true)
            from current_setting('dbwright.batches') as s
            """,
            [],
            cancellation
        );
        var row = said[0];
        var all = new BatchesDone(
            (long)row[0]!,
            (int)row[1]!,
            TimeSpan.FromMicroseconds((long)row[2]!),
            (string?)row[4],
            (bool)row[3]!
        );
        var done = all.Since(before);
        before = all;
        return done;
    }

    // Who looks at the sessions of the server sees the statement first. A text that is null is a parameter too, so that one statement serves the
    // first batch and those behind it. A limit on the time of statements holds for the whole block.
    private string Block(int keys, BatchLimits limits)
    {
        var range = $"($1 is null or {statement.Key} > $1::{key.Type}) and {statement.Key} <= $2::{key.Type}";
        var body = $"""

            declare
                work constant text := {Quoted(statement.Statement(range))};
                next_key constant text := {Quoted(
                $"select k::text from ({statement.At($"{statement.Key} as k", range, "$3")}) as found"
            )};
                rest constant text := {Quoted(statement.Count(range))};
                note constant text := {Quoted(statement.Note)};
                noted constant text := {Quoted(statement.Noted)};
                run constant text := {Quoted(statement.Run)};
                kind constant text := {Quoted(key.Kind)};
                last_key constant text := {Quoted(key.Last)};
                size constant bigint := {Text(keys)};
                ends constant timestamptz := clock_timestamp() + least(
                    {Interval(limits.Time)},
                    nullif(current_setting('statement_timeout')::interval, interval '0') / 2
                );
                done text[] := string_to_array(current_setting('dbwright.batches'), ' ');
                began timestamptz;
                low text;
                high text;
                number bigint;
            begin
                execute noted into low using run;
                low := substr(low, {Text(key.Kind.Length + 1)});
                loop
                    began := clock_timestamp();
                    -- A crash may undo the last batches, together with their notes.
                    perform set_config('synchronous_commit', 'off', true);
                    execute next_key into high using low, last_key, size - 1;
                    number := size;
                    if high is null then
                        execute rest into number using low, last_key;
                        high := last_key;
                        done[4] := 't';
                    end if;
                    if number > 0 then
                        execute work using low, high;
                        execute note using kind || high, run;
                        done[1] := done[1]::bigint + number;
                        done[2] := done[2]::integer + 1;
                        done[3] := done[3]::bigint + round(extract(epoch from clock_timestamp() - began) * 1000000)::bigint;
                        perform set_config('dbwright.key', kind || high, false);
                    end if;
                    perform set_config('dbwright.batches', array_to_string(done, ' '), false);
                    commit;
                    exit when done[4] = 't' or clock_timestamp() >= least(ends, began + {Interval(limits.Longest)});
                    low := high;
                end loop;
            end
            """;
        return $"do {Quoted($"{body}\n")}";
    }

    private static string Quoted(string text)
    {
        var quote = PostgreSqlText.DollarQuote(text);
        return $"{quote}{text}{quote}";
    }

    private static string Interval(TimeSpan time) => $"{Text((long)time.TotalMilliseconds)} * interval '1 ms'";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
