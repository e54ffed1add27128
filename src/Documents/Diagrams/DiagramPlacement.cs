using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>
/// Distributes boxes over vertical lanes so that related ones stand near each other: simulated annealing over the length of the lines,
/// with a generator of its own, so that every run gives the same picture.
/// </summary>
internal sealed class DiagramPlacement
{
    /// <summary>The least room between two boxes of a lane.</summary>
    public const int Gap = 40;

    private const int GutterEstimate = 90;
    private const double Aspect = 1.4;
    private const long Budget = 24_000_000;
    private const int MostMoves = 60_000;

    private readonly DiagramBox[] boxes;
    private readonly (int Child, int Parent)[] edges;
    private readonly int[] middle;
    private readonly int[] laneOf;
    private List<int>[] lanes = [];
    private ulong state = 0x9E3779B97F4A7C15;

    private DiagramPlacement(DiagramBox[] boxes, (int, int)[] edges)
    {
        this.boxes = boxes;
        this.edges = edges;
        middle = new int[boxes.Length];
        laneOf = new int[boxes.Length];
    }

    /// <summary>The lanes from left to right, each with its boxes from top to bottom.</summary>
    public static Sequence<Sequence<DiagramBox>> Place(Sequence<DiagramBox> boxes, Sequence<DiagramEdge> edges)
    {
        var numbers = boxes.Select((b, i) => (b, i)).ToDictionary(p => p.b, p => p.i);
        var pairs = edges.Where(e => e.Child != e.Parent).Select(e => (numbers[e.Child], numbers[e.Parent])).ToArray();
        var placement = new DiagramPlacement([.. boxes], pairs);
        placement.Start(LaneCount(boxes));
        placement.Anneal();
        return placement.lanes.Select(l => l.Select(i => boxes[i]).ToSequence()).ToSequence();
    }

    private static int LaneCount(Sequence<DiagramBox> boxes)
    {
        var width = boxes.Average(b => b.NeededWidth) + GutterEstimate;
        var height = (double)boxes.Sum(b => b.Height + Gap);
        var tallest = boxes.Max(b => b.Height);
        return Enumerable
            .Range(1, boxes.Count)
            .MinBy(lanes => Math.Abs(Math.Log(lanes * width / Math.Max(height / lanes, tallest) / Aspect)));
    }

    // Breadth first from the table with most relations: what belongs together starts out together.
    private void Start(int count)
    {
        var neighbours = edges
            .SelectMany(e => new[] { (From: e.Child, To: e.Parent), (From: e.Parent, To: e.Child) })
            .ToLookup(p => p.From, p => p.To);
        var order = new List<int>();
        var seen = new bool[boxes.Length];
        foreach (var root in Enumerable.Range(0, boxes.Length).OrderByDescending(i => neighbours[i].Count()).ThenBy(i => i))
        {
            var queue = new Queue<int>([root]);
            while (queue.TryDequeue(out var next))
            {
                if (seen[next])
                {
                    continue;
                }

                seen[next] = true;
                order.Add(next);
                foreach (var neighbour in neighbours[next].Distinct().Order())
                {
                    queue.Enqueue(neighbour);
                }
            }
        }

        lanes = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        var share = boxes.Sum(b => (double)b.Height + Gap) / count;
        var filled = 0.0;
        foreach (var box in order)
        {
            var height = boxes[box].Height + Gap;
            lanes[Math.Min(count - 1, (int)((filled + (height / 2.0)) / share))].Add(box);
            filled += height;
        }
    }

    private void Anneal()
    {
        if (boxes.Length < 2)
        {
            return;
        }

        var moves = (int)Math.Min(MostMoves, Budget / (boxes.Length + edges.Length));
        var cost = Cost();
        var temperature = 250.0;
        var cooling = Math.Pow(1.0 / temperature, 1.0 / moves);
        var best = (Cost: cost, Lanes: Copy());
        for (var i = 0; i < moves; i++, temperature *= cooling)
        {
            var undo = Next(3) == 0 ? Swap() : Move();
            var changed = Cost();
            if (changed <= cost || Share() < Math.Exp((cost - changed) / temperature))
            {
                cost = changed;
                if (cost < best.Cost)
                {
                    best = (cost, Copy());
                }
            }
            else
            {
                undo();
            }
        }

        lanes = best.Lanes;
    }

    private List<int>[] Copy() => [.. lanes.Select(l => new List<int>(l))];

    private Action Swap()
    {
        var (laneA, a) = Any();
        var (laneB, b) = Any();
        Exchange();
        return Exchange;

        void Exchange() => (lanes[laneA][a], lanes[laneB][b]) = (lanes[laneB][b], lanes[laneA][a]);
    }

    private Action Move()
    {
        var (from, at) = Any();
        var box = lanes[from][at];
        lanes[from].RemoveAt(at);
        var to = Next(lanes.Length);
        var place = Next(lanes[to].Count + 1);
        lanes[to].Insert(place, box);
        return () =>
        {
            lanes[to].RemoveAt(place);
            lanes[from].Insert(at, box);
        };
    }

    private (int Lane, int At) Any()
    {
        while (true)
        {
            var lane = Next(lanes.Length);
            if (lanes[lane].Count > 0)
            {
                return (lane, Next(lanes[lane].Count));
            }
        }
    }

    /// <summary>Length of all lines, a price for each lane that one has to cross, and for uneven lanes.</summary>
    private double Cost()
    {
        var (tallest, total) = (0, 0);
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            var y = 0;
            foreach (var box in lanes[lane])
            {
                middle[box] = y + (boxes[box].Height / 2);
                laneOf[box] = lane;
                y += boxes[box].Height + Gap;
            }

            tallest = Math.Max(tallest, y);
            total += y;
        }

        var cost = 4.0 * (tallest - ((double)total / lanes.Length));
        foreach (var (child, parent) in edges)
        {
            var apart = Math.Abs(laneOf[child] - laneOf[parent]);
            cost += Math.Abs(middle[child] - middle[parent]) + (apart == 0 ? 80 : (apart - 1) * 320);
        }

        return cost;
    }

    // xorshift64*, so that the picture depends on nothing but the schema.
    private int Next(int below)
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return (int)((state * 0x2545F4914F6CDD1D >> 33) % (ulong)below);
    }

    private double Share() => Next(1 << 24) / (double)(1 << 24);
}
