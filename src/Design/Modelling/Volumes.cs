using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>How many rows every table has when the database is measured.</summary>
internal sealed class Volumes(Draft draft)
{
    /// <summary>Rows of an entity whose number the document leaves open.</summary>
    public const long Assumed = 1_000;

    private const int PairsPerRow = 2;

    private readonly List<Assumption> assumptions = [];

    /// <summary>What had to be assumed and the document does not list already.</summary>
    public Sequence<Assumption> Assumptions =>
        assumptions.Where(a => !draft.Requirements.Assumptions.Any(known => known.Subject == a.Subject)).ToSequence();

    /// <summary>Gives the entities their rows, then the pairs.</summary>
    public void Fill(IReadOnlyList<TableDraft> tables)
    {
        var byEntity = tables.ToDictionary(t => t.Entity, StringComparer.Ordinal);
        foreach (var entity in draft.Requirements.Entities)
        {
            byEntity[entity.Name].Rows = RowsOf(entity);
        }

        // A one-to-one reference cannot have more rows than what it refers to; a chain of them needs as many rounds as it is long.
        var held = draft.Requirements.Entities.SelectMany(e => draft.HeldBy(e.Name)).Where(r => r.IsOneToOne).ToList();
        for (var lowered = true; lowered; )
        {
            lowered = false;
            foreach (var relationship in held.Where(r => !r.IsOptional))
            {
                var (holder, referenced) = (byEntity[relationship.Holder], byEntity[relationship.Referenced]);
                if (holder.Rows > referenced.Rows)
                {
                    Lower(holder, referenced, relationship);
                    lowered = true;
                }
            }
        }

        foreach (var relationship in draft.Requirements.Relationships.Where(r => r.IsManyToMany))
        {
            byEntity[relationship.Role].Rows = Pairs(relationship, byEntity);
        }
    }

    private long RowsOf(Entity entity)
    {
        if (entity.Reference is { } data)
        {
            return data.Rows.Count;
        }

        if (entity.Volume.Rows is { } rows)
        {
            return rows;
        }

        assumptions.Add(
            new($"{entity.Name}.volume", $"The number of rows of '{entity.Name}' is open; {Assumed:N0} are assumed.")
        );
        return Assumed;
    }

    private long Pairs(Relationship relationship, Dictionary<string, TableDraft> byEntity)
    {
        var (left, right) = (byEntity[relationship.Left].Rows, byEntity[relationship.Right].Rows);
        var most = left > 0 && right > long.MaxValue / left ? long.MaxValue : left * right;
        if (relationship.Volume.Rows is { } said)
        {
            if (said > most)
            {
                draft.Warn(
                    "volume-conflict",
                    $"{relationship.Role} cannot have {said:N0} rows: there are only {most:N0} pairs.",
                    relationship.Id,
                    $"{relationship.Left} has {left:N0} rows and {relationship.Right} {right:N0}. The pairs are taken instead.",
                    "Correct one of the three volumes.",
                    relationship.At
                );
            }

            return Math.Min(said, most);
        }

        var rows = Math.Min(most, PairsPerRow * Math.Max(left, right));
        assumptions.Add(
            new(
                $"{relationship.Id}.volume",
                $"{relationship.Role} is estimated at {rows:N0} rows: {PairsPerRow} for each row of the larger side."
            )
        );
        return rows;
    }

    private void Lower(TableDraft holder, TableDraft referenced, Relationship relationship)
    {
        if (draft.Entity(holder.Entity).Volume.Rows is not null)
        {
            draft.Warn(
                "volume-conflict",
                $"{holder.Entity} cannot have {holder.Rows:N0} rows: each belongs to a {referenced.Entity} of its own, of which there are {referenced.Rows:N0}.",
                holder.Subject,
                $"{relationship.Id} is one-to-one. {referenced.Rows:N0} rows are taken.",
                "Correct one of the two volumes, or the relationship.",
                relationship.At
            );
        }

        holder.Rows = referenced.Rows;
    }
}
