using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Tells the solver what the columns of a table are: their axes, limits, values and nulls.</summary>
internal sealed class FactReader(
    Table table,
    TableProfile profile,
    SeedRules rules,
    TypeDirectory types,
    IReadOnlyDictionary<string, ColumnDomain> domains,
    Func<string, bool> isReference
)
{
    /// <summary>What is known of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="index">Its position.</param>
    public ColumnFacts Read(Column column, int index)
    {
        var type = types.Base(column.Type);
        var form = domains.GetValueOrDefault(column.Name)?.Form;
        var (axis, unit) = form switch
        {
            DecimalForm { Scale: 0 } => (AxisKind.Whole, 1m),
            DecimalForm scaled => (AxisKind.Number, 1m / Enumerable.Repeat(10m, scaled.Scale).Aggregate(1m, (a, b) => a * b)),
            DateForm when type is DataType.Date => (AxisKind.Day, 86_400m),
            MomentForm when type is DataType.Timestamp => (AxisKind.Moment, 0.001m),
            TimeForm when type is DataType.Time => (AxisKind.Length, 1m),
            LengthForm when type is DataType.Interval => (AxisKind.Length, 1m),
            not null => (AxisKind.None, 0m),
            null => type switch
            {
                DataType.Integer => (AxisKind.Whole, 1m),
                DataType.Decimal or DataType.Float => (AxisKind.Number, 0.01m),
                DataType.Date => (AxisKind.Day, 86_400m),
                DataType.Timestamp => (AxisKind.Moment, 0.001m),
                _ => (AxisKind.None, 0m),
            },
        };
        var (low, high) = MariaDbTypes.Limits(column.Type) is { } limits
            ? (limits.Low, limits.High)
            : type switch
            {
                DataType.Integer(16) => (short.MinValue, (decimal?)short.MaxValue),
                DataType.Integer(32) => (int.MinValue, int.MaxValue),
                DataType.Integer => (long.MinValue / 4, long.MaxValue / 4),
                DataType.Decimal({ } precision, var scale) when precision - (scale ?? 0) < 18 => Limits(precision, scale ?? 0),
                _ => ((decimal?)null, (decimal?)null),
            };
        return new(index, column.Name, type)
        {
            Axis = axis,
            Unit = unit,
            Nullable = column.Nullable && !IsKey(column.Name) && types.Domains(column.Type).All(d => d.Nullable),
            NullShare =
                rules.Find(table.Name, column.Name)?.NullShare
                ?? profile.Columns.FirstOrDefault(c => c.Column == column.Name)?.NullShare
                ?? 0,
            Low = low,
            High = high,
            Values =
                type is DataType.Boolean ? [false, true]
                : types.Enum(type) is { } labels && !isReference(column.Name) ? [.. labels]
                : null,
            Longest = type is DataType.Text { MaxLength: { } longest } ? longest : null,
        };
    }

    private static (decimal Low, decimal? High) Limits(int precision, int scale)
    {
        var most = Enumerable.Repeat(10m, Math.Max(0, precision - scale)).Aggregate(1m, (a, b) => a * b);
        most -= 1 / Enumerable.Repeat(10m, Math.Clamp(scale, 0, 20)).Aggregate(1m, (a, b) => a * b);
        return (-most, most);
    }

    private bool IsKey(string column) => table.PrimaryKey?.Columns.Contains(column) ?? false;
}
