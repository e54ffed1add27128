namespace Dbwright.Model;

/// <summary>A physical type with the reason for it.</summary>
/// <param name="Type">The type.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record TypeChoice(DataType Type, string Reason)
{
    /// <summary>
    /// What the type alone does not enforce; the attribute stands as the reference <c>value</c>: length, range, form.
    /// </summary>
    public Sequence<Expression> Checks { get; init; } = [];

    /// <summary>Decimal digits by which stored integers are scaled.</summary>
    public int ScaleDigits { get; init; }
}

/// <summary>The default of a surrogate key.</summary>
/// <param name="Sql">The default in the engine's SQL.</param>
/// <param name="Function">The function it calls, where the engine has none of its own for it.</param>
public sealed record KeyDefault(string Sql, Routine? Function = null);

/// <summary>Data types of an engine.</summary>
public interface ITypes
{
    /// <summary>
    /// The physical type for a meaning. Enumerations come back as text with a membership check; the design replaces them where the
    /// convention says native or lookup. <see langword="null"/> when the engine cannot hold it yet (vectors without an extension).
    /// </summary>
    TypeChoice? Choose(SemanticType type, EngineVersion? version);

    /// <summary>Whether the engine has enumeration types of its own.</summary>
    bool HasEnums { get; }

    /// <summary>The type of a surrogate key.</summary>
    TypeChoice Key(KeyConvention convention);

    /// <summary>
    /// What gives a surrogate key its value when the writer does not; <see langword="null"/> when the column is numbered by the engine
    /// (identity) or when only the application can make the value.
    /// </summary>
    KeyDefault? DefaultOf(KeyConvention convention, EngineVersion? version) => null;

    /// <summary>What every table of a design for that version should have of what only this engine knows (SQLite: STRICT).</summary>
    Sequence<Detail> TableDetails(EngineVersion? version) => [];

    /// <summary>The type as the engine writes it.</summary>
    string Write(DataType type);

    /// <summary>The type from the engine's text; <see cref="DataType.Native"/> when nobody models it.</summary>
    DataType Read(string sql);
}
