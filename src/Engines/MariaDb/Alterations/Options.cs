using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What is said of a table besides its columns, keys and checks.</summary>
internal static class MariaDbOptions
{
    // What either server reserves is quoted.
    private static readonly MySqlNames Names = new();

    // These have a number, and none of them is the default.
    private static readonly HashSet<string> Numbers = new(
        ["key_block_size", "max_rows", "min_rows", "avg_row_length", "checksum", "delay_key_write", "encryption_key_id"],
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> Plain = new(
        [
            "engine",
            "row_format",
            "pack_keys",
            "page_checksum",
            "transactional",
            "table_checksum",
            "stats_persistent",
            "stats_auto_recalc",
            "stats_sample_pages",
            "insert_method",
        ],
        StringComparer.Ordinal
    );

    // These are how the rows lie.
    private static readonly HashSet<string> Rows = new(
        ["row_format", "key_block_size", "page_compressed", "page_compression_level", "encrypted", "encryption_key_id"],
        StringComparer.Ordinal
    );

    /// <summary>What ties all that the history of rows consists of.</summary>
    public const string History = "history";

    private const string Period = "period ";

    /// <summary>The clauses that lead from one form to the other.</summary>
    public static IEnumerable<MariaDbClause> Clauses(Table before, Table after, TableTraits traits, OnlineMatrix matrix)
    {
        if (before.Comment != after.Comment)
        {
            yield return new($"comment = {Names.Literal(after.Comment ?? "")}", OnlineWay.Words);
        }

        if (MariaDbCollations.Of(before) is var old && MariaDbCollations.Of(after) is var now && old != now)
        {
            yield return new(
                $"default character set {MariaDbCollations.Charset(now)} collate {now}",
                matrix.DefaultCharset(traits)
            )
            {
                // In one statement with its columns it would drop and build indexes that it need not.
                Stage = MariaDbStage.Drops,
                StandsAlone = traits.IsInnoDb,
                Ties = traits.IsInnoDb
                    ? []
                    : [.. after.Columns.Where(c => before.Find(c.Name) is not null).Select(c => $"column {c.Name}")],
            };
        }

        foreach (
            var name in before
                .Details.Concat(after.Details)
                .Select(d => d.Name)
                .Distinct(StringComparer.Ordinal)
                .Where(n => n is not ("collation" or "system versioning") && !n.StartsWith(Period, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            var (had, has) = (Value(before, name), Value(after, name));
            if (had != has)
            {
                yield return new(
                    $"{Quoted(name)} = {has ?? (name == "engine" ? "innodb" : Numbers.Contains(name) ? "0" : "default")}",
                    name == "engine" ? matrix.Engine
                        : Rows.Contains(name) ? OnlineMatrix.Rebuild(traits)
                        : OnlineWay.Words
                )
                {
                    // Which options there are is the storage engine's to say; the copy to another engine writes those of the old one down again.
                    Ties =
                        Value(before, "engine") != Value(after, "engine") && (has is not null || name == "engine") ? ["engine"]
                        // Pages have a size of their own in compressed tables only, at every moment.
                        : name is "row_format" or "key_block_size" ? ["pages"]
                        : [],
                    Stage = has is null && name != "engine" ? MariaDbStage.Adds : MariaDbStage.Columns,
                };
            }
        }

        foreach (
            var period in before.Details.Except(after.Details).Where(d => d.Name.StartsWith(Period, StringComparison.Ordinal))
        )
        {
            yield return new($"drop period for {Names.Quote(period.Name[Period.Length..])}", OnlineWay.Copy) { Ties = [History] };
        }

        foreach (
            var period in after.Details.Except(before.Details).Where(d => d.Name.StartsWith(Period, StringComparison.Ordinal))
        )
        {
            yield return new($"add period for {Names.Quote(period.Name[Period.Length..])} ({period.Value})", OnlineWay.Copy)
            {
                Ties = [History],
            };
        }

        if (Value(before, "system versioning") != Value(after, "system versioning"))
        {
            var has = Value(after, "system versioning") is not null;
            yield return new(
                $"{(has ? "add" : "drop")} system versioning",
                has || !traits.IsInnoDb ? OnlineWay.Copy : matrix.NoHistory
            )
            {
                Ties = [History],
                Hazards = has
                    ? []
                    :
                    [
                        new(HazardKind.DataLoss, $"The history of the rows of {before.Name} is lost.")
                        {
                            Count = $"select count(*) from {Names.Quote(before.Name)} for system_time all where row_end < now(6)",
                        },
                    ],
            };
        }
    }

    // Options that only some storage engine knows have quotes, as the server prints them.
    private static string Quoted(string name) =>
        name.Contains(' ', StringComparison.Ordinal) || Numbers.Contains(name) || Plain.Contains(name) ? name : Names.Quote(name);

    private static string? Value(Table table, string name) => table.Details.FirstOrDefault(d => d.Name == name)?.Value;
}
