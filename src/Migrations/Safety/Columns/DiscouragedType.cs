using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A type with a known trap.</summary>
internal sealed class DiscouragedType : LintRule
{
    public override RuleInfo Info { get; } =
        new("discouraged-type", "A column has a type with a known trap")
        {
            Why =
                "`float` and `double` hold decimal fractions only nearly; `money` of PostgreSQL depends on a setting of the server; "
                + "`enum` and `set` of MariaDB and MySQL compare by position and are changed by copying the table; `timestamp` there ends "
                + "in 2038 (on MariaDB before 11.5) and `time` is a span, not a time of day.",
            Instead = "Use `numeric` for amounts, a table or a CHECK for lists, `datetime` for moments.",
            Engines = LintEngines.All,
            Reference = "U-66",
            IsOptIn = true,
            Aliases = ["bytebase:COLUMN_TYPE_DISALLOW_LIST", "skeema:has-enum", "skeema:has-float", "skeema:has-time"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column) in at.DefinedColumns())
        {
            if (column.Type is { } type && Trap(at, type.Name) is { } trap)
            {
                at.Report(type, $"{table}.{column.Name} is {type.Name}, which {trap}.");
            }
        }
    }

    private static string? Trap(StatementContext at, string type)
    {
        var isMySql = at.Target.Dialect == SqlDialect.MariaDb;
        return type switch
        {
            "float"
            or "float4"
            or "float8"
            or "real"
            or "double"
            or "double precision" when at.Target.Engine != LintEngines.Sqlite => "holds decimal fractions only nearly",
            "money" => "depends on the server's setting lc_monetary",
            "enum" or "set" when isMySql => "is changed by copying the table and compares by position",
            "timestamp" when isMySql && !(at.Target.Engine == LintEngines.MariaDb && at.Target.AtLeast(11, 5)) =>
                "ends in January 2038",
            "time" when isMySql => "is a span of time, not a time of day",
            _ => null,
        };
    }
}
