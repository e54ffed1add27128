namespace Dbwright.Migrations;

/// <summary>A view, a materialized view, a routine or a trigger, with what it reads as far as the texts tell.</summary>
/// <param name="Kind"><c>view</c>, <c>materialized view</c>, <c>function</c>, <c>procedure</c>, <c>trigger</c>.</param>
/// <param name="Key">Its name, with the schema where it is not the default one.</param>
public sealed record ScopeDependent(string Kind, string Key)
{
    /// <summary>The keys of the tables that it reads, or of a trigger the one it belongs to.</summary>
    public IReadOnlyCollection<string> Tables { get; init; } = [];

    /// <summary>The columns of these tables that it reads, as far as the texts tell; none of triggers and routines.</summary>
    public IReadOnlyList<ColumnRead> Columns { get; init; } = [];

    /// <summary>Whether the file that is being read creates it.</summary>
    public bool IsNew { get; init; }
}
