using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Data types in words that belong to no engine: <c>decimal(19,2)</c>, <c>timestamptz</c>.</summary>
public static partial class TypeText
{
    /// <summary>The type in neutral words; enumerations by their name, native types as their engine writes them.</summary>
    public static string Write(DataType type) =>
        type switch
        {
            DataType.Integer(var bits) => Invariant($"int{bits}"),
            DataType.Decimal(var precision, var scale) => "decimal" + Arguments(precision, scale),
            DataType.Float(var bits) => Invariant($"float{bits}"),
            DataType.Boolean => "boolean",
            DataType.Text(var length, var isFixed) => (isFixed ? "char" : "text") + Arguments(length, null),
            DataType.Bytes => "bytes",
            DataType.Date => "date",
            DataType.Time(var digits) => "time" + Arguments(digits, null),
            DataType.Timestamp(var withZone, var digits) => (withZone ? "timestamptz" : "timestamp") + Arguments(digits, null),
            DataType.Interval => "interval",
            DataType.Uuid => "uuid",
            DataType.Json(var binary) => binary ? "jsonb" : "json",
            DataType.Inet => "inet",
            DataType.TextSearch => "textsearch",
            DataType.Point => "point",
            DataType.Enum(var name) => name.ToString(),
            DataType.Array(var of) => Write(of) + "[]",
            DataType.Native(_, var sql) => sql,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A type without neutral words."),
        };

    /// <summary>The type that <see cref="Write"/> wrote so, or none. Enumerations, arrays and native types have no such words.</summary>
    public static DataType? Read(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            return null;
        }

        if (Number(match.Groups["bits"]) is { } bits)
        {
            return match.Groups["name"].Value == "int" ? new DataType.Integer(bits) : new DataType.Float(bits);
        }

        var first = Number(match.Groups["first"]);
        var second = Number(match.Groups["second"]);
        return (match.Groups["name"].Value, first, second) switch
        {
            ("decimal", _, _) => new DataType.Decimal(first, second),
            ("boolean", null, null) => new DataType.Boolean(),
            ("text", _, null) => new DataType.Text(first),
            ("char", _, null) => new DataType.Text(first, Fixed: true),
            ("bytes", null, null) => new DataType.Bytes(),
            ("date", null, null) => new DataType.Date(),
            ("time", _, null) => new DataType.Time(first),
            ("timestamp", _, null) => new DataType.Timestamp(false, first),
            ("timestamptz", _, null) => new DataType.Timestamp(true, first),
            ("interval", null, null) => new DataType.Interval(),
            ("uuid", null, null) => new DataType.Uuid(),
            ("json", null, null) => new DataType.Json(false),
            ("jsonb", null, null) => new DataType.Json(true),
            ("inet", null, null) => new DataType.Inet(),
            ("textsearch", null, null) => new DataType.TextSearch(),
            ("point", null, null) => new DataType.Point(),
            _ => null,
        };
    }

    private static string Arguments(int? first, int? second) =>
        (first, second) switch
        {
            ({ } a, { } b) => Invariant($"({a},{b})"),
            ({ } a, null) => Invariant($"({a})"),
            (null, { } b) => Invariant($"(,{b})"),
            _ => "",
        };

    private static int? Number(Group group) =>
        group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(
        @"^(?:(?<name>int|float)(?<bits>\d{1,3})|(?<name>[a-z]+)(?:\((?<first>\d{1,9})?(?:,(?<second>\d{1,9}))?\))?)\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form();
}
