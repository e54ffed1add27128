using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>What the solver knows of a column before any check.</summary>
internal sealed record ColumnFacts(int Index, string Name, DataType Type)
{
    /// <summary>On which axis its values lie.</summary>
    public AxisKind Axis { get; init; }

    /// <summary>The distance of neighbouring values on the axis; 0 where there is no axis.</summary>
    public decimal Unit { get; init; }

    /// <summary>Whether it may be null.</summary>
    public bool Nullable { get; init; }

    /// <summary>The share of nulls where nothing decides otherwise.</summary>
    public double NullShare { get; init; }

    /// <summary>The least place on the axis that its type allows.</summary>
    public decimal? Low { get; init; }

    /// <summary>The greatest place on the axis that its type allows.</summary>
    public decimal? High { get; init; }

    /// <summary>The only values, for enumerations and truth values.</summary>
    public object[]? Values { get; init; }

    /// <summary>The greatest number of characters that its type allows.</summary>
    public int? Longest { get; init; }
}

/// <summary>What a way of satisfying the checks leaves for a column.</summary>
internal sealed class ColumnState(ColumnFacts facts)
{
    /// <summary>The column.</summary>
    public ColumnFacts Facts => facts;

    /// <summary>Whether it may be null.</summary>
    public bool MayBeNull { get; set; } = facts.Nullable;

    /// <summary>Whether it can only be null.</summary>
    public bool IsNull { get; set; }

    /// <summary>The least place on the axis, when limited.</summary>
    public decimal? Low { get; set; } = facts.Low;

    /// <summary>The greatest place on the axis, when limited.</summary>
    public decimal? High { get; set; } = facts.High;

    /// <summary>The only values, when listed.</summary>
    public object[]? Values { get; set; } = facts.Values;

    /// <summary>Places on the axis that are excluded.</summary>
    public HashSet<decimal> Excluded { get; } = [];

    /// <summary>The least number of characters or elements.</summary>
    public int Shortest { get; set; }

    /// <summary>The greatest number of characters or elements.</summary>
    public int? Longest { get; set; } = facts.Longest;

    /// <summary>Patterns that texts must match, as regular expressions.</summary>
    public List<string> Patterns { get; } = [];

    /// <summary>Whether no value is left besides null.</summary>
    public bool IsEmpty =>
        Values is { Length: 0 }
        || Shortest > (Longest ?? int.MaxValue)
        || (Low is { } low && High is { } high && Math.Ceiling(low / Unit) > Math.Floor(high / Unit))
        || (
            Excluded.Count > 0
            && Low is { } from
            && High is { } to
            && Math.Floor(to / Unit) - Math.Ceiling(from / Unit) < Excluded.Count
            && Enumerable
                .Range(0, (int)(Math.Floor(to / Unit) - Math.Ceiling(from / Unit)) + 1)
                .All(i => Excluded.Contains((Math.Ceiling(from / Unit) + i) * Unit))
        );

    private decimal Unit => facts.Unit == 0 ? 1 : facts.Unit;
}
