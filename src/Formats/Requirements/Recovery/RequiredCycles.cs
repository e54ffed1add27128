namespace Dbwright.Formats;

/// <summary>Makes references optional where required ones form a circle, as requirements refuse those.</summary>
internal static class RequiredCycles
{
    /// <summary>Goes through the references, those of keys first, and relaxes each that would close a circle.</summary>
    public static void Relax(List<RecoveredEntity> entities)
    {
        var needs = entities.ToDictionary(e => e, _ => new HashSet<RecoveredEntity>());
        var all = entities.SelectMany(e => e.References.Select(r => (Entity: e, Reference: r))).ToList();
        foreach (var (entity, reference) in all.OrderBy(p => p.Entity.Key.Contains(p.Reference.Role) ? 0 : 1))
        {
            if (reference.Optional)
            {
                Leave(entity, reference, null);
                continue;
            }

            if (!Reaches(reference.Target, entity, needs))
            {
                needs[entity].Add(reference.Target);
                continue;
            }

            reference.Optional = true;
            Leave(entity, reference, "it was required, in a circle of required references");
        }
    }

    // An optional reference is no part of a key.
    private static void Leave(RecoveredEntity entity, RecoveredReference reference, string? remark)
    {
        reference.Remark = remark ?? reference.Remark;
        if (entity.Key.Contains(reference.Role))
        {
            entity.Remarks.Add($"Its key was {string.Join(", ", entity.Key)}; the convention gives it one of its own.");
            entity.Key = [];
        }
    }

    private static bool Reaches(
        RecoveredEntity from,
        RecoveredEntity to,
        Dictionary<RecoveredEntity, HashSet<RecoveredEntity>> needs
    )
    {
        var seen = new HashSet<RecoveredEntity>();
        var open = new Stack<RecoveredEntity>([from]);
        while (open.TryPop(out var entity))
        {
            if (entity == to)
            {
                return true;
            }

            if (seen.Add(entity))
            {
                foreach (var next in needs[entity])
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }
}
