using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>The order in which tables are loaded: referenced ones first.</summary>
internal sealed class LoadSequence
{
    private readonly List<ForeignKey> broken = [];
    private readonly Dictionary<QualifiedName, int> depths = [];

    /// <param name="tables">The tables that have rows.</param>
    /// <exception cref="Failure">Required references form a cycle (<see cref="ExitStatus.BadInput"/>).</exception>
    public LoadSequence(IReadOnlyList<Table> tables)
    {
        var waiting = tables.OrderBy(t => t.Name).ToList();
        while (waiting.Count > 0)
        {
            var ready = waiting.Find(t => Needed(t).All(f => waiting.TrueForAll(w => w.Name != f.ReferencedTable)));
            if (ready is null)
            {
                Break(waiting);
                continue;
            }

            depths[ready.Name] = Needed(ready)
                .Select(f => depths.GetValueOrDefault(f.ReferencedTable) + 1)
                .DefaultIfEmpty()
                .Max();
            waiting.Remove(ready);
            Order.Add(ready);
        }
    }

    /// <summary>The tables in their order.</summary>
    public List<Table> Order { get; } = [];

    /// <summary>What was done about cycles, one note for each reference that stays null.</summary>
    public List<Finding> Notes { get; } = [];

    /// <summary>How many references lead from the table to one that refers to no other.</summary>
    public int Depth(QualifiedName table) => depths[table];

    /// <summary>Whether the reference stays null because it would close a cycle.</summary>
    public bool IsBroken(ForeignKey reference) => broken.Contains(reference);

    private IEnumerable<ForeignKey> Needed(Table table) =>
        table.ForeignKeys.Where(f => f.ReferencedTable != table.Name && !broken.Contains(f));

    private void Break(List<Table> waiting)
    {
        foreach (var table in waiting)
        {
            foreach (var reference in Needed(table))
            {
                var isCycle = Reaches(waiting, reference.ReferencedTable, table.Name, []);
                if (isCycle && reference.Columns.All(c => table.Find(c) is { Nullable: true }))
                {
                    broken.Add(reference);
                    Notes.Add(
                        new(
                            "generated-reference-null",
                            Severity.Note,
                            $"{table.Name}.{reference.Name} stays null in generated rows."
                        )
                        {
                            Detail = "References form a cycle here, and this one is optional.",
                            Subject = table.Name.ToString(),
                        }
                    );
                    return;
                }
            }
        }

        throw Failure.Because(
            ExitStatus.BadInput,
            "required-reference-cycle",
            $"Required references form a cycle: {string.Join(", ", waiting.Select(t => t.Name.ToString()))}.",
            "No table of the cycle can be loaded before the others.",
            "Make one of the references optional."
        );
    }

    private bool Reaches(List<Table> tables, QualifiedName from, QualifiedName to, HashSet<QualifiedName> seen) =>
        from == to
        || (
            seen.Add(from)
            && tables.Find(t => t.Name == from) is { } table
            && Needed(table).Any(f => Reaches(tables, f.ReferencedTable, to, seen))
        );
}
