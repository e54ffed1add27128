using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Makes keys of a table's text into its primary key, unique constraints and indexes. What a constraint has no place for (the beginning of a
/// column, an order, words behind) makes a unique key a unique index.
/// </summary>
internal static class MariaDbKeyReader
{
    /// <summary>The table with its keys.</summary>
    public static Table Add(Table table, IReadOnlyList<MariaDbKeyText> all)
    {
        // To InnoDB the size of a key's blocks means nothing; the server leaves it there when a table is compressed no more.
        var keys = IsInnoDb(table)
            ? [.. all.Select(k => k with { Words = [.. k.Words.Where(w => w.Name != "key_block_size")] })]
            : all;
        var primary = keys.FirstOrDefault(k => k.Kind == "primary");
        var uniques = keys.Where(k => k.Kind == "unique" && IsConstraint(table, k)).ToList();
        var others = keys.Where(k => k != primary && !uniques.Contains(k) && !IsOfForeignKey(k, keys, table)).ToList();
        return table with
        {
            PrimaryKey = primary is null
                ? null
                : new(MariaDbInspector.PrimaryKeyName(table.Name.Name), Columns(primary))
                {
                    Details =
                    [
                        .. Plain(primary) ? Array.Empty<Detail>() : [Parts(primary)],
                        .. Period(primary),
                        .. Words(primary),
                    ],
                },
            Uniques = uniques
                .Select(k => new UniqueConstraint(k.Name, Columns(k)) { Details = Period(k).ToSequence() })
                .ToSequence(),
            Indexes = others.Select(k => Index(table, k)).ToSequence(),
        };
    }

    // A foreign key may have the same name; constraints are told apart by theirs.
    private static bool IsConstraint(Table table, MariaDbKeyText key) =>
        !table.ForeignKeys.Any(f => f.Name == key.Name)
        && Plain(key)
        && key.Words.All(w => w.Name == "using" && MariaDbKeyRoom.MustHash(table, Columns(key)));

    private static bool Plain(MariaDbKeyText key) =>
        key.Parts.All(p => p is { Length: null, Descending: false, Column: not null });

    private static TableIndex Index(Table table, MariaDbKeyText key) =>
        new(key.Name, key.Parts)
        {
            Unique = key.Kind == "unique",
            Method =
                key.Kind is "fulltext" or "spatial" ? key.Kind
                : InMemory(table) && key.Value("using") != "BTREE" ? "hash"
                : "btree",
            Details = Words(key).Concat(Period(key)).Order().ToSequence(),
            Comment = key.Value("comment") is { } comment ? MariaDbNames.Unquoted(comment) : null,
        };

    private static bool InMemory(Table table) => table.Details.Any(d => d is { Name: "engine", Value: "MEMORY" });

    private static bool IsInnoDb(Table table) =>
        table.Details.FirstOrDefault(d => d.Name == "engine") is not { } engine
        || engine.Value.Equals("InnoDB", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Detail> Words(MariaDbKeyText key) =>
        key
            .Words.Where(w => w.Name != "comment")
            .Select(w => w.Name == "using" ? w with { Value = w.Value.ToLowerInvariant() } : w);

    private static IEnumerable<Detail> Period(MariaDbKeyText key) =>
        key.Period is { } period ? [new("without overlaps", period)] : [];

    private static Detail Parts(MariaDbKeyText key) =>
        new("parts", new MariaDbKeyWriter(MariaDbDialect.MariaDb).Parts(key.Parts));

    private static Sequence<string> Columns(MariaDbKeyText key) => key.Parts.Select(p => p.Column!).ToSequence();

    // The index that the server makes for a foreign key has its name and columns; it is made only where no other key can serve.
    private static bool IsOfForeignKey(MariaDbKeyText key, IReadOnlyList<MariaDbKeyText> keys, Table table) =>
        key is { Kind: "", Words.Count: 0 }
        && Plain(key)
        && table.ForeignKeys.Any(f => f.Name == key.Name && f.Columns.Equals(Columns(key)))
        && !keys.Any(k =>
            k != key
            && k.Kind is "" or "unique" or "primary"
            && k.Parts.Count >= key.Parts.Count
            && k.Parts.Take(key.Parts.Count).SequenceEqual(key.Parts)
        );
}
