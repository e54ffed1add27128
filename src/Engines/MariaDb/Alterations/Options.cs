using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What is said of a table besides its columns, keys and checks.</summary>
internal static class MariaDbOptions
{
    private static readonly MariaDbNames Names = new();

    // These have a number, and none of them is the default.
    private static readonly HashSet<string> Numbers = new(
        ["key_block_size", "max_rows", "min_rows", "avg_row_length", "checksum", "delay_key_write", "encryption_key_id"],
        StringComparer.Ordinal
    );

    // These are how the rows lie.
    private static readonly HashSet<string> Rows = new(
        ["row_format", "key_block_size", "page_compressed", "page_compression_level", "encrypted", "encryption_key_id"],
        StringComparer.Ordinal
    );

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
                // A column that takes its collation from the table is written in the same statement.
                Ties = [.. after.Columns.Where(c => before.Find(c.Name) is not null).Select(c => $"column {c.Name}")],
            };
        }

        foreach (
            var name in before
                .Details.Concat(after.Details)
                .Select(d => d.Name)
                .Distinct(StringComparer.Ordinal)
                .Where(n => n is not ("collation" or "system versioning"))
                .Order(StringComparer.Ordinal)
        )
        {
            var (had, has) = (Value(before, name), Value(after, name));
            if (had != has)
            {
                yield return new(
                    $"{name} = {has ?? (name == "engine" ? "innodb" : Numbers.Contains(name) ? "0" : "default")}",
                    name == "engine" ? matrix.Engine
                        : Rows.Contains(name) ? OnlineMatrix.Rebuild(traits)
                        : OnlineWay.Words
                );
            }
        }

        if (Value(before, "system versioning") != Value(after, "system versioning"))
        {
            var has = Value(after, "system versioning") is not null;
            yield return new($"{(has ? "add" : "drop")} system versioning", OnlineWay.Copy)
            {
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

    private static string? Value(Table table, string name) => table.Details.FirstOrDefault(d => d.Name == name)?.Value;
}
