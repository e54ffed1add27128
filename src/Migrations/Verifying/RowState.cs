using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What the rows of some tables were at one moment.</summary>
/// <param name="Tables">Sums of each table, by name.</param>
public sealed record RowState(IReadOnlyDictionary<QualifiedName, TableSums> Tables)
{
    /// <summary>Reads it.</summary>
    /// <param name="session">A session.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="schema">The schema that the database has now.</param>
    /// <param name="wanted">The tables whose values matter; of the others only the number of rows is read.</param>
    /// <param name="before">The schema whose tables, keys and columns are asked for; what <paramref name="schema"/> lacks of them is left out.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<RowState> ReadAsync(
        ISession session,
        Engine engine,
        RelationalSchema schema,
        IReadOnlySet<QualifiedName> wanted,
        RelationalSchema before,
        CancellationToken cancellation
    )
    {
        var sums = engine.Require<IRowSums>();
        var found = new Dictionary<QualifiedName, TableSums>();
        foreach (var table in before.Tables.Where(t => t.PartitionOf is null && !FollowingTables.Is(t, before)))
        {
            if (schema.Find(table.Name) is not { } now)
            {
                continue;
            }

            var there = now.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
            var key = (table.PrimaryKey?.Columns ?? []).ToSequence();
            var columns = table.Columns.Select(c => c.Name).Where(there.Contains).ToSequence();
            found[table.Name] = await sums.ReadAsync(
                session,
                table.Name,
                key.All(there.Contains) ? key : [],
                wanted.Contains(table.Name) ? columns : [],
                cancellation
            );
        }

        return new(found);
    }
}

/// <summary>Which tables a migration may have touched.</summary>
public static partial class AffectedTables
{
    /// <summary>
    /// Those whose definition differs, those that its files name, and what refers to them; all when a statement calls code, which may touch
    /// any.
    /// </summary>
    /// <param name="before">The schema before it.</param>
    /// <param name="after">The schema after it.</param>
    /// <param name="texts">Its way up and its way down.</param>
    public static IReadOnlySet<QualifiedName> Of(
        RelationalSchema before,
        RelationalSchema after,
        params IEnumerable<string> texts
    )
    {
        var all = before.Tables.Concat(after.Tables).Select(t => t.Name).ToHashSet();
        var written = texts.ToList();
        if (written.Exists(t => Code().IsMatch(t)))
        {
            return all;
        }

        var words = written
            .SelectMany(SqlWords.Of)
            .Where(w => w.Kind == SqlWordKind.Name)
            .Select(w => w.Text)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var affected = all.Where(n => words.Contains(n.Name) || before.Find(n) != after.Find(n)).ToHashSet();
        int count;
        do
        {
            count = affected.Count;
            affected.UnionWith(
                before
                    .Tables.Concat(after.Tables)
                    .Where(t => t.ForeignKeys.Any(f => affected.Contains(f.ReferencedTable) && Follows(f)))
                    .Select(t => t.Name)
                    .ToList()
            );
        } while (affected.Count > count);

        return affected;
    }

    private static bool Follows(ForeignKey key) =>
        key.OnDelete is not (ReferentialAction.NoAction or ReferentialAction.Restrict)
        || key.OnUpdate is not (ReferentialAction.NoAction or ReferentialAction.Restrict);

    [GeneratedRegex(
        @"^\s*(do|call|perform|select)\b",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Code();
}
