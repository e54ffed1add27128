namespace Dbwright.Model;

/// <summary>The physical type of a column: a closed union of what engines share, and <see cref="Native"/> for the rest.</summary>
public abstract record DataType
{
    private DataType() { }

    /// <summary>A signed whole number of 16, 32 or 64 bits.</summary>
    public sealed record Integer(int Bits) : DataType;

    /// <summary>An exact decimal; without precision, of any size.</summary>
    public sealed record Decimal(int? Precision = null, int? Scale = null) : DataType;

    /// <summary>A binary floating-point number of 32 or 64 bits.</summary>
    public sealed record Float(int Bits) : DataType;

    /// <summary>True or false.</summary>
    public sealed record Boolean : DataType;

    /// <summary>Text of any or of limited length (<c>varchar(n)</c>); <paramref name="Fixed"/> means padded (<c>char(n)</c>).</summary>
    public sealed record Text(int? MaxLength = null, bool Fixed = false) : DataType;

    /// <summary>Bytes.</summary>
    public sealed record Bytes : DataType;

    /// <summary>A calendar date.</summary>
    public sealed record Date : DataType;

    /// <summary>A time of day without zone; fractional digits when limited.</summary>
    public sealed record Time(int? Digits = null) : DataType;

    /// <summary>A date and time; <paramref name="WithZone"/> means an absolute moment.</summary>
    public sealed record Timestamp(bool WithZone, int? Digits = null) : DataType;

    /// <summary>A length of time.</summary>
    public sealed record Interval : DataType;

    /// <summary>A UUID.</summary>
    public sealed record Uuid : DataType;

    /// <summary>A JSON document; <paramref name="Binary"/> means parsed storage (<c>jsonb</c>).</summary>
    public sealed record Json(bool Binary) : DataType;

    /// <summary>An IP address, with or without network mask.</summary>
    public sealed record Inet : DataType;

    /// <summary>An enumeration declared in the schema as an object of its own.</summary>
    public sealed record Enum(QualifiedName Name) : DataType;

    /// <summary>A preprocessed full-text document (<c>tsvector</c>).</summary>
    public sealed record TextSearch : DataType;

    /// <summary>A point of two coordinates.</summary>
    public sealed record Point : DataType;

    /// <summary>An array of another type.</summary>
    public sealed record Array(DataType Of) : DataType;

    /// <summary>A type nobody models: kept as the engine writes it, so that it survives a round trip.</summary>
    public sealed record Native(string Engine, string Sql) : DataType;
}
