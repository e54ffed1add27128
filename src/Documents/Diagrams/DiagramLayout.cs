using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>Boxes in lanes, lines in the gutters between the lanes and in the gaps between the boxes of a lane: no line meets a box.</summary>
internal sealed class DiagramLayout
{
    /// <summary>The room around everything.</summary>
    public const int Margin = 30;

    private const double Widest = 1.9;
    private const double Narrowest = 0.55;

    private DiagramLayout(Sequence<Sequence<DiagramBox>> lanes, Sequence<DiagramEdge> edges)
    {
        Lanes = lanes;
        Boxes = lanes.SelectMany(l => l).ToSequence();
        Edges = edges;
    }

    /// <summary>The lanes from left to right.</summary>
    public Sequence<Sequence<DiagramBox>> Lanes { get; }

    /// <summary>All boxes.</summary>
    public Sequence<DiagramBox> Boxes { get; }

    /// <summary>All lines.</summary>
    public Sequence<DiagramEdge> Edges { get; }

    /// <summary>The width of the picture.</summary>
    public int Width { get; private set; }

    /// <summary>The height of the picture, without the legend.</summary>
    public int Height { get; private set; }

    /// <summary>The layout of a schema; the same schema gives the same layout.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="types">How types are written.</param>
    /// <param name="onlyKeys">Whether only keys are shown.</param>
    public static DiagramLayout Of(RelationalSchema schema, Func<DataType, string> types, bool onlyKeys)
    {
        // The order of the tables in the schema must not change the picture.
        var boxes = schema.Tables.OrderBy(t => t.Name).Select(t => DiagramBox.Of(t, types, onlyKeys)).ToSequence();
        if (boxes.Count == 0)
        {
            return new([], []) { Width = 320, Height = 200 };
        }

        var byName = boxes.ToDictionary(b => b.Table.Name);
        var edges = boxes
            .SelectMany(b => b.Table.ForeignKeys.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => (Box: b, Key: f)))
            .Where(p => byName.ContainsKey(p.Key.ReferencedTable))
            .Select(p => new DiagramEdge
            {
                Key = p.Key,
                Child = p.Box,
                Parent = byName[p.Key.ReferencedTable],
                IsOneToOne = p.Box.Table.IsUniqueBy(p.Key.Columns),
                IsOptional = p.Key.Columns.Any(c => p.Box.Table.Find(c)?.Nullable == true),
            })
            .ToSequence();
        var layout = new DiagramLayout(DiagramPlacement.Place(boxes, edges), edges);
        layout.Arrange();
        return layout;
    }

    private void Arrange()
    {
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            foreach (var box in Lanes[lane])
            {
                box.Lane = lane;
                box.Width = Lanes[lane].Max(b => b.NeededWidth);
            }
        }

        var crossings = Lanes.Select(l => new int[l.Count + 1]).ToArray();
        Stack(crossings);
        var routing = new DiagramRouting(Lanes, Edges);
        routing.ChooseSides();
        routing.ChooseGaps();

        // The lines that cross a lane need room in its gaps, which moves the boxes below.
        Stack(routing.CountCrossings());
        routing.AssignLevels();
        var widths = routing.AssignTracks();
        var x = Margin;
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            x += widths[lane];
            foreach (var box in Lanes[lane])
            {
                box.X = x;
            }

            x += Lanes[lane].Select(b => b.Width).DefaultIfEmpty().Max();
        }

        routing.Draw(Margin);
        Frame(x + widths[^1] + Margin);
    }

    private void Frame(int width)
    {
        // Lines above the first box of a lane may reach beyond the margin.
        var highest = Math.Min(
            Boxes.Min(b => b.Y),
            Edges.SelectMany(e => e.Points).Select(p => p.Y).DefaultIfEmpty(int.MaxValue).Min()
        );
        var lowest = Math.Max(
            Boxes.Max(b => b.Y + b.Height),
            Edges.SelectMany(e => e.Points).Select(p => p.Y).DefaultIfEmpty().Max()
        );
        var down = Margin - highest;
        var height = lowest - highest + (2 * Margin);
        Width = Math.Max(width, (int)(height * Narrowest));
        Height = Math.Max(height, (int)(width / Widest));
        Shift((Width - width) / 2, down + ((Height - height) / 2));
    }

    private void Shift(int right, int down)
    {
        foreach (var box in Boxes)
        {
            box.X += right;
            box.Y += down;
        }

        foreach (var edge in Edges)
        {
            for (var i = 0; i < edge.Points.Count; i++)
            {
                edge.Points[i] = new(edge.Points[i].X + right, edge.Points[i].Y + down);
            }
        }
    }

    /// <summary>Sets the boxes of every lane one below the other, then moves them towards what they are related to.</summary>
    private void Stack(int[][] crossings)
    {
        var heights = new int[Lanes.Count];
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            heights[lane] =
                Lanes[lane].Sum(b => b.Height) + Enumerable.Range(1, Math.Max(0, Lanes[lane].Count - 1)).Sum(g => Gap(lane, g));
        }

        var bottom = heights.Max();
        for (var lane = 0; lane < Lanes.Count; lane++)
        {
            var y = Start(lane);
            for (var i = 0; i < Lanes[lane].Count; i++)
            {
                Lanes[lane][i].Y = y;
                y += Lanes[lane][i].Height + Gap(lane, i + 1);
            }
        }

        for (var round = 0; round < 4; round++)
        {
            for (var lane = 0; lane < Lanes.Count; lane++)
            {
                Pull(lane);
            }
        }

        int Gap(int lane, int gap) => Math.Max(DiagramPlacement.Gap, (crossings[lane][gap] + 1) * DiagramBox.Slot);

        // Neighbouring lanes are half a slot apart, so that their lines never lie on each other.
        static int Start(int lane) => lane % 2 * (DiagramBox.Slot / 2);

        void Pull(int lane)
        {
            var boxes = Lanes[lane];
            var limit = bottom + Start(lane);
            for (var i = boxes.Count - 1; i >= 0; i--)
            {
                boxes[i].Y = Math.Clamp(Wish(boxes[i]), boxes[i].Y, Math.Max(boxes[i].Y, limit - boxes[i].Height));
                limit = boxes[i].Y - Gap(lane, i);
            }

            limit = Start(lane);
            for (var i = 0; i < boxes.Count; i++)
            {
                boxes[i].Y = Math.Clamp(Wish(boxes[i]), Math.Min(boxes[i].Y, limit), boxes[i].Y);
                limit = boxes[i].Y + boxes[i].Height + Gap(lane, i + 1);
            }
        }
    }

    private int Wish(DiagramBox box)
    {
        var others = Edges
            .Where(e => e.Child != e.Parent && e.Child.Lane != e.Parent.Lane)
            .Where(e => e.Child == box || e.Parent == box)
            .Select(e =>
                e.Child == box
                    ? e.Parent.Y - e.Child.OffsetOf(e.Key.Columns[0]) + 30
                    : e.Child.Y + e.Child.OffsetOf(e.Key.Columns[0]) - 30
            )
            .Order()
            .ToList();
        if (others.Count == 0)
        {
            return box.Y;
        }

        var wish = others[others.Count / 2];
        var start = box.Lane % 2 * (DiagramBox.Slot / 2);
        return ((int)Math.Round((wish - start) / (double)DiagramBox.Slot) * DiagramBox.Slot) + start;
    }
}
