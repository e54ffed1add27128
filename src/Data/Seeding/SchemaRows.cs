using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>
/// Rows for the tables of any schema, also of one that dbwright did not design. Every value is a function of seed, table, column and row
/// number: the same bytes at any parallelism and on any machine.
/// </summary>
public sealed class SchemaRows
{
    private const int Tries = 2_000;
    private readonly Dictionary<QualifiedName, TableRows> tables = [];

    private SchemaRows(
        RelationalSchema schema,
        DataProfile profile,
        SeedRules rules,
        long seed,
        Func<QualifiedName, bool> isAsked,
        IReadOnlyDictionary<QualifiedName, HeldRows> held,
        CancellationToken cancellation
    )
    {
        Known(schema, rules);
        var chosen = schema.Tables.Where(t => profile.Find(t.Name) is not null).ToList();
        var notes = new List<Finding>();
        var order = KeyOrder(chosen);
        var depths = new Dictionary<QualifiedName, int>();
        foreach (var table in order)
        {
            depths[table.Name] = table
                .ForeignKeys.Where(f => f.ReferencedTable != table.Name && depths.ContainsKey(f.ReferencedTable))
                .Select(f => depths[f.ReferencedTable] + 1)
                .DefaultIfEmpty()
                .Max();
            var of = profile.Find(table.Name)!;
            var salt = Mixer.Combine(Mixer.Mix((ulong)seed), Mixer.Of(table.Name.ToString()));
            var creation = new Creation(new(of.Rows, depths[table.Name], false, Mixer.Combine(salt, 0x74696D65)));
            tables[table.Name] = new TableRows(table, of.Rows, creation, held.GetValueOrDefault(table.Name));
        }

        var types = new TypeDirectory(schema);
        var built = new HashSet<QualifiedName>();
        var late = new List<Table>();
        foreach (var table in order)
        {
            var rows = tables[table.Name];
            if (rows.Rows == rows.First)
            {
                continue;
            }

            try
            {
                Build(table);
            }
            catch (TooFewValuesException e) when (!isAsked(table.Name) && e.Values > 0)
            {
                notes.Add(e.Note with { Subject = table.Name.ToString() });
                rows.Rows = Math.Max(e.Values, rows.First);
                Build(table);
                BuildAgain(table);
            }
            catch (TooFewValuesException e)
            {
                throw e.Failure;
            }

            built.Add(table.Name);
            if (LooksAhead(table))
            {
                late.Add(table);
            }
            else
            {
                Prepare(table);
            }
        }

        late.ForEach(Prepare);

        LoadOrder = order.Select(t => t.Name).ToSequence();
        Notes = notes.ToSequence();

        void Build(Table table)
        {
            var salt = Mixer.Combine(Mixer.Mix((ulong)seed), Mixer.Of(table.Name.ToString()));
            new TableBuilder(
                schema,
                table,
                profile.Find(table.Name)!,
                rules,
                types,
                tables[table.Name],
                salt,
                name => tables.GetValueOrDefault(name)
            ).Build();
        }

        // Tables in a cycle with this one chose among its rows before there were fewer of them.
        void BuildAgain(Table fewer)
        {
            foreach (
                var table in order.Where(t =>
                    t != fewer && built.Contains(t.Name) && t.ForeignKeys.Any(f => f.ReferencedTable == fewer.Name)
                )
            )
            {
                Build(table);
            }
        }

        // Rows that refer to a table in a cycle with theirs can be looked at only when that one is known too.
        bool LooksAhead(Table table) =>
            table.ForeignKeys.Any(f =>
                !built.Contains(f.ReferencedTable)
                && tables.TryGetValue(f.ReferencedTable, out var next)
                && next.Rows > next.First
            );

        void Prepare(Table table)
        {
            var rows = tables[table.Name];
            var most = rows.Rows;
            var found = rows.Prepare(Tries, cancellation);
            if (found < most)
            {
                var fewer = Fewer(table, rows, most, found);
                notes.Add(late.Contains(table) ? throw new Failure(ExitStatus.BadInput, [fewer]) : fewer);
                BuildAgain(table);
            }
        }
    }

    /// <summary>The tables, referenced ones first as far as there is no cycle.</summary>
    public Sequence<QualifiedName> LoadOrder { get; }

    /// <summary>What the rows leave out.</summary>
    public Sequence<Finding> Notes { get; }

    /// <summary>Rows for the tables that have a profile.</summary>
    /// <param name="schema">The schema, as the engine words it.</param>
    /// <param name="profile">Volumes and meanings.</param>
    /// <param name="rules">What a person says beyond the schema.</param>
    /// <param name="seed">Chooses among all possible data.</param>
    /// <param name="isAsked">
    /// Whether a table must get as many rows as its profile says; the others get fewer where a key has no room. None for all.
    /// </param>
    /// <param name="held">What tables hold already: their rows get the first numbers and are not made.</param>
    /// <param name="cancellation">Stops the search for rows that share no key.</param>
    /// <exception cref="Failure">A type or condition needs a rule, or constraints cannot hold (<see cref="ExitStatus.BadInput"/>).</exception>
    public static SchemaRows For(
        RelationalSchema schema,
        DataProfile profile,
        SeedRules rules,
        long seed,
        Func<QualifiedName, bool>? isAsked = null,
        IReadOnlyDictionary<QualifiedName, HeldRows>? held = null,
        CancellationToken cancellation = default
    ) =>
        new(
            schema,
            profile,
            rules,
            seed,
            isAsked ?? (_ => true),
            held ?? new Dictionary<QualifiedName, HeldRows>(),
            cancellation
        );

    /// <summary>The first row of a table that is made; the rows before it are there already.</summary>
    public long First(QualifiedName table) => tables[table].First;

    /// <summary>The rows of a table.</summary>
    public IRowSource Source(QualifiedName table) => tables[table];

    private static Finding Fewer(Table table, TableRows rows, long asked, long found) =>
        new(
            "seed-rows-fewer",
            Severity.Warning,
            FormattableString.Invariant(
                $"{table.Name} gets {found} rows instead of {asked}: {(rows.Obstacle.Length > 0 ? $"{rows.Obstacle} has no room for more" : "no further one was found")}."
            )
        )
        {
            Detail =
                rows.Obstacle.Length > 0
                    ? "Every further combination of values that was tried is taken already."
                    : "What was tried for its keys breaks the checks.",
            Subject = table.Name.ToString(),
        };

    /// <summary>Refuses rules for columns that are not there: a rule that nothing follows is a mistake in writing.</summary>
    /// <exception cref="Failure">There is such a rule (<see cref="ExitStatus.BadInput"/>).</exception>
    public static void Known(RelationalSchema schema, SeedRules rules)
    {
        var paths = schema.Tables.SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name}")).ToHashSet(StringComparer.Ordinal);
        var brief = schema
            .Tables.SelectMany(t => t.Columns.Select(c => $"{t.Name.Name}.{c.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var rule in rules.Columns.Where(r => !paths.Contains(r.Path) && !brief.Contains(r.Path)))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "seed-rule",
                $"There is no column {rule.Path}, for which there is a rule.",
                fix: NearestName.Of(rule.Path, paths) is { } near ? $"Did you mean {near}?" : "Write table.column."
            );
        }
    }

    // A key that refers to another table needs that table's key first; other references may form cycles.
    private static List<Table> KeyOrder(List<Table> tables)
    {
        var waiting = tables.OrderBy(t => t.Name).ToList();
        var order = new List<Table>();
        while (waiting.Count > 0)
        {
            var next =
                waiting.Find(t => Needed(t, _ => true).All(f => waiting.TrueForAll(w => w.Name != f.ReferencedTable)))
                ?? waiting.Find(t =>
                    Needed(t, f => !f.Columns.All(c => t.Find(c)!.Nullable))
                        .All(f => waiting.TrueForAll(w => w.Name != f.ReferencedTable))
                )
                ?? waiting.Find(t =>
                    Needed(t, f => t.PrimaryKey?.Columns.Any(f.Columns.Contains) ?? false)
                        .All(f => waiting.TrueForAll(w => w.Name != f.ReferencedTable))
                )
                ?? waiting[0];
            waiting.Remove(next);
            order.Add(next);
        }

        return order;

        static IEnumerable<ForeignKey> Needed(Table table, Func<ForeignKey, bool> counts) =>
            table.ForeignKeys.Where(f => f.ReferencedTable != table.Name && counts(f));
    }
}
