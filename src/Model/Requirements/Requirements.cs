namespace Dbwright.Model;

/// <summary>
/// The neutral, logical model of what an application needs; every engine's design comes from it.
/// Every part has a stable path (<c>order.total</c>, <c>access.recent-orders</c>) that designs, findings and evidence refer to.
/// </summary>
public sealed record Requirements
{
    /// <summary>The grammar's version; 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The application's name.</summary>
    public required string Application { get; init; }

    /// <summary>What the application is, in a sentence or two.</summary>
    public string About { get; init; } = "";

    /// <summary>The engine asked for, perhaps with a version (<c>postgresql:16</c>); none when it is to be selected.</summary>
    public string? Database { get; init; }

    /// <summary>Where and by whom it is run.</summary>
    public Deployment Deployment { get; init; } = new();

    /// <summary>The service levels.</summary>
    public Quality Quality { get; init; } = new();

    /// <summary>The regulations that apply, by their short names (<c>gdpr</c>, <c>pci-dss</c>).</summary>
    public Sequence<string> Compliance { get; init; } = [];

    /// <summary>The tenant that every row belongs to, if any.</summary>
    public Tenancy? Tenancy { get; init; }

    /// <summary>House rules of the design.</summary>
    public Conventions Conventions { get; init; } = new();

    /// <summary>What the application keeps, in document order.</summary>
    public Sequence<Entity> Entities { get; init; } = [];

    /// <summary>How entities belong together, in document order.</summary>
    public Sequence<Relationship> Relationships { get; init; } = [];

    /// <summary>The functional dependencies that the author knows.</summary>
    public Sequence<FunctionalDependency> Dependencies { get; init; } = [];

    /// <summary>The queries and writes of the application.</summary>
    public Sequence<AccessPattern> Access { get; init; } = [];

    /// <summary>Ordered patterns that succeed or fail together.</summary>
    public Sequence<BusinessTransaction> Transactions { get; init; } = [];

    /// <summary>Who may read and write what.</summary>
    public Sequence<AccessRole> Roles { get; init; } = [];

    /// <summary>The owner's own physical decisions.</summary>
    public Sequence<Pin> Physical { get; init; } = [];

    /// <summary>What the document leaves open, and what is assumed instead.</summary>
    public Sequence<Assumption> Assumptions { get; init; } = [];

    /// <summary>The path of the document as the user gave it.</summary>
    public string Source { get; init; } = "";

    /// <summary>The entity of that name, or none.</summary>
    public Entity? Find(string entity) => Entities.FirstOrDefault(e => e.Name == entity);
}

/// <summary>Something that the document leaves open.</summary>
/// <param name="Subject">The path it concerns.</param>
/// <param name="Text">What is assumed, as a sentence.</param>
public sealed record Assumption(string Subject, string Text);

/// <summary>Where and by whom the database is run.</summary>
public sealed record Deployment
{
    /// <summary><c>self-managed</c>, <c>managed</c>, <c>serverless</c> or <c>embedded</c>.</summary>
    public string? Hosting { get; init; }

    /// <summary><c>aws</c>, <c>azure</c>, <c>gcp</c> or another cloud.</summary>
    public string? Cloud { get; init; }

    /// <summary>The regions that serve.</summary>
    public Sequence<string> Regions { get; init; } = [];

    /// <summary>Where the data must stay.</summary>
    public string? Residency { get; init; }

    /// <summary>Extensions that may be used.</summary>
    public Sequence<string> Extensions { get; init; } = [];

    /// <summary>The migration framework in use (<c>flyway</c>, …).</summary>
    public string? Migrations { get; init; }

    /// <summary><c>low</c>, <c>moderate</c> or <c>high</c>.</summary>
    public string? Budget { get; init; }

    /// <summary>What the team knows.</summary>
    public Sequence<string> Team { get; init; } = [];
}

/// <summary>Service levels; those that the document leaves unsaid have the brief's values.</summary>
public sealed record Quality
{
    /// <summary><c>strong</c> or <c>eventual</c>.</summary>
    public string Consistency { get; init; } = "strong";

    /// <summary>The share of time the database answers, in percent (99.9), or none.</summary>
    public decimal? AvailabilityPercent { get; init; }

    /// <summary>95th percentile of a query's time. Default 100 ms (brief, performance targets).</summary>
    public TimeSpan P95 { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>99th percentile of a query's time. Default 300 ms (brief, performance targets).</summary>
    public TimeSpan P99 { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Reads per second, or none.</summary>
    public decimal? ReadsPerSecond { get; init; }

    /// <summary>Writes per second, or none.</summary>
    public decimal? WritesPerSecond { get; init; }

    /// <summary>Users at the same time, or none.</summary>
    public long? ConcurrentUsers { get; init; }

    /// <summary>Greatest tolerated loss of recent writes.</summary>
    public TimeSpan? RecoveryPoint { get; init; }

    /// <summary>Greatest tolerated time to be back.</summary>
    public TimeSpan? RecoveryTime { get; init; }
}

/// <summary>How tenants share the database.</summary>
/// <param name="By">The entity that is the tenant.</param>
/// <param name="Isolation"><c>rows</c>, <c>schemas</c> or <c>databases</c>.</param>
public sealed record Tenancy(string By, string Isolation)
{
    /// <summary>Where it is said.</summary>
    public Location? At { get; init; }
}

/// <summary>How surrogate keys are made.</summary>
public enum KeyConvention
{
    /// <summary>64-bit identity columns.</summary>
    Identity,

    /// <summary>Time-ordered UUIDs (version 7).</summary>
    Uuid7,
}

/// <summary>How closed value sets are kept.</summary>
public enum EnumConvention
{
    /// <summary>Text with a check constraint: values are added by replacing the constraint.</summary>
    Check,

    /// <summary>The engine's own enumeration type, where it has one.</summary>
    Native,

    /// <summary>A lookup table with a foreign key.</summary>
    Lookup,
}

/// <summary>House rules of the design.</summary>
public sealed record Conventions
{
    /// <summary>How surrogate keys are made.</summary>
    public KeyConvention Keys { get; init; } = KeyConvention.Identity;

    /// <summary>Whether every table has <c>created_at</c> and <c>updated_at</c>, the latter kept by a trigger.</summary>
    public bool Audit { get; init; } = true;

    /// <summary>How closed value sets are kept.</summary>
    public EnumConvention Enums { get; init; } = EnumConvention.Check;

    /// <summary>The entities whose rows are marked deleted instead of removed.</summary>
    public Sequence<string> SoftDelete { get; init; } = [];
}

/// <summary>Something that the application keeps.</summary>
public sealed record Entity
{
    /// <summary>Its singular snake_case name; also its stable path.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public string About { get; init; } = "";

    /// <summary>How many there are, how they grow, how long they are kept.</summary>
    public Volume Volume { get; init; } = new();

    /// <summary>Its attributes in document order.</summary>
    public Sequence<EntityAttribute> Attributes { get; init; } = [];

    /// <summary>
    /// The natural or composite key: attribute names and, for weak entities, names of references (the role of a relationship
    /// in which this entity is on the many side). Empty means a surrogate key.
    /// </summary>
    public Sequence<string> Key { get; init; } = [];

    /// <summary>Further uniqueness over several attributes or references.</summary>
    public Sequence<Sequence<string>> Unique { get; init; } = [];

    /// <summary>Conditions that every row satisfies.</summary>
    public Sequence<Rule> Rules { get; init; } = [];

    /// <summary>Rows that ship with the schema.</summary>
    public ReferenceData? Reference { get; init; }

    /// <summary>Where it is declared.</summary>
    public Location? At { get; init; }

    /// <summary>The attribute of that name, or none.</summary>
    public EntityAttribute? Find(string attribute) => Attributes.FirstOrDefault(a => a.Name == attribute);
}

/// <summary>A condition that every row of an entity satisfies.</summary>
/// <param name="Id">Its stable path: <c>event.rules.1</c>.</param>
/// <param name="Condition">The parsed condition.</param>
/// <param name="Text">As the author wrote it.</param>
/// <param name="At">Where.</param>
public sealed record Rule(string Id, Expression Condition, string Text, Location? At);

/// <summary>Rows that ship with the schema.</summary>
/// <param name="File">A CSV file with a header, relative to the document.</param>
/// <param name="Origin">Where the rows come from ("ISO 3166-1, 2024").</param>
/// <param name="At">Where it is said.</param>
public sealed record ReferenceData(string File, string Origin, Location? At)
{
    /// <summary>The names in the header, checked against the entity.</summary>
    public Sequence<string> Columns { get; init; } = [];

    /// <summary>The rows; an empty field is null.</summary>
    public Sequence<Sequence<string?>> Rows { get; init; } = [];
}

/// <summary>How many there are and how that changes.</summary>
public sealed record Volume
{
    /// <summary>Rows when the database is measured; none when the document leaves it open.</summary>
    public long? Rows { get; init; }

    /// <summary>Rows added in a month, or none.</summary>
    public long? RowsPerMonth { get; init; }

    /// <summary>Growth in percent a month, or none.</summary>
    public decimal? PercentPerMonth { get; init; }

    /// <summary>How long rows are kept, as the author wrote it (<c>7 years</c>), or none.</summary>
    public TimeSpan? Keep { get; init; }
}

/// <summary>One attribute of an entity or of a relationship.</summary>
public sealed record EntityAttribute
{
    /// <summary>Its snake_case name.</summary>
    public required string Name { get; init; }

    /// <summary>Its stable path: <c>order.total</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What its values mean.</summary>
    public required SemanticType Type { get; init; }

    /// <summary>What it is.</summary>
    public string About { get; init; } = "";

    /// <summary>Whether it may be missing.</summary>
    public bool Optional { get; init; }

    /// <summary>Whether no two rows share a value.</summary>
    public bool Unique { get; init; }

    /// <summary>The value when none is given.</summary>
    public Expression? Default { get; init; }

    /// <summary>Whether it is personal data.</summary>
    public bool Personal { get; init; }

    /// <summary>Whether it must never be shown.</summary>
    public bool Secret { get; init; }

    /// <summary>Conditions on its value.</summary>
    public Sequence<Rule> Rules { get; init; } = [];

    /// <summary>Where it is declared.</summary>
    public Location? At { get; init; }
}

/// <summary>How many instances stand at one end of a relationship.</summary>
public enum Cardinality
{
    /// <summary>Exactly one (<c>1</c>).</summary>
    One,

    /// <summary>None or one (<c>?</c>).</summary>
    ZeroOrOne,

    /// <summary>Any number (<c>*</c>).</summary>
    Many,

    /// <summary>At least one (<c>+</c>); as a foreign key cannot enforce it, it is checked by the integrity tests.</summary>
    OneOrMany,
}

/// <summary>What happens to the rows that refer to a deleted one.</summary>
public enum DeleteRule
{
    /// <summary>The deletion is refused.</summary>
    Restrict,

    /// <summary>They are deleted too.</summary>
    Cascade,

    /// <summary>Their reference becomes null.</summary>
    SetNull,
}

/// <summary>
/// How two entities belong together: <c>customer 1..* order</c> reads "an order has one customer; a customer any number of orders".
/// </summary>
public sealed record Relationship
{
    /// <summary>Its stable path: <c>customer-order</c>, or with its role <c>customer-order.buyer</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The entity written first; the referenced one where one side is single.</summary>
    public required string Left { get; init; }

    /// <summary>How many of the left belong to one of the right.</summary>
    public required Cardinality LeftCardinality { get; init; }

    /// <summary>The entity written second; it holds the reference where one side is single.</summary>
    public required string Right { get; init; }

    /// <summary>How many of the right belong to one of the left.</summary>
    public required Cardinality RightCardinality { get; init; }

    /// <summary>
    /// The name under which the holder knows the referenced entity (<c>parent</c>, <c>buyer</c>); the referenced entity's name unless said.
    /// For many-to-many relationships the name of the join entity.
    /// </summary>
    public required string Role { get; init; }

    /// <summary>What happens to the referring rows when the referenced one is deleted.</summary>
    public DeleteRule OnDelete { get; init; } = DeleteRule.Restrict;

    /// <summary>Whether the document names the delete rule.</summary>
    public bool OnDeleteGiven { get; init; }

    /// <summary>Attributes of a many-to-many relationship itself.</summary>
    public Sequence<EntityAttribute> Attributes { get; init; } = [];

    /// <summary>How many pairs there are, for many-to-many relationships.</summary>
    public Volume Volume { get; init; } = new();

    /// <summary>What it means.</summary>
    public string About { get; init; } = "";

    /// <summary>Where it is declared.</summary>
    public Location? At { get; init; }

    /// <summary>The name under which the join entity of a many-to-many relationship knows the left entity.</summary>
    public string LeftRole => Left;

    /// <summary>
    /// The name under which the join entity of a many-to-many relationship knows the right entity: its name, or
    /// <c>related_product</c> when both sides are the same entity.
    /// </summary>
    public string RightRole => Left == Right ? $"related_{Right}" : Right;

    /// <summary>Whether neither side is single, so that it needs a table of its own.</summary>
    public bool IsManyToMany => IsMany(LeftCardinality) && IsMany(RightCardinality);

    /// <summary>
    /// Whether the left entity holds the reference: the right side is single and the left is not, or (one-to-one) the left is optional
    /// and the right is not.
    /// </summary>
    public bool LeftHolds =>
        !IsManyToMany
        && (
            IsMany(LeftCardinality)
            || (!IsMany(RightCardinality) && LeftCardinality == Cardinality.ZeroOrOne && RightCardinality == Cardinality.One)
        );

    /// <summary>The entity with the foreign key; for many-to-many neither, then the join entity's name.</summary>
    public string Holder =>
        IsManyToMany ? Role
        : LeftHolds ? Left
        : Right;

    /// <summary>The entity that the foreign key refers to.</summary>
    public string Referenced => LeftHolds ? Right : Left;

    /// <summary>Whether the reference may be null.</summary>
    public bool IsOptional => (LeftHolds ? RightCardinality : LeftCardinality) == Cardinality.ZeroOrOne;

    /// <summary>Whether at most one holder refers to the same entity.</summary>
    public bool IsOneToOne => !IsMany(LeftCardinality) && !IsMany(RightCardinality);

    private static bool IsMany(Cardinality cardinality) => cardinality is Cardinality.Many or Cardinality.OneOrMany;
}

/// <summary>Knowing the determinant, one knows the dependents.</summary>
/// <param name="Entity">The entity within which it holds.</param>
/// <param name="Determinant">The attributes on the left.</param>
/// <param name="Dependent">The attributes on the right.</param>
/// <param name="At">Where it is said.</param>
public sealed record FunctionalDependency(string Entity, Sequence<string> Determinant, Sequence<string> Dependent, Location? At);

/// <summary>An ordered list of patterns that succeed or fail together.</summary>
public sealed record BusinessTransaction
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public string About { get; init; } = "";

    /// <summary>The names of the access patterns, in order.</summary>
    public Sequence<string> Steps { get; init; } = [];

    /// <summary>The isolation level: <c>read committed</c>, <c>repeatable read</c> or <c>serializable</c>.</summary>
    public string Isolation { get; init; } = "read committed";

    /// <summary>SQL conditions that always hold; each is a query that returns no row.</summary>
    public Sequence<string> Invariants { get; init; } = [];

    /// <summary>Whether it is wanted as a stored procedure.</summary>
    public bool AsProcedure { get; init; }

    /// <summary>Where it is declared.</summary>
    public Location? At { get; init; }
}

/// <summary>Who may read, write and see unmasked what.</summary>
public sealed record AccessRole
{
    /// <summary>The role's name.</summary>
    public required string Name { get; init; }

    /// <summary>Entities it may read.</summary>
    public Sequence<string> Read { get; init; } = [];

    /// <summary>Entities it may write.</summary>
    public Sequence<string> Write { get; init; } = [];

    /// <summary>Attributes shown to it only masked.</summary>
    public Sequence<string> Mask { get; init; } = [];

    /// <summary>Where it is declared.</summary>
    public Location? At { get; init; }
}

/// <summary>What kind of thing a pin decides.</summary>
public enum PinKind
{
    /// <summary>The physical name of an entity, attribute or relationship.</summary>
    Name,

    /// <summary>The data type of an attribute, in the engine's own words.</summary>
    Type,

    /// <summary>The key convention of an entity.</summary>
    Key,

    /// <summary>An index to add.</summary>
    AddIndex,

    /// <summary>An index that must not exist.</summary>
    ForbidIndex,

    /// <summary>Partitioning of an entity.</summary>
    Partition,

    /// <summary>A server or storage setting.</summary>
    Setting,
}

/// <summary>A physical decision of the owner, which the design obeys and lists as the owner's.</summary>
/// <param name="Kind">What it decides.</param>
/// <param name="Target">The path of the entity or attribute it concerns, or the setting's name.</param>
/// <param name="Value">The name, the type, the key convention, the index's columns with commas, the partition or the setting's value.</param>
/// <param name="Reason">The owner's reason.</param>
/// <param name="At">Where it is said.</param>
public sealed record Pin(PinKind Kind, string Target, string Value, string Reason, Location? At);
