namespace Dbwright.Model;

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
