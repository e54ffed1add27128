using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Data types of MariaDB.</summary>
internal partial class MariaDbTypes : ITypes
{
    /// <summary>The name of the engine.</summary>
    public const string EngineName = "mariadb";

    /// <summary>The greatest bytes of a key.</summary>
    public const int KeyBytes = 3072;

    /// <summary>The bytes that a character of utf8mb4 may take.</summary>
    public const int CharacterBytes = 4;

    // RFC 9562: 48 bits of milliseconds, the version, twelve random bits, the variant, sixty-two random bits. A default cannot call a
    // stored function, so it is an expression; uuid_v7() came with 11.7.
    private const string Uuid7 =
        "(concat(lpad(hex(floor(unix_timestamp(now(3)) * 1000)), 12, '0'), '7', substr(hex(random_bytes(2)), 2), "
        + "substr('89ab', 1 + floor(rand() * 4), 1), substr(hex(random_bytes(8)), 2)))";

    /// <summary>An enumeration is part of one column's type here, no object of the schema.</summary>
    public bool HasEnums => false;

    /// <inheritdoc />
    public virtual TypeChoice? Choose(SemanticType type, EngineVersion? version) => MariaDbTypeChoices.For(type);

    /// <inheritdoc />
    public virtual TypeChoice Key(KeyConvention convention) =>
        convention == KeyConvention.Uuid7
            ? new(
                new DataType.Uuid(),
                "uuid holds the 16 bytes of a UUIDv7; its leading time keeps new rows at the end of the table, which is the primary key's tree."
            )
            : new(
                new DataType.Integer(64),
                "bigint never runs out; int ends at 2,147,483,647. The rows lie in its order, and every other index holds it once for each row."
            );

    /// <inheritdoc />
    public virtual KeyDefault? DefaultOf(KeyConvention convention, EngineVersion? version) =>
        convention == KeyConvention.Identity ? null
        : version is { } known && known.AtLeast(11, 7) ? new("uuid_v7()")
        : new(Uuid7);

    /// <inheritdoc />
    public virtual string Write(DataType type) =>
        type switch
        {
            DataType.Integer(16) => "smallint",
            DataType.Integer(32) => "int",
            DataType.Integer => "bigint",
            DataType.Decimal(null, _) => "decimal(38,10)",
            DataType.Decimal({ } precision, var scale) => Invariant($"decimal({precision},{scale ?? 0})"),
            DataType.Float(32) => "float",
            DataType.Float => "double",
            DataType.Boolean => "boolean",
            DataType.Text(null, _) => "longtext",
            DataType.Text({ } length, true) => Invariant($"char({length})"),
            DataType.Text({ } length, false) => Invariant($"varchar({length})"),
            DataType.Bytes => "longblob",
            DataType.Date => "date",
            DataType.Time(var digits) => Invariant($"time({digits ?? 6})"),
            DataType.Timestamp(true, var digits) => Invariant($"timestamp({digits ?? 6})"),
            DataType.Timestamp(false, var digits) => Invariant($"datetime({digits ?? 6})"),
            DataType.Uuid => "uuid",
            DataType.Json => "json",
            DataType.Inet => "inet6",
            DataType.Point => "point",
            DataType.Native native => native.Sql,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A type that this engine has no words for."),
        };

    /// <summary>
    /// The type from its name, as <c>information_schema</c> writes it or by its short form. <c>longtext</c> is text; that a check makes it
    /// JSON, only the inspector sees.
    /// </summary>
    public DataType Read(string sql)
    {
        var text = sql.Trim();
        text = UsualWidth().Replace(text, "");
        var match = Form().Match(text.ToLowerInvariant());
        return (match.Success ? Known(match) : null)
            ?? new DataType.Native(
                EngineName,
                Lower().Replace(text, m => m.Groups["word"].Success ? m.Value.ToLowerInvariant() : m.Value)
            );
    }

    private static DataType? Known(Match match)
    {
        var first = Number(match.Groups["first"]);
        var second = Number(match.Groups["second"]);
        return (match.Groups["name"].Value, first, second) switch
        {
            // Another width than the usual one was said, and says how numbers are shown.
            ("smallint", null or 6, null) => new DataType.Integer(16),
            ("int" or "integer", null or 11, null) => new DataType.Integer(32),
            ("bigint", null or 20, null) => new DataType.Integer(64),
            ("tinyint", 1, null) or ("boolean" or "bool", null, null) => new DataType.Boolean(),
            ("decimal" or "numeric" or "dec", null, null) => new DataType.Decimal(10, 0),
            ("decimal" or "numeric" or "dec", { } precision, _) => new DataType.Decimal(precision, second ?? 0),
            ("float", null, null) => new DataType.Float(32),
            ("double" or "double precision" or "real", null, null) => new DataType.Float(64),
            ("longtext", null, null) => new DataType.Text(),
            ("varchar" or "character varying", { } length, null) => new DataType.Text(length),
            ("char" or "character", _, null) => new DataType.Text(first ?? 1, Fixed: true),
            ("longblob", null, null) => new DataType.Bytes(),
            ("date", null, null) => new DataType.Date(),
            ("time", _, null) => new DataType.Time(first ?? 0),
            ("datetime", _, null) => new DataType.Timestamp(false, first ?? 0),
            ("timestamp", _, null) => new DataType.Timestamp(true, first ?? 0),
            ("uuid", null, null) => new DataType.Uuid(),
            ("json", null, null) => new DataType.Json(false),
            ("inet6", null, null) => new DataType.Inet(),
            ("point", null, null) => new DataType.Point(),
            _ => null,
        };
    }

    private static int? Number(Group group) =>
        group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(
        @"^(?<name>[a-z][a-z0-9]*(?: (?:precision|varying))?) ?(?:\( ?(?<first>\d{1,5}) ?(?:, ?(?<second>\d{1,5}) ?)?\))?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form();

    // How many digits are shown, where that is what the server says by itself; MySQL 8 says nothing then.
    [GeneratedRegex(
        @"(?<=^tinyint)\(4\)$|(?<=^mediumint)\(9\)$|(?<=^tinyint)\(3\)(?= unsigned$)|(?<=^smallint)\(5\)(?= unsigned$)|"
            + @"(?<=^mediumint)\(8\)(?= unsigned$)|(?<=^int)\(10\)(?= unsigned$)|(?<=^bigint)\(20\)(?= unsigned$)|(?<=^year)\(4\)$",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex UsualWidth();

    // Values of enumerations keep their case.
    [GeneratedRegex("'(?:[^'\\\\]|\\\\.|'')*'|(?<word>[A-Z]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Lower();
}
