using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Turns a table and its profile into cells.</summary>
internal sealed class TableCompiler
{
    private readonly Table table;
    private readonly TableProfile profile;
    private readonly long rows;
    private readonly ulong salt;
    private readonly Func<QualifiedName, TablePlan?> parentOf;
    private readonly LoadSequence sequence;
    private readonly HashSet<string> referenced;
    private readonly List<ForeignKey> references;
    private readonly Dictionary<string, ColumnDomain> domains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Cell> cells = new(StringComparer.Ordinal);
    private readonly List<Expression> open = [];
    private readonly Creation creation;
    private readonly ReferenceData? shipped;

    private TableCompiler(
        Table table,
        TableProfile profile,
        long rows,
        ulong seed,
        Func<QualifiedName, TablePlan?> parentOf,
        LoadSequence sequence,
        HashSet<string> referenced
    )
    {
        this.table = table;
        this.profile = profile;
        this.rows = rows;
        this.parentOf = parentOf;
        this.sequence = sequence;
        this.referenced = referenced;
        salt = Mixer.Combine(seed, Mixer.Of(table.Name.ToString()));
        shipped = profile.Fixed is { Rows.Count: > 0 } given ? given : null;
        creation = new(new(rows, sequence.Depth(table.Name), shipped is not null, Mixer.Combine(salt, 0x74696D65)));
        // A reference within the columns of a wider one is implied by it.
        references =
        [
            .. table.ForeignKeys.Where(f =>
                !table.ForeignKeys.Any(w =>
                    w != f && w.Columns.Count > f.Columns.Count && f.Columns.All(c => w.Columns.Contains(c))
                )
            ),
        ];
    }

    /// <summary>Compiles a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="profile">Its data.</param>
    /// <param name="rows">How many rows it gets.</param>
    /// <param name="seed">The generator's seed.</param>
    /// <param name="parentOf">The tables compiled before.</param>
    /// <param name="sequence">Which references stay null.</param>
    /// <param name="referenced">The columns that references of any table point to.</param>
    /// <exception cref="Failure">A constraint or rule cannot hold (<see cref="ExitStatus.BadInput"/>).</exception>
    public static TablePlan Compile(
        Table table,
        TableProfile profile,
        long rows,
        ulong seed,
        Func<QualifiedName, TablePlan?> parentOf,
        LoadSequence sequence,
        HashSet<string> referenced
    ) => new TableCompiler(table, profile, rows, seed, parentOf, sequence, referenced).Compile();

    private TablePlan Compile()
    {
        var constraints = Constraints();
        ReadDomains(constraints);
        var plan = Plan(constraints);
        MakeReferences(plan, constraints);
        MakeColumns(plan);
        if (shipped is not null)
        {
            new FixedRows(table, domains, cells).Take(shipped);
        }

        var columns = table.Columns.Where(c => cells.ContainsKey(c.Name)).Select(c => c.Name).ToSequence();
        var rules = new RowRules(table.Name, cells);
        foreach (var rule in shipped is null ? open : [])
        {
            rules.Solve(rule);
        }

        return new(table, columns, [.. columns.Select(c => cells[c])], rows, creation, rules) { Profile = profile };
    }

    private List<(string Name, Sequence<string> Columns)> Constraints()
    {
        var all = new List<(string Name, Sequence<string> Columns)>();
        if (table.PrimaryKey is { } key)
        {
            all.Add((key.Name, key.Columns));
        }

        all.AddRange(table.Uniques.Select(u => (u.Name, u.Columns)));
        // The rows of a partial unique index are kept apart whatever its predicate.
        all.AddRange(table.Indexes.Where(i => i.Unique).Select(i => (i.Name, i.Parts.Select(ColumnOf).ToSequence())));
        all.AddRange(profile.Columns.Where(c => c.Unique).Select(c => ($"unique {c.Column}", (Sequence<string>)[c.Column])));
        all.AddRange(
            profile
                .References.Where(r => r.Unique)
                .SelectMany(r => references.Where(f => f.Name == r.ForeignKey))
                .Select(f => ($"unique {f.Name}", f.Columns))
        );
        // Rows that ship with the schema are unique as they are.
        var sets = all.Where(c => c.Columns.All(n => table.Find(n) is not null && shipped?.Columns.Contains(n) is not true))
            .OrderBy(c => c.Columns.Count)
            .ToList();
        // What a smaller constraint already keeps apart needs nothing more.
        return [.. sets.Where((c, i) => !sets.Take(i).Any(smaller => smaller.Columns.All(n => c.Columns.Contains(n))))];
    }

    private string ColumnOf(IndexPart part) =>
        part.Column
        ?? table.Columns.Select(c => c.Name).FirstOrDefault(n => part.Expression!.Contains(n, StringComparison.Ordinal))
        ?? part.Expression!;

    private void ReadDomains(List<(string Name, Sequence<string> Columns)> constraints)
    {
        var held = references.SelectMany(f => f.Columns).ToHashSet(StringComparer.Ordinal);
        foreach (
            var column in table.Columns.Where(c =>
                c.Generated is null && c.Type is not DataType.TextSearch && !held.Contains(c.Name)
            )
        )
        {
            var of = profile.Columns.FirstOrDefault(p => p.Column == column.Name) ?? Assumed(column);
            if (of is null)
            {
                continue;
            }

            var single = constraints.Exists(c => c.Columns is [var only] && only == column.Name);
            domains[column.Name] = new(column, of with { Unique = single });
        }

        foreach (var rule in domains.Values.SelectMany(d => d.Profile.Rules).Concat(profile.Rules).SelectMany(Conjuncts))
        {
            var names = RowRules.Columns(rule);
            if (names is [var only] && domains.TryGetValue(only, out var domain) && domain.Restrict(rule))
            {
                continue;
            }

            open.Add(rule);
        }

        foreach (
            var (_, columns) in constraints.Where(c =>
                c.Columns.Count > 1 && references.Exists(f => f.Columns.All(n => c.Columns.Contains(n)))
            )
        )
        {
            foreach (var column in columns)
            {
                if (
                    domains.TryGetValue(column, out var domain)
                    && domain is { Form: DecimalForm, Scale: 0, High: null, Values: null }
                )
                {
                    domain.Low ??= 1;
                    domain.High = domain.Low + (domain.Column.Type is DataType.Integer { Bits: 16 } ? 30_000 : 999_999);
                }
            }
        }

        foreach (var domain in domains.Values)
        {
            var isTogether = constraints.Exists(c => c.Columns.Count > 1 && c.Columns.Contains(domain.Column.Name));
            CellFactory.Complete(
                domain,
                domain.Profile.Unique ? rows
                    : isTogether ? 1
                    : 0
            );
        }
    }

    // A required column that the profile leaves out: a key that the engine numbers, or a value of the column's own type.
    private static ColumnProfile? Assumed(Column column) =>
        column.Identity is not null ? new(column.Name, new(SemanticKind.Integer)) { Part = ColumnPart.Key }
        : column.Nullable || column.Default is not null ? null
        : new(
            column.Name,
            new(
                column.Type switch
                {
                    DataType.Integer => SemanticKind.Integer,
                    DataType.Decimal or DataType.Float => SemanticKind.Decimal,
                    DataType.Boolean => SemanticKind.Boolean,
                    DataType.Date => SemanticKind.Date,
                    DataType.Time => SemanticKind.Time,
                    DataType.Timestamp => SemanticKind.Timestamp,
                    DataType.Interval => SemanticKind.Duration,
                    DataType.Uuid => SemanticKind.Uuid,
                    DataType.Json => SemanticKind.Json,
                    DataType.Inet => SemanticKind.Ip,
                    DataType.Point => SemanticKind.Location,
                    _ => SemanticKind.Text,
                }
            )
        );

    private static IEnumerable<Expression> Conjuncts(Expression rule) =>
        rule is Expression.Binary { Operator: BinaryOperator.And } both
            ? Conjuncts(both.Left).Concat(Conjuncts(both.Right))
            : [rule];

    private UniquenessPlan Plan(List<(string Name, Sequence<string> Columns)> constraints)
    {
        var plan = new UniquenessPlan(table, rows, RowsOf, Mixer.Combine(salt, 0x6B657973));
        foreach (var (name, columns) in constraints)
        {
            var left = columns.ToList();
            var parts = new List<KeyPart>();
            foreach (var reference in references.OrderByDescending(f => f.Columns.Count))
            {
                if (reference.Columns.All(left.Contains))
                {
                    left.RemoveAll(c => reference.Columns.Contains(c));
                    parts.Add(new(reference, null));
                }
            }

            parts.AddRange(left.Where(domains.ContainsKey).Select(c => new KeyPart(null, domains[c])));
            if (parts.Count > 0 && !parts.Exists(p => p.Reference is { } r && sequence.IsBroken(r)))
            {
                // In the order of the constraint, so that the first reference of a key is preferred.
                plan.Satisfy(name, [.. parts.OrderBy(p => columns.ToList().IndexOf(p.Reference?.Columns[0] ?? p.Name))]);
            }
        }

        return plan;
    }

    private long RowsOf(ForeignKey reference) =>
        reference.ReferencedTable == table.Name ? rows : parentOf(reference.ReferencedTable)?.Rows ?? 0;

    private void MakeReferences(UniquenessPlan plan, List<(string Name, Sequence<string> Columns)> constraints)
    {
        var keys = constraints.SelectMany(c => c.Columns).Concat(referenced).ToHashSet(StringComparer.Ordinal);
        ChildBlocks? blocks = null;
        if (plan.Owner is { } owner)
        {
            var of = ProfileOf(owner);
            blocks = plan.Blocks(of.FanOut == FanOut.Zipf ? of.Exponent : null);
        }

        foreach (var reference in references)
        {
            var choice = Choose(reference, plan, blocks);
            var isSelf = reference.ReferencedTable == table.Name;
            var parent = isSelf ? null : parentOf(reference.ReferencedTable);
            var parentCreation = isSelf ? creation : parent?.Creation;
            var followed = parentCreation is not null && (choice.InOrder || !parentCreation.Plain);
            if (followed)
            {
                creation.After(choice, parentCreation!, RowsOf(reference));
            }

            for (var i = 0; i < reference.Columns.Count; i++)
            {
                var column = reference.Columns[i];
                if (cells.ContainsKey(column))
                {
                    throw Failure.Because(
                        ExitStatus.BadInput,
                        "overlapping-references",
                        $"{table.Name}: rows cannot be generated for {reference.Name}, which shares {column} with another reference.",
                        "dbwright generates shared columns only where one reference contains the other."
                    );
                }

                cells[column] =
                    choice is NoParent
                        ? new NullCell()
                        : new ReferenceCell(
                            choice,
                            parent is null
                                ? KeyOfSelf(reference.ReferencedColumns[i])
                                : parent.Cell(reference.ReferencedColumns[i]),
                            keys.Contains(column) || followed
                        );
            }
        }
    }

    // The key of a table that refers to itself is made before its references.
    private Cell KeyOfSelf(string column)
    {
        if (!cells.TryGetValue(column, out var cell))
        {
            cell = domains.TryGetValue(column, out var domain)
                ? Factory().Make(domain, domain.Profile.Unique ? column : null, null)
                : throw Failure.Because(
                    ExitStatus.BadInput,
                    "self-reference-key",
                    $"{table.Name}: rows cannot be generated for a reference to {column}, which is itself a reference."
                );
            cells[column] = cell;
        }

        return cell;
    }

    private CellFactory Factory() => new(table.Name, salt, creation);

    private ReferenceProfile ProfileOf(ForeignKey reference) =>
        profile.References.FirstOrDefault(r => r.ForeignKey == reference.Name) ?? new ReferenceProfile(reference.Name);

    private ParentChoice Choose(ForeignKey reference, UniquenessPlan plan, ChildBlocks? blocks)
    {
        var of = ProfileOf(reference);
        var draws = Mixer.Combine(salt, Mixer.Of(reference.Name));
        var nullable = reference.Columns.All(c => table.Find(c) is { Nullable: true });
        var nulls = Mixer.Threshold(nullable ? of.NullShare : 0);
        if (sequence.IsBroken(reference))
        {
            return new NoParent();
        }

        var isPaired = plan.Paired.ContainsKey(reference.Name);
        if (reference.ReferencedTable == table.Name)
        {
            return isPaired ? new ChainedParent(draws, 0, nulls, nullable) : new ForestParent(draws, rows, nulls, nullable);
        }

        var count = RowsOf(reference);
        if (count == 0)
        {
            return nullable || rows == 0
                ? new NoParent()
                : throw Failure.Because(
                    ExitStatus.BadInput,
                    "referenced-table-empty",
                    $"{table.Name}: {reference.Name} is required, but {reference.ReferencedTable} has no rows.",
                    "",
                    $"Give {reference.ReferencedTable} a volume."
                );
        }

        if (isPaired)
        {
            return new PairedParent(draws, rows, count, nulls);
        }

        if (reference == plan.Owner)
        {
            return new OwningParent(draws, blocks!, nulls);
        }

        if (plan.DigitOf(reference.Name) is { } digit)
        {
            return new DigitParent(draws, digit, nulls);
        }

        if (
            !plan.Distinct.Contains(reference.Name)
            && PlaceParent.For(draws, CellFactory.PlaceOf(salt), reference, parentOf(reference.ReferencedTable)!, nulls)
                is { } place
        )
        {
            return place;
        }

        var distribution = of.FanOut == FanOut.Zipf && count > 1 ? Quantiles.Zipf(count, of.Exponent) : null;
        var timeline = parentOf(reference.ReferencedTable)!.Creation.Timeline;
        return plan.Distinct.Contains(reference.Name)
            ? new DistinctParent(draws, blocks!, count, distribution, nulls, creation.Timeline, timeline)
            : new DrawnParent(draws, count, distribution, nulls, creation.Timeline, timeline);
    }

    private void MakeColumns(UniquenessPlan plan)
    {
        var factory = Factory();
        // Titles before the slugs made of them; the last change after the events before it.
        foreach (var domain in domains.Values.OrderBy(d => Turn(d)))
        {
            var name = domain.Column.Name;
            if (!cells.TryGetValue(name, out var cell))
            {
                plan.Columns.TryGetValue(name, out var unique);
                if (unique is not null && !domain.Profile.Unique && domain.Form is MomentForm)
                {
                    cell = new DistinctMomentCell(domain.Form, null, creation.Timeline);
                }
                else
                {
                    cell = factory.Make(domain, unique, plan.DigitOf(name));
                }
            }

            if (cell is TextCell text)
            {
                text.Steady = plan.Columns.ContainsKey(name) || referenced.Contains(name);
                if (name is "title" or "name" or "headline" or "subject" && domain.Profile.Type.Kind == SemanticKind.Text)
                {
                    factory.Title = text;
                }
            }

            cells[name] = cell;
        }
    }

    private static int Turn(ColumnDomain domain) =>
        domain.Profile.Part switch
        {
            ColumnPart.Key => 0,
            ColumnPart.CreatedAt => 1,
            ColumnPart.Attribute when domain.Profile.Type.Kind == SemanticKind.Enum => 1,
            ColumnPart.UpdatedAt or ColumnPart.DeletedAt => 4,
            _ => domain.Profile.Type.Kind == SemanticKind.Slug ? 3 : 2,
        };
}
