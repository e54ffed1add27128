namespace Dbwright.Model;

/// <summary>A designed database: the physical schema and the trace from every requirement to what serves it.</summary>
public sealed record DatabaseDesign
{
    /// <summary>What was asked.</summary>
    public required Requirements Requirements { get; init; }

    /// <summary>What was designed, with every index.</summary>
    public required RelationalSchema Schema { get; init; }

    /// <summary>Which table holds which entity or many-to-many relationship.</summary>
    public required Sequence<TableMapping> Mappings { get; init; }

    /// <summary>Every index that does not back a constraint, with what asked for it.</summary>
    public Sequence<IndexTrace> Indexes { get; init; } = [];

    /// <summary>Every access pattern with its statement and the index meant to serve it.</summary>
    public Sequence<PatternDesign> Patterns { get; init; } = [];

    /// <summary>Volumes and distributions for generated data.</summary>
    public required DataProfile Data { get; init; }

    /// <summary>Dependencies, keys and normal forms of every entity.</summary>
    public Sequence<NormalFormReport> NormalForms { get; init; } = [];

    /// <summary>Decisions with their reasons.</summary>
    public Sequence<Decision> Decisions { get; init; } = [];

    /// <summary>Conflicts, what is not yet designed, patterns that no index serves.</summary>
    public Sequence<Finding> Findings { get; init; } = [];

    /// <summary>Why the engine executes nothing of it, and what it is checked by instead; none where it can be proved.</summary>
    public string? NotExecuted { get; init; }

    /// <summary>What a run does, as a sentence, or that there is none.</summary>
    public string WhenRun(string sentence) =>
        NotExecuted is null ? sentence : "Checked against the published grammar, not executed: README.md says why.";

    /// <summary>The mapping of an entity or join entity, or none.</summary>
    public TableMapping? Find(string entity) => Mappings.FirstOrDefault(m => m.Entity == entity);
}

/// <summary>Which table holds an entity, a many-to-many relationship or a lookup.</summary>
/// <param name="Entity">The entity's name, or the role of the many-to-many relationship.</param>
/// <param name="Table">The table.</param>
public sealed record TableMapping(string Entity, QualifiedName Table)
{
    /// <summary>The requirement's path: the entity's name or the relationship's id.</summary>
    public required string Subject { get; init; }

    /// <summary>One for each column of the table.</summary>
    public Sequence<ColumnMapping> Columns { get; init; } = [];

    /// <summary>One for each foreign key.</summary>
    public Sequence<ReferenceMapping> References { get; init; } = [];

    /// <summary>The column of an attribute, or none.</summary>
    public ColumnMapping? Attribute(string attribute) => Columns.FirstOrDefault(c => c.Attribute == attribute);

    /// <summary>The foreign key of a role, or none.</summary>
    public ReferenceMapping? Role(string role) => References.FirstOrDefault(r => r.Role == role);
}

/// <summary>Why a column is there and why it has its type.</summary>
/// <param name="Column">The column.</param>
/// <param name="Subject">The requirement's path: the attribute's or relationship's id, or <c>conventions.audit</c> and the like.</param>
/// <param name="Reason">Why this type, as a sentence.</param>
public sealed record ColumnMapping(string Column, string Subject, string Reason)
{
    /// <summary>The attribute it holds, if it holds one.</summary>
    public string? Attribute { get; init; }

    /// <summary>The attribute's meaning, if it holds one.</summary>
    public SemanticType? Type { get; init; }

    /// <summary>The part it plays.</summary>
    public ColumnPart Part { get; init; }

    /// <summary>Decimal digits by which integers are scaled (2: an amount of 1.50 is stored as 150).</summary>
    public int ScaleDigits { get; init; }

    /// <summary>Whether the value is personal data.</summary>
    public bool Personal { get; init; }

    /// <summary>Whether the value must never be shown.</summary>
    public bool Secret { get; init; }
}

/// <summary>Which foreign key stands for a relationship.</summary>
/// <param name="Role">The name under which the holder knows the referenced entity.</param>
/// <param name="Relationship">The relationship's id.</param>
/// <param name="ForeignKey">The constraint's name.</param>
/// <param name="Referenced">The referenced entity.</param>
/// <param name="Columns">The referring columns.</param>
public sealed record ReferenceMapping(
    string Role,
    string Relationship,
    string ForeignKey,
    string Referenced,
    Sequence<string> Columns
);

/// <summary>Why an index is there.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Index">Its name.</param>
/// <param name="Reason">Why it looks as it does, as a sentence.</param>
public sealed record IndexTrace(QualifiedName Table, string Index, string Reason)
{
    /// <summary>The ids of the access patterns it serves.</summary>
    public Sequence<string> Patterns { get; init; } = [];

    /// <summary>The foreign keys it supports.</summary>
    public Sequence<string> ForeignKeys { get; init; } = [];

    /// <summary>The path of the owner's pin that asked for it, if one did.</summary>
    public string? Pin { get; init; }

    /// <summary>The ids of the write patterns that must maintain it.</summary>
    public Sequence<string> MaintainedBy { get; init; } = [];

    /// <summary>Estimated bytes at the design's volume.</summary>
    public long EstimatedBytes { get; init; }
}

/// <summary>How an access pattern is answered.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Statement">The statement for the design's engine; none when the pattern is not yet designed.</param>
public sealed record PatternDesign(AccessPattern Pattern, Statement? Statement)
{
    /// <summary>The statement of the next page, for paged patterns.</summary>
    public Statement? NextPage { get; init; }

    /// <summary>
    /// The names of indexes, or of key and unique constraints, of which the plan must use at least one on the starting table; empty for
    /// plain inserts and where reading the whole table is right, which <see cref="Reason"/> then says.
    /// </summary>
    public Sequence<string> ServedBy { get; init; } = [];

    /// <summary>Why this index serves it, or why none is needed.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>What the functional dependencies of an entity mean for its table.</summary>
/// <param name="Entity">The entity.</param>
public sealed record NormalFormReport(string Entity)
{
    /// <summary>Its attributes.</summary>
    public Sequence<string> Attributes { get; init; } = [];

    /// <summary>All candidate keys.</summary>
    public Sequence<Sequence<string>> CandidateKeys { get; init; } = [];

    /// <summary>The minimal cover of the dependencies.</summary>
    public Sequence<FunctionalDependency> MinimalCover { get; init; } = [];

    /// <summary>The highest normal form reached: <c>1NF</c>, <c>2NF</c>, <c>3NF</c> or <c>BCNF</c>.</summary>
    public string NormalForm { get; init; } = "BCNF";

    /// <summary>What violates the next one, in words.</summary>
    public Sequence<string> Violations { get; init; } = [];

    /// <summary>The attribute sets of a decomposition that removes the violations; empty when there is none to remove.</summary>
    public Sequence<Sequence<string>> Decomposition { get; init; } = [];

    /// <summary>Whether joining the parts gives back the whole, by the chase.</summary>
    public bool Lossless { get; init; } = true;

    /// <summary>Dependencies that no part can enforce by itself.</summary>
    public Sequence<FunctionalDependency> Lost { get; init; } = [];
}

/// <summary>A decision of the design.</summary>
/// <param name="Id">Its stable name: <c>keys</c>, <c>types</c>, <c>normal-form</c>.</param>
/// <param name="Title">What was decided.</param>
/// <param name="Context">Why there was something to decide.</param>
/// <param name="Choice">What was chosen and why.</param>
/// <param name="Consequences">What follows from it.</param>
public sealed record Decision(string Id, string Title, string Context, string Choice, string Consequences)
{
    /// <summary>What was considered and not chosen, with the reason.</summary>
    public Sequence<string> Rejected { get; init; } = [];
}
