using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What was measured of statements, in words.</summary>
public static class VerifyWords
{
    /// <summary>A kind of thing: <c>materialized view</c>.</summary>
    public static string Of(MeasuredKind kind) => Words(kind.ToString());

    /// <summary>A lock as the server calls it: <c>access exclusive</c>.</summary>
    public static string Of(RelationLock taken) => Words(taken.ToString());

    /// <summary>The most that a file's statements do: the strongest lock that keeps somebody out, what is written anew, what is read.</summary>
    public static string Of(Sequence<MeasuredStatement> statements)
    {
        var measures = statements.Select(s => s.Measure).OfType<StatementMeasure>().ToList();
        var locks = measures.SelectMany(m => m.Locks).Where(l => l.Lock >= RelationLock.ShareUpdateExclusive).ToList();
        return string.Join("; ", new[] { Strongest(locks), Work(measures) }.Where(p => p.Length > 0));
    }

    /// <summary>
    /// The strongest lock of a statement and what it is on: <c>access exclusive on orders</c>; empty when it has only such as every query
    /// takes.
    /// </summary>
    public static string Locks(StatementMeasure measure) =>
        Strongest(measure.Locks.Where(l => l.Lock > RelationLock.AccessShare).ToList(), " on ");

    /// <summary>How statements work, what they write anew, and what they read.</summary>
    public static string Work(IReadOnlyList<StatementMeasure> measures)
    {
        var parts = measures
            .Select(m => m.Way)
            .OfType<AlterWay>()
            .Select(w => w.ToString())
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var tables = measures.SelectMany(m => m.Written).Where(w => w.Kind != MeasuredKind.Index).Select(w => w.Name).ToList();
        var indexed = measures
            .SelectMany(m => m.Written)
            .Where(w => w.Kind == MeasuredKind.Index && !tables.Contains(w.Table!))
            .ToList();
        if (tables.Count > 0)
        {
            parts.Add($"rewrites {Names(tables)}");
        }

        if (indexed.Count > 0)
        {
            parts.Add($"builds {Names(indexed.Select(i => i.Name))}");
        }

        var read = measures.SelectMany(m => m.Scanned).Except(tables).Except(indexed.Select(i => i.Table!)).ToList();
        if (read.Count > 0)
        {
            parts.Add($"reads {Names(read)}");
        }

        return string.Join("; ", parts);
    }

    private static string Strongest(List<MeasuredLock> locks, string between = ": ")
    {
        if (locks.Count == 0)
        {
            return "";
        }

        var strongest = locks.Max(l => l.Lock);
        return $"{Of(strongest)}{between}{Names(locks.Where(l => l.Lock == strongest).Select(l => l.Object.Name))}";
    }

    private static string Names(IEnumerable<QualifiedName> names)
    {
        var all = names.Distinct().Order().Select(n => n.ToString()).ToList();
        return all.Count <= 2 ? string.Join(", ", all) : FormattableString.Invariant($"{all[0]} and {all.Count - 1} more");
    }

    // AccessExclusive: access exclusive.
    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? " " : "")}{char.ToLowerInvariant(c)}" : $"{c}"));
}
