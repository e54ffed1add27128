namespace Dbwright.Model;

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
