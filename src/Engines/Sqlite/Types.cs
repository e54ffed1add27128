using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Data types of SQLite. Designs use the five that STRICT tables know; the others are names that older tables give their columns.
/// </summary>
public sealed partial class SqliteTypes : ITypes
{
    private const string EngineName = "sqlite";

    private static readonly EngineVersion StrictSince = new(3, 37);

    /// <summary>The words of the types, in both directions.</summary>
    private static readonly (string Sql, DataType Type)[] Plain =
    [
        ("integer", new DataType.Integer(64)),
        ("int", new DataType.Integer(32)),
        ("smallint", new DataType.Integer(16)),
        ("real", new DataType.Float(64)),
        ("float", new DataType.Float(32)),
        ("text", new DataType.Text()),
        ("blob", new DataType.Bytes()),
        ("boolean", new DataType.Boolean()),
        ("decimal", new DataType.Decimal()),
        ("date", new DataType.Date()),
        ("time", new DataType.Time()),
        ("datetime", new DataType.Timestamp(WithZone: false)),
        ("timestamptz", new DataType.Timestamp(WithZone: true)),
        ("interval", new DataType.Interval()),
        ("uuid", new DataType.Uuid()),
        ("json", new DataType.Json(Binary: false)),
        ("jsonb", new DataType.Json(Binary: true)),
        ("inet", new DataType.Inet()),
        ("point", new DataType.Point()),
        ("tsvector", new DataType.TextSearch()),
    ];

    /// <inheritdoc />
    public bool HasEnums => false;

    /// <inheritdoc />
    public TypeChoice? Choose(SemanticType type, EngineVersion? version) => SqliteTypeChoices.For(type);

    /// <inheritdoc />
    public TypeChoice Key(KeyConvention convention) =>
        convention == KeyConvention.Uuid7
            ? new(
                new DataType.Text(),
                "text of 36 characters for a UUIDv7, which the application makes; its leading time keeps new entries at the end of the index."
            )
            : new(
                new DataType.Integer(64),
                "an integer primary key is the row's own address, so it needs no second tree. It is not AUTOINCREMENT, which writes one row more "
                    + "with every insert; the number of the last row, once deleted, may come again, which foreign keys make harmless."
            );

    /// <inheritdoc />
    public Sequence<Detail> TableDetails(EngineVersion? version) =>
        version is { } known && known.CompareTo(StrictSince) < 0 ? [] : [new Detail("strict")];

    /// <inheritdoc />
    public string Write(DataType type) =>
        type switch
        {
            DataType.Decimal({ } precision, null) => Invariant($"decimal({precision})"),
            DataType.Decimal({ } precision, { } scale) => Invariant($"decimal({precision},{scale})"),
            DataType.Text({ } length, true) => Invariant($"char({length})"),
            DataType.Text({ } length, false) => Invariant($"varchar({length})"),
            DataType.Time({ } digits) => Invariant($"time({digits})"),
            DataType.Timestamp(false, { } digits) => Invariant($"datetime({digits})"),
            DataType.Timestamp(true, { } digits) => Invariant($"timestamptz({digits})"),
            DataType.Native native => native.Sql,
            _ => Array.Find(Plain, p => p.Type == type).Sql
                ?? throw Failure.Because(ExitStatus.BadInput, "sqlite-type", $"SQLite has no type for {type}."),
        };

    /// <inheritdoc />
    public DataType Read(string sql)
    {
        var text = Spaces().Replace(sql.Trim(), " ");
        return Array.Find(Plain, p => p.Sql.Equals(text, StringComparison.OrdinalIgnoreCase)).Type
            ?? WithArguments(text)
            ?? new DataType.Native(EngineName, Around().Replace(text, "").ToLowerInvariant());
    }

    private static DataType? WithArguments(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var first = Number(match.Groups["first"]);
        var second = Number(match.Groups["second"]);
        return (match.Groups["name"].Value.ToLowerInvariant(), first, second) switch
        {
            ("decimal" or "numeric", { } precision, _) => new DataType.Decimal(precision, second),
            ("varchar", { } length, null) => new DataType.Text(length),
            ("char", { } length, null) => new DataType.Text(length, Fixed: true),
            ("time", { } digits, null) => new DataType.Time(digits),
            ("datetime", { } digits, null) => new DataType.Timestamp(WithZone: false, digits),
            ("timestamptz", { } digits, null) => new DataType.Timestamp(WithZone: true, digits),
            _ => null,
        };
    }

    private static int? Number(Group digits) =>
        digits.Success && int.TryParse(digits.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    // Names of types mean the same in any spelling.
    [GeneratedRegex(@"(?<=[(,]) | (?=[),])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Around();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(
        @"^(?<name>[A-Za-z]+) ?\( ?(?<first>\d{1,9}) ?(?:, ?(?<second>\d{1,9}) ?)?\)$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Form();
}
