using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Data;

/// <summary>
/// How the unique keys of a table of any schema are kept: by a column that is unique by itself, by a reference that no two rows share, by
/// counting through the combinations of several, and where constraints overlap by drawing again.
/// </summary>
internal sealed class KeyPlan(
    Table table,
    SqlDialect dialect,
    IReadOnlyList<ForeignKey> references,
    IReadOnlyDictionary<string, ColumnDomain> domains,
    long rows,
    Func<ForeignKey, long> parents,
    ulong salt,
    ExclusionPlan exclusions,
    Func<string, bool> isOpen,
    bool isGuarded,
    Func<ForeignKey, bool> isSpread
)
{
    private readonly HashSet<string> redrawn = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> unique = new(StringComparer.Ordinal);
    private readonly HashSet<string> paired = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Digit> digits = new(StringComparer.Ordinal);
    private readonly List<RowKey> retried = [];
    private int groups;

    /// <summary>The keys that are kept by looking at every row.</summary>
    public IReadOnlyList<RowKey> Retried => retried;

    /// <summary>The constraint that makes a column unique by itself, or none.</summary>
    public string? UniqueBy(string column) =>
        unique.GetValueOrDefault(column)
        ?? Keys().FirstOrDefault(k => k.Where is null && k.Columns is [var only] && only == column).Name;

    /// <summary>Whether a column is unique by itself but must yield to checks, and so is drawn again where that makes it equal to another.</summary>
    public bool IsRetried(string column) => redrawn.Contains(column);

    /// <summary>Whether no parent of the reference has two children.</summary>
    public bool IsPaired(ForeignKey reference) => paired.Contains(reference.Name);

    /// <summary>The digit that gives a column or reference its value, or none.</summary>
    public Digit? DigitOf(string name) => digits.GetValueOrDefault(name);

    /// <summary>Plans every key.</summary>
    /// <exception cref="TooFewValuesException">A key has fewer values than there are rows.</exception>
    public void Plan()
    {
        foreach (var key in Keys().OrderBy(k => k.Columns.Count).ThenBy(k => k.Name, StringComparer.Ordinal))
        {
            if (key.Where is null)
            {
                Keep(key.Name, key.Columns);
            }
            else if (
                !key.Columns.Any(IsUnique)
                && !(key.Columns is [var only] && IsRich(only) && (unique[only] = key.Name) is not null)
            )
            {
                Retry(key.Name, key.Columns, key.Where);
            }
        }

        foreach (var index in table.Indexes.Where(i => i.Unique && i.Parts.Any(p => p.Column is null)))
        {
            Expressions(index);
        }

        if (isGuarded)
        {
            Guard();
        }
    }

    // What the way of making values keeps apart by itself may still be the value of a row that was there before.
    private void Guard()
    {
        var looked = retried.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        retried.AddRange(
            Keys().Where(k => !looked.Contains(k.Name)).Select(k => Looked(k.Name, k.Columns, k.Where, isSteady: true)).ToList()
        );
        retried.AddRange(
            table
                .Indexes.Where(i => i.Unique && i.Parts.Any(p => p.Column is null) && !looked.Contains(i.Name))
                .Select(i => Looked(i.Name, i.Parts.Select(p => p.Column ?? p.Expression!).ToSequence(), i.Where, isSteady: true))
                .ToList()
        );
    }

    // lower(email): kept by a column that is unique in any case of its letters, or by drawing again.
    private void Expressions(TableIndex index)
    {
        var terms = index.Parts.Select(p => p.Column is { } c ? c : p.Expression!).ToSequence();
        var mentioned = table
            .Columns.Where(c => c.Generated is null && index.Parts.Any(p => Mentions(p, c.Name)))
            .Select(c => c.Name)
            .ToList();
        if (index.Parts.Any(p => p.Column is { } c && IsUnique(c)))
        {
            return;
        }

        if (mentioned is [var only] && domains.TryGetValue(only, out var domain) && domain.Form is null && IsRich(only))
        {
            unique.TryAdd(only, index.Name);
            return;
        }

        Retry(index.Name, terms, index.Where);
    }

    private bool Mentions(IndexPart part, string column)
    {
        if (part.Column is { } plain)
        {
            return plain == column;
        }

        try
        {
            return Position(column) is { } at && TermReader.Read(part.Expression!, dialect, Position).Columns().Contains(at);
        }
        catch (TermException)
        {
            return false;
        }
    }

    private IEnumerable<(string Name, Sequence<string> Columns, string? Where)> Keys()
    {
        if (table.PrimaryKey is { } key && !key.Details.Any(ExclusionPlan.IsWithoutOverlaps))
        {
            yield return (key.Name, key.Columns, null);
        }

        foreach (var constraint in table.Uniques.Where(u => !u.Details.Any(ExclusionPlan.IsWithoutOverlaps)))
        {
            yield return (constraint.Name, constraint.Columns, null);
        }

        foreach (var (name, columns) in exclusions.Unique)
        {
            yield return (name, columns, null);
        }

        foreach (
            var index in table.Indexes.Where(i =>
                i.Unique && i.Parts.All(p => p.Column is not null) && !i.Details.Any(ExclusionPlan.IsWithoutOverlaps)
            )
        )
        {
            yield return (index.Name, index.Parts.Select(p => p.Column!).ToSequence(), index.Where);
        }
    }

    private void Keep(string name, Sequence<string> columns)
    {
        if (columns.Any(IsUnique))
        {
            return;
        }

        if (AreNullsAlike(name) && columns.Any(c => table.Find(c) is { Nullable: true }))
        {
            Retry(name, columns);
            return;
        }

        var inside = references.Where(f => f.Columns.All(columns.Contains)).ToList();
        var isClean =
            columns.All(c => references.Count(f => f.Columns.Contains(c)) <= 1)
            && columns.All(c => inside.Exists(f => f.Columns.Contains(c)) || !references.Any(f => f.Columns.Contains(c)));
        var free = columns.Where(c => !inside.Exists(f => f.Columns.Contains(c))).ToList();
        if (isClean && inside is [var only] && free.Count == 0 && !columns.Any(isOpen))
        {
            Pair(name, only);
            return;
        }

        if (free.FirstOrDefault(IsRich) is { } rich)
        {
            if (isOpen(rich) && domains.GetValueOrDefault(rich)?.Pattern is null)
            {
                redrawn.Add(rich);
                Retry(name, columns);
            }

            unique.TryAdd(rich, name);
            return;
        }

        if (columns.Any(isOpen))
        {
            Retry(name, columns);
            return;
        }

        if (!isClean || inside.Exists(f => f.ReferencedTable == table.Name || isSpread(f)) || !Count(name, inside, free))
        {
            Retry(name, columns);
        }
    }

    private void Pair(string name, ForeignKey reference)
    {
        var available = parents(reference);
        if (available < rows && reference.ReferencedTable != table.Name && !reference.Columns.Any(c => table.Find(c)!.Nullable))
        {
            throw new TooFewValuesException($"{table.Name}: {name}", available, rows);
        }

        paired.Add(reference.Name);
    }

    // Mixed radix: the row's number, permuted, gives a digit for every part.
    private bool Count(string name, List<ForeignKey> inside, List<string> free)
    {
        var parts = inside
            .Select(f => (f.Name, Size: parents(f), Column: (ColumnDomain?)null))
            .Concat(
                free.Select(c => (Name: c, Size: domains.GetValueOrDefault(c)?.Size ?? 0, Column: domains.GetValueOrDefault(c)))
            )
            .ToList();
        if (parts.Exists(p => p.Size <= 0 || digits.ContainsKey(p.Name) || paired.Contains(p.Name)))
        {
            return false;
        }

        var size = parts.Aggregate(UInt128.One, (all, p) => UInt128.Min(all * (UInt128)p.Size, 1L << 60));
        if (size < (UInt128)rows)
        {
            throw new TooFewValuesException($"{table.Name}: {name}", (long)size, rows);
        }

        var inOrder =
            parts is [.., { Column: not null }] && parts.Exists(p => p.Column is { } c && Naming.IsOrdinal(c.Column.Name));
        var combination = new Combination(
            (long)size,
            null,
            inOrder,
            Mixer.Combine(salt, (ulong)groups++),
            $"{table.Name}: {name}"
        );
        var stride = 1L;
        foreach (var part in parts)
        {
            digits[part.Name] = new(combination, stride, part.Size);
            stride = (UInt128)stride * (UInt128)part.Size > 1L << 60 ? stride : stride * part.Size;
        }

        if (parts is [{ Column: not null } single])
        {
            unique[single.Name] = name;
        }

        return true;
    }

    private void Retry(string name, Sequence<string> parts, string? where = null) =>
        retried.Add(Looked(name, parts, where, isSteady: false));

    private RowKey Looked(string name, Sequence<string> parts, string? where, bool isSteady)
    {
        var values = parts
            .Select(p => Position(p) is { } at && table.Columns[at].Name == p ? row => row[at] : Compiled(p))
            .ToArray();
        var condition = where is null ? null : Compiled(where);
        var isStrict = AreNullsAlike(name);
        return new(name, Hash, isSteady);

        ulong? Hash(RowFrame frame)
        {
            if (condition is not null && TermEvaluator.Truth(condition(frame.Values)) != true)
            {
                return null;
            }

            var hash = 0UL;
            foreach (var value in values)
            {
                var part = value(frame.Values);
                if (part is null && !isStrict)
                {
                    return null;
                }

                hash = Mixer.Combine(hash, ValueHash.Of(part));
            }

            return hash;
        }
    }

    private bool AreNullsAlike(string name) =>
        table.Uniques.Any(u => u.Name == name && u.Details.Any(d => d.Name == "nulls not distinct"))
        || table.Indexes.Any(i => i.Name == name && i.Details.Any(d => d.Name == "nulls not distinct"));

    // An expression that only the engine can compute counts as one value for all rows: that keeps more rows apart than it must.
    private Func<object?[], object?> Compiled(string sql)
    {
        try
        {
            return new TermEvaluator(TermEvaluator.Near).Compile(TermReader.Read(sql, dialect, Position));
        }
        catch (Exception e) when (e is TermException or NotEvaluableException)
        {
            return _ => true;
        }
    }

    private int? Position(string name)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }

    private bool IsUnique(string column) =>
        exclusions.SlotsOf(column) is not null
        || (unique.ContainsKey(column) && !redrawn.Contains(column))
        || (
            domains.TryGetValue(column, out var domain)
            && (domain.Profile.Part == ColumnPart.Key || domain.Profile.Type.Kind == SemanticKind.Uuid)
        )
        || references.Any(f => f.Columns is [var only] && only == column && paired.Contains(f.Name));

    // Columns with room for a value of its own in every row.
    private bool IsRich(string column) =>
        !digits.ContainsKey(column)
        && !references.Any(f => f.Columns.Contains(column))
        && (
            domains.TryGetValue(column, out var domain)
                ? domain.Form is MomentForm
                    || (
                        domain.Form is null
                        && domain.Profile.Type.Kind is not (SemanticKind.Location or SemanticKind.Vector)
                        && (domain.Pattern is { } pattern ? pattern.Count >= 1L << 40 : domain.LongestAllowed is null or > 8)
                    )
                : table.Find(column) is { Generated: null, Type: not DataType.Array }
        );
}
