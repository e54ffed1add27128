using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>What a type is, as far as the texts tell.</summary>
/// <param name="Key">Its name, with the schema where it is not the default one.</param>
/// <param name="Definition">Its creation.</param>
public sealed record ScopeType(string Key, CreateTypeStatement Definition)
{
    /// <summary>The values of an enumeration, in their order.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether the file that is being read creates it.</summary>
    public bool IsNew { get; init; }
}
