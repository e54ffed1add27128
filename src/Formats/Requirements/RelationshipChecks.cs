namespace Dbwright.Formats;

/// <summary>Finds references that no row could be inserted with: cycles of required ones.</summary>
internal static class RelationshipChecks
{
    /// <summary>Reports every cycle once, naming its entities.</summary>
    public static void Cycles(EntityCatalog catalog, DocumentErrors errors)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in catalog.All)
        {
            Walk(start, catalog, errors, done);
        }
    }

    private static void Walk(EntityDraft start, EntityCatalog catalog, DocumentErrors errors, HashSet<string> done)
    {
        // Depth first with its own stack: a chain of references may be as long as the document.
        var path = new List<(EntityDraft Entity, Queue<ReferenceDraft> Open)>();
        Enter(start);
        while (path.Count > 0)
        {
            var (entity, rest) = path[^1];
            if (!rest.TryDequeue(out var reference))
            {
                done.Add(entity.Name);
                path.RemoveAt(path.Count - 1);
                continue;
            }

            var first = path.FindIndex(p => p.Entity.Name == reference.Target);
            if (first >= 0)
            {
                Report(path.Skip(first).Select(p => p.Entity).ToList(), reference, errors);
            }
            else if (catalog.Find(reference.Target) is { } target)
            {
                Enter(target);
            }
        }

        void Enter(EntityDraft entity)
        {
            if (!done.Contains(entity.Name))
            {
                path.Add((entity, new(entity.References.Values.Where(r => !r.IsOptional))));
            }
        }
    }

    private static void Report(List<EntityDraft> cycle, ReferenceDraft closing, DocumentErrors errors)
    {
        var names = string.Join(" requires ", cycle.Select(e => e.Name).Append(cycle[0].Name));
        var isKey = cycle.TrueForAll(e =>
            e.Key.Any(k => e.References.TryGetValue(k, out var r) && cycle.Exists(c => c.Name == r.Target))
        );
        errors.Add(
            "required-cycle",
            isKey ? $"The keys depend on each other: {names}" : $"No row could be inserted: {names}",
            closing.At,
            isKey
                ? "Take one of the references out of its key, and make it optional: write '?' for '1' on the side of the referenced entity."
                : "Make one of the references optional: write '?' for '1' on the side of the referenced entity."
        );
    }
}
