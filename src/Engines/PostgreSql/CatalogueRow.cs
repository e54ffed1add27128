namespace Dbwright.Engines;

/// <summary>One row of a catalogue query, read from the left to the right as the query names its columns.</summary>
internal sealed class PostgreSqlCatalogueRow(object?[] values)
{
    private int place;

    /// <summary>The next value.</summary>
    public T Next<T>() => (T)values[place++]!;

    /// <summary>The next value where it may be null.</summary>
    public T? Maybe<T>()
        where T : class => (T?)values[place++];

    /// <summary>The next whole number where it may be null.</summary>
    public int? Number() => (int?)values[place++];

    /// <summary>The next truth value; null counts as false.</summary>
    public bool Truth() => values[place++] is true;
}
