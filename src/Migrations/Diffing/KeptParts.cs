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
                (a, b) =>
                    Rename(
                        new(ObjectKind.Index, new(oldName(table.Name).Schema, a)),
                        new(ObjectKind.Index, new(table.Name.Schema, b))
                    )
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

        void Rename(ObjectId old, ObjectId now) => renames.Add(new Change.Renamed(old, now));
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
