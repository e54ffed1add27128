using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>All entities of a document with their attributes and references: resolves names and paths, and explains those that lead nowhere.</summary>
internal sealed class EntityCatalog(DocumentErrors errors)
{
    private readonly Dictionary<string, EntityDraft> byName = new(StringComparer.Ordinal);

    public List<EntityDraft> All { get; } = [];

    /// <summary>Adds an entity; false when one of that name is there.</summary>
    public bool TryAdd(EntityDraft entity)
    {
        if (!byName.TryAdd(entity.Name, entity))
        {
            return false;
        }

        All.Add(entity);
        return true;
    }

    public EntityDraft? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The entity of a name, or none, which is reported.</summary>
    public EntityDraft? Known(string name, Location at, string where)
    {
        // A misspelt case was reported where the entity is declared, or is reported here as an unknown name with its nearest.
        if (byName.TryGetValue(name, out var entity))
        {
            return entity;
        }

        errors.Unknown(
            "unknown-entity",
            $"{where} names an unknown entity {DocumentErrors.Quote(name)}",
            name,
            at,
            All.Select(e => e.Name),
            "The entities are"
        );
        return null;
    }

    /// <summary>
    /// Follows a path from an entity over references. Reports unknown names, and paths over relationships that reach many rows.
    /// </summary>
    /// <param name="from">Where it starts.</param>
    /// <param name="path">The names with dots.</param>
    /// <param name="at">The place of a character of the path.</param>
    /// <param name="what">What uses the path, for errors: "the condition".</param>
    public ResolvedPath? Resolve(EntityDraft from, string path, Func<int, Location> at, string what)
    {
        var parts = path.Split('.');
        if (parts.Length > 8)
        {
            errors.Add("path", $"The path {DocumentErrors.Quote(path)} is too long", at(0), "A path has at most eight names.");
            return null;
        }

        var entity = from;
        var isNullable = false;
        var offset = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            var isLast = i == parts.Length - 1;
            if (entity.References.TryGetValue(part, out var reference))
            {
                isNullable |= reference.IsOptional;
                var isKeyOfTarget =
                    i == parts.Length - 2 && parts[i + 1] == "id" && Find(reference.Target) is { HasSurrogateKey: true };
                if (isLast || isKeyOfTarget)
                {
                    return new(Reference(parts.AsSpan(0, i + 1)), entity) { Reference = reference, IsNullable = isNullable };
                }

                if (Find(reference.Target) is not { } target)
                {
                    return null;
                }

                entity = target;
                offset += part.Length + 1;
                continue;
            }

            if (entity.Find(part) is { } attribute)
            {
                if (!isLast)
                {
                    errors.Add(
                        "unknown-path",
                        $"'{entity.Name}.{part}' is an attribute, so nothing can be reached over it",
                        at(offset),
                        "Only references can be followed; a part of a json attribute is asked for with 'has'."
                    );
                    return null;
                }

                return new(Reference(parts), entity) { Attribute = attribute, IsNullable = isNullable || attribute.Optional };
            }

            if (isLast && ((part == "id" && entity.HasSurrogateKey) || entity.Added.Contains(part)))
            {
                return new(Reference(parts), entity) { Added = part, IsNullable = isNullable || part == "deleted_at" };
            }

            Unreachable(entity, part, at(offset), what);
            return null;
        }

        return null;
    }

    private void Unreachable(EntityDraft entity, string part, Location at, string what)
    {
        var many = All.Where(e => e.Name == part && e.References.Values.Any(r => r.Target == entity.Name)).ToList();
        var overJoin = All.Where(e =>
                e.IsJoin
                && e.References.Values.Any(r => r.Target == entity.Name)
                && e.References.Values.Any(r => r.Target == part)
            )
            .ToList();
        if (many.Count > 0 || overJoin.Count > 0)
        {
            var start = many.Count > 0 ? part : overJoin[0].Name;
            errors.Add(
                "to-many-path",
                $"{what} reaches many rows: one '{entity.Name}' has any number of '{part}'",
                at,
                $"Start the pattern from '{start}', which knows its one '{entity.Name}'."
            );
            return;
        }

        errors.Unknown(
            "unknown-path",
            $"'{entity.Name}' has no attribute or reference {DocumentErrors.Quote(part)}",
            part,
            at,
            entity.PathNames(),
            $"'{entity.Name}' has"
        );
    }

    private static Expression.Reference Reference(ReadOnlySpan<string> parts) => new(Sequence.Create(parts));
}

/// <summary>Where a path leads: to an attribute, a reference, or a column that the design adds.</summary>
/// <param name="Path">The path; <c>customer.id</c> is written as the reference <c>customer</c> that it equals.</param>
/// <param name="Owner">The entity that has what the path ends at.</param>
internal sealed record ResolvedPath(Expression.Reference Path, EntityDraft Owner)
{
    public AttributeDraft? Attribute { get; init; }

    public ReferenceDraft? Reference { get; init; }

    /// <summary><c>id</c>, <c>created_at</c>, <c>updated_at</c> or <c>deleted_at</c>.</summary>
    public string? Added { get; init; }

    /// <summary>Whether there may be no value at its end.</summary>
    public bool IsNullable { get; init; }

    /// <summary>The kind of the values; none for references and <c>id</c>.</summary>
    public SemanticKind? Kind => Attribute?.Type.Kind ?? (Added is not null and not "id" ? SemanticKind.Timestamp : null);
}
