using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Which object a number of the catalogues means.</summary>
internal sealed class PostgreSqlObjectDirectory
{
    /// <summary>The catalogue of relations and their columns.</summary>
    private const long Relations = 1259;

    private readonly Dictionary<(long Catalogue, long Number), ObjectId> objects = [];
    private readonly HashSet<QualifiedName> domains = [];
    private readonly Dictionary<(long Catalogue, long Number), string> owners = [];
    private readonly Dictionary<(long Catalogue, long Number), (long Catalogue, long Number, int Part)> sides = [];
    private readonly Dictionary<(long Relation, int Number), string> columns = [];
    private readonly Dictionary<(long Catalogue, long Number), ObjectId> members = [];

    /// <summary>Rows of <see cref="PostgreSqlObjectCatalogue.Identities"/>; first.</summary>
    public void AddIdentities(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            var key = ((long)row[0]!, (long)row[1]!);
            objects[key] = new(Enum.Parse<ObjectKind>((string)row[2]!), Name((string)row[3]!, row[4]), (string)row[5]!);
            if (objects[key].Kind == ObjectKind.Domain)
            {
                domains.Add(objects[key].Name);
            }

            if (row[6] is string owner)
            {
                owners[key] = owner;
            }
        }
    }

    /// <summary>Rows of <see cref="PostgreSqlObjectCatalogue.Sides"/>.</summary>
    public void AddSides(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            sides[((long)row[0]!, (long)row[1]!)] = ((long)row[2]!, (long)row[3]!, (int)row[4]!);
        }
    }

    /// <summary>Rows of <see cref="PostgreSqlObjectCatalogue.ColumnNames"/> and of <see cref="PostgreSqlTableCatalogue.Columns"/>.</summary>
    public void AddColumns(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            columns[((long)row[0]!, (short)row[1]!)] = (string)row[2]!;
        }
    }

    /// <summary>Rows of <see cref="PostgreSqlObjectCatalogue.Dependencies"/>: what belongs to extensions is theirs.</summary>
    public void AddMembers(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows.Where(r => (string)r[6]! == "e"))
        {
            if (objects.TryGetValue(((long)row[3]!, (long)row[4]!), out var extension))
            {
                members[((long)row[0]!, (long)row[1]!)] = extension;
            }
        }
    }

    /// <summary>Whether a domain has that name; types and relations share names.</summary>
    public bool IsDomain(QualifiedName name) => domains.Contains(name);

    /// <summary>Objects with the roles that they belong to, where that is not the owner of the database.</summary>
    public IEnumerable<Ownership> Owners =>
        owners.Where(o => !members.ContainsKey(o.Key)).Select(o => new Ownership(objects[o.Key], o.Value));

    /// <summary>The object, or none when it is not one of the schema.</summary>
    public ObjectId? Own(object? catalogue, object? number) =>
        ((long)catalogue!, (long)number!) is var key && !members.ContainsKey(key) ? objects.GetValueOrDefault(key) : null;

    /// <summary>
    /// The object that is meant, or the extension that it belongs to; none when it is not of the schema. A column of a view counts as the
    /// view, one of a composite type as the type.
    /// </summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="number">The number in it.</param>
    /// <param name="part">The number of a column; 0 for the whole.</param>
    /// <param name="precise">Whether columns of views and types are told apart, and identity columns from the sequences behind them.</param>
    public ObjectId? Find(long catalogue, long number, int part, bool precise = false)
    {
        for (var steps = 0; steps < 4 && sides.TryGetValue((catalogue, number), out var whole); steps++)
        {
            (catalogue, number, part) = (whole.Catalogue, whole.Number, whole.Part == 0 ? part : whole.Part);
        }

        if (members.TryGetValue((catalogue, number), out var extension))
        {
            return extension;
        }

        var id = objects.GetValueOrDefault((catalogue, number));
        if (id is { Kind: ObjectKind.ColumnSequence } && !precise)
        {
            return id with { Kind = ObjectKind.Column };
        }

        return
            id is not null
            && part != 0
            && catalogue == Relations
            && (precise || id.Kind is ObjectKind.Table or ObjectKind.ForeignTable)
            && columns.TryGetValue((number, part), out var column)
            ? new(ObjectKind.Column, id.Name, column)
            : id;
    }

    /// <summary>
    /// A qualified name; the schema <c>public</c> is the default one. It is said where a name of the server's own would be meant without
    /// it, which rows show by a dot.
    /// </summary>
    public static QualifiedName Name(string schema, object? name) =>
        new(
            schema switch
            {
                "public" => "",
                "public." => "public",
                _ => schema,
            },
            (string)name!
        );
}
