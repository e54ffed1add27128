using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>How often the value of an expression of PostgreSQL has to be computed for many rows.</summary>
internal enum Volatility
{
    /// <summary>Once for a statement.</summary>
    Stable,

    /// <summary>It depends on a function that the texts do not show.</summary>
    Unknown,

    /// <summary>For each row.</summary>
    Volatile,
}

/// <summary>Tells the volatility of expressions.</summary>
internal static class ExpressionVolatility
{
    /// <summary>The volatility of an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="earlier">Statements that may have created functions.</param>
    /// <param name="function">The function that decides; empty for none.</param>
    public static Volatility Of(SqlExpression expression, IReadOnlyList<SeenStatement> earlier, out string function)
    {
        var result = Volatility.Stable;
        function = "";
        foreach (var node in expression.DescendantsAndSelf())
        {
            if (node is not SqlExpression.Call call)
            {
                continue;
            }

            var one = OfFunction(call.Function, earlier);
            if (one > result)
            {
                (result, function) = (one, call.Function.ToString());
            }
        }

        return result;
    }

    private static Volatility OfFunction(SqlObjectName name, IReadOnlyList<SeenStatement> earlier)
    {
        if (IsVolatile(name.Name))
        {
            return Volatility.Volatile;
        }

        if (name.Schema is null or "pg_catalog" && IsStable(name.Name))
        {
            return Volatility.Stable;
        }

        foreach (var seen in earlier)
        {
            if (seen.Statement is CreateRoutineStatement routine && routine.Name.Name == name.Name)
            {
                return routine.Options.Any(o => o.Name is "immutable" or "stable") ? Volatility.Stable : Volatility.Volatile;
            }
        }

        return Volatility.Unknown;
    }

    /// <summary>Whether PostgreSQL's own function, or one of its best known extensions, gives another value each time.</summary>
    public static bool IsVolatile(string function) =>
        function
            is "random"
                or "random_normal"
                or "clock_timestamp"
                or "timeofday"
                or "gen_random_uuid"
                or "uuidv4"
                or "uuidv7"
                or "gen_random_bytes"
                or "uuid_generate_v1"
                or "uuid_generate_v1mc"
                or "uuid_generate_v4"
                or "nextval"
                or "currval"
                or "lastval"
                or "setval"
                or "pg_sleep"
                or "set_config"
                or "txid_current"
                or "pg_current_xact_id"
                or "gen_salt";

    private static bool IsStable(string function) =>
        function
            is "now"
                or "current_timestamp"
                or "current_date"
                or "current_time"
                or "localtime"
                or "localtimestamp"
                or "current_user"
                or "session_user"
                or "user"
                or "current_role"
                or "current_schema"
                or "current_database"
                or "current_setting"
                or "transaction_timestamp"
                or "statement_timestamp"
                or "coalesce"
                or "nullif"
                or "greatest"
                or "least"
                or "lower"
                or "upper"
                or "length"
                or "concat"
                or "concat_ws"
                or "format"
                or "substring"
                or "substr"
                or "left"
                or "right"
                or "trim"
                or "btrim"
                or "ltrim"
                or "rtrim"
                or "replace"
                or "md5"
                or "encode"
                or "decode"
                or "date_trunc"
                or "date_part"
                or "extract"
                or "to_char"
                or "to_date"
                or "to_timestamp"
                or "timezone"
                or "age"
                or "make_date"
                or "make_interval"
                or "make_timestamp"
                or "make_timestamptz"
                or "abs"
                or "round"
                or "floor"
                or "ceil"
                or "power"
                or "mod"
                or "jsonb_build_object"
                or "jsonb_build_array"
                or "json_build_object"
                or "json_build_array"
                or "to_json"
                or "to_jsonb"
                or "to_tsvector"
                or "string_to_array"
                or "array_fill"
                or "int4range"
                or "int8range"
                or "numrange"
                or "tsrange"
                or "tstzrange"
                or "daterange"
                or "row"
                or "point"
                or "hstore"
                or "inet_client_addr";
}
