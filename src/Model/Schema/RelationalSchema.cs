using System.Runtime.CompilerServices;

namespace Dbwright.Model;

/// <summary>A physical model; a closed union of which the relational one is the first.</summary>
/// <param name="Engine">The engine whose dialect its texts are written in.</param>
public abstract record Schema(string Engine);

/// <summary>Tables and what belongs to them. Sets are sorted by name when the schema is canonical.</summary>
public sealed record RelationalSchema(string Engine) : Schema(Engine)
{
    // Whoever compares and plans asks for table after table.
    private static readonly ConditionalWeakTable<Sequence<Table>, Dictionary<QualifiedName, Table>> ByName = [];

    /// <summary>The server version it was read from; none for a designed schema.</summary>
    public EngineVersion? Version { get; init; }

    /// <summary>Extensions that must be there.</summary>
    public Sequence<Extension> Extensions { get; init; } = [];

    /// <summary>Enumeration types.</summary>
    public Sequence<EnumDefinition> Enums { get; init; } = [];

    /// <summary>Domains.</summary>
    public Sequence<DomainDefinition> Domains { get; init; } = [];

    /// <summary>Composite types.</summary>
    public Sequence<CompositeType> Composites { get; init; } = [];

    /// <summary>Generators of numbers that are objects of their own.</summary>
    public Sequence<NumberSequence> Sequences { get; init; } = [];

    /// <summary>Functions and procedures.</summary>
    public Sequence<Routine> Routines { get; init; } = [];

    /// <summary>Views, materialized ones among them.</summary>
    public Sequence<View> Views { get; init; } = [];

    /// <summary>Objects that have no record of their own; also namespaces that would otherwise be empty.</summary>
    public Sequence<SchemaObject> Objects { get; init; } = [];

    /// <summary>Which objects need which, as the engine says; only between objects of this schema, and only where names do not say it.</summary>
    public Sequence<Dependency> Dependencies { get; init; } = [];

    /// <summary>Rights that differ from those which an object has when it is made.</summary>
    public Sequence<Grant> Grants { get; init; } = [];

    /// <summary>Rights of an owner or of everyone that were taken away.</summary>
    public Sequence<Grant> Revocations { get; init; } = [];

    /// <summary>Objects that are not owned by the owner of the database.</summary>
    public Sequence<Ownership> Owners { get; init; } = [];

    /// <summary>Comments on what has no place for one in its own record.</summary>
    public Sequence<ObjectComment> Comments { get; init; } = [];

    /// <summary>Tables.</summary>
    public Sequence<Table> Tables { get; init; } = [];

    /// <summary>Tables kept by a module of the engine (SQLite's FTS5).</summary>
    public Sequence<VirtualTable> VirtualTables { get; init; } = [];

    /// <summary>Whether indexes have their names within their table, as with MariaDB and MySQL, or among all relations.</summary>
    public bool NamesIndexesWithinTables => Engine is "mariadb" or "mysql";

    /// <summary>
    /// Whether the queries of views and other objects stay as they were written when a table or column that they name is renamed (MariaDB,
    /// MySQL), or follow.
    /// </summary>
    public bool KeepsTextsAtRenames => Engine is "mariadb" or "mysql";

    /// <summary>How other parts of the schema refer to the index of that name of a table.</summary>
    public ObjectId IndexId(QualifiedName table, string index) =>
        NamesIndexesWithinTables ? new(ObjectKind.Index, table, index) : new(ObjectKind.Index, new(table.Schema, index));

    /// <summary>The table of that name, or none.</summary>
    public Table? Find(QualifiedName name) =>
        ByName
            .GetValue(Tables, static tables => tables.DistinctBy(t => t.Name).ToDictionary(t => t.Name))
            .GetValueOrDefault(name);

    /// <summary>The same schema with its sets sorted, so that two can be compared; columns keep their order.</summary>
    public RelationalSchema Sorted() =>
        this with
        {
            Extensions = Extensions.OrderBy(e => e.Name, StringComparer.Ordinal).ToSequence(),
            Enums = Enums.OrderBy(e => e.Name).ToSequence(),
            Domains = Domains.OrderBy(d => d.Name).ToSequence(),
            Composites = Composites.OrderBy(c => c.Name).ToSequence(),
            Sequences = Sequences.OrderBy(s => s.Name).ToSequence(),
            Routines = Routines
                .OrderBy(r => r.Name)
                .ThenBy(r => r.Signature, StringComparer.Ordinal)
                .ThenBy(r => r.Arguments, StringComparer.Ordinal)
                .ToSequence(),
            Views = Views.OrderBy(v => v.Name).Select(v => v.Sorted()).ToSequence(),
            Objects = Objects.OrderBy(o => o.Id).ToSequence(),
            Dependencies = Dependencies.Distinct().Order().ToSequence(),
            Grants = Grants.Order().ToSequence(),
            Revocations = Revocations.Order().ToSequence(),
            Owners = Owners.OrderBy(o => o.Of).ToSequence(),
            Comments = Comments.OrderBy(c => c.On).ToSequence(),
            Tables = Tables.OrderBy(t => t.Name).Select(t => t.Sorted()).ToSequence(),
            VirtualTables = VirtualTables.OrderBy(t => t.Name).ToSequence(),
        };
}
