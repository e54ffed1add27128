namespace Dbwright.Model;

/// <summary>A physical model; a closed union of which the relational one is the first.</summary>
/// <param name="Engine">The engine whose dialect its texts are written in.</param>
public abstract record Schema(string Engine);

/// <summary>Tables and what belongs to them. Sets are sorted by name when the schema is canonical.</summary>
public sealed record RelationalSchema(string Engine) : Schema(Engine)
{
    /// <summary>The server version it was read from; none for a designed schema.</summary>
    public EngineVersion? Version { get; init; }

    /// <summary>Extensions that must be there.</summary>
    public Sequence<Extension> Extensions { get; init; } = [];

    /// <summary>Enumeration types.</summary>
    public Sequence<EnumDefinition> Enums { get; init; } = [];

    /// <summary>Functions, mostly for triggers.</summary>
    public Sequence<Routine> Routines { get; init; } = [];

    /// <summary>Tables.</summary>
    public Sequence<Table> Tables { get; init; } = [];

    /// <summary>Tables kept by a module of the engine (SQLite's FTS5).</summary>
    public Sequence<VirtualTable> VirtualTables { get; init; } = [];

    /// <summary>The table of that name, or none.</summary>
    public Table? Find(QualifiedName name) => Tables.FirstOrDefault(t => t.Name == name);

    /// <summary>The same schema with its sets sorted, so that two can be compared; columns keep their order.</summary>
    public RelationalSchema Sorted() =>
        this with
        {
            Extensions = Extensions.OrderBy(e => e.Name, StringComparer.Ordinal).ToSequence(),
            Enums = Enums.OrderBy(e => e.Name).ToSequence(),
            Routines = Routines.OrderBy(r => r.Name).ThenBy(r => r.Arguments, StringComparer.Ordinal).ToSequence(),
            Tables = Tables.OrderBy(t => t.Name).Select(t => t.Sorted()).ToSequence(),
            VirtualTables = VirtualTables.OrderBy(t => t.Name).ToSequence(),
        };
}

/// <summary>An extension of the engine.</summary>
public sealed record Extension(string Name);

/// <summary>An enumeration type.</summary>
public sealed record EnumDefinition(QualifiedName Name, Sequence<string> Values)
{
    /// <summary>What it is.</summary>
    public string? Comment { get; init; }
}

/// <summary>A function as the engine keeps it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">The argument list as the engine writes it.</param>
/// <param name="Returns">The result type.</param>
/// <param name="Language">The language of the body.</param>
/// <param name="Body">The body, without delimiters.</param>
public sealed record Routine(QualifiedName Name, string Arguments, string Returns, string Language, string Body)
{
    /// <summary>What it is for.</summary>
    public string? Comment { get; init; }
}

/// <summary>A table with everything that lives and dies with it.</summary>
public sealed record Table(QualifiedName Name)
{
    /// <summary>Columns in their order.</summary>
    public Sequence<Column> Columns { get; init; } = [];

    /// <summary>The primary key, if it has one.</summary>
    public PrimaryKey? PrimaryKey { get; init; }

    /// <summary>Unique constraints.</summary>
    public Sequence<UniqueConstraint> Uniques { get; init; } = [];

    /// <summary>Check constraints.</summary>
    public Sequence<CheckConstraint> Checks { get; init; } = [];

    /// <summary>Foreign keys.</summary>
    public Sequence<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>Indexes that do not back a constraint.</summary>
    public Sequence<TableIndex> Indexes { get; init; } = [];

    /// <summary>Triggers.</summary>
    public Sequence<Trigger> Triggers { get; init; } = [];

    /// <summary>What it holds.</summary>
    public string? Comment { get; init; }

    /// <summary>What only one engine knows about it.</summary>
    public Sequence<Detail> Details { get; init; } = [];

    /// <summary>The column of that name, or none.</summary>
    public Column? Find(string column) => Columns.FirstOrDefault(c => c.Name == column);

    /// <summary>The same table with its sets sorted by name.</summary>
    public Table Sorted() =>
        this with
        {
            Uniques = Uniques.OrderBy(u => u.Name, StringComparer.Ordinal).ToSequence(),
            Checks = Checks.OrderBy(c => c.Name, StringComparer.Ordinal).ToSequence(),
            ForeignKeys = ForeignKeys.OrderBy(f => f.Name, StringComparer.Ordinal).ToSequence(),
            Indexes = Indexes.OrderBy(i => i.Name, StringComparer.Ordinal).ToSequence(),
            Triggers = Triggers.OrderBy(t => t.Name, StringComparer.Ordinal).ToSequence(),
        };
}

/// <summary>What only one engine knows about a table.</summary>
public abstract record Detail
{
    private Detail() { }

    /// <summary>SQLite: values must have the declared type (3.37 and later).</summary>
    public sealed record Strict : Detail;

    /// <summary>SQLite: rows are kept in the primary key's tree.</summary>
    public sealed record WithoutRowId : Detail;
}

/// <summary>A table kept by a module of the engine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Module">The module: <c>fts5</c>.</param>
/// <param name="Arguments">The module's arguments as written.</param>
public sealed record VirtualTable(QualifiedName Name, string Module, Sequence<string> Arguments)
{
    /// <summary>The table whose rows it indexes, when it is an index of one.</summary>
    public QualifiedName? ContentOf { get; init; }
}

/// <summary>Whether an identity value may be given by the writer.</summary>
public enum IdentityKind
{
    /// <summary>Only the engine gives it.</summary>
    Always,

    /// <summary>The engine gives it when the writer does not.</summary>
    ByDefault,
}

/// <summary>A column.</summary>
public sealed record Column(string Name, DataType Type)
{
    /// <summary>Whether it may be null.</summary>
    public bool Nullable { get; init; }

    /// <summary>The default as SQL of the engine, or none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether the engine numbers it.</summary>
    public IdentityKind? Identity { get; init; }

    /// <summary>The expression it is computed from, or none.</summary>
    public GeneratedAs? Generated { get; init; }

    /// <summary>The collation, when not the default one.</summary>
    public string? Collation { get; init; }

    /// <summary>What it holds.</summary>
    public string? Comment { get; init; }
}

/// <summary>The expression of a generated column.</summary>
/// <param name="Sql">The expression in the engine's SQL.</param>
/// <param name="Stored">Whether its value is kept, or computed when read.</param>
public sealed record GeneratedAs(string Sql, bool Stored);

/// <summary>The primary key.</summary>
public sealed record PrimaryKey(string Name, Sequence<string> Columns);

/// <summary>A unique constraint.</summary>
public sealed record UniqueConstraint(string Name, Sequence<string> Columns);

/// <summary>A check constraint; its condition is SQL of the engine.</summary>
public sealed record CheckConstraint(string Name, string Sql);

/// <summary>What a foreign key does when the referenced row goes.</summary>
public enum ReferentialAction
{
    /// <summary>Refuse at the end of the statement or, when deferred, of the transaction.</summary>
    NoAction,

    /// <summary>Refuse at once.</summary>
    Restrict,

    /// <summary>Delete or update too.</summary>
    Cascade,

    /// <summary>Become null.</summary>
    SetNull,

    /// <summary>Become the default.</summary>
    SetDefault,
}

/// <summary>A foreign key.</summary>
public sealed record ForeignKey(
    string Name,
    Sequence<string> Columns,
    QualifiedName ReferencedTable,
    Sequence<string> ReferencedColumns
)
{
    /// <summary>When the referenced row is deleted.</summary>
    public ReferentialAction OnDelete { get; init; } = ReferentialAction.NoAction;

    /// <summary>When the referenced key changes.</summary>
    public ReferentialAction OnUpdate { get; init; } = ReferentialAction.NoAction;

    /// <summary>Whether it may be checked at the end of the transaction.</summary>
    public bool Deferrable { get; init; }

    /// <summary>Whether it is, unless the transaction says otherwise.</summary>
    public bool InitiallyDeferred { get; init; }
}

/// <summary>An index that does not back a constraint.</summary>
public sealed record TableIndex(string Name, Sequence<IndexPart> Parts)
{
    /// <summary>The access method: <c>btree</c>, <c>hash</c>, <c>gin</c>, <c>gist</c>, <c>brin</c>.</summary>
    public string Method { get; init; } = "btree";

    /// <summary>Whether it forbids duplicates.</summary>
    public bool Unique { get; init; }

    /// <summary>Columns kept in the index without being part of its order.</summary>
    public Sequence<string> Include { get; init; } = [];

    /// <summary>The predicate of a partial index, in the engine's SQL.</summary>
    public string? Where { get; init; }

    /// <summary>What it is for.</summary>
    public string? Comment { get; init; }
}

/// <summary>One key of an index: a column, or an expression in the engine's SQL.</summary>
public sealed record IndexPart
{
    /// <summary>The column, or none for an expression.</summary>
    public string? Column { get; init; }

    /// <summary>The expression, or none for a column.</summary>
    public string? Expression { get; init; }

    /// <summary>Greatest first.</summary>
    public bool Descending { get; init; }

    /// <summary>Whether nulls come first; none for the engine's default of the direction.</summary>
    public bool? NullsFirst { get; init; }

    /// <summary>The operator class, when not the default one (<c>gin_trgm_ops</c>).</summary>
    public string? OperatorClass { get; init; }

    /// <summary>A key on a column.</summary>
    public static IndexPart Of(string column, bool descending = false) => new() { Column = column, Descending = descending };
}

/// <summary>A trigger.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Timing"><c>before</c> or <c>after</c>.</param>
/// <param name="Events"><c>insert</c>, <c>update</c>, <c>delete</c>, in that order.</param>
/// <param name="Action">The function called (PostgreSQL: <c>f()</c>) or the body (SQLite), in the engine's SQL.</param>
public sealed record Trigger(string Name, string Timing, Sequence<string> Events, string Action)
{
    /// <summary>Columns whose update fires it; empty means all.</summary>
    public Sequence<string> Columns { get; init; } = [];

    /// <summary>The condition under which it fires, in the engine's SQL.</summary>
    public string? When { get; init; }
}
