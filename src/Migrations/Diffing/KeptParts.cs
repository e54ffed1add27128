using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// Constraints, indexes and owned sequences that are the same but for their names. To rename them is exact, loses nothing and takes no
/// time, so nobody is asked.
/// </summary>
internal static class KeptParts
{
    /// <summary>The renames, sorted.</summary>
    /// <param name="from">The first schema, with tables and columns under their new names.</param>
    /// <param name="to">The second schema.</param>
    /// <param name="oldName">What a table of the first schema was called.</param>
    public static Sequence<Change.Renamed> Between(
        RelationalSchema from,
        RelationalSchema to,
        Func<QualifiedName, QualifiedName> oldName
    )
    {
        var renames = new List<Change.Renamed>();
        // Most schemas of two versions have nothing that only its name tells apart.
        var here = new Lazy<HashSet<(QualifiedName, string)>>(() => Names(from));
        var there = new Lazy<HashSet<(QualifiedName, string)>>(() => Names(to));
        foreach (var table in from.Tables.OrderBy(t => t.Name))
        {
            if (to.Find(table.Name) is not { } other)
            {
                continue;
            }

            Constraints(Key(table), Key(other), k => k.Name, k => k with { Name = "" });
            Constraints(table.Uniques, other.Uniques, u => u.Name, u => u with { Name = "" });
            Constraints(table.Checks, other.Checks, c => c.Name, c => c with { Name = "" });
            Constraints(table.Exclusions, other.Exclusions, e => e.Name, e => e with { Name = "" });
            Constraints(table.ForeignKeys, other.ForeignKeys, f => f.Name, f => f with { Name = "" });
            Pair(
                table.Indexes,
                other.Indexes,
                i => i.Name,
                i => i with { Name = "", Comment = null },
                (a, b) => Rename(from.IndexId(oldName(table.Name), a), to.IndexId(table.Name, b))
            );

            void Constraints<T>(IEnumerable<T> mine, IEnumerable<T> theirs, Func<T, string> name, Func<T, T> definition)
                where T : notnull =>
                Pair(
                    mine,
                    theirs,
                    name,
                    definition,
                    (a, b) =>
                        Rename(new(ObjectKind.Constraint, oldName(table.Name), a), new(ObjectKind.Constraint, table.Name, b))
                );
        }

        Pair(
            from.Sequences.Where(s => s.OwnedBy is not null),
            to.Sequences.Where(s => s.OwnedBy is not null),
            s => s.Name,
            s => s with { Name = QualifiedName.Of("") },
            (a, b) => Rename(new(ObjectKind.Sequence, a), new(ObjectKind.Sequence, b))
        );
        return renames.ToSequence();

        // A name that something else has at either end is not free on one of the two ways.
        void Rename(ObjectId old, ObjectId now)
        {
            if (!here.Value.Overlaps(Taken(now)) && !there.Value.Overlaps(Taken(old)))
            {
                renames.Add(new(old, now));
            }
        }
    }

    private static (QualifiedName Table, string Name)[] Taken(ObjectId id) =>
        id is { Kind: ObjectKind.Index, Part.Length: > 0 } ? [(id.Name, id.Part)]
        : id.Kind == ObjectKind.Constraint ? [(id.Name, id.Part), (QualifiedName.Of(id.Name.Schema), id.Part)]
        : [(QualifiedName.Of(id.Name.Schema), id.Name.Name)];

    // Constraints have names of their own within their table, and those with an index take one among the relations too.
    private static HashSet<(QualifiedName Table, string Name)> Names(RelationalSchema schema)
    {
        var names = new HashSet<(QualifiedName, string)>();
        foreach (var part in SchemaParts.Of(schema).Values)
        {
            if (part is SchemaPart.ConstraintPart constraint)
            {
                names.Add((constraint.Table, constraint.Name));
                if (
                    part is SchemaPart.PrimaryKeyPart or SchemaPart.Unique or SchemaPart.Exclusion
                    && !schema.NamesIndexesWithinTables
                )
                {
                    names.Add((QualifiedName.Of(constraint.Table.Schema), constraint.Name));
                }
            }
            else if (part is SchemaPart.Index { NamedWithinTable: true } index)
            {
                names.Add((index.Table, index.Definition.Name));
            }
            else if (part is SchemaPart.TablePart or SchemaPart.ViewPart or SchemaPart.Index or SchemaPart.NumberSequencePart)
            {
                names.Add((QualifiedName.Of(part.Id.Name.Schema), part.Id.Name.Name));
            }
        }

        return names;
    }

    private static IEnumerable<PrimaryKey> Key(Table table) => table.PrimaryKey is { } key ? [key] : [];

    private static void Pair<T, TName>(
        IEnumerable<T> mine,
        IEnumerable<T> theirs,
        Func<T, TName> name,
        Func<T, T> definition,
        Action<TName, TName> pair
    )
        where T : notnull
        where TName : notnull
    {
        var (here, there) = (mine.ToList(), theirs.ToList());
        var created = there.Where(t => here.TrueForAll(h => !name(h).Equals(name(t)))).ToList();
        foreach (var old in here.Where(h => there.TrueForAll(t => !name(t).Equals(name(h)))))
        {
            if (created.Find(c => definition(c).Equals(definition(old))) is { } now)
            {
                created.Remove(now);
                pair(name(old), name(now));
            }
        }
    }
}
