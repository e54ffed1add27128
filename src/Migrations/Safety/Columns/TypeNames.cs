using System.Globalization;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Types under the one name that an engine has for them, whichever of several was written.</summary>
internal static class TypeNames
{
    /// <summary>The name of a PostgreSQL type as its catalogue has it: <c>int4</c> is <c>integer</c>.</summary>
    public static string PostgreSql(SqlType type)
    {
        var name = type.Name.StartsWith("pg_catalog.", StringComparison.Ordinal) ? type.Name["pg_catalog.".Length..] : type.Name;
        return name switch
        {
            "int" or "int4" => "integer",
            "int8" => "bigint",
            "int2" => "smallint",
            "serial4" => "serial",
            "serial8" => "bigserial",
            "serial2" => "smallserial",
            "varchar" or "char varying" => "character varying",
            "char" or "bpchar" => "character",
            "decimal" or "dec" => "numeric",
            "float4" => "real",
            "float8" or "float" => "double precision",
            "bool" => "boolean",
            "timestamptz" => "timestamp with time zone",
            "timestamp without time zone" => "timestamp",
            "timetz" => "time with time zone",
            "time without time zone" => "time",
            "varbit" => "bit varying",
            _ => name,
        };
    }

    /// <summary>The name of a type of MariaDB or MySQL as <c>show create table</c> has it, without length and attributes.</summary>
    public static string MySql(SqlType type) =>
        type.Name switch
        {
            "integer" or "int4" => "int",
            "int1" or "bool" or "boolean" => "tinyint",
            "int2" => "smallint",
            "int3" or "middleint" => "mediumint",
            "int8" => "bigint",
            "dec" or "numeric" or "fixed" => "decimal",
            "character varying" or "char varying" or "varcharacter" => "varchar",
            "character" => "char",
            "real" or "double precision" or "float8" => "double",
            "float4" => "float",
            _ => type.Name,
        };

    /// <summary>A number in the parentheses of a type; <see langword="null"/> when there is none.</summary>
    public static int? Argument(SqlType type, int index = 0) =>
        type.Arguments.Count > index
        && type.Arguments[index] is SqlExpression.Literal { Kind: SqlExpression.LiteralKind.Number } number
        && int.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>Whether the type is one that PostgreSQL numbers by itself.</summary>
    public static bool IsSerial(SqlType? type) =>
        type is not null && PostgreSql(type) is "serial" or "bigserial" or "smallserial";

    /// <summary>The bytes of a whole number; <see langword="null"/> for other types.</summary>
    public static int? IntegerBytes(SqlType type) =>
        type.Name switch
        {
            "tinyint" or "int1" => 1,
            "smallint" or "int2" or "smallserial" or "serial2" => 2,
            "mediumint" or "int3" => 3,
            "int" or "integer" or "int4" or "serial" or "serial4" => 4,
            "bigint" or "int8" or "bigserial" or "serial8" => 8,
            _ => null,
        };

    /// <summary>A type for people, on one line.</summary>
    public static string Show(SqlType type) =>
        type.Name
        + (
            type.Arguments.Count == 0
                ? ""
                : $"({string.Join(", ", type.Arguments.Select(a => a is SqlExpression.Literal l ? (l.Kind == SqlExpression.LiteralKind.Text ? $"'{l.Value}'" : l.Value) : "…"))})"
        )
        + (type.Attributes.Count == 0 ? "" : $" {string.Join(' ', type.Attributes)}")
        + string.Concat(Enumerable.Repeat("[]", type.Dimensions));
}
