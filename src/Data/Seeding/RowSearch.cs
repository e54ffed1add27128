using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Finds rows of which no two share a unique key, and none shares one with a row that was there before.</summary>
/// <param name="table">The table.</param>
/// <param name="keys">Its keys that must be looked at.</param>
/// <param name="earlier">What learns of every row once it is settled.</param>
/// <param name="tries">How often a row is drawn again.</param>
internal sealed class RowSearch(TableRows table, IReadOnlyList<RowKey> keys, IReadOnlyList<EarlierRows> earlier, int tries)
{
    // So many draws without a row, and there is none: where a row in a thousand is free, one is found but for one time in e^100.
    private const int MostDraws = 100_000;
    private readonly HashSet<ulong>[] seen = [.. keys.Select(_ => new HashSet<ulong>())];
    private readonly RowFrame frame = new(table.Table.Columns.Count);
    private readonly ulong?[] hashes = new ulong?[keys.Count];
    private bool isRound;
    private long draws;

    /// <summary>The key that was in the way last.</summary>
    public string Obstacle { get; private set; } = "";

    /// <summary>Learns of the rows that are there already.</summary>
    public void Begin()
    {
        if (table.Held is not { } held)
        {
            return;
        }

        var known = held.Known.Select(name => (Name: name, At: table.Position(name))).ToArray();
        for (long row = 0; row < held.Count; row++)
        {
            Array.Clear(frame.Values);
            frame.Row = frame.Ordinal = row;
            foreach (var (name, at) in known)
            {
                frame.Values[at] = held.Value(row, name);
            }

            for (var i = 0; i < keys.Count; i++)
            {
                if (keys[i].Hash(frame) is { } hash)
                {
                    seen[i].Add(hash);
                }
            }

            Learn();
        }
    }

    /// <summary>Settles the row at a place.</summary>
    /// <param name="place">The place.</param>
    /// <param name="number">The first number to draw its values from.</param>
    /// <returns>The number that gave them; none when no number did.</returns>
    public long? Place(long place, long number)
    {
        frame.Ordinal = place;
        if (table.Held is null)
        {
            return Settle(number) == Outcome.Settled ? number : null;
        }

        for (var until = draws + MostDraws; draws < until; number++)
        {
            if (isRound && number >= table.First)
            {
                return null;
            }

            var outcome = Draw(number);
            if (outcome == Outcome.Settled)
            {
                return number;
            }

            if (outcome == Outcome.UsedUp)
            {
                if (isRound)
                {
                    return null;
                }

                // What the numbers of the rows before would have given may be free.
                isRound = true;
                number = -1;
            }
        }

        return null;
    }

    private Outcome Draw(long number)
    {
        try
        {
            return Settle(number);
        }
        catch (Failure failure) when (failure.Findings is [{ Rule: "unique-values-exhausted" }, ..])
        {
            return Outcome.UsedUp;
        }
    }

    private Outcome Settle(long number)
    {
        for (uint attempt = 0; attempt < tries; attempt++)
        {
            draws++;
            if (!table.Try(frame, number, attempt))
            {
                continue;
            }

            if (Taken() is { } key)
            {
                Obstacle = key.Name;
                if (key.IsSteady)
                {
                    return Outcome.Taken;
                }

                continue;
            }

            for (var i = 0; i < keys.Count; i++)
            {
                if (hashes[i] is { } hash)
                {
                    seen[i].Add(hash);
                }
            }

            Learn();
            if (attempt > 0)
            {
                table.Settle(number, attempt);
            }

            return Outcome.Settled;
        }

        return Outcome.Taken;
    }

    private RowKey? Taken()
    {
        for (var i = 0; i < keys.Count; i++)
        {
            hashes[i] = keys[i].Hash(frame);
            if (hashes[i] is { } hash && seen[i].Contains(hash))
            {
                return keys[i];
            }
        }

        return null;
    }

    private void Learn()
    {
        foreach (var index in earlier)
        {
            index.Add(frame);
        }
    }

    private enum Outcome
    {
        Settled,
        Taken,
        UsedUp,
    }
}
