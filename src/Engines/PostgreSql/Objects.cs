using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Everything of a schema beside its tables, as the catalogues have it.</summary>
internal sealed class PostgreSqlObjects
{
    private PostgreSqlObjects(IReadOnlyDictionary<ObjectId, string> comments) => this.comments = comments;

    private readonly IReadOnlyDictionary<ObjectId, string> comments;

    private RelationalSchema Read { get; init; } = new("postgresql");

    /// <summary>Reads them: one query for each kind, however many there are.</summary>
    public static async Task<PostgreSqlObjects> ReadAsync(ISession session, CancellationToken cancellation)
    {
        var directory = new PostgreSqlObjectDirectory();
        directory.AddIdentities(await RowsAsync(PostgreSqlObjectCatalogue.Identities));
        directory.AddSides(await RowsAsync(PostgreSqlObjectCatalogue.Sides));
        directory.AddColumns(await RowsAsync(PostgreSqlObjectCatalogue.ColumnNames));
        var needs = await RowsAsync(PostgreSqlObjectCatalogue.Dependencies);
        directory.AddMembers(needs);
        var texts = PostgreSqlAccessReader.Comments(await RowsAsync(PostgreSqlObjectCatalogue.Comments), directory);
        var rights = PostgreSqlAccessReader.Rights(await RowsAsync(PostgreSqlObjectCatalogue.Rights), directory);
        var reader = new PostgreSqlObjectReader(directory, texts);
        var types = new PostgreSqlTypeCatalogue(session.Version);
        var definitions = new List<SchemaObject>();
        foreach (var query in new PostgreSqlDefinitionCatalogue(session.Version).All)
        {
            definitions.AddRange(reader.Objects(await RowsAsync(query)));
        }

        definitions.AddRange(
            PostgreSqlObjectReader.DefaultPrivileges(await RowsAsync(PostgreSqlObjectCatalogue.DefaultPrivileges))
        );
        definitions.AddRange(PostgreSqlObjectReader.UserMappings(await RowsAsync(PostgreSqlDefinitionCatalogue.UserMappings)));
        return new(texts)
        {
            Read = new("postgresql")
            {
                Extensions = (await RowsAsync(PostgreSqlTypeCatalogue.Extensions))
                    .Select(row => new Extension((string)row[0]!) { Version = (string?)row[1], Schema = (string?)row[2] })
                    .ToSequence(),
                Enums = reader.Enums(await RowsAsync(PostgreSqlTypeCatalogue.Enums)),
                Domains = reader.Domains(await RowsAsync(PostgreSqlTypeCatalogue.Domains)),
                Composites = reader.Composites(await RowsAsync(PostgreSqlTypeCatalogue.Attributes)),
                Sequences = reader.Sequences(await RowsAsync(PostgreSqlTypeCatalogue.Sequences)),
                Routines = reader.Routines(await RowsAsync(types.Routines)),
                Views = PostgreSqlViewReader.Read(
                    await RowsAsync(PostgreSqlTypeCatalogue.Views),
                    await RowsAsync(PostgreSqlTypeCatalogue.ViewColumns),
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

        Task<IReadOnlyList<object?[]>> RowsAsync(string query) => session.QueryAsync(query, [], cancellation);
    }

    /// <summary>The schema with them; comments that have a place in a record are there already.</summary>
    public RelationalSchema AddTo(RelationalSchema schema)
    {
        var all = schema with
        {
            Extensions = Read.Extensions,
            Enums = Read.Enums,
            Domains = Read.Domains,
            Composites = Read.Composites,
            Sequences = Read.Sequences,
            Routines = Read.Routines,
            Views = Read
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
            Objects = Read.Objects,
            Dependencies = Read.Dependencies,
            Grants = Read.Grants,
            Revocations = Read.Revocations,
            Owners = Read.Owners,
        };
        var placed = SchemaParts.Of(all);
        var filled = SchemaParts
            .Namespaces(all with { Objects = all.Objects.Where(o => o.Id.Kind != ObjectKind.Schema).ToSequence() })
            .ToHashSet(StringComparer.Ordinal);
        return all with
        {
            Objects = all.Objects.Where(o => o.Id.Kind != ObjectKind.Schema || !filled.Contains(o.Id.Name.Name)).ToSequence(),
            Comments = comments
                .Where(c => !placed.ContainsKey(new(c.Key, "comment")))
                .Select(c => new ObjectComment(c.Key, c.Value))
                .ToSequence(),
        };
    }
}
