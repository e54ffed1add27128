using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Makes a value from a draw.</summary>
/// <param name="draw">The draw; different draws give different values as far as the type has room.</param>
internal delegate object? ValueMaker(ulong draw);

/// <summary>Values of types by their type alone: arrays, ranges, networks, geometry, documents.</summary>
/// <param name="types">The types that the schema defines.</param>
/// <param name="element">Makes the values of elements and attributes, with the constraints of their domains.</param>
internal sealed partial class TypeDraw(TypeDirectory types, Func<string, DataType, ValueMaker?> element)
{
    private static readonly string[] Words =
    [
        "amber",
        "birch",
        "cedar",
        "delta",
        "ember",
        "fjord",
        "grove",
        "harbor",
        "iris",
        "juniper",
        "kelp",
        "lotus",
        "maple",
        "north",
        "ocean",
        "pine",
        "quartz",
        "river",
        "slate",
        "tulip",
        "umber",
        "violet",
        "willow",
        "zephyr",
    ];

    /// <summary>A maker of the type's values, or none when nobody knows how.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="type">Its type; no domain.</param>
    public ValueMaker? For(string name, DataType type)
    {
        if (types.Enum(type) is { } labels)
        {
            return draw => labels[Mixer.Below(draw, labels.Count)];
        }

        if (types.Composite(type) is { } composite)
        {
            var fields = composite.Attributes.Select(a => element(a.Name, a.Type)).ToArray();
            return fields.Contains(null)
                ? null
                : draw => new CompositeValue([.. fields.Select((f, i) => f!(Mixer.Combine(draw, (ulong)i)))]);
        }

        return type switch
        {
            DataType.Array(var of) => Array(name, of),
            DataType.Bytes => draw => Bytes(draw, 16),
            DataType.Boolean => draw => draw >> 63 == 0,
            DataType.Integer(var bits) => draw => Mixer.Below(draw, bits == 16 ? 30_000L : 1_000_000L),
            DataType.Decimal(var precision, var scale) => draw => Exact(draw, precision, scale ?? 2),
            DataType.Float => draw => Math.Round(Mixer.Unit(draw) * 1000, 2),
            DataType.Text(var longest, _) => draw => Cut(Word(draw), longest),
            DataType.Date => draw => DateOnly.FromDateTime(Moment(draw)),
            DataType.Time => draw => new TimeOnly(Mixer.Below(draw, 86_400L) * TimeSpan.TicksPerSecond),
            DataType.Timestamp => draw => Moment(draw),
            DataType.Interval => draw => TimeSpan.FromMinutes(1 + Mixer.Below(draw, 10_000L)),
            DataType.Uuid => draw => Uuid(draw),
            DataType.Json => Json,
            DataType.Inet => draw => Network(draw, 32),
            DataType.Point => draw => (Coordinate(draw), Coordinate(Mixer.Next(draw))),
            DataType.TextSearch => draw => $"'{Word(draw)}':1 '{Word(Mixer.Next(draw))}':2",
            DataType.Native("sqlite", var sql) => Affine(name, sql.ToLowerInvariant()),
            DataType.Native(_, var sql) => MariaDbTypes.Maker(type) ?? Native(name, type, sql.ToLowerInvariant()),
            _ => null,
        };
    }

    private ValueMaker? Array(string name, DataType of)
    {
        if (element(name, of) is not { } item)
        {
            return null;
        }

        return draw =>
        {
            var items = new object?[Mixer.Below(draw, 4L) + (draw % 8 == 0 ? 0 : 1)];
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = item(Mixer.Combine(draw, (ulong)i));
            }

            return items;
        };
    }

    // SQLite takes any name of a type; what is in it decides.
    private ValueMaker? Affine(string name, string sql) =>
        For(
            name,
            sql.Contains("int", StringComparison.Ordinal) ? new DataType.Integer(64)
                : sql.Contains("char", StringComparison.Ordinal)
                || sql.Contains("clob", StringComparison.Ordinal)
                || sql.Contains("text", StringComparison.Ordinal)
                || sql is "any" or ""
                    ? new DataType.Text()
                : sql.Contains("blob", StringComparison.Ordinal) ? new DataType.Bytes()
                : sql.Contains("real", StringComparison.Ordinal)
                || sql.Contains("floa", StringComparison.Ordinal)
                || sql.Contains("doub", StringComparison.Ordinal)
                    ? new DataType.Float(64)
                : new DataType.Integer(64)
        );

    private ValueMaker? Native(string name, DataType type, string sql)
    {
        var match = Form().Match(sql);
        var word = match.Success ? match.Groups["name"].Value.Trim() : sql;
        int? length = match.Groups["length"].Success
            ? int.Parse(match.Groups["length"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
        if (word.StartsWith("pg_catalog.", StringComparison.Ordinal))
        {
            word = word["pg_catalog.".Length..];
        }

        switch (word)
        {
            case "citext" or "name" or "character varying" or "bpchar" or "tinytext" or "mediumtext" or "longtext" or "any" or "":
                return draw => Cut(Word(draw), length ?? 60);
            case "\"char\"" or "char":
                return draw => ((char)('a' + Mixer.Below(draw, 26L))).ToString();
            case "tinyint" or "tinyint unsigned":
                return draw => Mixer.Below(draw, 128L);
            case "mediumint" or "mediumint unsigned" or "int unsigned" or "bigint unsigned" or "smallint unsigned":
                return draw => Mixer.Below(draw, 30_000L);
            case "year":
                return draw => 1990 + Mixer.Below(draw, 40L);
            case "money":
                return draw => Exact(draw, null, 2);
            case "int4range" or "int8range":
                return draw => Range(Mixer.Below(draw, 10_000L), n => n, 1 + Mixer.Below(Mixer.Next(draw), 100L));
            case "numrange":
                return draw => Range(Mixer.Below(draw, 10_000L), n => (decimal)n, 1 + Mixer.Below(Mixer.Next(draw), 100L));
            case "daterange":
                return draw => Range(Days(draw), n => DateOnly.FromDayNumber((int)n), 1 + Mixer.Below(Mixer.Next(draw), 60L));
            case "tsrange" or "tstzrange":
                return draw =>
                    Range(Minutes(draw), n => DateTime.UnixEpoch.AddMinutes(n), 30 + Mixer.Below(Mixer.Next(draw), 600L));
            case "int4multirange"
            or "int8multirange"
            or "nummultirange"
            or "datemultirange"
            or "tsmultirange"
            or "tstzmultirange":
                return Multirange(name, word.Replace("multirange", "range", StringComparison.Ordinal));
            case "bit":
                return draw => Bits(draw, length ?? 1);
            case "bit varying":
                return draw => Bits(draw, Math.Min(length ?? 16, 16));
            case "cidr":
                return draw => Network(draw, 24);
            case "macaddr":
                return draw => Hardware(draw, 6);
            case "macaddr8":
                return draw => Hardware(draw, 8);
            case "time with time zone":
                return draw => $"{Values.Text(new TimeOnly(Mixer.Below(draw, 86_400L) * TimeSpan.TicksPerSecond))}+00";
            case "xml":
                return draw =>
                    $"<item id=\"{Mixer.Below(draw, 1_000_000L).ToString(CultureInfo.InvariantCulture)}\">{Word(draw)}</item>";
            case "tsquery":
                return draw => $"'{Word(draw)}' & '{Word(Mixer.Next(draw))}'";
            case "jsonpath":
                return draw => $"$.\"{Word(draw)}\"";
            case "oid" or "xid" or "cid" or "xid8":
                return draw => (1 + Mixer.Below(draw, 1_000_000L)).ToString(CultureInfo.InvariantCulture);
            case "pg_lsn":
                return draw => $"0/{Mixer.Below(draw, 0xFFFFFFL).ToString("X", CultureInfo.InvariantCulture)}";
            case "line":
                return draw => $"{{{1 + Mixer.Below(draw, 9L)},-1,{Mixer.Below(Mixer.Next(draw), 100L)}}}";
            case "box" or "lseg" or "path" or "polygon" or "circle":
                return draw => Shape(word, draw);
            case "vector" or "halfvec":
                return draw => $"[{string.Join(',', Coordinates(draw, length ?? 3))}]";
            case "sparsevec":
                return draw => $"{{1:{Coordinates(draw, 1)[0]}}}/{(length ?? 3).ToString(CultureInfo.InvariantCulture)}";
            case "hstore":
                return draw => $"\"{Word(draw)}\"=>\"{Word(Mixer.Next(draw))}\"";
            case "ltree":
                return draw => $"top.{Words[Mixer.Below(draw, Words.Length)]}.n{Mixer.Below(Mixer.Next(draw), 100_000L)}";
            case "cube":
                return draw => $"({string.Join(',', Coordinates(draw, 3))})";
            case "regclass":
                return draw => Mixer.Below(draw, 2L) == 0 ? "pg_class" : "pg_type";
            case "regtype":
                return draw => Mixer.Below(draw, 2L) == 0 ? "integer" : "text";
            default:
                return Defined(name, type);
        }
    }

    // create type app.span as range (subtype = numeric, …)
    private ValueMaker? Defined(string name, DataType type)
    {
        if (types.Created(type) is not { } text || !text.Contains("as range", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var match = Subtype().Match(text);
        return match.Groups["type"].Value.Trim('"').ToLowerInvariant() switch
        {
            "integer" or "int4" or "bigint" or "int8" => Native(name, type, "int8range"),
            "numeric" => Native(name, type, "numrange"),
            "date" => Native(name, type, "daterange"),
            "timestamp without time zone" or "timestamp with time zone" or "timestamp" or "timestamptz" => Native(
                name,
                type,
                "tsrange"
            ),
            "double precision" or "float8" or "real" => draw =>
                Range(Mixer.Below(draw, 10_000L), n => (double)n, 1 + Mixer.Below(Mixer.Next(draw), 100L)),
            "time" or "time without time zone" => draw =>
                Range(Mixer.Below(draw, 80_000L), n => new TimeOnly(n * TimeSpan.TicksPerSecond), 600),
            "text" => draw => new RangeValue(Words[Mixer.Below(draw, 10L)], Words[12 + Mixer.Below(Mixer.Next(draw), 10L)]),
            _ => null,
        };
    }

    private ValueMaker? Multirange(string name, string of)
    {
        var one = Native(name, new DataType.Native("", of), of);
        return one is null ? null : draw => $"{{{Values.Text(one(draw)!)}}}";
    }

    private static RangeValue Range(long low, Func<long, object> of, long width) => new(of(low), of(low + width));

    /// <summary>A moment of the year in which data lies, at a full second.</summary>
    private static DateTime Moment(ulong draw) =>
        DateTime.UnixEpoch.AddSeconds(Timeline.Start / 1000 + Mixer.Below(draw, (Timeline.End - Timeline.Start) / 1000));

    private static long Days(ulong draw) => DateOnly.FromDateTime(Moment(draw)).DayNumber;

    private static long Minutes(ulong draw) => Timeline.Start / 60_000 + Mixer.Below(draw, 525_600L);

    private static byte[] Bytes(ulong draw, int count)
    {
        var bytes = new byte[count];
        var draws = new Draws(draw);
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)draws.Next();
        }

        return bytes;
    }

    /// <summary>A random UUID of the RFC's version 4.</summary>
    public static Guid Uuid(ulong draw)
    {
        var bytes = Bytes(draw, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    private static decimal Exact(ulong draw, int? precision, int scale)
    {
        scale = Math.Clamp(scale, 0, 12);
        var digits = Math.Min(precision is { } p ? p : 6 + scale, 15);
        var number = Mixer.Below(draw, (long)Math.Pow(10, digits));
        return new((int)number, (int)(number >> 32), 0, false, (byte)scale);
    }

    private static string Word(ulong draw) =>
        $"{Words[Mixer.Below(draw, Words.Length)]}-{Mixer.Below(Mixer.Next(draw), 1_000_000L).ToString(CultureInfo.InvariantCulture)}";

    private static string Cut(string text, int? longest) => longest is { } most && text.Length > most ? text[^most..] : text;

    private static string Bits(ulong draw, int count)
    {
        var draws = new Draws(draw);
        var bits = new char[count];
        for (var i = 0; i < count; i++)
        {
            bits[i] = draws.Next() >> 63 == 0 ? '0' : '1';
        }

        return new(bits);
    }

    private static string Network(ulong draw, int prefix) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"10.{draw >> 56}.{(draw >> 48) & 255}.{(prefix == 24 ? 0 : 1 + ((draw >> 40) & 127))}{(prefix == 24 ? "/24" : "")}"
        );

    private static string Hardware(ulong draw, int count) =>
        string.Join(':', Bytes(draw, count).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));

    private static double Coordinate(ulong draw) => Math.Round(Mixer.Unit(draw) * 360 - 180, 4);

    private static string[] Coordinates(ulong draw, int count)
    {
        var draws = new Draws(draw);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => Math.Round(Mixer.Unit(draws.Next()) * 2 - 1, 4).ToString("R", CultureInfo.InvariantCulture)),
        ];
    }

    private static string Shape(string kind, ulong draw)
    {
        var draws = new Draws(draw);
        var x = Mixer.Below(draws.Next(), 10_000L);
        var y = Mixer.Below(draws.Next(), 10_000L);
        var size = 1 + Mixer.Below(draws.Next(), 20L);
        FormattableString text = kind switch
        {
            "circle" => $"<({x},{y}),{size}>",
            "box" => $"({x + size},{y + size}),({x},{y})",
            "lseg" => $"[({x},{y}),({x + size},{y + size})]",
            "path" => $"[({x},{y}),({x + size},{y}),({x + size},{y + size})]",
            _ => $"(({x},{y}),({x + size},{y}),({x + size},{y + size}))",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }

    private static string Json(ulong draw)
    {
        var text = new StringBuilder("{\"id\": ");
        text.Append(CultureInfo.InvariantCulture, $"{Mixer.Below(draw, 1_000_000L)}, \"label\": \"{Word(Mixer.Next(draw))}\"");
        return text.Append('}').ToString();
    }

    [GeneratedRegex(
        @"^(?<name>[^(]*)(?:\((?<length>\d{1,5})[^)]*\))?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form();

    [GeneratedRegex(
        @"subtype\s*=\s*(?:pg_catalog\.)?(?<type>[a-z0-9_ ""]+)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Subtype();
}
