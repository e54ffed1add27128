using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Data types of PostgreSQL.</summary>
internal sealed partial class PostgreSqlTypes : ITypes
{
    private const string EngineName = "postgresql";

    /// <inheritdoc />
    public bool HasEnums => true;

    /// <inheritdoc />
    public TypeChoice? Choose(SemanticType type, EngineVersion? version) => PostgreSqlTypeChoices.For(type);

    /// <inheritdoc />
    public TypeChoice Key(KeyConvention convention) =>
        convention == KeyConvention.Uuid7
            ? new(
                new DataType.Uuid(),
                "uuid holds the 16 bytes of a UUIDv7; its leading time keeps new entries at the end of the index."
            )
            : new(new DataType.Integer(64), "bigint never runs out; integer ends at 2,147,483,647.");

    /// <inheritdoc />
    public string Write(DataType type) =>
        type switch
        {
            DataType.Integer(16) => "smallint",
            DataType.Integer(32) => "integer",
            DataType.Integer => "bigint",
            DataType.Decimal(null, _) => "numeric",
            DataType.Decimal({ } precision, null) => Invariant($"numeric({precision})"),
            DataType.Decimal({ } precision, { } scale) => Invariant($"numeric({precision},{scale})"),
            DataType.Float(32) => "real",
            DataType.Float => "double precision",
            DataType.Boolean => "boolean",
            DataType.Text(null, _) => "text",
            DataType.Text({ } length, true) => Invariant($"char({length})"),
            DataType.Text({ } length, false) => Invariant($"varchar({length})"),
            DataType.Bytes => "bytea",
            DataType.Date => "date",
            DataType.Time(var digits) => "time" + Digits(digits),
            DataType.Timestamp(true, var digits) => "timestamptz" + Digits(digits),
            DataType.Timestamp(false, var digits) => "timestamp" + Digits(digits),
            DataType.Interval => "interval",
            DataType.Uuid => "uuid",
            DataType.Json(true) => "jsonb",
            DataType.Json => "json",
            DataType.Inet => "inet",
            DataType.Enum(var name) => new PostgreSqlNames().Quote(name),
            DataType.TextSearch => "tsvector",
            DataType.Point => "point",
            DataType.Array(var of) => Write(of) + "[]",
            DataType.Native native => native.Sql,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A type that this engine has no words for."),
        };

    /// <summary>The type from its name, as <c>format_type</c> writes it or by its short form. Enumerations need the catalogue.</summary>
    public DataType Read(string sql)
    {
        var text = Spaces().Replace(sql.Trim(), " ");
        if (text.EndsWith("[]", StringComparison.Ordinal))
        {
            var item = text[..^2].TrimEnd();
            while (item.EndsWith("[]", StringComparison.Ordinal))
            {
                item = item[..^2].TrimEnd();
            }

            return new DataType.Array(Read(item));
        }

        var match = Form().Match(text);
        return Known(match) ?? new DataType.Native(EngineName, text);
    }

    private static DataType? Known(Match match)
    {
        if (!match.Success)
        {
            return null;
        }

        var first = Number(match.Groups["first"]);
        var second = Number(match.Groups["second"]);
        var name = match.Groups["name"].Value.ToLowerInvariant() + match.Groups["zone"].Value.ToLowerInvariant();
        return (name, first, second) switch
        {
            ("smallint" or "int2", null, null) => new DataType.Integer(16),
            ("integer" or "int" or "int4", null, null) => new DataType.Integer(32),
            ("bigint" or "int8", null, null) => new DataType.Integer(64),
            ("numeric" or "decimal", null, null) => new DataType.Decimal(),
            // numeric(10) is numeric(10,0).
            ("numeric" or "decimal", { } precision, _) => new DataType.Decimal(precision, second ?? 0),
            ("real" or "float4", null, null) => new DataType.Float(32),
            ("double precision" or "float8", null, null) => new DataType.Float(64),
            ("boolean" or "bool", null, null) => new DataType.Boolean(),
            ("text", null, null) => new DataType.Text(),
            ("character varying" or "varchar", { } length, null) => new DataType.Text(length),
            ("character" or "char", { } length, null) => new DataType.Text(length, Fixed: true),
            ("character" or "char", null, null) => new DataType.Text(1, Fixed: true),
            ("bytea", null, null) => new DataType.Bytes(),
            ("date", null, null) => new DataType.Date(),
            ("time" or "time without time zone", _, null) => new DataType.Time(first),
            ("timestamp" or "timestamp without time zone", _, null) => new DataType.Timestamp(false, first),
            ("timestamptz" or "timestamp with time zone", _, null) => new DataType.Timestamp(true, first),
            ("interval", null, null) => new DataType.Interval(),
            ("uuid", null, null) => new DataType.Uuid(),
            ("json", null, null) => new DataType.Json(false),
            ("jsonb", null, null) => new DataType.Json(true),
            ("inet", null, null) => new DataType.Inet(),
            ("tsvector", null, null) => new DataType.TextSearch(),
            ("point", null, null) => new DataType.Point(),
            _ => null,
        };
    }

    private static int? Number(Group group) =>
        group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static string Digits(int? digits) => digits is { } d ? Invariant($"({d})") : "";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(
        @"^(?<name>[a-z][a-z0-9]*(?: (?:precision|varying))?) ?(?:\( ?(?<first>\d{1,5}) ?(?:, ?(?<second>\d{1,5}) ?)?\))?(?<zone> with(?:out)? time zone)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form();
}
