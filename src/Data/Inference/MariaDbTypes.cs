using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>
/// What the types and clauses that only MariaDB and MySQL have allow: unsigned numbers, enumerations and sets within a column, bits, years,
/// texts and bytes of several sizes, partitions within the table and periods.
/// </summary>
internal static partial class MariaDbTypes
{
    private const string EngineName = "mariadb";

    /// <summary>The type that has the same values apart from their limits, or the type itself.</summary>
    public static DataType Neutral(DataType type)
    {
        if (type is not DataType.Native(EngineName, var sql) || Form().Match(sql) is not { Success: true } form)
        {
            return type;
        }

        var first = Number(form.Groups["first"]);
        return form.Groups["name"].Value switch
        {
            "tinyint" => new DataType.Integer(16),
            "smallint" => new DataType.Integer(form.Groups["unsigned"].Success ? 32 : 16),
            "mediumint" => new DataType.Integer(32),
            "int" => new DataType.Integer(form.Groups["unsigned"].Success ? 64 : 32),
            "bigint" or "bit" => new DataType.Integer(64),
            "year" => new DataType.Integer(16),
            "decimal" => new DataType.Decimal(first ?? 10, Number(form.Groups["second"]) ?? 0),
            "float" => new DataType.Float(32),
            "double" => new DataType.Float(64),
            // Four bytes for a character, so that any text of that many fits.
            "tinytext" => new DataType.Text(63),
            "text" => new DataType.Text(16_383),
            "mediumtext" => new DataType.Text(),
            "enum" => new DataType.Enum(QualifiedName.Of(sql)),
            _ => type,
        };
    }

    /// <summary>The least and greatest number of a type, where they are not those of its neutral form; none otherwise.</summary>
    public static (decimal Low, decimal? High)? Limits(DataType type)
    {
        if (type is not DataType.Native(EngineName, var sql) || Form().Match(sql) is not { Success: true } form)
        {
            return null;
        }

        var unsigned = form.Groups["unsigned"].Success;
        return form.Groups["name"].Value switch
        {
            "tinyint" => unsigned ? (0, 255) : (-128, 127),
            "smallint" when unsigned => (0, 65_535),
            "mediumint" => unsigned ? (0, 16_777_215) : (-8_388_608, 8_388_607),
            "int" when unsigned => (0, 4_294_967_295),
            "bigint" when unsigned => (0, long.MaxValue / 4),
            "bit" => (0, (1L << Math.Min(Number(form.Groups["first"]) ?? 1, 60)) - 1),
            "year" => (1990, 2099),
            "decimal" when unsigned => (0, Most(Number(form.Groups["first"]) ?? 10, Number(form.Groups["second"]) ?? 0)),
            "float" or "double" when unsigned => (0, null),
            _ => null,
        };
    }

    /// <summary>The values of an enumeration or set, or none for other types.</summary>
    public static Sequence<string>? Labels(DataType type) =>
        type is DataType.Native(EngineName, var sql)
        && (sql.StartsWith("enum(", StringComparison.Ordinal) || sql.StartsWith("set(", StringComparison.Ordinal))
            ? Label().Matches(sql).Select(m => m.Groups["text"].Value.Replace("''", "'", StringComparison.Ordinal)).ToSequence()
            : null;

    /// <summary>A maker of the values of a type that has no neutral form, or none.</summary>
    public static ValueMaker? Maker(DataType type)
    {
        if (type is not DataType.Native(EngineName, var sql))
        {
            return null;
        }

        if (sql.StartsWith("set(", StringComparison.Ordinal) && Labels(type) is { } labels)
        {
            return draw => Members(labels, draw);
        }

        var form = Form().Match(sql);
        var length = Number(form.Groups["first"]);
        return (form.Success ? form.Groups["name"].Value : sql) switch
        {
            "binary" => draw => Bytes(draw, length ?? 1),
            "varbinary" => draw => Bytes(draw, Math.Min(length ?? 16, 16)),
            "tinyblob" or "blob" or "mediumblob" => draw => Bytes(draw, 16),
            "inet4" => draw => Invariant($"10.{draw >> 56}.{(draw >> 48) & 255}.{1 + ((draw >> 40) & 127)}"),
            "geometry" => draw => Invariant($"POINT({Degree(draw)} {Degree(Mixer.Next(draw))})"),
            "linestring" => draw =>
                Invariant($"LINESTRING({Degree(draw)} {Degree(Mixer.Next(draw))},{Degree(draw) + 1} {Degree(draw)})"),
            "polygon" => Polygon,
            _ => null,
        };
    }

    /// <summary>What the partitions and periods of a table demand of its rows, as SQL.</summary>
    public static IEnumerable<(string Name, string Sql)> Conditions(Table table)
    {
        foreach (var period in table.Details.Where(d => d.Name.StartsWith("period ", StringComparison.Ordinal)))
        {
            if (period.Name != "period system_time" && period.Value?.Trim('(', ')').Split(", ") is [var from, var to])
            {
                yield return ($"the {period.Name}", $"{from} < {to}");
            }
        }

        if (table.PartitionBy is { } by && Partition(by) is { } condition)
        {
            yield return ("the partitions that are there", condition);
        }
    }

    // "range (year(`b`)) … (partition p0 values less than (2000), partition p1 values less than maxvalue)"
    private static string? Partition(string by)
    {
        var method = Method().Match(by);
        if (!method.Success)
        {
            return null;
        }

        var subject = method.Groups["subject"].Value;
        if (method.Groups["kind"].Value.Equals("list", StringComparison.OrdinalIgnoreCase))
        {
            var values = In().Matches(by).SelectMany(m => Item().Matches(m.Groups["values"].Value)).Select(m => m.Value.Trim());
            var all = values.ToList();
            var isOpen = Default().IsMatch(by) || subject.Contains(',', StringComparison.Ordinal) || all.Count == 0;
            var some = all.Where(v => !v.Equals("null", StringComparison.OrdinalIgnoreCase)).ToList();
            return isOpen ? null
                : some.Count < all.Count ? $"({subject}) is null or ({subject}) in ({string.Join(", ", some)})"
                : $"({subject}) is not null and ({subject}) in ({string.Join(", ", some)})";
        }

        var last = LessThan().Matches(by).LastOrDefault();
        var bound = last is null ? null : Item().Match(last.Groups["bound"].Value).Value.Trim();
        if (bound is null || bound.Equals("maxvalue", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // Functions of moments are turned around, so that the moments themselves have a limit.
        var call = Call().Match(subject);
        var isNumber = long.TryParse(bound, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return (call.Groups["function"].Value.ToLowerInvariant(), isNumber) switch
        {
            ("year", true) => Invariant($"{call.Groups["of"].Value} < '{number:0000}-01-01'"),
            ("to_days", true) => Invariant(
                $"{call.Groups["of"].Value} < '{DateOnly.FromDayNumber((int)Math.Clamp(number - 366, 0, 3_652_058)):yyyy-MM-dd}'"
            ),
            ("unix_timestamp", true) => Invariant(
                $"{call.Groups["of"].Value} < '{DateTime.UnixEpoch.AddSeconds(number):yyyy-MM-dd HH:mm:ss}'"
            ),
            _ => $"{subject.Split(',')[0]} < {bound}",
        };
    }

    private static string Members(Sequence<string> labels, ulong draw) =>
        string.Join(',', labels.Where((_, i) => ((draw >> (i % 60)) & 1) == 1));

    private static string Polygon(ulong draw)
    {
        var x = Mixer.Below(draw, 170L);
        var y = Mixer.Below(Mixer.Next(draw), 80L);
        return Invariant($"POLYGON(({x} {y},{x + 2} {y},{x + 2} {y + 2},{x} {y}))");
    }

    private static double Degree(ulong draw) => Math.Round(Mixer.Unit(draw) * 160 - 80, 4);

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

    private static decimal Most(int precision, int scale) =>
        Enumerable.Repeat(10m, Math.Clamp(precision - scale, 0, 20)).Aggregate(1m, (a, b) => a * b)
        - 1 / Enumerable.Repeat(10m, Math.Clamp(scale, 0, 20)).Aggregate(1m, (a, b) => a * b);

    private static int? Number(Group group) =>
        group.Success ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<name>[a-z0-9]+)(\((?<first>\d{1,5})(,(?<second>\d{1,3}))?\)|\(.*\))?(?<unsigned> unsigned)?( zerofill)?$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Form();

    [GeneratedRegex(@"'(?<text>([^']|'')*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(
        @"^(?<kind>range|list)\s*(columns)?\s*\((?<subject>([^()]|\([^()]*\))*)\)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Method();

    [GeneratedRegex(@"^(?<function>\w+)\((?<of>[^()]*)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();

    [GeneratedRegex(
        @"values less than\s*(\((?<bound>('[^']*'|[^()'])*)\)|(?<bound>maxvalue))",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex LessThan();

    [GeneratedRegex(
        @"values in\s*\((?<values>('[^']*'|[^()'])*)\)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex In();

    [GeneratedRegex(@"partition\s+\S+\s+default", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Default();

    [GeneratedRegex(@"('[^']*'|[^,'])+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Item();
}
