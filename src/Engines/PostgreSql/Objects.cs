using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Everything of a schema beside its tables, as the catalogues have it.</summary>
internal sealed class PostgreSqlObjects
{
    private PostgreSqlObjects(IReadOnlyDictionary<ObjectId, string> comments) => this.comments = comments;

    private readonly IReadOnlyDictionary<ObjectId, string> comments;

    private RelationalSchema Objects { get; init; } = new("postgresql");

    /// <summary>Every query: one for each kind, however many objects there are.</summary>
    public static IEnumerable<string> Queries(EngineVersion version) =>
        [
            PostgreSqlObjectCatalogue.Identities,
            PostgreSqlObjectCatalogue.Sides,
            PostgreSqlObjectCatalogue.ColumnNames,
            PostgreSqlObjectCatalogue.Dependencies,
            PostgreSqlObjectCatalogue.Comments,
            PostgreSqlObjectCatalogue.Rights,
            .. new PostgreSqlDefinitionCatalogue(version).All,
            PostgreSqlObjectCatalogue.DefaultPrivileges,
            PostgreSqlDefinitionCatalogue.UserMappings,
            .. new PostgreSqlTypeCatalogue(version).All,
        ];

    /// <summary>Reads them from the rows of the queries.</summary>
    /// <exception cref="EngineException">The server refuses a query.</exception>
    public static PostgreSqlObjects Read(EngineVersion version, PostgreSqlCatalogueRows rows)
    {
        var directory = new PostgreSqlObjectDirectory();
        directory.AddIdentities(rows.Of(PostgreSqlObjectCatalogue.Identities));
        directory.AddSides(rows.Of(PostgreSqlObjectCatalogue.Sides));
        directory.AddColumns(rows.Of(new PostgreSqlTableCatalogue(version).Columns));
        directory.AddColumns(rows.Of(PostgreSqlObjectCatalogue.ColumnNames));
        var needs = rows.Of(PostgreSqlObjectCatalogue.Dependencies);
        directory.AddMembers(needs);
        var texts = PostgreSqlAccessReader.Comments(rows.Of(PostgreSqlObjectCatalogue.Comments), directory);
        var rights = PostgreSqlAccessReader.Rights(rows.Of(PostgreSqlObjectCatalogue.Rights), directory);
        var reader = new PostgreSqlObjectReader(directory, texts);
        var types = new PostgreSqlTypeCatalogue(version);
        var definitions = new List<SchemaObject>();
        foreach (var query in new PostgreSqlDefinitionCatalogue(version).All)
        {
            definitions.AddRange(reader.Objects(rows.Of(query)));
        }

        definitions.AddRange(PostgreSqlObjectReader.DefaultPrivileges(rows.Of(PostgreSqlObjectCatalogue.DefaultPrivileges)));
        definitions.AddRange(PostgreSqlObjectReader.UserMappings(rows.Of(PostgreSqlDefinitionCatalogue.UserMappings)));
        return new(texts)
        {
            Objects = new("postgresql")
            {
                Extensions = rows.Of(PostgreSqlTypeCatalogue.Extensions)
                    .Select(row => new Extension((string)row[0]!) { Version = (string?)row[1], Schema = (string?)row[2] })
                    .ToSequence(),
                Enums = reader.Enums(rows.Of(PostgreSqlTypeCatalogue.Enums)),
                Domains = reader.Domains(rows.Of(PostgreSqlTypeCatalogue.Domains)),
                Composites = reader.Composites(rows.Of(PostgreSqlTypeCatalogue.Attributes)),
                Sequences = reader.Sequences(rows.Of(PostgreSqlTypeCatalogue.Sequences)),
                Routines = reader.Routines(rows.Of(types.Routines)),
                Views = PostgreSqlViewReader.Read(
                    rows.Of(PostgreSqlTypeCatalogue.Views),
                    rows.Of(PostgreSqlTypeCatalogue.ViewColumns),
                    directory,
                    texts
                ),
                Objects = definitions.ToSequence(),
                Dependencies = PostgreSqlDependencyReader.Read(needs, directory),
                Grants = rights.Given,
                Revocations = rights.Taken,
                Owners = directory.Owners.ToSequence(),
            },
        };
    }

    /// <summary>The schema with them; comments that have a place in a record are there already.</summary>
    public RelationalSchema AddTo(RelationalSchema schema)
    {
        var all = schema with
        {
            Extensions = Objects.Extensions,
            Enums = Objects.Enums,
            Domains = Objects.Domains,
            Composites = Objects.Composites,
            Sequences = Objects.Sequences,
            Routines = Objects.Routines,
            Views = Objects
                .Views.Select(v =>
                    schema.Views.FirstOrDefault(w => w.Name == v.Name) is { } known
                        ? v with
                        {
                            Indexes = known.Indexes,
                            Triggers = known.Triggers,
                        }
                        : v
                )
                .ToSequence(),
            Objects = Objects.Objects,
            Dependencies = Objects.Dependencies,
            Grants = Objects.Grants,
            Revocations = Objects.Revocations,
            Owners = Objects.Owners,
        };
        var placed = SchemaParts.Comments(all).Select(c => c.On).ToHashSet();
        var filled = SchemaParts
            .Namespaces(all with { Objects = all.Objects.Where(o => o.Id.Kind != ObjectKind.Schema).ToSequence() })
            .ToHashSet(StringComparer.Ordinal);
        return all with
        {
            Objects = all.Objects.Where(o => o.Id.Kind != ObjectKind.Schema || !filled.Contains(o.Id.Name.Name)).ToSequence(),
            Comments = comments.Where(c => !placed.Contains(c.Key)).Select(c => new ObjectComment(c.Key, c.Value)).ToSequence(),
        };
    }
}
