using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>One column of a primary key.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Type">Its type, without checks, as referring columns have it too.</param>
/// <param name="Attribute">The key attribute, when it holds one.</param>
/// <param name="Role">The reference, when it is part of one.</param>
internal sealed record KeyPart(string Column, TypeChoice Type, EntityAttribute? Attribute, string? Role);

/// <summary>
/// Chooses table names, keys and the columns of references: a reference has the columns of the key it refers to, which may itself
/// consist of references.
/// </summary>
internal sealed class KeyDesign(Draft draft, TypeDesign types)
{
    /// <summary>The name of every surrogate key.</summary>
    public const string Surrogate = "id";

    private readonly Dictionary<string, Sequence<KeyPart>> keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QualifiedName> tables = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);

    /// <summary>Names the tables of all entities and of all many-to-many relationships, in document order.</summary>
    public void NameTables()
    {
        // Pinned names first: what the owner has decided does not give way to what is derived.
        var subjects = draft
            .Requirements.Entities.Select(e => (e.Name, Subject: e.Name))
            .Concat(draft.Requirements.Relationships.Where(r => r.IsManyToMany).Select(r => (Name: r.Role, Subject: r.Id)))
            .ToList();
        foreach (var (name, subject) in subjects)
        {
            if ((Pinned(subject) ?? Pinned(name)) is not { } pinned)
            {
                continue;
            }

            if (draft.Objects.IsTaken(pinned))
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "table-name-taken",
                    $"Two tables are pinned to the name {pinned}.",
                    fix: "Pin one of them to another name."
                );
            }

            tables[name] = QualifiedName.Of(draft.Objects.Take(pinned));
        }

        foreach (var (name, _) in subjects)
        {
            tables.TryAdd(
                name,
                QualifiedName.Of(draft.Objects.IsTaken(Plural.Of(name)) ? Collision(name) : draft.Objects.Take(Plural.Of(name)))
            );
        }
    }

    /// <summary>The table of an entity or join entity.</summary>
    public QualifiedName Table(string entity) => tables[entity];

    /// <summary>The key of an entity.</summary>
    /// <exception cref="Failure">Keys contain each other.</exception>
    public Sequence<KeyPart> Key(string entity)
    {
        if (keys.TryGetValue(entity, out var known))
        {
            return known;
        }

        if (!open.Add(entity))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "key-cycle",
                $"The keys of {string.Join(", ", open.Order(StringComparer.Ordinal))} contain each other.",
                "A row of one could only be identified through a row of the other.",
                "Give one of them a key of its own attributes, or none: then it has a surrogate key.",
                draft.Entity(entity).At
            );
        }

        var parts = Parts(draft.Entity(entity)).ToSequence();
        open.Remove(entity);
        return keys[entity] = parts;
    }

    /// <summary>Whether the entity has a key of its own making instead of a natural one.</summary>
    public static bool HasSurrogate(Entity entity) => entity.Key.Count == 0;

    /// <summary>The columns of a reference, one for each column of the key that it refers to.</summary>
    /// <param name="pinPath">The path under which the owner may have pinned its name.</param>
    /// <param name="role">The name of the reference.</param>
    /// <param name="referenced">The entity that it refers to.</param>
    /// <param name="pinId">A further path for the pin: the relationship.</param>
    public IEnumerable<(string Column, KeyPart Target)> Columns(
        string pinPath,
        string role,
        string referenced,
        string? pinId = null
    )
    {
        var key = Key(referenced);
        var pinned = Pinned(pinPath) ?? (pinId is null ? null : Pinned(pinId));
        foreach (var part in key)
        {
            var tail = part.Column.StartsWith(referenced + "_", StringComparison.Ordinal)
                ? part.Column[(referenced.Length + 1)..]
                : part.Column;
            var name = (pinned, key.Count) switch
            {
                (null, _) => $"{role}_{tail}",
                (_, 1) => pinned,
                _ => $"{pinned}_{tail}",
            };
            yield return (ObjectNames.Shorten(name, draft.Naming.MaxBytes), part);
        }
    }

    /// <summary>The name of an attribute's column.</summary>
    public string ColumnOf(EntityAttribute attribute) =>
        Pinned(attribute.Id) ?? ObjectNames.Shorten(attribute.Name, draft.Naming.MaxBytes);

    private IEnumerable<KeyPart> Parts(Entity entity)
    {
        if (HasSurrogate(entity))
        {
            yield return new(Surrogate, draft.Types.Key(draft.KeysOf(entity.Name)), null, null);
            yield break;
        }

        foreach (var member in entity.Key)
        {
            if (entity.Find(member) is { } attribute)
            {
                var choice = types.Of(attribute) ?? throw CannotIdentify(entity, member);
                yield return new(ColumnOf(attribute), choice with { Checks = [] }, attribute, null);
                continue;
            }

            var relationship = draft.Role(entity.Name, member) ?? throw CannotIdentify(entity, member);
            foreach (var (column, target) in Columns($"{entity.Name}.{member}", member, relationship.Referenced, relationship.Id))
            {
                yield return new(column, target.Type, null, member);
            }
        }
    }

    private string? Pinned(string path) => draft.Pins.Name(path, draft.Naming.MaxBytes);

    private string Collision(string entity)
    {
        var wanted = Plural.Of(entity);
        var name = draft.Objects.Take(wanted);
        draft.Warn(
            "table-name-taken",
            $"The table of {entity} is {name}, as {wanted} is the name of another.",
            entity,
            fix: $"Rename one of the two, or pin a name: {{ pin: name, on: {entity}, value: …, reason: … }}."
        );
        return name;
    }

    private static Failure CannotIdentify(Entity entity, string member) =>
        Failure.Because(
            ExitStatus.BadInput,
            "key",
            $"{member} cannot be part of the key of {entity.Name}.",
            "A key consists of attributes that the engine can hold and of required references.",
            at: entity.At
        );
}
