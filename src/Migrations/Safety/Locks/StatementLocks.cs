using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What a statement of PostgreSQL keeps others from, as measured on its servers.</summary>
/// <param name="Locks">The locks on tables and views that were there before, indexes and sequences not counted.</param>
public sealed record StatementLocks(Sequence<TakenLock> Locks)
{
    private const int MostNames = 8;

    /// <summary>What is written anew under these locks.</summary>
    public Rewritten Rewrites { get; init; }

    /// <summary>Whether all rows of a table are read under these locks.</summary>
    public bool Scans { get; init; }

    /// <summary>In a sentence: the locks, what they keep out, and what is done under them.</summary>
    public string Describe()
    {
        var strongest = Locks.Count == 0 ? RelationLock.AccessShare : RelationLock.AccessExclusive;
        var parts = new List<string>();
        for (var kind = RelationLock.AccessExclusive; kind >= RelationLock.AccessShare; kind--)
        {
            var tables = new List<string>();
            foreach (var taken in Locks.AsSpan())
            {
                if (taken.Lock == kind)
                {
                    tables.Add(taken.Table.ToString());
                }
            }

            if (tables.Count > 0)
            {
                strongest = parts.Count == 0 ? kind : strongest;
                parts.Add($"{Title(kind)} on {Names(tables)}");
            }
        }

        var work = Rewrites switch
        {
            Rewritten.Table => "; every row is written again under it",
            Rewritten.Indexes => "; an index is built under it",
            _ => Scans ? "; every row is read under it" : "",
        };
        return $"Takes {string.Join(" and ", parts)}, for which {KeptOut(strongest)}{work}.";
    }

    // A table may have hundreds of partitions.
    private static string Names(List<string> tables) =>
        tables.Count <= MostNames
            ? string.Join(", ", tables)
            : FormattableString.Invariant($"{string.Join(", ", tables.Take(MostNames))} and {tables.Count - MostNames} more");

    private static string KeptOut(RelationLock strongest) =>
        strongest switch
        {
            RelationLock.AccessExclusive => "reads and writes wait",
            RelationLock.Share or RelationLock.ShareRowExclusive or RelationLock.Exclusive => "writes wait",
            RelationLock.ShareUpdateExclusive => "reads and writes go on, but VACUUM and other changes of the schema wait",
            _ => "reads and writes go on",
        };

    /// <summary>A lock as the manual writes it.</summary>
    public static string Title(RelationLock taken) =>
        taken switch
        {
            RelationLock.AccessShare => "ACCESS SHARE",
            RelationLock.RowShare => "ROW SHARE",
            RelationLock.RowExclusive => "ROW EXCLUSIVE",
            RelationLock.ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
            RelationLock.Share => "SHARE",
            RelationLock.ShareRowExclusive => "SHARE ROW EXCLUSIVE",
            RelationLock.Exclusive => "EXCLUSIVE",
            _ => "ACCESS EXCLUSIVE",
        };
}
