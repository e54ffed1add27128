using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Something that goes and something that comes which may be the same under another name.</summary>
/// <param name="From">What goes.</param>
/// <param name="To">What comes.</param>
/// <param name="Confidence">How alike they are, from 0 to 1, in hundredths; 1 is never reached, as only a person knows.</param>
/// <param name="Reasons">What is alike and what is not, each a short phrase.</param>
public sealed record RenameProposal(ObjectId From, ObjectId To, decimal Confidence, Sequence<string> Reasons)
{
    /// <summary>The rename as an option takes it: <c>orders.total=amount</c>.</summary>
    public string Option =>
        From.Part.Length > 0 ? $"{From.Name}.{From.Part}={To.Part}"
        : From.Name.Schema == To.Name.Schema ? $"{From.Name}={To.Name.Name}"
        : $"{From.Name}={To.Name}";
}

/// <summary>Proposes renames from structure. They are shown and asked about, never applied by themselves.</summary>
public static class RenameProposals
{
    /// <summary>What is less alike than this is not worth a question.</summary>
    public const decimal LeastConfidence = 0.5m;

    private const decimal Certain = 0.99m;

    /// <summary>The proposals, the most alike first; nothing is in two of them.</summary>
    /// <param name="from">The first schema.</param>
    /// <param name="to">The second schema.</param>
    /// <param name="renames">What is known already.</param>
    public static Sequence<RenameProposal> Between(RelationalSchema from, RelationalSchema to, Renames? renames = null)
    {
        var known = (renames ?? Renames.None).Resolve(from, to);
        var old = RenameMap.Of(known).Apply(from);
        var oldNames = known.Where(r => r.To.Part.Length == 0).ToDictionary(r => r.To.Name, r => r.From.Name);
        var proposals = Best(Tables(old, to)).ToList();
        foreach (var table in old.Tables)
        {
            if (to.Find(table.Name) is { } other)
            {
                proposals.AddRange(
                    Best(Columns(table, other))
                        .Select(p => p with { From = p.From with { Name = oldNames.GetValueOrDefault(table.Name, table.Name) } })
                );
            }
        }

        foreach (var definition in old.Enums)
        {
            if (to.Enums.FirstOrDefault(e => e.Name == definition.Name) is { } other)
            {
                proposals.AddRange(Best(Values(definition, other)));
            }
        }

        return proposals.OrderByDescending(p => p.Confidence).ThenBy(p => p.From).ToSequence();
    }

    private static IEnumerable<RenameProposal> Best(IEnumerable<RenameProposal> candidates)
    {
        var taken = new HashSet<ObjectId>();
        foreach (
            var candidate in candidates
                .Where(c => c.Confidence >= LeastConfidence)
                .OrderByDescending(c => c.Confidence)
                .ThenBy(c => c.From)
                .ThenBy(c => c.To)
        )
        {
            if (!taken.Contains(candidate.From) && !taken.Contains(candidate.To))
            {
                taken.Add(candidate.From);
                taken.Add(candidate.To);
                yield return candidate;
            }
        }
    }

    private static IEnumerable<RenameProposal> Tables(RelationalSchema from, RelationalSchema to)
    {
        foreach (var old in from.Tables.Where(t => to.Find(t.Name) is null))
        {
            foreach (var now in to.Tables.Where(t => from.Find(t.Name) is null))
            {
                var common = old.Columns.Count(c => now.Find(c.Name) is { } other && other.Type == c.Type);
                var all = old.Columns.Count + now.Columns.Count;
                var structure = all == 0 ? 0m : 2m * common / all;
                var names = NameSimilarity(old.Name.Name, now.Name.Name);
                var keys = old.PrimaryKey?.Columns.Equals(now.PrimaryKey?.Columns) == true ? 1m : 0m;
                var score = (0.7m * structure) + (0.2m * names) + (0.1m * keys);
                yield return new(
                    new(ObjectKind.Table, old.Name),
                    new(ObjectKind.Table, now.Name),
                    Rounded(score),
                    [
                        $"{common} of {Math.Max(old.Columns.Count, now.Columns.Count)} columns have the same name and type",
                        .. keys > 0 ? ["the primary key is on the same columns"] : Array.Empty<string>(),
                        .. names >= 0.5m ? ["the names are alike"] : Array.Empty<string>(),
                    ]
                );
            }
        }
    }

    private static IEnumerable<RenameProposal> Columns(Table from, Table to)
    {
        foreach (var (old, place) in from.Columns.Select((c, i) => (c, i)).Where(c => to.Find(c.c.Name) is null))
        {
            foreach (var (now, otherPlace) in to.Columns.Select((c, i) => (c, i)).Where(c => from.Find(c.c.Name) is null))
            {
                if (old.Type != now.Type || old.Generated is null != now.Generated is null)
                {
                    continue;
                }

                var names = NameSimilarity(old.Name, now.Name);
                var alike = (old with { Name = "", Comment = null }) == (now with { Name = "", Comment = null });
                var neighbours =
                    Neighbour(from, place - 1) == Neighbour(to, otherPlace - 1)
                    || Neighbour(from, place + 1) == Neighbour(to, otherPlace + 1);
                var used = Uses(from, old.Name).SetEquals(Uses(to, now.Name));
                var score = 0.35m + (0.3m * names) + (alike ? 0.15m : 0m) + (neighbours ? 0.1m : 0m) + (used ? 0.1m : 0m);
                yield return new(
                    new(ObjectKind.Column, from.Name, old.Name),
                    new(ObjectKind.Column, to.Name, now.Name),
                    Rounded(score),
                    [
                        alike
                            ? "type, default and nullability are the same"
                            : "the type is the same, default or nullability is not",
                        .. neighbours ? ["it stands in the same place"] : Array.Empty<string>(),
                        .. used && Uses(from, old.Name).Count > 0 ? ["it has the same keys and indexes"] : Array.Empty<string>(),
                        .. names >= 0.5m ? ["the names are alike"] : Array.Empty<string>(),
                    ]
                );
            }
        }
    }

    private static IEnumerable<RenameProposal> Values(EnumDefinition from, EnumDefinition to)
    {
        foreach (var (old, place) in from.Values.Select((v, i) => (v, i)).Where(v => !to.Values.Contains(v.v)))
        {
            foreach (var (now, otherPlace) in to.Values.Select((v, i) => (v, i)).Where(v => !from.Values.Contains(v.v)))
            {
                var names = NameSimilarity(old, now);
                yield return new(
                    new(ObjectKind.Type, from.Name, old),
                    new(ObjectKind.Type, to.Name, now),
                    Rounded((place == otherPlace ? 0.45m : 0.2m) + (0.5m * names)),
                    [
                        place == otherPlace ? "it stands in the same place" : "it stands in another place",
                        .. names >= 0.5m ? ["the names are alike"] : Array.Empty<string>(),
                    ]
                );
            }
        }
    }

    private static string? Neighbour(Table table, int place) =>
        place >= 0 && place < table.Columns.Count ? table.Columns[place].Name : "";

    // In which kinds of keys and indexes the column is, and with which others.
    private static HashSet<string> Uses(Table table, string column)
    {
        var uses = new HashSet<string>(StringComparer.Ordinal);
        Add("primary key", table.PrimaryKey?.Columns);
        foreach (var unique in table.Uniques)
        {
            Add("unique", unique.Columns);
        }

        foreach (var key in table.ForeignKeys)
        {
            Add($"references {key.ReferencedTable}", key.Columns);
        }

        foreach (var index in table.Indexes)
        {
            Add("index", index.Parts.Select(p => p.Column ?? p.Expression ?? "").ToSequence());
        }

        return uses;

        void Add(string kind, Sequence<string>? columns)
        {
            if (columns is not null && columns.Contains(column))
            {
                uses.Add($"{kind} ({string.Join(", ", columns.Select(c => c == column ? "it" : c))})");
            }
        }
    }

    private static decimal Rounded(decimal score) => Math.Min(Certain, Math.Round(score, 2));

    // The longest common subsequence of letters, as a share of both names.
    private static decimal NameSimilarity(string a, string b)
    {
        var lengths = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                lengths[i, j] =
                    char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1])
                        ? lengths[i - 1, j - 1] + 1
                        : Math.Max(lengths[i - 1, j], lengths[i, j - 1]);
            }
        }

        return a.Length + b.Length == 0 ? 0 : 2m * lengths[a.Length, b.Length] / (a.Length + b.Length);
    }
}
