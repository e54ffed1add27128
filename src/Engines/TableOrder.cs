using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>An order of tables in which the referenced ones come first.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Closing">Foreign keys that close a circle of tables, so that no order satisfies them.</param>
internal sealed record TableOrder(Sequence<Table> Tables, Sequence<(Table Table, ForeignKey ForeignKey)> Closing)
{
    /// <summary>The order of a schema's tables; tables that do not depend on each other keep theirs.</summary>
    public static TableOrder Of(RelationalSchema schema)
    {
        var byName = schema.Tables.ToDictionary(t => t.Name);
        var ordered = new List<Table>();
        var closing = new List<(Table, ForeignKey)>();
        var state = new Dictionary<QualifiedName, bool>();
        foreach (var table in schema.Tables)
        {
            Visit(table);
        }

        return new(ordered.ToSequence(), closing.ToSequence());

        // true: its references are being looked at; false: it has its place.
        void Visit(Table table)
        {
            if (!state.TryAdd(table.Name, true))
            {
                return;
            }

            foreach (var key in table.ForeignKeys)
            {
                if (key.ReferencedTable == table.Name || !byName.TryGetValue(key.ReferencedTable, out var referenced))
                {
                    continue;
                }

                if (state.TryGetValue(key.ReferencedTable, out var open) && open)
                {
                    closing.Add((table, key));
                }
                else
                {
                    Visit(referenced);
                }
            }

            state[table.Name] = false;
            ordered.Add(table);
        }
    }
}
