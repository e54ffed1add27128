using System.Globalization;
using System.Text.RegularExpressions;

namespace Dbwright.Engines;

/// <summary>The families of types between which values can be converted alike.</summary>
internal enum TypeFamily
{
    Integer,
    Decimal,
    Float,
    Text,
    Bytes,
    Date,
    Time,
    DateTime,
    Timestamp,
    Year,
    Enum,
    Set,
    Json,
    Uuid,
    Address,
    Bit,
    Place,
    Other,
}

/// <summary>A type of MariaDB taken apart.</summary>
/// <param name="Family">What its values are.</param>
/// <param name="Name">Its first word.</param>
internal sealed partial record TypeForm(TypeFamily Family, string Name)
{
    /// <summary>Its numbers in brackets.</summary>
    public IReadOnlyList<int> Numbers { get; private init; } = [];

    /// <summary>The values of an enumeration or set, in quotes as they are written.</summary>
    public IReadOnlyList<string> Values { get; private init; } = [];

    /// <summary>Whether it has no negative values.</summary>
    public bool Unsigned { get; private init; }

    /// <summary>The greatest number of characters or bytes; none where there is no limit that matters.</summary>
    public long? Length =>
        Name switch
        {
            "char" or "varchar" or "binary" or "varbinary" => First ?? 1,
            "tinytext" or "tinyblob" => 255,
            "text" or "blob" => 65_535,
            "mediumtext" or "mediumblob" => 16_777_215,
            "enum" or "set" => Values.Select(v => (long)v.Length).DefaultIfEmpty(1).Max(),
            _ => null,
        };

    /// <summary>The first number in brackets.</summary>
    public int? First => Numbers.Count > 0 ? Numbers[0] : null;

    /// <summary>The second number in brackets, or 0.</summary>
    public int Second => Numbers.Count > 1 ? Numbers[1] : 0;

    /// <summary>The least and the greatest value of an integer.</summary>
    public (decimal Least, decimal Greatest) Range
    {
        get
        {
            var bits = Name switch
            {
                "tinyint" or "boolean" => 8,
                "smallint" => 16,
                "mediumint" => 24,
                "int" => 32,
                _ => 64,
            };
            var all = 1m;
            for (var i = 0; i < bits; i++)
            {
                all *= 2;
            }

            return Unsigned ? (0, all - 1) : (-all / 2, (all / 2) - 1);
        }
    }

    /// <summary>Takes a type apart.</summary>
    public static TypeForm Of(string sql)
    {
        var match = Form().Match(sql.Trim().ToLowerInvariant());
        var name = match.Groups["name"].Value;
        var family = name switch
        {
            "tinyint" or "smallint" or "mediumint" or "int" or "bigint" or "boolean" => TypeFamily.Integer,
            "decimal" => TypeFamily.Decimal,
            "float" or "double" => TypeFamily.Float,
            "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" => TypeFamily.Text,
            "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" => TypeFamily.Bytes,
            "date" => TypeFamily.Date,
            "time" => TypeFamily.Time,
            "datetime" => TypeFamily.DateTime,
            "timestamp" => TypeFamily.Timestamp,
            "year" => TypeFamily.Year,
            "enum" => TypeFamily.Enum,
            "set" => TypeFamily.Set,
            "json" => TypeFamily.Json,
            "uuid" => TypeFamily.Uuid,
            "inet6" or "inet4" => TypeFamily.Address,
            "bit" => TypeFamily.Bit,
            "geometry"
            or "point"
            or "linestring"
            or "polygon"
            or "multipoint"
            or "multilinestring"
            or "multipolygon"
            or "geometrycollection" => TypeFamily.Place,
            _ => TypeFamily.Other,
        };
        var isList = family is TypeFamily.Enum or TypeFamily.Set;
        return new(family, name)
        {
            Values = isList ? Quoted().Matches(sql).Select(m => m.Value[1..^1]).ToList() : [],
            Numbers = isList
                ? []
                : match
                    .Groups["number"]
                    .Captures.Select(c => int.Parse(c.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
                    .ToList(),
            Unsigned = sql.Contains("unsigned", StringComparison.OrdinalIgnoreCase),
        };
    }

    [GeneratedRegex(
        @"^(?<name>[a-z0-9]+)( ?\( ?(?<number>\d{1,9}) ?(, ?(?<number>\d{1,9}) ?)?\))?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form();

    [GeneratedRegex("'([^']|'')*'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
