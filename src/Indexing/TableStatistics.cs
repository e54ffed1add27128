using Dbwright.Model;

namespace Dbwright.Indexing;

/// <summary>What can be known about the rows of a design before there are any: counts, distinct values, shares and widths.</summary>
internal sealed class TableStatistics(DatabaseDesign design, IndexingOptions options)
{
    private const int AverageTextBytes = 32;
    private const int LongTextBytes = 400;

    /// <summary>The estimated rows of a table; 0 when nothing is known of it.</summary>
    public long Rows(QualifiedName table) =>
        design.Data.Find(table) is { } profile ? profile.Fixed?.Rows.Count ?? profile.Rows : 0;

    /// <summary>Whether a table is so small that it needs no index.</summary>
    public bool IsSmall(QualifiedName table) => Rows(table) < options.SmallTable;

    /// <summary>How many different values a column has; at least 1.</summary>
    public double Distinct(QualifiedName table, string column)
    {
        var rows = Math.Max(1, Rows(table));
        if (IsUnique(table, column))
        {
            return rows;
        }

        var key = design.Schema.Find(table)?.ForeignKeys.FirstOrDefault(f => f.Columns.Count == 1 && f.Columns[0] == column);
        if (key is not null && Rows(key.ReferencedTable) > 0)
        {
            return Math.Min(rows, Rows(key.ReferencedTable));
        }

        return Math.Clamp(ByMeaning(Meaning(table, column), rows), 1, rows);
    }

    /// <summary>The share of rows with one value of a column.</summary>
    public double EqualShare(QualifiedName table, string column) => 1 / Distinct(table, column);

    /// <summary>The share of rows for which a condition with a fixed value holds.</summary>
    public double FixedShare(QualifiedName table, string column, Condition condition)
    {
        var nulls = NullShare(table, column);
        return condition.Operator switch
        {
            ConditionOperator.IsNull => nulls,
            ConditionOperator.IsNotNull => 1 - nulls,
            ConditionOperator.NotEqual => 1 - ValueShare(table, column, condition.Values[0]),
            ConditionOperator.In => Math.Min(1, condition.Values.Sum(v => ValueShare(table, column, v))),
            _ => ValueShare(table, column, condition.Values[0]),
        };
    }

    /// <summary>The share of nulls of a column.</summary>
    public double NullShare(QualifiedName table, string column)
    {
        if (design.Schema.Find(table)?.Find(column) is { Nullable: false })
        {
            return 0;
        }

        if (
            design.Mappings.FirstOrDefault(m => m.Table == table)?.Columns.FirstOrDefault(c => c.Column == column)?.Part
            == ColumnPart.DeletedAt
        )
        {
            return 1 - options.DeletedShare;
        }

        var profile = design.Data.Find(table);
        return profile?.Columns.FirstOrDefault(c => c.Column == column)?.NullShare
            ?? ReferenceProfile(table, column)?.NullShare
            ?? options.NullShare;
    }

    /// <summary>How far back the time columns of an entity's table reach.</summary>
    public TimeSpan History(string entity)
    {
        var volume = design.Requirements.Find(entity)?.Volume;
        return volume?.Keep
            ?? (
                volume is { Rows: { } rows, RowsPerMonth: > 0 and { } monthly }
                    ? TimeSpan.FromDays(Math.Min(30.0 * rows / monthly, 36_500))
                    : options.History
            );
    }

    /// <summary>The bytes that a value of a column has on average.</summary>
    public int Width(QualifiedName table, string column) =>
        design.Schema.Find(table)?.Find(column)?.Type switch
        {
            DataType.Integer integer => integer.Bits / 8,
            DataType.Boolean => 1,
            DataType.Date => 4,
            DataType.Float real => real.Bits / 8,
            DataType.Decimal => 8,
            DataType.Uuid or DataType.Point or DataType.Interval => 16,
            DataType.Enum => 4,
            DataType.Timestamp or DataType.Time => 8,
            DataType.Json or DataType.TextSearch or DataType.Bytes or DataType.Array => LongTextBytes,
            _ => TextWidth(Meaning(table, column)),
        };

    /// <summary>The meaning of a column, where the design says it.</summary>
    public SemanticType? Meaning(QualifiedName table, string column) =>
        design.Mappings.FirstOrDefault(m => m.Table == table)?.Columns.FirstOrDefault(c => c.Column == column)?.Type;

    /// <summary>Whether no two rows share a value of this column.</summary>
    public bool IsUnique(QualifiedName table, string column) =>
        design.Schema.Find(table) is { } found
        && (
            found.PrimaryKey?.Columns is [var key] && key == column
            || found.Uniques.Any(u => u.Columns.Count == 1 && u.Columns[0] == column)
            || found.Indexes.Any(i => i.Unique && i.Parts is [{ Column: { } only }] && only == column)
        );

    private ReferenceProfile? ReferenceProfile(QualifiedName table, string column)
    {
        var key = design.Schema.Find(table)?.ForeignKeys.FirstOrDefault(f => f.Columns.Contains(column));
        return key is null ? null : design.Data.Find(table)?.References.FirstOrDefault(r => r.ForeignKey == key.Name);
    }

    private double ValueShare(QualifiedName table, string column, Expression value)
    {
        var distinct = Distinct(table, column);
        var common = design.Data.Find(table)?.Columns.FirstOrDefault(c => c.Column == column)?.Default;
        if (common is null || distinct > 50)
        {
            return 1 / distinct;
        }

        return common == value ? options.DefaultValueShare : (1 - options.DefaultValueShare) / Math.Max(1, distinct - 1);
    }

    private static double ByMeaning(SemanticType? type, long rows) =>
        type?.Kind switch
        {
            SemanticKind.Boolean => 2,
            SemanticKind.Enum => Math.Max(1, type.Values.Count),
            SemanticKind.Country => 200,
            SemanticKind.Currency => 150,
            SemanticKind.Language => 100,
            SemanticKind.Percentage => 101,
            SemanticKind.Color => 1_000,
            SemanticKind.Date => 3_650,
            SemanticKind.Postcode => 20_000,
            SemanticKind.Integer when type is { Minimum: { } least, Maximum: { } most } => (double)(most - least) + 1,
            SemanticKind.Integer => Math.Min(rows, 10_000),
            SemanticKind.Money or SemanticKind.Decimal => Math.Min(rows, 20_000),
            SemanticKind.PersonName => rows / 2.0,
            _ => rows,
        };

    private static int TextWidth(SemanticType? type) =>
        type?.Kind switch
        {
            SemanticKind.Country => 3,
            SemanticKind.Currency => 4,
            SemanticKind.Language or SemanticKind.Color or SemanticKind.Postcode => 8,
            SemanticKind.Phone => 14,
            SemanticKind.Enum => 10,
            SemanticKind.Email => 26,
            SemanticKind.Url or SemanticKind.File => 80,
            SemanticKind.Timestamp => 25,
            SemanticKind.Uuid => 37,
            SemanticKind.Text when type.Length is { } length => Math.Max(2, Math.Min(length / 2, LongTextBytes)),
            SemanticKind.Text => LongTextBytes,
            _ => AverageTextBytes,
        };
}
