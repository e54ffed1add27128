using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>What the names of types mean that SQLite takes without knowing them: by their affinity, and by what people mean by them.</summary>
internal static partial class SqliteTypes
{
    private const string EngineName = "sqlite";

    /// <summary>The type that has the values which people keep in a column of that name, or the type itself.</summary>
    public static DataType Neutral(DataType type)
    {
        if (
            type is not DataType.Native(EngineName, var sql)
            || Form().Match(sql.ToLowerInvariant()) is not { Success: true } form
        )
        {
            return type;
        }

        var name = form.Groups["name"].Value;
        var first = Number(form.Groups["first"]);
        // The order is that of the engine's own rules.
        return name.Contains("int", StringComparison.Ordinal) ? new DataType.Integer(64)
            : name.Contains("char", StringComparison.Ordinal)
            || name.Contains("clob", StringComparison.Ordinal)
            || name.Contains("text", StringComparison.Ordinal)
                ? new DataType.Text(first)
            : name.Contains("real", StringComparison.Ordinal)
            || name.Contains("floa", StringComparison.Ordinal)
            || name.Contains("doub", StringComparison.Ordinal)
                ? new DataType.Float(64)
            : name is "decimal" or "numeric" && first is { } digits
                ? new DataType.Decimal(digits, Number(form.Groups["second"]) ?? 0)
            : name is "boolean" or "bool" ? new DataType.Boolean()
            : name is "date" ? new DataType.Date()
            : name is "datetime" or "timestamp" or "timestamptz" ? new DataType.Timestamp(false)
            : type;
    }

    private static int? Number(Group group) =>
        group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        @"^(?<name>[a-z][a-z0-9_ ]*?)\s*(\(\s*(?<first>\d+)\s*(,\s*(?<second>\d+)\s*)?\))?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form();
}
