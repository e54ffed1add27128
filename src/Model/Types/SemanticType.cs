namespace Dbwright.Model;

/// <summary>What a value means, before any engine's data type is chosen.</summary>
public enum SemanticKind
{
    /// <summary>Free text; <see cref="SemanticType.Length"/> is its maximum, or none.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>An exact decimal number with <see cref="SemanticType.Precision"/> and <see cref="SemanticType.Scale"/>.</summary>
    Decimal,

    /// <summary>An amount of money; exact, two decimals unless said otherwise.</summary>
    Money,

    /// <summary>A share in percent, 0 to 100.</summary>
    Percentage,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A calendar date.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A moment.</summary>
    Timestamp,

    /// <summary>A length of time.</summary>
    Duration,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A telephone number in E.164 form.</summary>
    Phone,

    /// <summary>A web address.</summary>
    Url,

    /// <summary>A lower-case name for use in addresses.</summary>
    Slug,

    /// <summary>An IPv4 or IPv6 address.</summary>
    Ip,

    /// <summary>A universally unique identifier.</summary>
    Uuid,

    /// <summary>A JSON document.</summary>
    Json,

    /// <summary>An ISO 3166-1 alpha-2 country code.</summary>
    Country,

    /// <summary>An ISO 4217 currency code.</summary>
    Currency,

    /// <summary>A BCP 47 language tag.</summary>
    Language,

    /// <summary>A postal code.</summary>
    Postcode,

    /// <summary>The name of a person.</summary>
    PersonName,

    /// <summary>A postal address line.</summary>
    Address,

    /// <summary>A colour as #rrggbb.</summary>
    Color,

    /// <summary>A vector of <see cref="SemanticType.Length"/> numbers.</summary>
    Vector,

    /// <summary>A point on the earth.</summary>
    Location,

    /// <summary>One of <see cref="SemanticType.Values"/>.</summary>
    Enum,

    /// <summary>A password, kept only as a hash.</summary>
    Password,

    /// <summary>A secret that is kept encrypted.</summary>
    Secret,

    /// <summary>A reference to a file kept elsewhere.</summary>
    File,
}

/// <summary>A semantic type with its arguments.</summary>
/// <param name="Kind">Which type.</param>
public sealed record SemanticType(SemanticKind Kind)
{
    /// <summary>Greatest number of characters, or the dimensions of a vector.</summary>
    public int? Length { get; init; }

    /// <summary>Total decimal digits.</summary>
    public int? Precision { get; init; }

    /// <summary>Decimal digits after the point.</summary>
    public int? Scale { get; init; }

    /// <summary>Smallest value, when limited.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Whether <see cref="Minimum"/> itself is excluded (<c>&gt; 0</c>).</summary>
    public bool MinimumExclusive { get; init; }

    /// <summary>Greatest value, when limited.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Whether <see cref="Maximum"/> itself is excluded.</summary>
    public bool MaximumExclusive { get; init; }

    /// <summary>The values of an enumeration, in the order that the document gives.</summary>
    public Sequence<string> Values { get; init; } = [];
}
