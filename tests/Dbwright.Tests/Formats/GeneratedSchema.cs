using Dbwright.Model;

namespace Dbwright.Tests.Formats;

/// <summary>
/// Schemas in which everything occurs that the model knows; whether an engine would take them does not matter. A schema is a pure
/// function of its number.
/// </summary>
internal static class GeneratedSchema
{
    private static readonly string[] Texts =
    [
        "",
        "a",
        "it's",
        "a\"b",
        "x\\y",
        "zwei\nZeilen\t",
        "größe",
        "a.b",
        "😀",
        "\u0001",
        "</script>",
    ];

    /// <summary>The schema of that number.</summary>
    public static RelationalSchema Of(int number)
    {
        var random = new Random(number);
        return new RelationalSchema(Text())
        {
            Version = random.Next(2) == 0 ? null : new EngineVersion(random.Next(20), random.Next(5), random.Next(9)),
            Extensions = Some(() => new Extension(Text()) { Version = Maybe(), Schema = Maybe() }),
            Enums = Some(() => new EnumDefinition(Name(), Some(Text)) { Comment = Maybe() }),
            Domains = Some(() =>
                new DomainDefinition(Name(), Type(1))
                {
                    Nullable = Flag(),
                    Default = Maybe(),
                    Collation = Maybe(),
                    Checks = Some(Check),
                }
            ),
            Composites = Some(() => new CompositeType(Name(), Some(Column))),
            Sequences = Some(() =>
                new NumberSequence(Name(), Type(0))
                {
                    Start = Number(),
                    Increment = Number(),
                    Min = Flag() ? null : Number(),
                    Max = Flag() ? null : Number(),
                    Cache = Number(),
                    Cycle = Flag(),
                    OwnedBy = Flag() ? null : new ColumnReference(Name(), Text()),
                    Details = Details(),
                }
            ),
            Routines = Some(() =>
                new Routine(Name(), Text(), Text(), Text(), Text())
                {
                    Kind = Any<RoutineKind>(),
                    Signature = Text(),
                    Options = Text(),
                    StandardBody = Flag(),
                    Details = Details(),
                    Comment = Maybe(),
                }
            ),
            Views = Some(() =>
                new View(Name(), Text())
                {
                    Materialized = Flag(),
                    Columns = Some(Column),
                    Indexes = Some(Index),
                    Triggers = Some(Trigger),
                    Details = Details(),
                    Comment = Maybe(),
                }
            ),
            Objects = Some(() => new SchemaObject(Id(), Text()) { Details = Details() }),
            Dependencies = Some(() => new Dependency(Id(), Id())),
            Grants = Some(Grant),
            Revocations = Some(Grant),
            Owners = Some(() => new Ownership(Id(), Text())),
            Comments = Some(() => new ObjectComment(Id(), Text())),
            VirtualTables = Some(() =>
                new VirtualTable(Name(), Text(), Some(Text)) { ContentOf = random.Next(2) == 0 ? null : Name() }
            ),
            Tables = Some(Table),
        };

        Table Table() =>
            new(Name())
            {
                Comment = Maybe(),
                Columns = Some(Column),
                PrimaryKey = random.Next(3) == 0 ? null : new PrimaryKey(Text(), Some(Text)) { Details = Details() },
                Uniques = Some(() => new UniqueConstraint(Text(), Some(Text)) { Details = Details() }),
                Checks = Some(Check),
                Exclusions = Some(() => new ExclusionConstraint(Text(), Text())),
                PartitionBy = Maybe(),
                PartitionOf = Flag() ? null : new PartitionOf(Name(), Text()),
                Inherits = Some(Name),
                ForeignKeys = Some(() =>
                    new ForeignKey(Text(), Some(Text), Name(), Some(Text))
                    {
                        OnDelete = Any<ReferentialAction>(),
                        OnUpdate = Any<ReferentialAction>(),
                        Deferrable = Flag(),
                        InitiallyDeferred = Flag(),
                        NotValid = Flag(),
                        Details = Details(),
                    }
                ),
                Indexes = Some(Index),
                Triggers = Some(Trigger),
                Details = Details(),
            };

        Column Column() =>
            new(Text(), Type(2))
            {
                Nullable = Flag(),
                Default = Maybe(),
                Identity = Flag() ? null : Any<IdentityKind>(),
                Generated = Flag() ? null : new GeneratedAs(Text(), Flag()),
                Collation = Maybe(),
                Inherited = Flag(),
                Details = Details(),
                Comment = Maybe(),
            };

        CheckConstraint Check() => new(Text(), Text()) { NotValid = Flag(), Details = Details() };

        TableIndex Index() =>
            new(Text(), Some(Part))
            {
                Method = Flag() ? "btree" : Text(),
                Unique = Flag(),
                Include = Some(Text),
                Where = Maybe(),
                Details = Details(),
                Comment = Maybe(),
            };

        Trigger Trigger() =>
            new(Text(), Text(), Some(Text), Text())
            {
                Columns = Some(Text),
                ForStatement = Flag(),
                Details = Details(),
                When = Maybe(),
            };

        IndexPart Part() =>
            new()
            {
                Column = Maybe(),
                Expression = Maybe(),
                Descending = Flag(),
                NullsFirst = random.Next(3) switch
                {
                    0 => null,
                    1 => true,
                    _ => false,
                },
                OperatorClass = Maybe(),
                Collation = Maybe(),
                Length = Flag() ? null : random.Next(1, 200),
            };

        DataType Type(int depth) =>
            random.Next(depth > 0 ? 21 : 20) switch
            {
                0 => new DataType.Integer(8 << random.Next(4)),
                1 => new DataType.Decimal(),
                2 => new DataType.Decimal(random.Next(1, 40)),
                3 => new DataType.Decimal(random.Next(1, 40), random.Next(9)),
                4 => new DataType.Float(32 << random.Next(2)),
                5 => new DataType.Boolean(),
                6 => new DataType.Text(),
                7 => new DataType.Text(random.Next(1, 9000), Flag()),
                8 => new DataType.Text(null, Fixed: true),
                9 => new DataType.Bytes(),
                10 => new DataType.Date(),
                11 => new DataType.Time(Flag() ? null : random.Next(7)),
                12 => new DataType.Timestamp(Flag(), Flag() ? null : random.Next(7)),
                13 => new DataType.Interval(),
                14 => new DataType.Uuid(),
                15 => new DataType.Json(Flag()),
                16 => new DataType.Inet(),
                17 => new DataType.Enum(Name()),
                18 => Flag() ? new DataType.TextSearch() : new DataType.Point(),
                19 => new DataType.Native(Text(), Text()),
                _ => new DataType.Array(Type(depth - 1)),
            };

        Sequence<T> Some<T>(Func<T> make) => Enumerable.Range(0, random.Next(4)).Select(_ => make()).ToSequence();
        Sequence<Detail> Details() => Some(() => new Detail(Text(), Flag() ? "" : Text()));
        ObjectId Id() => new(Any<ObjectKind>(), Name(), Flag() ? "" : Text());
        Grant Grant() => new(Id(), Text(), Text(), Flag());
        long Number() => random.Next(4) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(-2, 3);
        QualifiedName Name() => new(Flag() ? "" : Text(), Text());
        T Any<T>()
            where T : struct, Enum => random.GetItems(Enum.GetValues<T>(), 1)[0];
        string Text() => Texts[random.Next(Texts.Length)];
        string? Maybe() => Flag() ? null : Text();
        bool Flag() => random.Next(2) == 0;
    }
}
