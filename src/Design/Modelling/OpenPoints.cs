using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Says what the document asks for and is not designed, or not by the schema alone; nothing is dropped silently.</summary>
internal static class OpenPoints
{
    public static void Report(Draft draft)
    {
        Tenants(draft);
        Kept(draft);
        foreach (var relationship in draft.Requirements.Relationships)
        {
            AtLeastOne(draft, relationship);
        }

        Pinned(draft);
        Roles(draft);
        Transactions(draft);
        Freshness(draft);
        if (draft.Requirements.Compliance.Count > 0)
        {
            var personal = draft.Requirements.Entities.SelectMany(e => e.Attributes).Count(a => a.Personal);
            draft.NotYetDesigned(
                $"No procedures are designed for {string.Join(", ", draft.Requirements.Compliance)} yet.",
                "compliance",
                $"Personal data is marked ({personal} attributes) and secrets are kept as hashes or ciphertexts; "
                    + "erasure, export, retention and access logs are not designed."
            );
        }
    }

    private static void Tenants(Draft draft)
    {
        if (draft.Requirements.Tenancy is not { } tenancy)
        {
            return;
        }

        draft.NotYetDesigned(
            $"The isolation of tenants ({tenancy.Isolation}, by {tenancy.By}) is not enforced by the database yet.",
            "tenancy",
            "Rows lead to their tenant through required references; no policy or schema keeps tenants apart.",
            tenancy.At
        );
        var belonging = new HashSet<string>(StringComparer.Ordinal) { tenancy.By };
        for (var grew = true; grew; )
        {
            grew = false;
            foreach (var entity in draft.Requirements.Entities)
            {
                if (Array.Exists(draft.HeldBy(entity.Name), r => !r.IsOptional && belonging.Contains(r.Referenced)))
                {
                    grew |= belonging.Add(entity.Name);
                }
            }
        }

        foreach (var entity in draft.Requirements.Entities.Where(e => e.Reference is null && !belonging.Contains(e.Name)))
        {
            draft.Warn(
                "tenancy-path-missing",
                $"A row of {entity.Name} cannot be told to belong to a {tenancy.By}.",
                entity.Name,
                $"Every row belongs to one {tenancy.By}, but no chain of required references leads from {entity.Name} to it.",
                $"Add a relationship, for example '{tenancy.By} 1..* {entity.Name}'.",
                entity.At
            );
        }
    }

    private static void Kept(Draft draft)
    {
        foreach (var entity in draft.Requirements.Entities)
        {
            if (entity.Volume.Keep is { } keep)
            {
                draft.NotYetDesigned(
                    $"Nothing removes the rows of {entity.Name} after {Age(keep)} yet.",
                    $"{entity.Name}.volume",
                    "The document says how long rows are kept; neither partitions nor a job for it are designed.",
                    entity.At
                );
            }
        }
    }

    private static void AtLeastOne(Draft draft, Relationship relationship)
    {
        foreach (
            var (side, other, cardinality) in (ReadOnlySpan<(string, string, Cardinality)>)
                [
                    (relationship.Left, relationship.Right, relationship.LeftCardinality),
                    (relationship.Right, relationship.Left, relationship.RightCardinality),
                ]
        )
        {
            if (cardinality == Cardinality.OneOrMany)
            {
                draft.Note(
                    "not-enforced",
                    $"That every {other} has at least one {side} is not enforced by the schema.",
                    relationship.Id,
                    "A foreign key cannot ask for a row that is inserted later; the integrity tests look for such rows.",
                    at: relationship.At
                );
            }
        }

        if (relationship is { IsOneToOne: true, IsOptional: false } && BothRequired(relationship))
        {
            draft.Note(
                "not-enforced",
                $"That every {relationship.Referenced} has a {relationship.Holder} is not enforced by the schema.",
                relationship.Id,
                $"{relationship.Holder} refers to {relationship.Referenced}; the other direction is left to the integrity tests.",
                at: relationship.At
            );
        }

        if (relationship is { IsOptional: false, IsManyToMany: false } && relationship.Left == relationship.Right)
        {
            draft.Warn(
                "required-self-reference",
                $"Every {relationship.Left} needs another as its {relationship.Role}, so the first must refer to itself.",
                relationship.Id,
                fix: $"Write '?' on the side of the referenced {relationship.Left} if some have none.",
                at: relationship.At
            );
        }
    }

    private static bool BothRequired(Relationship relationship) =>
        relationship.LeftCardinality == Cardinality.One && relationship.RightCardinality == Cardinality.One;

    private static void Pinned(Draft draft)
    {
        foreach (var pin in draft.Requirements.Physical.Where(p => p.Kind is PinKind.Partition or PinKind.Setting))
        {
            draft.NotYetDesigned(
                $"The owner's {(pin.Kind == PinKind.Partition ? "partitioning" : "setting")} of {pin.Target} ({pin.Value}) is not carried out yet.",
                pin.Target,
                $"The owner's reason: {pin.Reason}",
                pin.At
            );
        }
    }

    private static void Roles(Draft draft)
    {
        foreach (var role in draft.Requirements.Roles)
        {
            draft.NotYetDesigned(
                $"The role {role.Name} gets no grants{(role.Mask.Count > 0 ? " and nothing is masked for it" : "")} yet.",
                $"roles.{role.Name}",
                $"It is to read {List(role.Read)}, write {List(role.Write)}"
                    + (role.Mask.Count > 0 ? $" and see {List(role.Mask)} masked." : "."),
                role.At
            );
        }
    }

    private static void Transactions(Draft draft)
    {
        foreach (var transaction in draft.Requirements.Transactions.Where(t => t.AsProcedure))
        {
            draft.NotYetDesigned(
                $"The transaction {transaction.Name} is not a stored procedure yet.",
                $"transactions.{transaction.Name}",
                "Its statements are designed one by one, to be sent by the application.",
                transaction.At
            );
        }
    }

    private static void Freshness(Draft draft)
    {
        foreach (var pattern in draft.Requirements.Access.OfType<AccessPattern.Aggregate>())
        {
            if (pattern.Freshness is { } age)
            {
                draft.NotYetDesigned(
                    $"{pattern.Id} is computed from the rows each time, although an answer up to {Age(age)} old would do.",
                    pattern.Id,
                    "Materialised views are not designed yet.",
                    pattern.At
                );
            }
        }
    }

    private static string List(Sequence<string> names) => names.Count == 0 ? "nothing" : string.Join(", ", names);

    private static string Age(TimeSpan time)
    {
        var (amount, unit) = time switch
        {
            { TotalDays: >= 365 } when time.TotalDays % 365 == 0 => (time.TotalDays / 365, "years"),
            { TotalDays: > 1 } => (time.TotalDays, "days"),
            { TotalHours: >= 1 } => (time.TotalHours, "h"),
            { TotalMinutes: >= 1 } => (time.TotalMinutes, "min"),
            _ => (time.TotalSeconds, "s"),
        };
        return $"{amount.ToString("0.##", CultureInfo.InvariantCulture)} {(amount == 1 && unit.Length > 1 ? unit.TrimEnd('s') : unit)}";
    }
}
