using System.Collections;
using System.Globalization;
using System.Net;
using Dbwright.Model;
using Npgsql;
using NpgsqlTypes;

namespace Dbwright.Engines;

/// <summary>Values between .NET and the driver.</summary>
internal static class PostgreSqlValues
{
    /// <summary>The value of a result's column as a plain .NET value; types without one come as text.</summary>
    public static object? Read(NpgsqlDataReader reader, int column) =>
        reader.GetValue(column) switch
        {
            DBNull => null,
            char c => c.ToString(),
            // The driver's own choice for inet leaves out the network mask.
            IPAddress => reader.GetFieldValue<NpgsqlInet>(column).ToString(),
            NpgsqlPoint point => string.Create(CultureInfo.InvariantCulture, $"({point.X:R},{point.Y:R})"),
            var value => value,
        };

    /// <summary>The driver's type of a parameter. Enumerations are sent as text, which the statement casts.</summary>
    public static NpgsqlDbType ParameterType(StatementParameter parameter)
    {
        var type = Of(parameter.Type);
        return parameter.Many ? NpgsqlDbType.Array | type : type;
    }

    /// <summary>Gives the command's parameters their values.</summary>
    public static void Bind(NpgsqlCommand command, Statement statement, IReadOnlyList<object?> values)
    {
        if (values.Count != statement.Parameters.Count)
        {
            throw new ArgumentException(
                $"The statement has {statement.Parameters.Count} parameters, but {values.Count} values came.",
                nameof(values)
            );
        }

        for (var i = 0; i < values.Count; i++)
        {
            var parameter = statement.Parameters[i];
            command.Parameters[i].Value = values[i] switch
            {
                null => DBNull.Value,
                IEnumerable many and not string when parameter.Many => Items(many, parameter.Type),
                var value => Fit(value, parameter.Type),
            };
        }
    }

    private static NpgsqlDbType Of(DataType type) =>
        type switch
        {
            DataType.Integer(16) => NpgsqlDbType.Smallint,
            DataType.Integer(32) => NpgsqlDbType.Integer,
            DataType.Integer => NpgsqlDbType.Bigint,
            DataType.Decimal => NpgsqlDbType.Numeric,
            DataType.Float(32) => NpgsqlDbType.Real,
            DataType.Float => NpgsqlDbType.Double,
            DataType.Boolean => NpgsqlDbType.Boolean,
            DataType.Text or DataType.Enum => NpgsqlDbType.Text,
            DataType.Bytes => NpgsqlDbType.Bytea,
            DataType.Date => NpgsqlDbType.Date,
            DataType.Time => NpgsqlDbType.Time,
            DataType.Timestamp { WithZone: true } => NpgsqlDbType.TimestampTz,
            DataType.Timestamp => NpgsqlDbType.Timestamp,
            DataType.Interval => NpgsqlDbType.Interval,
            DataType.Uuid => NpgsqlDbType.Uuid,
            DataType.Json { Binary: true } => NpgsqlDbType.Jsonb,
            DataType.Json => NpgsqlDbType.Json,
            DataType.Inet => NpgsqlDbType.Inet,
            DataType.Point => NpgsqlDbType.Point,
            DataType.Array array => NpgsqlDbType.Array | Of(array.Of),
            // The server takes the type from the context, as it does for a literal in quotes.
            _ => NpgsqlDbType.Unknown,
        };

    private static object Fit(object value, DataType type) =>
        (type, value) switch
        {
            (DataType.Integer(16), IConvertible number) => number.ToInt16(CultureInfo.InvariantCulture),
            (DataType.Integer(32), IConvertible number) => number.ToInt32(CultureInfo.InvariantCulture),
            (DataType.Integer, IConvertible number) => number.ToInt64(CultureInfo.InvariantCulture),
            (DataType.Decimal, IConvertible number) => number.ToDecimal(CultureInfo.InvariantCulture),
            (DataType.Float(32), IConvertible number) => number.ToSingle(CultureInfo.InvariantCulture),
            (DataType.Float, IConvertible number) => number.ToDouble(CultureInfo.InvariantCulture),
            (DataType.Timestamp { WithZone: false }, DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Unspecified),
            (DataType.Timestamp { WithZone: true }, DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc),
            (DataType.Inet, string address) => new NpgsqlInet(address),
            (DataType.Point, string point) => ReadPoint(point),
            (DataType.Point, (double x, double y)) => new NpgsqlPoint(x, y),
            (DataType.Uuid, string uuid) => Guid.Parse(uuid),
            (DataType.Array array, IEnumerable items) when value is not string => Items(items, array.Of),
            _ => value,
        };

    private static Array Items(IEnumerable many, DataType type)
    {
        var items = many.Cast<object?>().Select(v => v is null ? null : Fit(v, type)).ToList();
        return type switch
        {
            DataType.Integer(16) => Typed<short>(items),
            DataType.Integer(32) => Typed<int>(items),
            DataType.Integer => Typed<long>(items),
            DataType.Decimal => Typed<decimal>(items),
            DataType.Float(32) => Typed<float>(items),
            DataType.Float => Typed<double>(items),
            DataType.Boolean => Typed<bool>(items),
            DataType.Date => Typed<DateOnly>(items),
            DataType.Time => Typed<TimeOnly>(items),
            DataType.Timestamp => Typed<DateTime>(items),
            DataType.Interval => Typed<TimeSpan>(items),
            DataType.Uuid => Typed<Guid>(items),
            DataType.Inet => Typed<NpgsqlInet>(items),
            DataType.Point => Typed<NpgsqlPoint>(items),
            DataType.Bytes => items.Select(i => (byte[]?)i).ToArray(),
            _ => items.Select(i => i?.ToString()).ToArray(),
        };
    }

    private static Array Typed<T>(List<object?> items)
        where T : struct => items.Contains(null) ? items.Select(i => (T?)i).ToArray() : items.Select(i => (T)i!).ToArray();

    private static NpgsqlPoint ReadPoint(string text)
    {
        var parts = text.Trim('(', ')').Split(',');
        return new(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
