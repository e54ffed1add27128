namespace Dbwright.Model;

/// <summary>What the data of a schema looks like: volumes, meanings, distributions. Rows are generated from it, never kept in it.</summary>
/// <param name="Tables">One for each table, in any order.</param>
public sealed record DataProfile(Sequence<TableProfile> Tables)
{
    /// <summary>The profile of a table, or none.</summary>
    public TableProfile? Find(QualifiedName table) => Tables.FirstOrDefault(t => t.Table == table);
}

/// <summary>The data of one table.</summary>
/// <param name="Table">Which.</param>
/// <param name="Rows">How many rows at scale 1.</param>
public sealed record TableProfile(QualifiedName Table, long Rows)
{
    /// <summary>One for each column that is written; identity columns that the engine numbers are written too, as row number + 1.</summary>
    public Sequence<ColumnProfile> Columns { get; init; } = [];

    /// <summary>One for each foreign key.</summary>
    public Sequence<ReferenceProfile> References { get; init; } = [];

    /// <summary>Conditions between columns of a row; a reference's path is one column name.</summary>
    public Sequence<Expression> Rules { get; init; } = [];

    /// <summary>The rows that ship with the schema (columns and text values); when there are any, no others are generated.</summary>
    public ReferenceData? Fixed { get; init; }
}

/// <summary>The values of one column that no foreign key determines.</summary>
/// <param name="Column">Which.</param>
/// <param name="Type">What the values mean.</param>
public sealed record ColumnProfile(string Column, SemanticType Type)
{
    /// <summary>The part a column plays whatever its type.</summary>
    public ColumnPart Part { get; init; }

    /// <summary>The share of nulls, 0 to 1.</summary>
    public double NullShare { get; init; }

    /// <summary>Whether no two rows may share a value.</summary>
    public bool Unique { get; init; }

    /// <summary>Decimal digits by which stored integers are scaled (2: cents); 0 when values are stored as they are.</summary>
    public int ScaleDigits { get; init; }

    /// <summary>Conditions on the value alone; the reference's path is the column name.</summary>
    public Sequence<Expression> Rules { get; init; } = [];

    /// <summary>The value that most rows have, when the design has a default; used for skew.</summary>
    public Expression? Default { get; init; }
}

/// <summary>The part a column plays in its row.</summary>
public enum ColumnPart
{
    /// <summary>An ordinary attribute.</summary>
    Attribute,

    /// <summary>A surrogate key: row number + 1, or a UUIDv7 made from it.</summary>
    Key,

    /// <summary>When the row was created.</summary>
    CreatedAt,

    /// <summary>When it was last changed; not before its creation.</summary>
    UpdatedAt,

    /// <summary>When it was marked deleted; mostly null, never before its creation.</summary>
    DeletedAt,
}

/// <summary>How children spread over parents.</summary>
public enum FanOut
{
    /// <summary>Every parent is as likely as any other.</summary>
    Uniform,

    /// <summary>Few parents have many children: rank^-s.</summary>
    Zipf,
}

/// <summary>The values of one foreign key.</summary>
/// <param name="ForeignKey">The constraint's name.</param>
public sealed record ReferenceProfile(string ForeignKey)
{
    /// <summary>How children spread over parents.</summary>
    public FanOut FanOut { get; init; } = FanOut.Zipf;

    /// <summary>The exponent s of the Zipf distribution. Default 0.6: visible skew, yet no parent holds more than a few percent.</summary>
    public double Exponent { get; init; } = 0.6;

    /// <summary>The share of nulls, 0 to 1; 0 when the reference is required.</summary>
    public double NullShare { get; init; }

    /// <summary>Whether at most one child refers to a parent.</summary>
    public bool Unique { get; init; }
}
