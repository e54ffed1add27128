namespace Dbwright.Model;

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
