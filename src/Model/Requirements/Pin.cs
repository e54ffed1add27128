namespace Dbwright.Model;

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
