using Dbwright.Model;
using Dbwright.TestKit;

namespace Dbwright.Conformance.PostgreSql;

/// <summary>The types of PostgreSQL that generated schemas use.</summary>
internal static class PostgreSqlSamples
{
    public static Sequence<TypeSample> All { get; } =
    [
        new(new DataType.Integer(64))
        {
            Defaults = ["0", "-1"],
            Checks = ["{0} >= 0", "{0} between 1 and 5", "{0} in (1, 2, 3)"],
            Generated = "{0} * 2",
            Methods = ["brin", "hash"],
        },
        new(new DataType.Integer(32)) { Defaults = ["7"], Checks = ["{0} <> 0 or {0} is null"] },
        new(new DataType.Integer(16)) { Checks = ["not ({0} > 100)"] },
        new(new DataType.Decimal(19, 2)) { Defaults = ["0", "1.50"], Checks = ["{0} >= 0", "{0} between 0.5 and 10"] },
        new(new DataType.Decimal(10)) { Defaults = ["3"] },
        new(new DataType.Decimal()),
        new(new DataType.Float(64)) { Defaults = ["0.5"] },
        new(new DataType.Float(32)),
        new(new DataType.Boolean()) { Defaults = ["false"] },
        new(new DataType.Text())
        {
            Defaults = ["'it''s'", "''"],
            Checks = ["length({0}) <= 200", "{0} in ('a', 'b')", "{0} = lower({0}) and {0} ~ '^[^@\\s]+@[^@\\s]+$'"],
            Generated = "lower({0})",
            Methods = ["gin"],
            OperatorClass = "gin_trgm_ops",
        },
        new(new DataType.Text(20)) { Defaults = ["'x'"] },
        new(new DataType.Text(3, Fixed: true)),
        new(new DataType.Bytes()),
        new(new DataType.Date()) { Defaults = ["current_date"], Checks = ["{0} > '2000-01-01'"] },
        new(new DataType.Time()) { Defaults = ["localtime"] },
        new(new DataType.Time(3)),
        new(new DataType.Timestamp(WithZone: true)) { Defaults = ["now()"], Methods = ["brin"] },
        new(new DataType.Timestamp(WithZone: false, 3)) { Defaults = ["localtimestamp"] },
        new(new DataType.Interval()) { Defaults = ["'1 day'"] },
        new(new DataType.Uuid()) { Defaults = ["gen_random_uuid()"] },
        new(new DataType.Json(Binary: true)) { Defaults = ["'{}'"], Methods = ["gin"] },
        new(new DataType.Json(Binary: false)) { Ordered = false },
        new(new DataType.Inet()) { Methods = ["gist"], OperatorClass = "inet_ops" },
        new(new DataType.TextSearch()) { Methods = ["gin", "gist"] },
        new(new DataType.Point()) { Ordered = false, Methods = ["gist"] },
        new(new DataType.Array(new DataType.Integer(64))) { Defaults = ["'{}'"], Methods = ["gin"] },
        new(new DataType.Array(new DataType.Text())),
        new(new DataType.Native("postgresql", "macaddr")),
        new(new DataType.Native("postgresql", "character varying")),
        new(new DataType.Native("postgresql", "int4range")) { Methods = ["gist"] },
    ];
}
