using Dbwright.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Dbwright.TestKit;

/// <summary>A type that generated schemas use, with texts of the engine that fit it.</summary>
/// <param name="Type">The type.</param>
public sealed record TypeSample(DataType Type)
{
    /// <summary>Defaults of it in the engine's SQL.</summary>
    public Sequence<string> Defaults { get; init; } = [];

    /// <summary>Conditions on a column of it in the engine's SQL, in which <c>{0}</c> is the quoted column.</summary>
    public Sequence<string> Checks { get; init; } = [];

    /// <summary>A generating expression in which <c>{0}</c> is a column of it, or none.</summary>
    public string? Generated { get; init; }

    /// <summary>The index methods that take it besides <c>btree</c>.</summary>
    public Sequence<string> Methods { get; init; } = [];

    /// <summary>Whether <c>btree</c> takes it, so that it can be a key.</summary>
    public bool Ordered { get; init; } = true;

    /// <summary>An operator class for its first method, or none.</summary>
    public string? OperatorClass { get; init; }
}

/// <summary>
/// Generates relational schemas of an engine: every one is valid, names are nasty, foreign keys may form circles. A schema is a pure
/// function of its number, so a failure says how to get it again.
/// </summary>
/// <param name="engine">The engine; it says what its indexes can do.</param>
/// <param name="samples">The types that columns have; the first is that of surrogate keys.</param>
public sealed class SchemaGenerator(Engine engine, Sequence<TypeSample> samples)
{
    private const int MostColumns = 9;

    private static readonly Sequence<string> Nasty =
    [
        "order",
        "user",
        "select",
        "Mixed Case",
        "we\"ird",
        "größe",
        "it's",
        "a.b",
        "values",
        "name",
        "x1",
        "__",
        "long_enough_to_fill_all_of_the_sixty_three_bytes_of_a_name_0123",
    ];

    private readonly INames names = engine.Require<INames>();
    private readonly IndexAbilities abilities = engine.Require<IndexAbilities>();

    /// <summary>Schemas by their number.</summary>
    public Arbitrary<RelationalSchema> Arbitrary() => Gen.Choose(0, int.MaxValue - 1).Select(Schema).ToArbitrary();

    /// <summary>The schema of that number.</summary>
    public RelationalSchema Schema(int number)
    {
        var random = new Random(number);
        var enums = engine.Types!.HasEnums
            ? Enumerable
                .Range(0, random.Next(3))
                .Select(i => new EnumDefinition(
                    QualifiedName.Of($"enum_{i}"),
                    [.. Enumerable.Range(0, random.Next(1, 5)).Select(v => v == 2 ? "it's" : $"value {v}")]
                )
                {
                    Comment = Comment(random),
                })
                .ToSequence()
            : [];
        var shift = random.Next(Nasty.Count - MostColumns);
        var drafts = Enumerable.Range(0, random.Next(1, 6)).Select(i => Table(random, i, shift, enums)).ToList();
        var tables = drafts.Select(t => WithReferences(random, t, drafts)).Select(t => WithIndexes(random, t)).ToList();
        var routines = new List<Routine>();
        for (var i = 0; i < tables.Count; i++)
        {
            if (tables[i].Find("updated_at") is null)
            {
                continue;
            }

            var (trigger, function) = engine.Writer!.Touch(tables[i], "updated_at");
            tables[i] = tables[i] with { Triggers = [trigger] };
            if (function is not null && routines.All(r => r.Name != function.Name))
            {
                routines.Add(function);
            }
        }

        return new RelationalSchema(engine.Name)
        {
            Enums = enums,
            Routines = routines.ToSequence(),
            Tables = tables.ToSequence(),
            Extensions =
                abilities.TrigramOperatorClass == "gin_trgm_ops"
                && tables.Any(t => t.Indexes.Any(i => i.Parts.Any(p => p.OperatorClass == "gin_trgm_ops")))
                    ? [new Extension("pg_trgm")]
                    : [],
        };
    }

    private Table Table(Random random, int number, int shift, Sequence<EnumDefinition> enums)
    {
        var name = random.Next(3) == 0 ? Nasty[number + shift] : $"table_{number}";
        var columns = new List<Column>
        {
            new("id", samples[0].Type) { Identity = random.Next(4) == 0 ? IdentityKind.Always : IdentityKind.ByDefault },
        };
        var checks = new List<CheckConstraint>();
        var count = random.Next(1, MostColumns);
        for (var i = 0; i < count; i++)
        {
            var column = Column(random, i, shift, enums, out var sample);
            columns.Add(column);
            if (sample?.Checks.Count > 0 && random.Next(2) == 0)
            {
                var check = sample.Checks[random.Next(sample.Checks.Count)];
                checks.Add(new($"ck_{number}_{i}", check.Replace("{0}", names.Quote(column.Name))));
            }

            if (sample?.Generated is { } generated && random.Next(3) == 0)
            {
                columns.Add(
                    new($"made_{i}", sample.Type)
                    {
                        Nullable = true,
                        Generated = new(generated.Replace("{0}", names.Quote(column.Name)), Stored: true),
                    }
                );
            }
        }

        var touched = samples.FirstOrDefault(s => s.Type is DataType.Timestamp { WithZone: true });
        if (touched is not null && random.Next(2) == 0)
        {
            columns.Add(new("updated_at", touched.Type) { Default = touched.Defaults.Count > 0 ? touched.Defaults[0] : null });
        }

        return new(QualifiedName.Of(name))
        {
            Columns = columns.ToSequence(),
            PrimaryKey = new($"pk_{number}", ["id"]),
            Checks = checks.ToSequence(),
            Comment = Comment(random),
        };
    }

    private Column Column(Random random, int number, int shift, Sequence<EnumDefinition> enums, out TypeSample? sample)
    {
        var name = random.Next(3) == 0 ? Nasty[number + shift] : $"column_{number}";
        if (enums.Count > 0 && random.Next(6) == 0)
        {
            sample = null;
            var definition = enums[random.Next(enums.Count)];
            DataType type = new DataType.Enum(definition.Name);
            return random.Next(3) == 0
                ? new(name, new DataType.Array(type)) { Nullable = true }
                : new(name, type) { Nullable = random.Next(2) == 0, Comment = Comment(random) };
        }

        sample = samples[random.Next(samples.Count)];
        return new(name, sample.Type)
        {
            Nullable = random.Next(2) == 0,
            Default =
                sample.Defaults.Count > 0 && random.Next(2) == 0 ? sample.Defaults[random.Next(sample.Defaults.Count)] : null,
            Comment = Comment(random),
        };
    }

    private Table WithReferences(Random random, Table table, List<Table> all)
    {
        var columns = table.Columns.ToList();
        var keys = new List<ForeignKey>();
        for (var i = 0; i < random.Next(3); i++)
        {
            var referenced = all[random.Next(all.Count)];
            var nullable = random.Next(2) == 0;
            columns.Add(new($"ref_{i}_id", samples[0].Type) { Nullable = nullable });
            var deferrable = random.Next(4) == 0;
            keys.Add(
                new($"fk_{i}_{table.Name.Name.GetHashCodeOfText()}", [$"ref_{i}_id"], referenced.Name, ["id"])
                {
                    OnDelete =
                        nullable && random.Next(2) == 0 ? ReferentialAction.SetNull
                        : random.Next(2) == 0 ? ReferentialAction.Cascade
                        : ReferentialAction.Restrict,
                    Deferrable = deferrable,
                    InitiallyDeferred = deferrable && random.Next(2) == 0,
                }
            );
        }

        return table with
        {
            Columns = columns.ToSequence(),
            ForeignKeys = keys.ToSequence(),
        };
    }

    private Table WithIndexes(Random random, Table table)
    {
        var hash = table.Name.Name.GetHashCodeOfText();
        var ordered = table.Columns.Where(c => c.Name != "id" && Sample(c) is { Ordered: true }).ToList();
        var indexes = new List<TableIndex>();
        var uniques = new List<UniqueConstraint>();
        if (ordered.Count > 0)
        {
            if (random.Next(2) == 0)
            {
                uniques.Add(new($"uq_{hash}", [ordered[0].Name, "id"]));
            }

            var keys = ordered.Take(random.Next(1, 4)).ToList();
            var rest = ordered.Skip(keys.Count).ToList();
            indexes.Add(
                new(
                    $"idx_{hash}_1",
                    keys.Select(c => IndexPart.Of(c.Name, random.Next(2) == 0) with { NullsFirst = Nulls(random) }).ToSequence()
                )
                {
                    Unique = random.Next(4) == 0,
                    Include = abilities.Include && rest.Count > 0 && random.Next(2) == 0 ? [rest[0].Name] : [],
                    Where =
                        abilities.Partial && random.Next(3) == 0
                            ? $"{names.Quote(ordered[^1].Name)} is not null and {names.Quote("id")} > 0"
                            : null,
                    Comment = engine.Name == "postgresql" ? Comment(random) : null,
                }
            );
        }

        foreach (var (column, number) in table.Columns.Select((c, i) => (c, i + 2)))
        {
            if (Sample(column) is not { Methods.Count: > 0 } sample || random.Next(2) == 0)
            {
                continue;
            }

            var method = sample.Methods[random.Next(sample.Methods.Count)];
            indexes.Add(
                new(
                    $"idx_{hash}_{number}",
                    [IndexPart.Of(column.Name) with { OperatorClass = method == sample.Methods[0] ? sample.OperatorClass : null }]
                )
                {
                    Method = method,
                }
            );
        }

        if (abilities.Expressions && ordered.FirstOrDefault(c => c.Type is DataType.Text { Fixed: false }) is { } text)
        {
            indexes.Add(new($"idx_{hash}_x", [new IndexPart { Expression = $"lower({names.Quote(text.Name)})" }]));
        }

        return table with
        {
            Indexes = indexes.ToSequence(),
            Uniques = uniques.ToSequence(),
        };
    }

    private TypeSample? Sample(Column column) => samples.FirstOrDefault(s => s.Type == column.Type);

    // SQLite has no NULLS LAST in indexes, so only engines with included columns get it said.
    private bool? Nulls(Random random) => abilities.Include && random.Next(3) == 0 ? random.Next(2) == 0 : null;

    private static string? Comment(Random random) => random.Next(3) == 0 ? "It's a comment;\nof two lines." : null;
}

file static class TextHash
{
    /// <summary>A number that is the same in every run, unlike string.GetHashCode.</summary>
    public static int GetHashCodeOfText(this string text) => text.Aggregate(17, (hash, c) => ((hash * 31) + c) & 0xffffff);
}
