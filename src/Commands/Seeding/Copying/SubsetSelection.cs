using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Which rows are copied. Tables that are named give the rows that satisfy what is said of them; tables that refer to those give the rows that
/// refer to one that was chosen; and every row that a chosen one refers to comes along, so that all references lead somewhere.
/// </summary>
/// <param name="session">A session whose transaction sees one moment of the database.</param>
/// <param name="schema">Its schema.</param>
/// <param name="engine">Its engine.</param>
/// <param name="rules">What is said of tables.</param>
/// <param name="seed">Chooses among all possible parts.</param>
internal sealed class SubsetSelection(ISession session, RelationalSchema schema, Engine engine, SeedRules rules, long seed)
{
    private const int AtOnce = 500;
    private readonly Dictionary<QualifiedName, Chosen> tables = [];

    // Rows that are referred to, by table and the columns of the reference.
    private readonly Dictionary<(QualifiedName Table, string Columns), Wanted> wanted = [];

    /// <summary>The tables that give rows, parents before children as far as there is such an order.</summary>
    public Sequence<CopiedTable> Tables { get; private set; } = [];

    /// <summary>The keys of the chosen rows; none where all rows are chosen.</summary>
    public IReadOnlyList<object?[]>? KeysOf(QualifiedName table) => tables[table].IsAll ? null : tables[table].Keys;

    /// <summary>How many rows are chosen, where not all are.</summary>
    public long? CountOf(QualifiedName table) => tables[table].IsAll ? null : tables[table].Keys.Count;

    /// <summary>Chooses.</summary>
    /// <exception cref="Failure">A condition cannot be read by the engine (<see cref="ExitStatus.BadInput"/>).</exception>
    public async Task ChooseAsync(CancellationToken cancellation)
    {
        var order = Order();
        foreach (var table in order)
        {
            if (rules.Find(table.Name)?.Subset is not { Share: 0 } || IsReferred(table))
            {
                tables[table.Name] = new(new(schema, table, engine));
            }
        }

        var isPart = schema.Tables.Any(t => rules.Find(t.Name)?.Subset is { } rule && rule != SubsetRule.None);
        var limited = Limited();
        foreach (var table in order.Where(t => tables.ContainsKey(t.Name)))
        {
            var rule = rules.Find(table.Name)?.Subset;
            if (rule == SubsetRule.None)
            {
                continue;
            }

            if (!isPart)
            {
                tables[table.Name].IsAll = true;
            }
            else if (limited.Contains(table.Name))
            {
                await DownAsync(table, rule ?? SubsetRule.All, order, limited, cancellation);
            }
        }

        await UpAsync(cancellation);
        Tables = order
            .Where(t => tables.TryGetValue(t.Name, out var c) && (c.IsAll || c.Keys.Count > 0))
            .Select(t => tables[t.Name].Table)
            .ToSequence();
    }

    private bool IsReferred(Table table) => schema.Tables.Any(t => t.ForeignKeys.Any(f => f.ReferencedTable == table.Name));

    // Named tables, and those that refer to them.
    private HashSet<QualifiedName> Limited()
    {
        var limited = schema
            .Tables.Where(t => rules.Find(t.Name)?.Subset is { } r && r != SubsetRule.None)
            .Select(t => t.Name)
            .ToHashSet();
        int before;
        do
        {
            before = limited.Count;
            limited.UnionWith(
                schema
                    .Tables.Where(t =>
                        rules.Find(t.Name)?.Subset != SubsetRule.None
                        && t.ForeignKeys.Any(f => limited.Contains(f.ReferencedTable))
                    )
                    .Select(t => t.Name)
            );
        } while (limited.Count > before);

        return limited;
    }

    private async Task DownAsync(
        Table table,
        SubsetRule rule,
        List<Table> order,
        HashSet<QualifiedName> limited,
        CancellationToken cancellation
    )
    {
        var chosen = tables[table.Name];
        var at = order.IndexOf(table);
        // Those of the table itself and of tables that come later only pull in what they refer to.
        var down = table
            .ForeignKeys.Where(f => limited.Contains(f.ReferencedTable) && order.FindIndex(t => t.Name == f.ReferencedTable) < at)
            .ToList();
        var columns = Asked(table);
        var candidates = new List<(UInt128 Id, object?[] Row)>();
        try
        {
            if (down.Count == 0)
            {
                await foreach (var row in chosen.Table.KeysAsync(session, columns, rule.Condition, cancellation))
                {
                    Consider(row);
                }
            }

            foreach (var key in down)
            {
                var parents = await ParentsAsync(key, cancellation);
                for (var first = 0; first < parents.Count; first += AtOnce)
                {
                    var batch = parents.GetRange(first, Math.Min(AtOnce, parents.Count - first));
                    foreach (
                        var row in (
                            await chosen.Table.WhereAsync(session, columns, key.Columns, batch, rule.Condition, cancellation)
                        ).OrderBy(r => chosen.Table.OfKey(r))
                    )
                    {
                        Consider(row);
                    }
                }
            }
        }
        catch (EngineException e) when (rule.Condition is not null)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "subset-condition",
                $"{table.Name}: {engine.Title} does not take the condition {rule.Condition}: {e.Message}",
                "It is a condition in SQL over the columns of the table.",
                $"--subset \"{table.Name}=COLUMN = 'VALUE'\"",
                cause: e
            );
        }

        if (rule.Count is { } most && candidates.Count > most)
        {
            candidates = [.. candidates.OrderBy(c => Draw(table, c.Id)).Take((int)most)];
        }

        foreach (var (id, row) in candidates)
        {
            Take(chosen, id, row, columns);
        }

        void Consider(object?[] row)
        {
            var id = chosen.Table.OfKey(row);
            if (rule.Share is not { } share || Draw(table, id) / (double)ulong.MaxValue < share)
            {
                candidates.Add((id, row));
            }
        }
    }

    // By its key alone, so that the same rows are chosen again, and other rows do not matter.
    private ulong Draw(Table table, UInt128 id) =>
        (ulong)CopiedTable.Identity(string.Create(CultureInfo.InvariantCulture, $"{seed} {table.Name} {id:x}"));

    // The values that chosen parents have in the columns that a reference names.
    private async Task<List<object?[]>> ParentsAsync(ForeignKey key, CancellationToken cancellation)
    {
        var parent = tables[key.ReferencedTable];
        if (parent.Table.Key.Equals(key.ReferencedColumns))
        {
            return parent.Keys;
        }

        var found = new List<object?[]>();
        for (var first = 0; first < parent.Keys.Count; first += AtOnce)
        {
            var batch = parent.Keys.GetRange(first, Math.Min(AtOnce, parent.Keys.Count - first));
            var rows = await parent.Table.WhereAsync(session, key.ReferencedColumns, parent.Table.Key, batch, null, cancellation);
            found.AddRange(rows.Select(r => r[parent.Table.Key.Count..]).Where(v => !v.Contains(null)));
        }

        return found;
    }

    private async Task UpAsync(CancellationToken cancellation)
    {
        while (wanted.FirstOrDefault(w => w.Value.Open.Count > 0) is { Value: { } open, Key: var (name, _) })
        {
            var chosen = tables[name];
            var values = open.Open.Take(AtOnce).ToList();
            open.Open.RemoveRange(0, values.Count);
            if (chosen.IsAll)
            {
                continue;
            }

            var columns = Asked(chosen.Table.Table);
            var rows = await chosen.Table.WhereAsync(session, columns, open.Columns, values, null, cancellation);
            foreach (var row in rows.OrderBy(chosen.Table.OfKey))
            {
                Take(chosen, chosen.Table.OfKey(row), row, columns);
            }
        }
    }

    private void Take(Chosen chosen, UInt128 id, object?[] row, Sequence<string> columns)
    {
        if (!chosen.Ids.Add(id))
        {
            return;
        }

        var width = chosen.Table.Key.Count;
        chosen.Keys.Add(row[..width]);
        foreach (var key in chosen.Table.Table.ForeignKeys.Where(f => tables.ContainsKey(f.ReferencedTable)))
        {
            var values = key.Columns.Select(c => row[width + IndexOf(columns, c)]).ToArray();
            if (values.Contains(null))
            {
                continue;
            }

            var at = (key.ReferencedTable, string.Join('\u001f', key.ReferencedColumns));
            if (!wanted.TryGetValue(at, out var open))
            {
                wanted[at] = open = new(key.ReferencedColumns);
            }

            var parent = tables[key.ReferencedTable].Table;
            if (open.Seen.Add(CopiedTable.Identity(parent.Compared(key.ReferencedColumns.Select((c, i) => (c, values[i]))))))
            {
                open.Open.Add(values);
            }
        }
    }

    private static int IndexOf(Sequence<string> columns, string column)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] == column)
            {
                return i;
            }
        }

        throw new ArgumentException(column, nameof(column));
    }

    private static Sequence<string> Asked(Table table) => table.ForeignKeys.SelectMany(f => f.Columns).Distinct().ToSequence();

    private List<Table> Order()
    {
        var waiting = schema.Tables.Where(t => t.PartitionOf is null).OrderBy(t => t.Name).ToList();
        var order = new List<Table>();
        while (waiting.Count > 0)
        {
            var next =
                waiting.Find(t =>
                    t.ForeignKeys.All(f => f.ReferencedTable == t.Name || waiting.TrueForAll(w => w.Name != f.ReferencedTable))
                )
                // In a cycle those that are named come first.
                ?? waiting.Find(t => rules.Find(t.Name)?.Subset is not null)
                ?? waiting[0];
            waiting.Remove(next);
            order.Add(next);
        }

        return order;
    }

    private sealed class Chosen(CopiedTable table)
    {
        public CopiedTable Table => table;

        public bool IsAll { get; set; }

        public HashSet<UInt128> Ids { get; } = [];

        public List<object?[]> Keys { get; } = [];
    }

    private sealed class Wanted(Sequence<string> columns)
    {
        public Sequence<string> Columns => columns;

        public HashSet<UInt128> Seen { get; } = [];

        public List<object?[]> Open { get; } = [];
    }
}
