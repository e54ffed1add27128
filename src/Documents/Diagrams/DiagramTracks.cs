namespace Dbwright.Documents;

/// <summary>A vertical part of a line in a gutter.</summary>
/// <param name="Edge">The line.</param>
/// <param name="Step">Which of its gutters.</param>
/// <param name="Start">The height at which it comes in.</param>
/// <param name="End">The height at which it goes out.</param>
/// <param name="StartsLeft">Whether it comes in from the left.</param>
/// <param name="EndsLeft">Whether it goes out to the left.</param>
internal sealed record DiagramPart(DiagramEdge Edge, int Step, int Start, int End, bool StartsLeft, bool EndsLeft)
{
    /// <summary>Its upper end.</summary>
    public int Top => Math.Min(Start, End);

    /// <summary>Its lower end.</summary>
    public int Bottom => Math.Max(Start, End);

    /// <summary>Whether both run beside each other somewhere, or too close above each other.</summary>
    public bool Meets(DiagramPart other) => Top - 6 < other.Bottom && other.Top - 6 < Bottom;

    /// <summary>How many crossings there are when this part stands left of the other one.</summary>
    public int CrossingsLeftOf(DiagramPart other) =>
        other.Ends(isLeft: true).Count(y => y > Top && y < Bottom)
        + Ends(isLeft: false).Count(y => y > other.Top && y < other.Bottom);

    private IEnumerable<int> Ends(bool isLeft)
    {
        if (StartsLeft == isLeft)
        {
            yield return Start;
        }

        if (EndsLeft == isLeft)
        {
            yield return End;
        }
    }
}

/// <summary>The order of vertical parts in a gutter.</summary>
internal static class DiagramTracks
{
    /// <summary>The parts from left to right with few crossings: each is moved to its best place until none gets better.</summary>
    public static List<DiagramPart> Order(List<DiagramPart> parts)
    {
        var ordered = parts
            .OrderBy(p => p.Top)
            .ThenBy(p => p.Bottom)
            .ThenBy(p => p.Edge.Key.Name, StringComparer.Ordinal)
            .ToList();
        for (var round = 0; round < 8; round++)
        {
            var isBetter = false;
            for (var i = 0; i < ordered.Count; i++)
            {
                isBetter |= MoveToBest(ordered, i);
            }

            if (!isBetter)
            {
                break;
            }
        }

        return ordered;
    }

    /// <summary>The track of every part, counted from 0: parts that meet keep their order, others may share a track.</summary>
    public static List<int> Assign(List<DiagramPart> ordered)
    {
        var tracks = new List<int>();
        for (var i = 0; i < ordered.Count; i++)
        {
            var track = 0;
            for (var j = 0; j < i; j++)
            {
                if (tracks[j] >= track && ordered[i].Meets(ordered[j]))
                {
                    track = tracks[j] + 1;
                }
            }

            tracks.Add(track);
        }

        return tracks;
    }

    private static bool MoveToBest(List<DiagramPart> ordered, int at)
    {
        var part = ordered[at];
        var (best, bestGain, gain) = (at, 0, 0);
        for (var i = at - 1; i >= 0; i--)
        {
            gain += ordered[i].CrossingsLeftOf(part) - part.CrossingsLeftOf(ordered[i]);
            if (gain > bestGain)
            {
                (best, bestGain) = (i, gain);
            }
        }

        gain = 0;
        for (var i = at + 1; i < ordered.Count; i++)
        {
            gain += part.CrossingsLeftOf(ordered[i]) - ordered[i].CrossingsLeftOf(part);
            if (gain > bestGain)
            {
                (best, bestGain) = (i, gain);
            }
        }

        if (best == at)
        {
            return false;
        }

        ordered.RemoveAt(at);
        ordered.Insert(best, part);
        return true;
    }
}
