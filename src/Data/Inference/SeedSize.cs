namespace Dbwright.Data;

/// <summary>How much data a schema gets when nobody says.</summary>
public enum SeedSize
{
    /// <summary>A handful of rows for each table: for tests that look at every row.</summary>
    Minimal,

    /// <summary>Hundreds to tens of thousands of rows: for development.</summary>
    Full,

    /// <summary>Up to millions of rows: for measuring.</summary>
    Performance,
}
