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

        return before.PartitionBy is { } old && Single(after, Read(old), Read(by)) is { } statement
            ? [statement]
            : [Copied(after, $"partition by {by}", [Homeless(after)])];
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

        if (!(old.IsRange || old.IsList) || old.Parts.Count == 0 || now.Parts.Count == 0)
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
        var next = last > 0 ? now.Parts[^last] : null;
        return (gone.Count, come.Count, next) switch
        {
            (0, > 0, null) => new AlterStatement($"alter table {Names.Quote(table.Name)} add partition ({Texts(come)})")
            {
                Lock = $"exclusive on {table.Name}",
            },
            (> 0, 0, null) => Dropped(table, gone),
            (> 0, 0, _) when old.IsList => Dropped(table, gone),
            (_, _, { } following) when old.IsRange && (gone.Count == 0 || come.Count == 0) => Moved(
                table,
                $"reorganize partition {List([.. gone, following])} into ({Texts([.. come, following])})"
            ),
            (> 0, > 0, _) when old.IsList || next is not null || gone[^1].Bound == come[^1].Bound => Moved(
                table,
                $"reorganize partition {List(gone)} into ({Texts(come)})"
            ),
            _ => null,
        };
    }

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
