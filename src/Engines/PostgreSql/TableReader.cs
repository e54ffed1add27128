using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Puts the rows of the catalogue together as tables, and as the indexes and triggers of other relations. What comes with a parent (checks,
/// keys and indexes of a partition that are those of the partitioned table, triggers made for partitions) is left out.
/// </summary>
internal sealed class PostgreSqlTableReader
{
    private static readonly PostgreSqlTypes Types = new();
    private static readonly PostgreSqlNames Names = new();

    private readonly Dictionary<long, PostgreSqlTableParts> relations = [];
    private readonly Dictionary<long, string> collations = [];
    private readonly Dictionary<string, DataType> types = new(StringComparer.Ordinal);

    private PostgreSqlTableReader() { }

    /// <summary>The tables, unsorted.</summary>
    public Sequence<Table> Tables => relations.Values.Where(r => r.IsTable).Select(r => r.ToTable()).ToSequence();

    /// <summary>Views with nothing but their names, indexes and triggers; only those that have any.</summary>
    public Sequence<View> Views =>
        relations
            .Values.Where(r => r.IsView && r.Indexes.Count + r.Triggers.Count > 0)
            .Select(r => new View(r.Name, "") { Indexes = r.Indexes.ToSequence(), Triggers = r.Triggers.ToSequence() })
            .ToSequence();

    /// <summary>Reads everything about tables, and indexes and triggers of all relations.</summary>
    /// <param name="catalogue">The queries.</param>
    /// <param name="rows">Their rows.</param>
    /// <exception cref="EngineException">The server refuses a query.</exception>
    public static PostgreSqlTableReader Read(PostgreSqlTableCatalogue catalogue, PostgreSqlCatalogueRows rows)
    {
        var reader = new PostgreSqlTableReader();
        reader.AddRelations(Rows(PostgreSqlTableCatalogue.Relations));
        reader.AddParents(Rows(PostgreSqlTableCatalogue.Parents));
        reader.AddCollations(Rows(PostgreSqlTableCatalogue.Collations));
        reader.AddColumns(Rows(catalogue.Columns));
        reader.AddIdentities(Rows(PostgreSqlTableCatalogue.Identities));
        new PostgreSqlConstraintReader(reader.relations).Add(Rows(catalogue.Constraints));
        var indexes = new PostgreSqlIndexReader(reader.relations, reader.collations);
        indexes.AddOperatorClasses(Rows(PostgreSqlTableCatalogue.OperatorClasses));
        indexes.AddColumns(Rows(PostgreSqlTableCatalogue.IndexColumns));
        indexes.Add(Rows(catalogue.Indexes));
        PostgreSqlTriggerReader.Add(Rows(PostgreSqlTableCatalogue.Triggers), reader.relations);
        return reader;

        IEnumerable<PostgreSqlCatalogueRow> Rows(string sql) => rows.Of(sql).Select(r => new PostgreSqlCatalogueRow(r));
    }

    /// <summary>A qualified name; the schema <c>public</c> is the default one.</summary>
    public static QualifiedName Name(object? schema, object? name) =>
        new((string)schema! == "public" ? "" : (string)schema!, (string)name!);

    private void AddRelations(IEnumerable<PostgreSqlCatalogueRow> rows)
    {
        foreach (var row in rows)
        {
            var number = row.Next<long>();
            var name = Name(row.Next<string>(), row.Next<string>());
            var kind = row.Next<string>();
            var details = RelationDetails(row).ToList();
            var relation = new PostgreSqlTableParts(name, kind)
            {
                Bound = row.Maybe<string>() is { } bound ? PostgreSqlDeparsedText.Lower(bound) : null,
                PartitionBy = row.Maybe<string>() is { } key ? PostgreSqlDeparsedText.Lower(key) : null,
                Comment = row.Maybe<string>(),
            };
            relation.Details.AddRange(details);
            relations.Add(number, relation);
        }
    }

    private static IEnumerable<Detail> RelationDetails(PostgreSqlCatalogueRow row)
    {
        if (row.Truth())
        {
            yield return new("unlogged");
        }

        if (row.Maybe<string>() is { } tablespace)
        {
            yield return new("tablespace", Names.Quote(tablespace));
        }

        if (row.Maybe<string>() is { } method)
        {
            yield return new("access method", Names.Quote(method));
        }

        foreach (var parameter in PostgreSqlDeparsedText.Parameters(row.Maybe<string[]>()))
        {
            yield return parameter;
        }

        foreach (var parameter in PostgreSqlDeparsedText.Parameters(row.Maybe<string[]>(), "toast."))
        {
            yield return parameter;
        }

        // The index that rows are told apart by says so itself.
        switch (row.Next<string>())
        {
            case "f":
                yield return new("replica identity", "full");
                break;
            case "n":
                yield return new("replica identity", "nothing");
                break;
        }

        if (row.Truth())
        {
            yield return new("row level security");
        }

        if (row.Truth())
        {
            yield return new("force row level security");
        }

        if (row.Maybe<string>() is { } type)
        {
            yield return new("of", type);
        }
    }

    private void AddParents(IEnumerable<PostgreSqlCatalogueRow> rows)
    {
        foreach (var row in rows)
        {
            if (
                relations.TryGetValue(row.Next<long>(), out var relation)
                && relations.TryGetValue(row.Next<long>(), out var parent)
            )
            {
                relation.Parents.Add(parent);
            }
        }
    }

    private void AddCollations(IEnumerable<PostgreSqlCatalogueRow> rows)
    {
        foreach (var row in rows)
        {
            collations.Add(row.Next<long>(), PostgreSqlDeparsedText.Collation(row.Next<string>(), row.Next<string>()));
        }
    }

    private void AddColumns(IEnumerable<PostgreSqlCatalogueRow> rows)
    {
        foreach (var row in rows)
        {
            if (!relations.TryGetValue(row.Next<long>(), out var relation))
            {
                continue;
            }

            var number = row.Next<short>();
            var name = row.Next<string>();
            var type = Type(row.Next<string>(), row.Maybe<string>(), row.Maybe<string>());
            var required = row.Truth();
            var expression = PostgreSqlSettledText.Of(row.Maybe<string>());
            var identity = row.Next<string>();
            var generated = row.Next<string>();
            var collation = row.Next<long>();
            var usual = row.Next<long>();
            var local = row.Truth();
            relation.ColumnNames.Add(number, name);
            relation.Collations.Add(number, collation);
            if (relation.IsTable)
            {
                relation.Columns.Add(
                    new(name, type)
                    {
                        Nullable = !required,
                        Default = generated.Length == 0 ? expression : null,
                        Identity = identity switch
                        {
                            "a" => IdentityKind.Always,
                            "d" => IdentityKind.ByDefault,
                            _ => null,
                        },
                        Generated =
                            generated.Length == 0 ? null : new(PostgreSqlDeparsedText.Bare(expression!), generated == "s"),
                        Collation = collation == usual || collation == 0 ? null : collations[collation],
                        Inherited = !local,
                        Details = ColumnDetails(row).Order().ToSequence(),
                        Comment = row.Maybe<string>(),
                    }
                );
            }
        }
    }

    private static List<Detail> ColumnDetails(PostgreSqlCatalogueRow row)
    {
        List<Detail> details = [];
        if (row.Maybe<string>() is { } storage)
        {
            details.Add(
                new(
                    "storage",
                    storage switch
                    {
                        "p" => "plain",
                        "e" => "external",
                        "m" => "main",
                        _ => "extended",
                    }
                )
            );
        }

        if (row.Maybe<string>() is { } compression)
        {
            details.Add(new("compression", compression == "l" ? "lz4" : "pglz"));
        }

        if (row.Number() is { } statistics)
        {
            details.Add(new("statistics", FormattableString.Invariant($"{statistics}")));
        }

        details.AddRange(PostgreSqlDeparsedText.Parameters(row.Maybe<string[]>()));
        return details;
    }

    private void AddIdentities(IEnumerable<PostgreSqlCatalogueRow> rows)
    {
        foreach (var row in rows)
        {
            if (relations.TryGetValue(row.Next<long>(), out var relation) && relation.IsTable)
            {
                var column = relation.ColumnNames[(short)row.Next<int>()];
                relation.Describe(column, PostgreSqlIdentity.Details(row, relation.Name, column));
            }
        }
    }

    private DataType Type(string text, string? enumSchema, string? enumName)
    {
        if (enumName is null)
        {
            if (!types.TryGetValue(text, out var known))
            {
                types.Add(text, known = Types.Read(text));
            }

            return known;
        }

        var type = new DataType.Enum(Name(enumSchema, enumName));
        return text.EndsWith("[]", StringComparison.Ordinal) ? new DataType.Array(type) : type;
    }
}
