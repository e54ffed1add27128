using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Indexing;

/// <summary>A column of an order.</summary>
internal sealed record OrderColumn(string Column, bool Descending);

/// <summary>A range of a column.</summary>
/// <param name="Column">Which.</param>
/// <param name="Share">The share of rows within it.</param>
internal sealed record RangeColumn(string Column, double Share);

/// <summary>A condition whose value is fixed.</summary>
/// <param name="Column">Which column.</param>
/// <param name="Sql">The condition as a predicate of the table, without alias.</param>
/// <param name="Share">The share of rows for which it holds.</param>
/// <param name="IsEquality">Whether the column has one value then.</param>
internal sealed record FixedCondition(string Column, string Sql, double Share, bool IsEquality);

/// <summary>How one statement gets at the rows of one table.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Table">The table.</param>
internal sealed record TableAccess(AccessPattern Pattern, QualifiedName Table)
{
    /// <summary>Whether the pattern starts here.</summary>
    public bool IsStart { get; init; }

    /// <summary>Columns compared with one value.</summary>
    public Sequence<string> Equal { get; init; } = [];

    /// <summary>Columns compared with a list.</summary>
    public Sequence<string> OneOf { get; init; } = [];

    /// <summary>Columns compared with a range.</summary>
    public Sequence<RangeColumn> Ranges { get; init; } = [];

    /// <summary>Conditions with fixed values.</summary>
    public Sequence<FixedCondition> Fixed { get; init; } = [];

    /// <summary>The order; empty when it is not wholly of this table.</summary>
    public Sequence<OrderColumn> Order { get; init; } = [];

    /// <summary>The greatest number of rows wanted.</summary>
    public int? Limit { get; init; }

    /// <summary>Columns searched for a substring.</summary>
    public Sequence<string> Contains { get; init; } = [];

    /// <summary>Columns searched by their beginning.</summary>
    public Sequence<string> StartsWith { get; init; } = [];

    /// <summary>JSON columns searched for what they contain.</summary>
    public Sequence<string> Has { get; init; } = [];

    /// <summary>The column whose closest points are wanted.</summary>
    public string? Near { get; init; }

    /// <summary>The full-text document searched.</summary>
    public FullTextDocument? Document { get; init; }

    /// <summary>Every column of the table that the statement reads; none when an index cannot hold them all in any case.</summary>
    public Sequence<string>? Read { get; init; }

    /// <summary>Executions per second; 0 when unknown.</summary>
    public decimal Rate => Pattern.PerSecond ?? 0;

    /// <summary>Whether the answer needs rows in order and only the first of them, so that an index in that order ends the work early.</summary>
    public bool EndsEarly => Order.Count > 0 && Limit is not null;
}
