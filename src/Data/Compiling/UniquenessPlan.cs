using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>A part of a unique constraint: a whole reference, or a column that no reference determines.</summary>
internal sealed record KeyPart(ForeignKey? Reference, ColumnDomain? Column)
{
    /// <summary>The name of the reference or column.</summary>
    public string Name => Reference?.Name ?? Column!.Column.Name;
}

/// <summary>
/// How every unique constraint of a table is satisfied: by a column or reference that is unique by itself, by distinct values within
/// each parent's block of rows, or by distinct combinations over the whole table. Decided before any row is made, so that constraints
/// which cannot hold are refused at once.
/// </summary>
internal sealed class UniquenessPlan
{
    private readonly Table table;
    private readonly long rows;
    private readonly Func<ForeignKey, long> parents;
    private readonly ulong salt;
    private readonly Dictionary<string, (string Constraint, long Stride, long Radix, int Group)> places = new(
        StringComparer.Ordinal
    );
    private readonly List<(long Size, bool InBlock, bool InOrder, string Constraint)> groups = [];
    private readonly Dictionary<int, Combination> combinations = [];
    private long capacity = long.MaxValue;
    private string capacityOf = "";
    private ChildBlocks? blocks;

    /// <param name="table">The table.</param>
    /// <param name="rows">How many rows it gets.</param>
    /// <param name="parents">How many rows the table of a reference has.</param>
    /// <param name="salt">The table's own draws.</param>
    public UniquenessPlan(Table table, long rows, Func<ForeignKey, long> parents, ulong salt)
    {
        this.table = table;
        this.rows = rows;
        this.parents = parents;
        this.salt = salt;
    }

    /// <summary>The reference by whose parents the rows are laid out in blocks, or none.</summary>
    public ForeignKey? Owner { get; private set; }

    /// <summary>The references of which no parent has two children, with the constraint that asks it.</summary>
    public Dictionary<string, string> Paired { get; } = new(StringComparer.Ordinal);

    /// <summary>The references whose parents differ within a block.</summary>
    public HashSet<string> Distinct { get; } = new(StringComparer.Ordinal);

    /// <summary>The columns that are unique by themselves, with the constraint that asks it.</summary>
    public Dictionary<string, string> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>Plans one constraint.</summary>
    /// <param name="constraint">Its name.</param>
    /// <param name="parts">Its parts.</param>
    /// <exception cref="TooFewValuesException">It has fewer values than there are rows.</exception>
    public void Satisfy(string constraint, IReadOnlyList<KeyPart> parts)
    {
        if (rows <= 1 || parts.Any(IsUnique))
        {
            return;
        }

        if (parts is [var only])
        {
            Single(constraint, only);
            return;
        }

        if (parts.FirstOrDefault(p => p.Column is { } c && !places.ContainsKey(p.Name) && IsRich(c)) is { } rich)
        {
            Columns[rich.Name] = constraint;
            return;
        }

        if (parts.FirstOrDefault(IsSelf) is { } self)
        {
            WithSelf(constraint, self, [.. parts.Where(p => !IsSelf(p))]);
        }
        else if (!InBlocks(constraint, parts))
        {
            Combined(constraint, parts);
        }
    }

    /// <summary>The layout in blocks, once all constraints are planned.</summary>
    /// <param name="exponent">The exponent of the owning reference's distribution, or none.</param>
    /// <exception cref="TooFewValuesException">The blocks together hold fewer rows than are asked for.</exception>
    public ChildBlocks? Blocks(double? exponent)
    {
        if (Owner is null)
        {
            return null;
        }

        if (rows > 0 && (UInt128)capacity * (UInt128)parents(Owner) < (UInt128)rows)
        {
            throw new TooFewValuesException($"{table.Name}: {capacityOf}", capacity * parents(Owner), rows);
        }

        return blocks ??= ChildBlocks.For(rows, parents(Owner), capacity, exponent, salt);
    }

    /// <summary>The digit that gives a column or reference its value, or none.</summary>
    public Digit? DigitOf(string name)
    {
        if (!places.TryGetValue(name, out var place))
        {
            return null;
        }

        if (!combinations.TryGetValue(place.Group, out var combination))
        {
            var (size, inBlock, inOrder, constraint) = groups[place.Group];
            combination = new(
                size,
                inBlock ? blocks : null,
                inOrder,
                Mixer.Combine(salt, (ulong)place.Group),
                $"{table.Name}: {constraint}"
            );
            combinations[place.Group] = combination;
        }

        return new(combination, place.Stride, place.Radix);
    }

    private bool IsSelf(KeyPart part) => part.Reference?.ReferencedTable == table.Name;

    private bool IsUnique(KeyPart part) =>
        part.Reference is { } reference
            ? Paired.ContainsKey(reference.Name)
            : part.Column!.Profile.Part == ColumnPart.Key
                || part.Column.Profile.Type.Kind == SemanticKind.Uuid
                || Columns.ContainsKey(part.Name);

    // Columns with room for a value of its own in every row.
    private static bool IsRich(ColumnDomain column) =>
        column.Form is MomentForm
        || (
            column.Form is null
            && column.Profile.Type.Kind is not (SemanticKind.Location or SemanticKind.Vector)
            && (column.Pattern is { } pattern ? pattern.Count >= 1L << 40 : column.LongestAllowed is null or > 8)
        );

    private void Single(string constraint, KeyPart part)
    {
        if (part.Reference is { } reference)
        {
            var available = parents(reference);
            if (
                available < rows
                && !reference.Columns.All(c => table.Find(c)!.Nullable)
                && reference.ReferencedTable != table.Name
            )
            {
                throw new TooFewValuesException($"{table.Name}: {constraint}", available, rows);
            }

            Paired[reference.Name] = constraint;
            return;
        }

        var column = part.Column!;
        Columns[part.Name] = constraint;
        if (column.Form is null or MomentForm)
        {
            var values =
                column.Pattern is { } pattern ? pattern.Count
                : column.LongestAllowed is { } longest and <= 8 && column.Profile.Type.Kind != SemanticKind.Uuid
                    ? NumberedCell.Values(longest)
                : long.MaxValue;
            if (values < rows)
            {
                throw new TooFewValuesException($"{table.Name}: {constraint}", values, rows);
            }

            return;
        }

        Combined(constraint, [part]);
    }

    // Siblings of a tree are kept apart by values that differ over the whole table; where those are too few, a chain has no siblings.
    private void WithSelf(string constraint, KeyPart self, List<KeyPart> others)
    {
        var free = others.Where(IsFree).ToList();
        if (Product(free) >= (UInt128)rows)
        {
            Mixed(constraint, others, free, inBlock: false);
        }
        else
        {
            Paired[self.Name] = constraint;
        }
    }

    private bool InBlocks(string constraint, IReadOnlyList<KeyPart> parts)
    {
        if (Owner is null)
        {
            var owner = parts
                .Where(p => p.Reference is not null && !places.ContainsKey(p.Name) && !Distinct.Contains(p.Name))
                .OrderByDescending(p => parents(p.Reference!))
                .FirstOrDefault();
            if (owner is null || parents(owner.Reference!) == 0)
            {
                return false;
            }

            Owner = owner.Reference;
        }
        else if (parts.All(p => p.Reference != Owner))
        {
            return false;
        }

        var others = parts.Where(p => p.Reference != Owner).ToList();
        if (
            others.Any(p =>
                Distinct.Contains(p.Name) || (places.TryGetValue(p.Name, out var place) && IsAlone(place.Group, true))
            )
        )
        {
            return true;
        }

        var free = others.Where(IsFree).ToList();
        var needed = (rows + parents(Owner!) - 1) / parents(Owner!);
        var chosen = free.OrderByDescending(p => p.Column is { } c && Naming.IsOrdinal(c.Column.Name))
            .ThenByDescending(p => p.Reference is not null)
            .ThenByDescending(Size)
            .FirstOrDefault(p => Size(p) >= needed);
        if (chosen is null)
        {
            Mixed(constraint, parts, free, inBlock: true);
            return true;
        }

        Restrict(Size(chosen), constraint);
        if (chosen.Reference is not null)
        {
            Distinct.Add(chosen.Name);
        }
        else
        {
            var inOrder = chosen.Column!.Form is DecimalForm && chosen.Column.Values is null && Naming.IsOrdinal(chosen.Name);
            Place(constraint, [chosen], Size(chosen), inBlock: true, inOrder);
        }

        return true;
    }

    private void Combined(string constraint, IReadOnlyList<KeyPart> parts) =>
        Mixed(constraint, parts, [.. parts.Where(IsFree)], inBlock: false);

    private void Mixed(string constraint, IReadOnlyList<KeyPart> all, List<KeyPart> parts, bool inBlock)
    {
        var size = Product(parts);
        var needed = inBlock ? (rows + parents(Owner!) - 1) / parents(Owner!) : rows;
        if (size < (UInt128)needed)
        {
            var possible = Product(all);
            if (possible >= (UInt128)rows)
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "overlapping-unique-constraints",
                    $"{table.Name}: rows cannot be generated for {constraint} together with the other unique constraints on its columns.",
                    "dbwright keeps rows apart by construction, and these columns are already determined by another constraint.",
                    "Ask for fewer rows, or leave out one of the constraints."
                );
            }

            throw new TooFewValuesException($"{table.Name}: {constraint}", (long)possible, rows);
        }

        if (inBlock)
        {
            Restrict((long)size, constraint);
        }

        var inOrder =
            parts is [{ Column: { Form: DecimalForm, Values: null } column }]
            && Naming.IsOrdinal(column.Column.Name)
            && column.High >= rows;
        Place(constraint, parts, (long)size, inBlock, inOrder);
    }

    private void Place(string constraint, List<KeyPart> parts, long size, bool inBlock, bool inOrder)
    {
        var stride = 1L;
        foreach (var part in parts)
        {
            var radix = Size(part);
            places[part.Name] = (constraint, stride, radix, groups.Count);
            stride = (UInt128)stride * (UInt128)radix > 1L << 60 ? stride : stride * radix;
        }

        groups.Add((size, inBlock, inOrder, constraint));
    }

    private void Restrict(long size, string constraint)
    {
        if (size < capacity)
        {
            capacity = size;
            capacityOf = constraint;
        }
    }

    private bool IsAlone(int group, bool inBlock) =>
        groups[group].InBlock == inBlock && places.Values.Count(p => p.Group == group) == 1;

    private bool IsFree(KeyPart part) =>
        !places.ContainsKey(part.Name)
        && !Distinct.Contains(part.Name)
        && (part.Reference is null || (part.Reference != Owner && !IsSelf(part)))
        && Size(part) > 0;

    private UInt128 Product(IEnumerable<KeyPart> parts) =>
        parts.Aggregate(UInt128.One, (size, part) => UInt128.Min(size * (UInt128)Size(part), 1L << 60));

    private long Size(KeyPart part) => part.Reference is { } reference ? parents(reference) : part.Column!.Size ?? 0;
}
