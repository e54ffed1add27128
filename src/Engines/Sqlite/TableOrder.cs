using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The order in which tables can be made and, the other way round, dropped.</summary>
internal static class SqliteTableOrder
{
    /// <summary>Referenced tables before those that refer to them; otherwise in their order.</summary>
    public static List<Table> ParentsFirst(IEnumerable<Table> tables)
    {
        var open = tables.ToList();
        var done = new List<Table>(open.Count);
        while (open.Count > 0)
        {
            // Tables that refer to each other in a circle have no such order: then the first one goes first.
            var next = open.Find(t => !WaitsFor(t, open)) ?? open[0];
            open.Remove(next);
            done.Add(next);
        }

        return done;
    }

    /// <summary>Views before those whose queries mention them; otherwise in their order.</summary>
    public static List<View> UsedFirst(IEnumerable<View> views)
    {
        var open = views.ToList();
        var mentioned = open.ToDictionary(
            v => v,
            v => SqliteLexer.Read(v.Query).Select(t => t.Value).ToHashSet(StringComparer.OrdinalIgnoreCase)
        );
        var done = new List<View>(open.Count);
        while (open.Count > 0)
        {
            var next = open.Find(v => !open.Exists(o => o != v && mentioned[v].Contains(o.Name.Name))) ?? open[0];
            open.Remove(next);
            done.Add(next);
        }

        return done;
    }

    /// <summary>Whether tables refer to each other in a circle; a table that refers to itself is none.</summary>
    public static bool HasCycle(IEnumerable<Table> tables)
    {
        var open = tables.ToList();
        while (open.Find(t => !WaitsFor(t, open)) is { } next)
        {
            open.Remove(next);
        }

        return open.Count > 0;
    }

    private static bool WaitsFor(Table table, List<Table> open) =>
        table.ForeignKeys.Any(f => !IsSame(f.ReferencedTable, table.Name) && open.Exists(o => IsSame(o.Name, f.ReferencedTable)));

    private static bool IsSame(QualifiedName a, QualifiedName b) => a.Name.Equals(b.Name, StringComparison.OrdinalIgnoreCase);
}
