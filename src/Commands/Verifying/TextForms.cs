using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The forms that texts have which are to become something else.</summary>
internal static class TextForms
{
    // More digits would not fit into every number, fewer be too few for a key.
    private const int LongestNumber = 9;

    /// <summary>The form of texts that become a type, as the engine writes values of it; none when any text will do, or nobody knows.</summary>
    /// <param name="path">The column.</param>
    /// <param name="type">The type.</param>
    /// <param name="forms">The forms of the engine's values.</param>
    public static ColumnRule? Rule(string path, DataType? type, ValueForms forms) =>
        type switch
        {
            DataType.Uuid => new(path) { Pattern = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}" },
            DataType.Integer(var bits) => Number(path, bits < 32 ? 4 : LongestNumber),
            DataType.Decimal { Precision: { } precision } number => Number(
                path,
                Math.Clamp(precision - (number.Scale ?? 0), 1, LongestNumber),
                number.Scale ?? 0
            ),
            DataType.Decimal or DataType.Float => Number(path, LongestNumber),
            DataType.Boolean => new(path) { Values = [forms.True, forms.False] },
            DataType.Date => new(path) { Pattern = Day },
            DataType.Time => new(path) { Pattern = Hour },
            DataType.Timestamp { WithZone: var zoned } => new(path)
            {
                Pattern = $"{Day} {Hour}{(zoned && forms.HasZones ? "[+]00" : "")}",
            },
            DataType.Json => new(path) { Pattern = "[1-9][0-9]{0,8}" },
            DataType.Inet => new(path) { Pattern = "10[.][1-9][0-9]?[.][1-9][0-9]?[.][1-9][0-9]?" },
            _ => null,
        };

    /// <summary>The same of a type that a file names.</summary>
    public static ColumnRule? Rule(string path, LaterType later, ValueForms forms) =>
        later.Values.Count > 0 ? new(path) { Values = later.Values } : Rule(path, later.Type, forms);

    // Such that every engine has them as moments: those of MariaDB end in 2038.
    private const string Day = "20[0-2][0-9]-0[1-9]-[12][0-9]";
    private const string Hour = "[01][0-9]:[0-5][0-9]:[0-5][0-9]";

    private static ColumnRule Number(string path, int digits, int scale = 0) =>
        new(path)
        {
            Pattern = string.Create(
                CultureInfo.InvariantCulture,
                $"[1-9][0-9]{{0,{digits - 1}}}{(scale > 0 ? $"[.][0-9]{{{scale}}}" : "")}"
            ),
        };
}
