using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>Leads the lines: out of the child, down gutters, across lanes through gaps, into the parent.</summary>
internal sealed class DiagramRouting(Sequence<Sequence<DiagramBox>> lanes, Sequence<DiagramEdge> edges)
{
    /// <summary>The room for the mark at the end of a line.</summary>
    public const int Stub = 20;

    private const int MostOrdered = 160;

    private readonly Dictionary<DiagramEdge, List<(int Lane, int Gap)>> passages = [];
    private readonly Dictionary<(DiagramEdge Edge, int Step), int> tracks = [];
    private readonly int[] gutterWidths = new int[lanes.Count + 1];

    /// <summary>Decides on which sides the lines leave and enter, and which gutters they use.</summary>
    public void ChooseSides()
    {
        var load = new int[lanes.Count + 1];
        foreach (var edge in edges)
        {
            var (from, to) = (edge.Child.Lane, edge.Parent.Lane);
            if (from == to)
            {
                var isRight = load[from + 1] <= load[from];
                (edge.LeavesRight, edge.EntersRight) = (isRight, isRight);
                edge.Gutters.Add(isRight ? from + 1 : from);
            }
            else
            {
                (edge.LeavesRight, edge.EntersRight) = (from < to, from > to);
                edge.Gutters.AddRange(
                    from < to ? Enumerable.Range(from + 1, to - from) : Enumerable.Range(to + 1, from - to).Reverse()
                );
            }

            foreach (var gutter in edge.Gutters)
            {
                load[gutter]++;
            }
        }
    }

    /// <summary>Chooses for every lane that a line crosses the gap with the least way up and down.</summary>
    public void ChooseGaps()
    {
        foreach (var edge in edges)
        {
            var passed = new List<(int, int)>();
            var y = edge.Child.Y + edge.Child.OffsetOf(edge.Key.Columns[0]);
            var goal = edge.Parent.Y + DiagramBox.Header;
            foreach (var lane in LanesBetween(edge))
            {
                var here = y;
                var gap = Enumerable
                    .Range(0, lanes[lane].Count + 1)
                    .MinBy(g => Math.Abs(Middle(lane, g) - here) + Math.Abs(Middle(lane, g) - goal));
                passed.Add((lane, gap));
                y = Middle(lane, gap);
            }

            passages[edge] = passed;
        }
    }

    /// <summary>How many lines cross each gap of each lane.</summary>
    public int[][] CountCrossings()
    {
        var counts = lanes.Select(l => new int[l.Count + 1]).ToArray();
        foreach (var (lane, gap) in passages.Values.SelectMany(p => p))
        {
            counts[lane][gap]++;
        }

        return counts;
    }

    /// <summary>Gives every horizontal part its height: the rows of foreign keys, free places beside the parents, places in the gaps.</summary>
    public void AssignLevels()
    {
        var taken = new HashSet<(DiagramBox Box, bool IsRight, int Offset)>();
        var leaving = new Dictionary<DiagramEdge, int>();
        foreach (var edge in edges)
        {
            var wish = edge.Key.Columns.Select(edge.Child.OffsetOf).ToList();
            var offset = wish.Concat(Free(edge.Child, edge.LeavesRight, wish[0], taken))
                .First(o => !IsTaken(edge.Child, edge.LeavesRight, o));
            leaving[edge] = edge.Child.Y + offset;

            bool IsTaken(DiagramBox box, bool isRight, int o) => !taken.Add((box, isRight, o)) && o != 2 * DiagramBox.Slot;
        }

        var entering = Enter(taken, leaving);
        var gaps = CrossGaps(leaving, entering);
        foreach (var edge in edges)
        {
            edge.Levels.Add(leaving[edge]);
            edge.Levels.AddRange(passages[edge].Select(p => gaps[(edge, p.Lane)]));
            edge.Levels.Add(entering[edge]);
        }
    }

    /// <summary>Gives every vertical part its place in its gutter.</summary>
    /// <returns>The widths of the gutters.</returns>
    public int[] AssignTracks()
    {
        for (var gutter = 0; gutter <= lanes.Count; gutter++)
        {
            var parts = edges.SelectMany(e => Parts(e, gutter)).ToList();
            var ordered = parts.Count <= MostOrdered ? DiagramTracks.Order(parts) : parts;
            var used = DiagramTracks.Assign(ordered);
            for (var i = 0; i < ordered.Count; i++)
            {
                tracks[(ordered[i].Edge, ordered[i].Step)] = used[i];
            }

            gutterWidths[gutter] =
                used.Count > 0 ? (2 * Stub) + (used.Max() * DiagramBox.Slot)
                : gutter == 0 || gutter == lanes.Count ? 0
                : 2 * Stub;
        }

        return gutterWidths;
    }

    /// <summary>Writes down the corners, once the boxes have their places.</summary>
    public void Draw(int margin)
    {
        foreach (var edge in edges)
        {
            edge.Points.Add(new(Side(edge.Child, edge.LeavesRight), edge.Levels[0]));
            for (var step = 0; step < edge.Gutters.Count; step++)
            {
                var x = Left(edge.Gutters[step], margin) + Stub + (tracks[(edge, step)] * DiagramBox.Slot);
                edge.Points.Add(new(x, edge.Levels[step]));
                edge.Points.Add(new(x, edge.Levels[step + 1]));
            }

            edge.Points.Add(new(Side(edge.Parent, edge.EntersRight), edge.Levels[^1]));
        }
    }

    private static int Side(DiagramBox box, bool isRight) => isRight ? box.X + box.Width : box.X;

    private int Left(int gutter, int margin)
    {
        var x = margin;
        for (var lane = 0; lane < gutter; lane++)
        {
            x += gutterWidths[lane] + lanes[lane].Select(b => b.Width).DefaultIfEmpty().Max();
        }

        return x;
    }

    private static IEnumerable<int> LanesBetween(DiagramEdge edge)
    {
        var (from, to) = (edge.Child.Lane, edge.Parent.Lane);
        return from < to ? Enumerable.Range(from + 1, to - from - 1)
            : from > to ? Enumerable.Range(to + 1, from - to - 1).Reverse()
            : [];
    }

    private int Middle(int lane, int gap)
    {
        var boxes = lanes[lane];
        return boxes.Count == 0 ? 0
            : gap == 0 ? boxes[0].Y - DiagramPlacement.Gap
            : gap == boxes.Count ? boxes[^1].Y + boxes[^1].Height + DiagramPlacement.Gap
            : (boxes[gap - 1].Y + boxes[gap - 1].Height + boxes[gap].Y) / 2;
    }

    private static IEnumerable<int> Free(DiagramBox box, bool isRight, int wish, HashSet<(DiagramBox, bool, int)> taken)
    {
        var all = Enumerable.Range(1, (box.Height / DiagramBox.Slot) - 1).Select(i => i * DiagramBox.Slot).ToList();
        return all.Where(o => !taken.Contains((box, isRight, o)))
            .OrderBy(o =>
                taken.Contains((box, isRight, o - DiagramBox.Slot)) || taken.Contains((box, isRight, o + DiagramBox.Slot))
            )
            .ThenBy(o => Math.Abs(o - wish))
            // A box with more lines than places lets them share the one beside its title.
            .Append(2 * DiagramBox.Slot);
    }

    // The lines that come from above enter above the others, so that they do not cross.
    private Dictionary<DiagramEdge, int> Enter(HashSet<(DiagramBox, bool, int)> taken, Dictionary<DiagramEdge, int> leaving)
    {
        var entering = new Dictionary<DiagramEdge, int>();
        foreach (var side in edges.GroupBy(e => (e.Parent, e.EntersRight)))
        {
            var (box, isRight) = side.Key;
            var incoming = side.OrderBy(e => Approach(e, leaving)).ToList();
            var offsets = new List<int>();
            foreach (var edge in incoming)
            {
                var offset = Free(box, isRight, box.OffsetOf(edge.Key.ReferencedColumns[0]), taken).First();
                taken.Add((box, isRight, offset));
                offsets.Add(offset);
            }

            offsets.Sort();
            for (var i = 0; i < incoming.Count; i++)
            {
                entering[incoming[i]] = box.Y + offsets[i];
            }
        }

        return entering;
    }

    private int Approach(DiagramEdge edge, Dictionary<DiagramEdge, int> leaving) =>
        passages[edge] is [.., var last] ? Middle(last.Lane, last.Gap) : leaving[edge];

    private Dictionary<(DiagramEdge, int Lane), int> CrossGaps(
        Dictionary<DiagramEdge, int> leaving,
        Dictionary<DiagramEdge, int> entering
    )
    {
        var levels = new Dictionary<(DiagramEdge, int), int>();
        var crossing = edges.SelectMany(e => passages[e].Select(p => (Edge: e, p.Lane, p.Gap))).GroupBy(p => (p.Lane, p.Gap));
        foreach (var gap in crossing)
        {
            var boxes = lanes[gap.Key.Lane];
            var ordered = gap.OrderBy(p => leaving[p.Edge] + entering[p.Edge]).Select(p => p.Edge).ToList();
            var room = (ordered.Count + 1) * DiagramBox.Slot;
            var top =
                boxes.Count == 0 ? gap.Key.Lane % 2 * (DiagramBox.Slot / 2)
                : gap.Key.Gap == 0 ? boxes[0].Y - room - DiagramBox.Slot
                : gap.Key.Gap == boxes.Count ? boxes[^1].Y + boxes[^1].Height + DiagramBox.Slot
                : Between(boxes[gap.Key.Gap - 1], boxes[gap.Key.Gap], room);
            for (var i = 0; i < ordered.Count; i++)
            {
                levels[(ordered[i], gap.Key.Lane)] = top + ((i + 1) * DiagramBox.Slot);
            }
        }

        return levels;
    }

    // In the middle of the gap, in whole slots from the box above.
    private static int Between(DiagramBox above, DiagramBox below, int room)
    {
        var end = above.Y + above.Height;
        return end + ((below.Y - end - room) / 2 / DiagramBox.Slot * DiagramBox.Slot);
    }

    private static IEnumerable<DiagramPart> Parts(DiagramEdge edge, int gutter)
    {
        for (var step = 0; step < edge.Gutters.Count; step++)
        {
            if (edge.Gutters[step] != gutter)
            {
                continue;
            }

            // A line that goes right comes from the left side of the gutter, except where it begins or ends on the other side.
            var isLoop = edge.Child.Lane == edge.Parent.Lane;
            var goesRight = edge.Child.Lane < edge.Parent.Lane;
            var startsLeft = isLoop ? edge.LeavesRight : goesRight;
            var endsLeft = isLoop ? edge.EntersRight : !goesRight;
            yield return new(edge, step, edge.Levels[step], edge.Levels[step + 1], startsLeft, endsLeft);
        }
    }
}
