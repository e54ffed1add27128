using Dbwright.Model;
using Dbwright.TestKit;

namespace Dbwright.Conformance.MariaDb;

/// <summary>Types of generated MariaDB schemas.</summary>
internal static class MariaDbSamples
{
    public static Sequence<TypeSample> All { get; } =
    [
        new(new DataType.Integer(64))
        {
            Defaults = ["0", "-1"],
            Checks = ["{0} >= 0", "{0} between 1 and 5", "{0} in (1, 2, 3)"],
            Generated = "{0} * 2",
        },
        new(new DataType.Integer(32)) { Defaults = ["7"], Checks = ["{0} <> 0 or {0} is null"] },
        new(new DataType.Integer(16)) { Checks = ["not ({0} > 100)"] },
        new(new DataType.Decimal(19, 2))
        {
            Defaults = ["0.00", "1.50"],
            Checks = ["{0} >= 0"],
            Generated = "{0} + 1",
        },
        new(new DataType.Float(64)) { Defaults = ["0.5"] },
        new(new DataType.Boolean()) { Defaults = ["0"] },
        new(new DataType.Text())
        {
            Ordered = false,
            Methods = ["fulltext"],
            Checks = ["char_length({0}) <= 200"],
        },
        new(new DataType.Text(20)) { Defaults = ["'x'", "'it''s'"], Checks = ["{0} in ('a', 'b')"] },
        new(new DataType.Text(60)) { Methods = ["fulltext"] },
        new(new DataType.Text(3, Fixed: true)),
        new(new DataType.Bytes()) { Ordered = false },
        new(new DataType.Date()) { Defaults = ["curdate()"], Checks = ["{0} > '2000-01-01'"] },
        new(new DataType.Time(0)),
        new(new DataType.Timestamp(WithZone: false, 3)) { Defaults = ["current_timestamp(3)"] },
        new(new DataType.Uuid()) { Defaults = ["uuid()"] },
        new(new DataType.Json(Binary: false)) { Ordered = false },
        new(new DataType.Native("mariadb", "enum('a','b','c')")) { Defaults = ["'a'"] },
        new(new DataType.Native("mariadb", "int(10) unsigned")),
    ];
}
