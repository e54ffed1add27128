using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Types and sequences from rows of the catalogue.</summary>
internal sealed class PostgreSqlObjectReader(PostgreSqlObjectDirectory directory, IReadOnlyDictionary<ObjectId, string> comments)
{
    private static readonly PostgreSqlTypes Types = new();
    private static readonly PostgreSqlNames Names = new();

    /// <summary>A type from its name, and where it or its items are of an enumeration, that one's schema and name.</summary>
    public static DataType Type(string text, object? enumSchema, object? enumName)
    {
        if (enumName is null)
        {
            return Types.Read(text);
        }

        var type = new DataType.Enum(PostgreSqlObjectDirectory.Name((string)enumSchema!, enumName));
        return text.EndsWith("[]", StringComparison.Ordinal) ? new DataType.Array(type) : type;
    }

    /// <summary>Rows of <see cref="PostgreSqlTypeCatalogue.Enums"/>.</summary>
    public Sequence<EnumDefinition> Enums(IEnumerable<object?[]> rows) =>
        Own(rows, (id, row) => new EnumDefinition(id.Name, ((string[])row[2]!).ToSequence()) { Comment = Comment(id) });

    /// <summary>Rows of <see cref="PostgreSqlTypeCatalogue.Domains"/>.</summary>
    public Sequence<DomainDefinition> Domains(IEnumerable<object?[]> rows) =>
        Own(
            rows,
            (id, row) =>
            {
                var (names, conditions, valid) = ((string[])row[8]!, (string[])row[9]!, (bool[])row[10]!);
                return new DomainDefinition(id.Name, Type((string)row[2]!, row[3], row[4]))
                {
                    Nullable = !(bool)row[5]!,
                    Default = PostgreSqlSettledText.Of((string?)row[6]),
                    Collation = (string?)row[7],
                    Checks = names
                        .Select(
                            (n, i) => new CheckConstraint(n, PostgreSqlDeparsedText.Bare(conditions[i])) { NotValid = !valid[i] }
                        )
                        .ToSequence(),
                };
            }
        );

    /// <summary>Rows of <see cref="PostgreSqlTypeCatalogue.Attributes"/>.</summary>
    public Sequence<CompositeType> Composites(IEnumerable<object?[]> rows) =>
        rows.GroupBy(r => (long)r[1]!)
            .Select(g => (Rows: g, Id: directory.Find((long)g.First()[0]!, g.Key, 0)))
            .Where(c => c.Id is { Kind: ObjectKind.Type })
            .Select(c => new CompositeType(
                c.Id!.Name,
                c.Rows.Where(r => r[2] is not null)
                    .Select(r => new Column((string)r[2]!, Type((string)r[3]!, r[4], r[5]))
                    {
                        Nullable = true,
                        Collation = (string?)r[6],
                    })
                    .ToSequence()
            ))
            .ToSequence();

    /// <summary>Rows of <see cref="PostgreSqlTypeCatalogue.Sequences"/>.</summary>
    public Sequence<NumberSequence> Sequences(IEnumerable<object?[]> rows) =>
        Own(
            rows,
            (id, row) =>
                new NumberSequence(id.Name, Types.Read((string)row[2]!))
                {
                    Start = (long)row[3]!,
                    Increment = (long)row[4]!,
                    Min = (long?)row[5],
                    Max = (long?)row[6],
                    Cache = (long)row[7]!,
                    Cycle = (bool)row[8]!,
                    OwnedBy = row[11] is string column
                        ? new(PostgreSqlObjectDirectory.Name((string)row[9]!, row[10]), column)
                        : null,
                    Details = (bool)row[12]! ? [new("unlogged")] : [],
                }
        );

    /// <summary>Rows of <see cref="PostgreSqlTypeCatalogue.Routines"/>.</summary>
    public Sequence<Routine> Routines(IEnumerable<object?[]> rows) =>
        Own(rows, (id, row) => PostgreSqlRoutineReader.Read(row, id, Comment(id)));

    /// <summary>Rows of <see cref="PostgreSqlDefinitionCatalogue"/>: objects without a record of their own.</summary>
    public Sequence<SchemaObject> Objects(IEnumerable<object?[]> rows) =>
        Own(
            rows,
            (id, row) =>
                new SchemaObject(id, PostgreSqlSettledText.Of((string)row[2]!))
                {
                    Details = row[3] is string name ? [new(name, (string?)row[4] ?? "")] : [],
                }
        );

    /// <summary>Rows of <see cref="PostgreSqlObjectCatalogue.DefaultPrivileges"/>.</summary>
    public static IEnumerable<SchemaObject> DefaultPrivileges(IEnumerable<object?[]> rows) =>
        rows.Select(row => new SchemaObject(
            new(ObjectKind.DefaultPrivileges, QualifiedName.Of((string)row[2]!), $"{row[1]} {row[3]}"),
            (string)row[4]!
        ));

    /// <summary>Rows of <see cref="PostgreSqlDefinitionCatalogue.UserMappings"/>; what is or may be a secret is not in them.</summary>
    public static IEnumerable<SchemaObject> UserMappings(IEnumerable<object?[]> rows) =>
        rows.Select(row =>
        {
            var (server, user, options) = ((string)row[0]!, (string)row[1]!, (string)row[2]!);
            return new SchemaObject(
                new(ObjectKind.UserMapping, QualifiedName.Of(server), user),
                $"create user mapping for {(user == "public" ? user : Names.Quote(user))} server {Names.Quote(server)}"
                    + (options.Length > 0 ? $" options ({options})" : "")
            );
        });

    private string? Comment(ObjectId id) => comments.GetValueOrDefault(id);

    private Sequence<T> Own<T>(IEnumerable<object?[]> rows, Func<ObjectId, object?[], T> read) =>
        rows.Select(row => (Row: row, Id: directory.Own(row[0], row[1])))
            .Where(r => r.Id is not null)
            .Select(r => read(r.Id!, r.Row))
            .ToSequence();
}
