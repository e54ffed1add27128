using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// What each kind of change of a table takes, as a server does it. The figures are measured, never taken from a manual: the clause must be
/// accepted, the next stronger one refused, and the rows that the server says it copied must agree with it.
/// </summary>
/// <param name="Source">Where the figures come from.</param>
/// <param name="HasNoCopy">Whether the server has the word NOCOPY; else it is part of INPLACE.</param>
internal sealed record OnlineMatrix(string Source, bool HasNoCopy)
{
    /// <summary>
    /// MariaDB. Measured on 10.11.19 with three rows in tables of every kind named here: plain, with full-text, spatial and computed columns
    /// and indexes, compressed, partitioned, versioned, and of other storage engines. The conformance tests measure again.
    /// </summary>
    public static OnlineMatrix MariaDb { get; } = new("measured on MariaDB 10.11.19", HasNoCopy: true);

    /// <summary>
    /// MySQL: dbwright has no such server to measure. The clauses are those of MariaDB in MySQL's words, and say nothing about how the server
    /// does them: it takes the least that it can by itself.
    /// </summary>
    public static OnlineMatrix MySql { get; } =
        new("not measured", HasNoCopy: false) { Dialect = MySqlEngine.Dialect, IsMeasured = false };

    /// <summary>In whose words statements are.</summary>
    public MariaDbDialect Dialect { get; init; } = MariaDbDialect.MariaDb;

    /// <summary>Whether the figures are known to hold, so that statements and plans say them.</summary>
    public bool IsMeasured { get; init; } = true;

    /// <summary>A column at the end of a plain table.</summary>
    public OnlineWay Column { get; init; } = OnlineWay.Shape;

    /// <summary>A column that is computed when read, in a plain table.</summary>
    public OnlineWay Virtual { get; init; } = OnlineWay.Computed;

    /// <summary>A column that is computed when written.</summary>
    public OnlineWay Stored { get; init; } = OnlineWay.Copy;

    /// <summary>Another expression of a column that is computed when read.</summary>
    public OnlineWay Expression { get; init; } = OnlineWay.Words;

    /// <summary>More room of the same kind.</summary>
    public OnlineWay Room { get; init; } = OnlineWay.Words;

    /// <summary>A column is numbered from now on.</summary>
    public OnlineWay Number { get; init; } = OnlineWay.Copy;

    /// <summary>Another type.</summary>
    public OnlineWay Type { get; init; } = OnlineWay.Copy;

    /// <summary>A plain or unique index.</summary>
    public OnlineWay Index { get; init; } = OnlineWay.Build;

    /// <summary>An index over words where there is one already.</summary>
    public OnlineWay NextFullText { get; init; } = OnlineWay.BuildShared;

    /// <summary>The first index over words, which gives every row a hidden number.</summary>
    public OnlineWay FirstFullText { get; init; } = OnlineWay.RebuildShared;

    /// <summary>An index over places.</summary>
    public OnlineWay Spatial { get; init; } = OnlineWay.BuildShared;

    /// <summary>An index goes.</summary>
    public OnlineWay NoIndex { get; init; } = OnlineWay.Unbuild;

    /// <summary>The primary key goes and none comes.</summary>
    public OnlineWay NoPrimaryKey { get; init; } = OnlineWay.Copy;

    /// <summary>A condition, for which every row is read.</summary>
    public OnlineWay Check { get; init; } = OnlineWay.Copy;

    /// <summary>A foreign key, with the rows verified.</summary>
    public OnlineWay ForeignKey { get; init; } = OnlineWay.Copy;

    /// <summary>What columns to come are by default.</summary>
    public OnlineWay Charset { get; init; } = OnlineWay.Words;

    /// <summary>The history of rows goes.</summary>
    public OnlineWay NoHistory { get; init; } = OnlineWay.RebuildShared;

    /// <summary>Another storage engine. The server would accept the word INSTANT, and copy all the same.</summary>
    public OnlineWay Engine { get; init; } = OnlineWay.Copy;

    /// <summary>Rows written anew in the engine: indexes over words, places or computed values keep writers out.</summary>
    public static OnlineWay Rebuild(TableTraits table) =>
        !table.IsInnoDb ? OnlineWay.Copy
        : table.HasFullText || table.HasSpatial || table.HasComputedIndex ? OnlineWay.RebuildShared
        : OnlineWay.Rebuild;

    /// <summary>A column at the end of the table.</summary>
    public OnlineWay AddColumn(TableTraits table) =>
        !table.IsInnoDb ? OnlineWay.Copy
        : table.HasFullText || table.HasComputedIndex ? OnlineWay.RebuildShared
        : table.IsCompressed || table.HadFullText ? Rebuild(table)
        : Column;

    /// <summary>A column between others.</summary>
    public OnlineWay InsertColumn(TableTraits table) => table.HasVirtual ? OnlineWay.Copy : AddColumn(table);

    /// <summary>A column goes.</summary>
    public OnlineWay DropColumn(TableTraits table) => table.HasComputedIndex ? OnlineWay.Copy : AddColumn(table);

    /// <summary>A column that is computed when read comes or goes.</summary>
    public OnlineWay ChangeVirtual(TableTraits table) => !table.IsInnoDb || table.IsPartitioned ? OnlineWay.Copy : Virtual;

    /// <summary>Another expression of a column that is computed when read.</summary>
    public OnlineWay ChangeExpression(TableTraits table) =>
        !table.IsInnoDb || table.HasComputedIndex ? OnlineWay.Copy : Expression;

    /// <summary>A column may be null from now on, or may not.</summary>
    public static OnlineWay ChangeNull(TableTraits table) =>
        table.HasStored || table.HasComputedIndex ? OnlineWay.Copy : Rebuild(table);

    /// <summary>A column gets more room of the same kind.</summary>
    public OnlineWay Widen(TableTraits table) => table.IsInnoDb ? Room : OnlineWay.Copy;

    /// <summary>An index of that method.</summary>
    public OnlineWay AddIndex(TableTraits table, string method) =>
        !table.IsInnoDb ? OnlineWay.Copy
        : method == "spatial" ? Spatial
        : method != "fulltext" ? Index
        : table.IsVersioned ? OnlineWay.Copy
        : table.HasFullText || table.HadFullText ? NextFullText
        : FirstFullText;

    /// <summary>An index goes.</summary>
    public OnlineWay DropIndex(TableTraits table) => table.IsInnoDb ? NoIndex : OnlineWay.Copy;

    /// <summary>A primary key, or another one.</summary>
    public static OnlineWay AddPrimaryKey(TableTraits table) => table.IsPartitioned ? OnlineWay.Copy : Rebuild(table);

    /// <summary>What columns to come are by default.</summary>
    public OnlineWay DefaultCharset(TableTraits table) => table.IsInnoDb ? Charset : OnlineWay.Copy;
}

/// <summary>What of a table decides how it can be altered.</summary>
internal sealed record TableTraits
{
    /// <summary>Whether InnoDB keeps it.</summary>
    public required bool IsInnoDb { get; init; }

    /// <summary>Whether it has an index over words.</summary>
    public bool HasFullText { get; init; }

    /// <summary>Whether it has had one, so that its rows may still have hidden numbers.</summary>
    public bool HadFullText { get; init; }

    /// <summary>Whether it has an index over places.</summary>
    public bool HasSpatial { get; init; }

    /// <summary>Whether it has a column that is computed when read.</summary>
    public bool HasVirtual { get; init; }

    /// <summary>Whether it has an index over such a column.</summary>
    public bool HasComputedIndex { get; init; }

    /// <summary>Whether it has a column that is computed when written.</summary>
    public bool HasStored { get; init; }

    /// <summary>Whether its rows are compressed.</summary>
    public bool IsCompressed { get; init; }

    /// <summary>Whether it has partitions.</summary>
    public bool IsPartitioned { get; init; }

    /// <summary>Whether it keeps the history of its rows.</summary>
    public bool IsVersioned { get; init; }

    /// <summary>Whether the server copies the table whatever changes, for a key whose times may not overlap or that it keeps by hashes.</summary>
    public bool IsAlwaysCopied { get; init; }

    /// <summary>What a change takes in this table, which takes that much in others.</summary>
    public OnlineWay In(OnlineWay way) => IsAlwaysCopied ? OnlineWay.Copy : way;

    /// <summary>Whether the table has a key for which the server copies it whatever else changes.</summary>
    public static bool CopiesAlways(Table table) =>
        IsCopying(table.PrimaryKey?.Details ?? []) || table.Uniques.Any(u => IsCopying(table, u)) || table.Indexes.Any(IsCopying);

    /// <summary>Whether times of a primary key may not overlap.</summary>
    public static bool IsCopying(Sequence<Detail> key) => key.Any(d => d.Name == "without overlaps");

    /// <summary>Whether times of a unique key may not overlap, or its texts are too long for a tree.</summary>
    public static bool IsCopying(Table table, UniqueConstraint key) =>
        IsCopying(key.Details) || MariaDbKeyRoom.MustHash(table, key.Columns);

    /// <summary>Whether somebody said that a unique key is kept by hashes.</summary>
    public static bool IsCopying(TableIndex index) =>
        index.Unique && index.Details.Any(d => d is { Name: "using", Value: "hash" });

    /// <summary>The traits of a table once those of its indexes are gone that do not stay.</summary>
    public static TableTraits Of(Table table, Table? after = null)
    {
        var computed = table
            .Columns.Where(c => c.Generated is { Stored: false })
            .Select(c => c.Name)
            .ToHashSet(StringComparer.Ordinal);
        var indexes = table.Indexes.Where(i => after is null || after.Indexes.Any(a => a == i || IsExchanged(i, a))).ToList();
        var uniques = table.Uniques.Where(u => after is null || after.Uniques.Contains(u));
        return new()
        {
            IsInnoDb = (Value("engine") ?? "innodb").Equals("innodb", StringComparison.OrdinalIgnoreCase),
            HasFullText = indexes.Exists(i => i.Method == "fulltext"),
            HadFullText = table.Indexes.Any(i => i.Method == "fulltext"),
            HasSpatial = indexes.Exists(i => i.Method == "spatial"),
            HasVirtual = computed.Count > 0,
            HasComputedIndex =
                indexes.Exists(i => i.Parts.Any(p => p.Column is { } c && computed.Contains(c)))
                || uniques.Any(u => computed.Overlaps(u.Columns)),
            HasStored = table.Columns.Any(c => c.Generated is { Stored: true }),
            IsCompressed = (Value("row_format") ?? "").Equals("compressed", StringComparison.OrdinalIgnoreCase),
            IsPartitioned = table.PartitionBy is not null,
            IsAlwaysCopied = CopiesAlways(after ?? table),
            IsVersioned = table.Details.Any(d => d.Name.StartsWith("system versioning", StringComparison.Ordinal)),
        };

        // An index over words that is exchanged for another one of its name, in one statement and late.
        bool IsExchanged(TableIndex old, TableIndex now) =>
            old.Method == "fulltext"
            && now.Method == "fulltext"
            && old.Name == now.Name
            && old.Parts.Concat(now.Parts).All(p => p.Column is { } c && IsSame(table.Find(c), after!.Find(c)));

        static bool IsSame(Column? old, Column? now) =>
            now is not null && (old is null || (old.Type == now.Type && old.Collation == now.Collation));

        string? Value(string name) => table.Details.FirstOrDefault(d => d.Name == name)?.Value;
    }
}
