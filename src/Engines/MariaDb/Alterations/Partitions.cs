using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// The way from one cut into partitions to another. Rows stay wherever they can: a range that goes is joined with the next one; only where no
/// partition is left for them they go, and the plan says so. The server takes no word about the way for changes of single partitions.
/// </summary>
internal static partial class MariaDbPartitions
{
    // What either server reserves is quoted.
    private static readonly MySqlNames Names = new();

    private sealed record Part(string Name, string Text)
    {
        public string Bound => Regex.Match(Text, "VALUES .*", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)).Value;
    }

    private sealed record Cut(string Head, IReadOnlyList<Part> Parts, int? Number)
    {
        public bool IsRange => Head.StartsWith("range", StringComparison.OrdinalIgnoreCase);

        public bool IsList => Head.StartsWith("list", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The statement that takes all partitions away, with their rows kept; it stands before all others.</summary>
    public static IEnumerable<AlterStatement> Removal(Table before, Table after) =>
        before.PartitionBy is not null && after.PartitionBy is null ? [Copied(after, "remove partitioning", [])] : [];

    /// <summary>The statements that cut the rows as they should be; they stand behind all others.</summary>
    public static IEnumerable<AlterStatement> Cutting(Table before, Table after)
    {
        if (after.PartitionBy is not { } by || before.PartitionBy == by)
        {
            return [];
        }

        return (before.PartitionBy is { } old ? Steps(after, Read(old), Read(by)) : null)
            ?? [Copied(after, $"partition by {by}", [Homeless(after)])];
    }

    // None where only cutting all rows anew leads there.
    private static List<AlterStatement>? Steps(Table table, Cut old, Cut now) =>
        old.Head != now.Head ? null
        : old is { IsRange: true, Parts.Count: > 0 } && now.Parts.Count > 0 ? Ranges(table, old.Parts, now.Parts)
        : Single(table, old, now) is { } statement ? [statement]
        : null;

    // Ranges that stay divide the others into stretches, each of which changes by itself.
    private static List<AlterStatement>? Ranges(Table table, IReadOnlyList<Part> old, IReadOnlyList<Part> now)
    {
        var kept = old.Where(now.Contains).ToList();
        if (now.Any(n => old.Any(o => o.Name == n.Name && KeptBefore(old, o) != KeptBefore(now, n))))
        {
            // A name that moves from one stretch to another would be there twice in between.
            return null;
        }

        var statements = new List<AlterStatement>();
        var (had, has) = (0, 0);
        foreach (var stays in kept)
        {
            var (at, place) = (old.TakeWhile(p => p != stays).Count(), now.TakeWhile(p => p != stays).Count());
            var (gone, come) = (Between(old, had, at), Between(now, has, place));
            if (gone.Count > 0 || come.Count > 0)
            {
                // The ranges that are exchanged must end at one place: a range that goes is joined with the next one.
                var sameEnd = gone.Count > 0 && come.Count > 0 && gone[^1].Bound == come[^1].Bound;
                statements.Add(Exchanged(table, sameEnd ? gone : [.. gone, stays], sameEnd ? come : [.. come, stays]));
            }

            (had, has) = (at + 1, place + 1);
        }

        return Last(table, Between(old, had, old.Count), Between(now, has, now.Count)) is { } last
            ? [.. statements, .. last]
            : null;

        int KeptBefore(IReadOnlyList<Part> parts, Part part) => parts.TakeWhile(p => p != part).Count(kept.Contains);

        static List<Part> Between(IReadOnlyList<Part> parts, int start, int end) => parts.Skip(start).Take(end - start).ToList();
    }

    // Behind the last range that stays: up to where both end, then what is beyond.
    private static List<AlterStatement>? Last(Table table, List<Part> gone, List<Part> come)
    {
        if (gone.Count == 0 || come.Count == 0)
        {
            return gone.Count > 0 ? [Dropped(table, gone)]
                : come.Count > 0 ? [Added(table, come)]
                : [];
        }

        var end = come.FindIndex(c => c.Bound == gone[^1].Bound) + 1;
        return end == 0 ? null
            : end == come.Count ? [Exchanged(table, gone, come)]
            : [Exchanged(table, gone, come[..end]), Added(table, come[end..])];
    }

    private static AlterStatement? Single(Table table, Cut old, Cut now)
    {
        if (old.Head != now.Head)
        {
            return null;
        }

        if (old.Number is { } had && now.Number is { } has)
        {
            return has > had
                ? Moved(table, FormattableString.Invariant($"add partition partitions {has - had}"))
                : Moved(table, FormattableString.Invariant($"coalesce partition {had - has}"));
        }

        if (!old.IsList || old.Parts.Count == 0 || now.Parts.Count == 0)
        {
            return null;
        }

        var first = old.Parts.Zip(now.Parts).TakeWhile(p => p.First == p.Second).Count();
        var last = old
            .Parts.Skip(first)
            .Reverse()
            .Zip(now.Parts.Skip(first).Reverse())
            .TakeWhile(p => p.First == p.Second)
            .Count();
        var gone = old.Parts.Skip(first).Take(old.Parts.Count - first - last).ToList();
        var come = now.Parts.Skip(first).Take(now.Parts.Count - first - last).ToList();
        return (gone.Count, come.Count) switch
        {
            (0, > 0) when last == 0 => Added(table, come),
            (> 0, 0) => Dropped(table, gone),
            (> 0, > 0) => Exchanged(table, gone, come),
            _ => null,
        };
    }

    private static AlterStatement Exchanged(Table table, IEnumerable<Part> gone, IEnumerable<Part> come) =>
        Moved(table, $"reorganize partition {List(gone)} into ({Texts(come)})");

    private static AlterStatement Added(Table table, IEnumerable<Part> come) =>
        new($"alter table {Names.Quote(table.Name)} add partition ({Texts(come)})") { Lock = $"exclusive on {table.Name}" };

    private static AlterStatement Dropped(Table table, List<Part> gone) =>
        new($"alter table {Names.Quote(table.Name)} drop partition {List(gone)}")
        {
            Lock = $"exclusive on {table.Name}",
            Hazards =
            [
                new(HazardKind.DataLoss, $"The rows of {Names.Quote(table.Name)} in {List(gone)} are lost.")
                {
                    Count = $"select count(*) from {Names.Quote(table.Name)} partition ({List(gone)})",
                },
            ],
        };

    private static AlterStatement Moved(Table table, string what) =>
        new($"alter table {Names.Quote(table.Name)} {what}")
        {
            Lock = $"shared on {table.Name}",
            Hazards =
            [
                new(
                    HazardKind.Rewrite,
                    $"The rows of those partitions of {table.Name} are copied; the table takes no writes meanwhile."
                ),
            ],
        };

    private static AlterStatement Copied(Table table, string what, Sequence<Hazard> hazards) =>
        new($"alter table {Names.Quote(table.Name)} algorithm = copy, lock = shared\n    {what}")
        {
            Lock = MariaDbStatements.Lock(table.Name, OnlineWay.Copy, OnlineMatrix.MariaDb),
            Hazards = [.. MariaDbStatements.Hazards(table.Name, OnlineWay.Copy, OnlineMatrix.MariaDb), .. hazards],
        };

    private static Hazard Homeless(Table table) =>
        new(HazardKind.DependsOnData, $"Fails when a row of {table.Name} belongs to none of the partitions.");

    private static string List(IEnumerable<Part> parts) => string.Join(", ", parts.Select(p => p.Name));

    private static string Texts(IEnumerable<Part> parts) => string.Join(",\n    ", parts.Select(p => p.Text));

    private static Cut Read(string by)
    {
        var at = by.IndexOf("\n(partition ", StringComparison.OrdinalIgnoreCase);
        var head = (at < 0 ? by : by[..at]).Trim();
        var number = Number().Match(head);
        return new(
            number.Success ? head.Remove(number.Index, number.Length) : head,
            at < 0
                ? []
                : Between()
                    .Split(by[(at + 2)..by.LastIndexOf(')')])
                    .Select(t => new Part(Name().Match(t).Groups["name"].Value, t.Trim()))
                    .ToList(),
            number.Success ? int.Parse(number.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null
        );
    }

    [GeneratedRegex(@"\npartitions (?<number>\d{1,9})$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@",\s*(?=partition )", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"^\s*partition (?<name>`(?:[^`]|``)+`|\S+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
