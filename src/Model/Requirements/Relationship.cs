namespace Dbwright.Model;

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
