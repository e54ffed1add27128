using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>What foreign keys do when the referenced row is deleted.</summary>
internal static class DeleteRules
{
    public static ReferentialAction Action(DeleteRule rule) =>
        rule switch
        {
            DeleteRule.Cascade => ReferentialAction.Cascade,
            DeleteRule.SetNull => ReferentialAction.SetNull,
            _ => ReferentialAction.Restrict,
        };

    /// <summary>
    /// Where one deletion cascades to both ends of a refusing foreign key, the refusal must wait until the end of the statement: RESTRICT
    /// would refuse rows that go in the same statement (an order, its shipments, their lines, which refer to the order's lines).
    /// </summary>
    /// <returns>The names of the foreign keys that became NO ACTION.</returns>
    public static Sequence<string> WaitWhereCascadesMeet(IReadOnlyList<TableDraft> tables)
    {
        var reached = tables.ToDictionary(t => t.Name, t => Reached(t.Name, tables));
        var softened = new List<string>();
        foreach (var table in tables)
        {
            for (var i = 0; i < table.ForeignKeys.Count; i++)
            {
                var key = table.ForeignKeys[i];
                var meets =
                    key.OnDelete == ReferentialAction.Restrict
                    && key.ReferencedTable != table.Name
                    && reached.Values.Any(r => r.Contains(table.Name) && r.Contains(key.ReferencedTable));
                if (meets)
                {
                    table.ForeignKeys[i] = key with { OnDelete = ReferentialAction.NoAction };
                    softened.Add(key.Name);
                }
            }
        }

        return softened.ToSequence();
    }

    /// <summary>The tables whose rows a deletion in this one may delete, itself included.</summary>
    private static HashSet<QualifiedName> Reached(QualifiedName start, IReadOnlyList<TableDraft> tables)
    {
        var reached = new HashSet<QualifiedName> { start };
        for (var grew = true; grew; )
        {
            grew = false;
            foreach (var table in tables)
            {
                if (table.ForeignKeys.Exists(k => k.OnDelete == ReferentialAction.Cascade && reached.Contains(k.ReferencedTable)))
                {
                    grew |= reached.Add(table.Name);
                }
            }
        }

        return reached;
    }
}
