using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The exact differences between two schemas of one engine.</summary>
public static class Diff
{
    /// <summary>
    /// What leads from one schema to the other: renames first, then what is dropped, changed and created, each sorted by object. Empty
    /// exactly when both are equal but for the version, the order of columns, and the dependencies, which follow from the rest.
    /// </summary>
    /// <param name="from">The first schema, canonical.</param>
    /// <param name="to">The second schema, canonical.</param>
    /// <param name="renames">What is the same thing under another name; nothing else is taken to be.</param>
    /// <exception cref="Failure">A rename names what there is not, or the engines differ (<see cref="ExitStatus.BadInput"/>).</exception>
    public static Sequence<Change> Between(RelationalSchema from, RelationalSchema to, Renames? renames = null)
    {
        if (from.Engine != to.Engine)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "different-engines",
                $"A schema of {from.Engine} cannot be compared with one of {to.Engine}.",
                "Texts such as defaults and conditions mean different things on different engines.",
                "Read both with the same --database."
            );
        }

        return Between(from, to, (renames ?? Renames.None).Resolve(from, to));
    }

    /// <summary>What leads from one schema to the other, given what is the same thing under another name.</summary>
    internal static Sequence<Change> Between(RelationalSchema from, RelationalSchema to, Sequence<Change.Renamed> named)
    {
        named = [.. MakeRoom(from, to, named), .. named];
        var renamed = RenameMap.Of(named).Apply(from);
        var oldNames = named.Where(r => r.To.Part.Length == 0).ToDictionary(r => r.To.Name, r => r.From.Name);
        var kept = KeptParts.Between(renamed, to, name => oldNames.GetValueOrDefault(name, name));
        if (kept.Count > 0)
        {
            renamed = RenameMap.Of([.. named, .. kept]).Apply(from);
        }

        return [.. named, .. kept, .. OfParts(SchemaParts.Of(renamed), SchemaParts.Of(to))];
    }

    /// <summary>What is dropped, changed and created, each sorted by object.</summary>
    internal static Sequence<Change> OfParts(
        IReadOnlyDictionary<PartKey, SchemaPart> before,
        IReadOnlyDictionary<PartKey, SchemaPart> after
    )
    {
        var dropped = before.Where(p => !after.ContainsKey(p.Key)).OrderBy(p => p.Key).Select(p => new Change.Dropped(p.Value));
        var created = after.Where(p => !before.ContainsKey(p.Key)).OrderBy(p => p.Key).Select(p => new Change.Created(p.Value));
        var changed = before
            .Where(p => after.TryGetValue(p.Key, out var other) && !p.Value.Equals(other))
            .OrderBy(p => p.Key)
            .Select(p => new Change.Changed(p.Value, after[p.Key], Aspects.Between(p.Value, after[p.Key])));
        return [.. dropped, .. changed, .. created];
    }

    // What has the new name of something else, and no new name itself, steps aside first; it is dropped later.
    private static IEnumerable<Change.Renamed> MakeRoom(
        RelationalSchema from,
        RelationalSchema to,
        Sequence<Change.Renamed> renames
    )
    {
        var parts = SchemaParts.Of(from);
        var wanted = SchemaParts.Of(to);
        var leaving = renames.Select(r => r.From).ToHashSet();
        foreach (var rename in renames)
        {
            // A column's table stands under its new name in the target and must be looked for under the old one.
            var place = rename.To.Part.Length > 0 ? rename.To with { Name = rename.From.Name } : rename.To;
            if (Occupant(from, place) is { } there && !leaving.Contains(there))
            {
                var aside = Aside(there, id => parts.ContainsKey(new(id)) || wanted.ContainsKey(new(id)));
                yield return new(there, there.Part.Length > 0 ? aside with { Name = rename.To.Name } : aside);
            }
        }
    }

    // Tables, views and sequences share their names.
    private static ObjectId? Occupant(RelationalSchema schema, ObjectId place) =>
        SchemaParts.Of(schema).ContainsKey(new(place)) ? place
        : place
            is { Part.Length: 0, Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence }
            ? SchemaGraph.Of(schema).Relation(place.Name)?.Id
        : null;

    private static ObjectId Aside(ObjectId id, Func<ObjectId, bool> taken)
    {
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? "_old" : $"_old{number}";
            var aside =
                id.Part.Length > 0
                    ? id with
                    {
                        Part = ObjectNames.Shorten(id.Part + suffix),
                    }
                    : id with
                    {
                        Name = id.Name with { Name = ObjectNames.Shorten(id.Name.Name + suffix) },
                    };
            if (!taken(aside))
            {
                return aside;
            }
        }
    }
}
