using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A statement about rows.</summary>
/// <param name="Phase">When.</param>
/// <param name="Sql">The statement, remarks included.</param>
/// <param name="On">What it is about.</param>
internal sealed record DataStep(PlanPhase Phase, string Sql, ObjectId On)
{
    /// <summary>Whether it is on the way back.</summary>
    public bool IsDown { get; init; }

    /// <summary>Whether it comes before the statements that change the schema.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Whether it takes the locks of its file, and does not wait long for any.</summary>
    public bool Holds { get; init; }

    /// <summary>Whether it fills a column, which the application does not notice.</summary>
    public bool IsFill { get; init; }

    /// <summary>Whether it needs a file that is no transaction.</summary>
    public bool Alone { get; init; }

    /// <summary>What it does to data.</summary>
    public Sequence<Hazard> Hazards { get; init; } = [];
}

/// <summary>A column that goes while another keeps its values.</summary>
/// <param name="Phase">When.</param>
/// <param name="IsDown">Whether on the way back.</param>
/// <param name="Table">Its table.</param>
/// <param name="Column">The column.</param>
/// <param name="Lost">The condition of rows that lose something all the same, as the table is before the phase.</param>
internal sealed record KeptColumn(PlanPhase Phase, bool IsDown, QualifiedName Table, string Column, string Lost)
{
    /// <summary>What of its values the other one does not have (<c>the time of day</c>); none when it has them whole.</summary>
    public string? Loses { get; init; }

    /// <summary>Whether an object is the column, perhaps out of the way of its own name.</summary>
    public bool Is(ObjectId id) =>
        id.Kind == ObjectKind.Column
        && id.Name == Table
        && (id.Part == Column || id.Part == ObjectNames.Shorten($"{Column}_old"));
}

/// <summary>A schema that changes from phase to phase: which part comes, goes or changes when.</summary>
internal sealed class StageEdits(RelationalSchema start, RelationalSchema goal)
{
    private readonly List<Edit> edits = [];

    /// <summary>Statements about rows.</summary>
    public List<DataStep> Data { get; } = [];

    /// <summary>Columns that go while another keeps their values.</summary>
    public List<KeptColumn> Kept { get; } = [];

    /// <summary>Tables that go while others have their rows: when, whether on the way back, and the condition of rows that are lost.</summary>
    public List<(PlanPhase Phase, bool IsDown, QualifiedName Table, string Lost)> KeptTables { get; } = [];

    /// <summary>What takes which name when.</summary>
    public List<(PlanPhase Phase, Change.Renamed Rename)> Renames { get; } = [];

    /// <summary>Schemas that know things which are only there between the ends: the order of their columns, what they need.</summary>
    public List<RelationalSchema> Between { get; } = [];

    /// <summary>A part comes, or is as given from this phase on.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="part">The part.</param>
    /// <param name="way">The ways on which it is so.</param>
    /// <param name="isFixed">Whether it stays in that phase whatever it needs, because whoever says so has seen to that.</param>
    public void Put(PlanPhase phase, SchemaPart part, StageWay way = StageWay.Both, bool isFixed = false) =>
        edits.Add(new(phase, part.Key, part, way, isFixed));

    /// <summary>A part goes in this phase; on the way back alone, it is not there from here on when that begins.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="key">The part.</param>
    /// <param name="way">The ways on which it is so.</param>
    /// <param name="isFixed">Whether it stays in that phase whatever needs it.</param>
    public void Remove(PlanPhase phase, PartKey key, StageWay way = StageWay.Both, bool isFixed = false) =>
        edits.Add(new(phase, key, null, way, isFixed));

    /// <summary>What needs something comes no earlier than that; what is needed goes no earlier than what needs it.</summary>
    public void Order()
    {
        var (before, after) = (SchemaGraph.Of(start), SchemaGraph.Of(goal));
        for (var moved = true; moved; )
        {
            moved = false;
            for (var i = 0; i < edits.Count; i++)
            {
                var edit = edits[i];
                if (edit.IsFixed)
                {
                    continue;
                }

                var wait = edit.Part is null
                    ? before.NeededBy(edit.Key).Where(k => !before.IsSoft(k, edit.Key)).Select(Goes)
                    : Containers(after, edit.Key)
                        .Concat(after.Needs(edit.Key).Where(k => !after.IsSoft(edit.Key, k)))
                        .Select(k => Comes(after, k));
                var phase = wait.Append(edit.Phase).Max();
                if (phase > edit.Phase)
                {
                    edits[i] = edit with { Phase = phase };
                    moved = true;
                }
            }
        }
    }

    /// <summary>The schema at the end of a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="isBack">Whether it is the one that a way back begins or ends with.</param>
    public RelationalSchema After(PlanPhase phase, bool isBack)
    {
        var parts = new Dictionary<PartKey, SchemaPart>(SchemaParts.Of(start));
        foreach (var edit in edits.Where(e => e.Phase <= phase && e.IsOn(isBack)).OrderBy(e => e.Phase))
        {
            if (edit.Part is { } part)
            {
                parts[edit.Key] = part;
            }
            else
            {
                parts.Remove(edit.Key);
            }
        }

        return SchemaAssembly.Of(parts.Values, [goal, start, .. Between]);
    }

    private static IEnumerable<PartKey> Containers(SchemaGraph graph, PartKey key) =>
        graph.Parts.ContainsKey(key) && graph.Within(key) is { } container ? [container] : [];

    // When a part of the goal is first there; a column of the old type that only loses its rules is not yet it.
    private PlanPhase Comes(SchemaGraph after, PartKey key) =>
        edits
            .Where(e => e.Key == key && e.Part is not null && !IsOtherType(e.Part, after.Parts.GetValueOrDefault(key)))
            .Select(e => e.Phase)
            .DefaultIfEmpty()
            .Min();

    private static bool IsOtherType(SchemaPart part, SchemaPart? goal) =>
        (part, goal) is (SchemaPart.ColumnPart(_, var a), SchemaPart.ColumnPart(_, var b)) && a.Type != b.Type;

    private PlanPhase Goes(PartKey key) =>
        edits.Where(e => e.Key == key && e.Part is null).Select(e => e.Phase).DefaultIfEmpty().Max();

    private sealed record Edit(PlanPhase Phase, PartKey Key, SchemaPart? Part, StageWay Way, bool IsFixed)
    {
        public bool IsOn(bool isBack) => Way == StageWay.Both || isBack == (Way == StageWay.Back);
    }
}

/// <summary>On which way a schema is so.</summary>
internal enum StageWay
{
    /// <summary>On both.</summary>
    Both,

    /// <summary>On the way there.</summary>
    There,

    /// <summary>On the way back.</summary>
    Back,
}
