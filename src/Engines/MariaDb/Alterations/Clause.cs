using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>One clause of ALTER TABLE.</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Way">What it takes.</param>
internal sealed record MariaDbClause(string Sql, OnlineWay Way)
{
    /// <summary>When it stands among others: first what goes, then columns, then what is built on them.</summary>
    public MariaDbStage Stage { get; init; } = MariaDbStage.Columns;

    /// <summary>Clauses that share a word of these must be one statement.</summary>
    public Sequence<string> Ties { get; init; } = [];

    /// <summary>Whether the server takes it in a statement of its own only, unless something ties it.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>Whether a column goes.</summary>
    public bool DropsColumn { get; init; }

    /// <summary>Whether an index over computed columns goes, beside which the server does nothing to rows.</summary>
    public bool DropsComputedIndex { get; init; }

    /// <summary>Whether it stands before all others, which take less once it is done.</summary>
    public bool StandsFirst { get; init; }

    /// <summary>What it does to the data, besides what its way says.</summary>
    public Sequence<Hazard> Hazards { get; init; } = [];
}

/// <summary>The order of clauses of one table.</summary>
internal enum MariaDbStage
{
    /// <summary>What goes.</summary>
    Drops,

    /// <summary>Computed columns that go, before what they are computed from.</summary>
    Computed,

    /// <summary>Columns, keys and options.</summary>
    Columns,

    /// <summary>What is built on columns.</summary>
    Adds,
}

/// <summary>Puts clauses of one table into as few statements as cost no more than the clauses do by themselves.</summary>
internal sealed class MariaDbStatements(QualifiedName table, TableTraits traits, OnlineMatrix matrix)
{
    /// <summary>The statements in their order.</summary>
    public Sequence<AlterStatement> Of(IReadOnlyList<MariaDbClause> clauses)
    {
        var statements = new List<List<MariaDbClause>>();
        foreach (
            var set in Tied(clauses)
                .OrderBy(s => !s.Exists(c => c.StandsFirst))
                .ThenBy(StageOf)
                .ThenBy(s => s.Any(c => c.StandsAlone))
                .ThenBy(s => s.Any(c => c.StandsAlone) ? default : WayOf(s).Algorithm)
                .ThenBy(s => s.Any(c => c.StandsAlone) ? default : WayOf(s).Lock)
        )
        {
            if (
                statements.Count > 0
                && WayOf(statements[^1]).Joins(WayOf(set))
                && (traits.IsAlwaysCopied || !set.Concat(statements[^1]).Any(c => c.StandsAlone))
                && !statements[^1].Exists(c => c.StandsFirst)
                && !IsInTheWay(statements[^1], set)
                && !IsInTheWay(set, statements[^1])
            )
            {
                statements[^1].AddRange(set);
            }
            else
            {
                statements.Add([.. set]);
            }
        }

        return statements.Select(Write).ToSequence();
    }

    /// <summary>The beginning of a statement that says how it is done: the server refuses it rather than do more.</summary>
    public static string Head(QualifiedName table, OnlineWay way, OnlineMatrix matrix)
    {
        var names = matrix.Dialect.Names;
        if (!matrix.IsMeasured)
        {
            return $"alter table {names.Quote(table)}";
        }

        var algorithm = way.Algorithm switch
        {
            OnlineAlgorithm.Instant => "instant",
            OnlineAlgorithm.NoCopy when matrix.HasNoCopy => "nocopy",
            OnlineAlgorithm.NoCopy or OnlineAlgorithm.InPlace => "inplace",
            _ => "copy",
        };
        // MySQL takes no clause about the lock with an instant change.
        var wait = way.Algorithm == OnlineAlgorithm.Instant && !matrix.HasNoCopy ? "" : $" lock = {LockOf(way)},";
        return $"alter table {names.Quote(table)} algorithm = {algorithm},{wait}";
    }

    /// <summary>What the statement locks, in words.</summary>
    public static string Lock(QualifiedName table, OnlineWay way, OnlineMatrix matrix) =>
        $"{(matrix.IsMeasured ? LockOf(way) : "unknown")} on {table}";

    /// <summary>What doing it that way means for a running system.</summary>
    public static Sequence<Hazard> Hazards(QualifiedName table, OnlineWay way, OnlineMatrix matrix) =>
        (way.Algorithm, way.Work) switch
        {
            _ when !matrix.IsMeasured =>
            [
                new(
                    HazardKind.Rewrite,
                    $"{table} may be locked, copied or given new indexes meanwhile: what {matrix.Dialect.Title} does was not measured."
                ),
            ],
            (OnlineAlgorithm.Copy, _) =>
            [
                new(HazardKind.Rewrite, $"{table} and its indexes are copied row by row; it takes no writes meanwhile."),
            ],
            (OnlineAlgorithm.InPlace, _) =>
            [
                new(
                    HazardKind.Rewrite,
                    way.Lock == OnlineLock.None
                        ? $"{table} and its indexes are written anew, while reads and writes go on."
                        : $"{table} and its indexes are written anew; it takes no writes meanwhile."
                ),
            ],
            (OnlineAlgorithm.NoCopy, OnlineWork.Build) =>
            [
                new(
                    HazardKind.IndexBuild,
                    way.Lock == OnlineLock.None
                        ? $"An index of {table} is built, while reads and writes go on."
                        : $"An index of {table} is built; it takes no writes meanwhile."
                ),
            ],
            _ => [],
        };

    private static string LockOf(OnlineWay way) => way.Lock == OnlineLock.None ? "none" : "shared";

    // Beside columns that are computed when read, plain ones come and go in statements of their own.
    private bool IsInTheWay(IReadOnlyList<MariaDbClause> set, IReadOnlyList<MariaDbClause> other) =>
        (
            traits.HasVirtual
            && set.Any(c => c.DropsColumn)
            && WayOf(set).Work == OnlineWork.Shape
            && WayOf(other).Work == OnlineWork.Shape
            && !other.Any(c => c.DropsColumn)
        ) || IsComputedInTheWay(set, other);

    private bool IsComputedInTheWay(IReadOnlyList<MariaDbClause> set, IReadOnlyList<MariaDbClause> other) =>
        !traits.IsAlwaysCopied && set.Any(c => c.DropsComputedIndex) && WayOf(other).Work is OnlineWork.Shape or OnlineWork.Rows;

    private static MariaDbStage StageOf(IReadOnlyList<MariaDbClause> set) =>
        set.Any(c => c.Stage == MariaDbStage.Columns) ? MariaDbStage.Columns : set.Max(c => c.Stage);

    private OnlineWay WayOf(IReadOnlyList<MariaDbClause> set) =>
        traits.In(set.Select(c => c.Way).Aggregate((a, b) => a.With(b, OnlineMatrix.Rebuild(traits))));

    private AlterStatement Write(List<MariaDbClause> clauses)
    {
        var way = WayOf(clauses);
        var head = Head(table, way, matrix);
        // A table that keeps the history of its rows changes with that history.
        var keeping = traits.IsVersioned ? "set statement system_versioning_alter_history = keep for " : "";
        return new($"{keeping}{head}\n    {string.Join(",\n    ", clauses.OrderBy(c => c.Stage).Select(c => c.Sql))}")
        {
            Lock = Lock(table, way, matrix),
            Hazards = [.. Hazards(table, way, matrix), .. clauses.SelectMany(c => c.Hazards).Distinct()],
        };
    }

    // Sets of clauses that hang together by their ties, each in the order of the clauses.
    private static List<List<MariaDbClause>> Tied(IReadOnlyList<MariaDbClause> clauses)
    {
        var sets = new List<(HashSet<string> Ties, List<MariaDbClause> Clauses)>();
        foreach (var clause in clauses)
        {
            var same = sets.Where(s => s.Ties.Overlaps(clause.Ties)).ToList();
            sets.RemoveAll(same.Contains);
            sets.Add(([.. same.SelectMany(s => s.Ties), .. clause.Ties], [.. same.SelectMany(s => s.Clauses), clause]));
        }

        return sets.Select(s => s.Clauses).ToList();
    }
}
