using System.Globalization;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Counts what must not be there: rows without their parents, duplicates under a unique key, rows that break a check. The constraints
/// forbid it all; the counts show that they hold on the loaded rows.
/// </summary>
internal static class IntegrityChecks
{
    /// <summary>Runs all checks of a schema.</summary>
    public static async Task<Sequence<Verdict>> RunAsync(
        RelationalSchema schema,
        ISession session,
        INames names,
        CancellationToken cancellation
    )
    {
        var orphans = schema.Tables.SelectMany(t => t.ForeignKeys.Select(f => (f.Name, Sql: Orphans(t, f, names)))).ToList();
        var duplicates = schema
            .Tables.SelectMany(t => UniqueKeys(t).Select(k => (k.Name, Sql: Duplicates(t, k.Columns, k.Where, names))))
            .ToList();
        var rules = schema
            .Tables.Where(t => t.Checks.Count > 0)
            .Select(t => ($"checks of {t.Name}", Sql: Violations(t, names)))
            .ToList();
        return
        [
            await CountAsync(
                "integrity.orphans",
                "No row refers to a row that is not there",
                "foreign key",
                "foreign keys",
                orphans
            ),
            await CountAsync(
                "integrity.duplicates",
                "No two rows share a unique key",
                "unique key",
                "keys and unique constraints",
                duplicates
            ),
            await CountAsync(
                "integrity.rules",
                "Every row satisfies every check constraint",
                "table with checks",
                "tables with checks",
                rules
            ),
        ];

        async Task<Verdict> CountAsync(string id, string claim, string one, string many, List<(string Name, string Sql)> checks)
        {
            var broken = new List<string>();
            foreach (var (name, sql) in checks)
            {
                var rows = await session.QueryAsync(sql, [], cancellation);
                var count = rows[0].Sum(v => Convert.ToInt64(v ?? 0L, CultureInfo.InvariantCulture));
                if (count > 0)
                {
                    broken.Add($"{name}: {Quantity.Count(count, "row")}");
                }
            }

            var detail =
                broken.Count == 0
                    ? $"{checks.Count} {(checks.Count == 1 ? one : many)} counted, 0 rows found."
                    : string.Join("; ", broken);
            return new Verdict(id, claim, broken.Count == 0, EvidenceState.Executed, detail);
        }
    }

    // Rows may share such a key when their periods are apart; the engine looks at that.
    private static bool HoldsForPeriods(Sequence<Detail> details) => details.Any(d => d.Name == "without overlaps");

    private static IEnumerable<(string Name, Sequence<string> Columns, string? Where)> UniqueKeys(Table table)
    {
        if (table.PrimaryKey is { } key && !HoldsForPeriods(key.Details))
        {
            yield return (key.Name, key.Columns, null);
        }

        foreach (var unique in table.Uniques.Where(u => !HoldsForPeriods(u.Details)))
        {
            yield return (unique.Name, unique.Columns, null);
        }

        foreach (var index in table.Indexes.Where(i => i.Unique && i.Parts.All(p => p.Column is not null)))
        {
            yield return (index.Name, index.Parts.Select(p => p.Column!).ToSequence(), index.Where);
        }
    }

    private static string Orphans(Table table, ForeignKey key, INames names)
    {
        var given = string.Join(" AND ", key.Columns.Select(c => $"child.{names.Quote(c)} IS NOT NULL"));
        var same = string.Join(
            " AND ",
            key.Columns.Select((c, i) => $"parent.{names.Quote(key.ReferencedColumns[i])} = child.{names.Quote(c)}")
        );
        return $"SELECT count(*) FROM {names.Quote(table.Name)} AS child WHERE {given} "
            + $"AND NOT EXISTS (SELECT 1 FROM {names.Quote(key.ReferencedTable)} AS parent WHERE {same})";
    }

    private static string Duplicates(Table table, Sequence<string> columns, string? where, INames names)
    {
        var list = string.Join(", ", columns.Select(names.Quote));
        var conditions = columns.Where(c => table.Find(c)!.Nullable).Select(c => $"{names.Quote(c)} IS NOT NULL").ToList();
        if (where is not null)
        {
            conditions.Add($"({where})");
        }

        var filter = conditions.Count > 0 ? $" WHERE {string.Join(" AND ", conditions)}" : "";
        return $"SELECT count(*) FROM (SELECT 1 FROM {names.Quote(table.Name)}{filter} GROUP BY {list} HAVING count(*) > 1) AS d";
    }

    /// <summary>One pass over the table for all its checks.</summary>
    private static string Violations(Table table, INames names) =>
        $"SELECT {string.Join(", ", table.Checks.Select(c => $"sum(CASE WHEN NOT ({c.Sql}) THEN 1 ELSE 0 END)"))} FROM {names.Quote(table.Name)}";
}
