using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Calls of functions: plain ones, and the special forms of the standard and of each engine.</summary>
internal sealed partial class CallGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlExpression.Argument> arguments = new();

    /// <summary>Whether a reserved word of MariaDB is also a function when a parenthesis follows.</summary>
    public static bool IsFunction(string word) =>
        word
            is "if"
                or "left"
                or "right"
                or "repeat"
                or "replace"
                or "insert"
                or "char"
                or "values"
                or "mod"
                or "schema"
                or "database"
                or "convert"
                or "interval"
                or "row_number"
                or "default"
                or "utc_date"
                or "utc_time"
                or "utc_timestamp"
                or "release"
                or "range"
                or "character"
                or "ignore"
                or "sql"
                or "over"
                or "force"
                or "usage";

    /// <summary>A special form; <see langword="null"/> when the word begins none here.</summary>
    public SqlExpression? Special(string word)
    {
        var start = Tokens.Start;
        var hasParenthesis = Tokens.WordAhead(1) == "(";
        if (!Tokens.IsSqlite && IsUnitOrType(word))
        {
            return word == "interval" ? Interval(start)
                : Tokens.IsPostgreSql ? TypedLiteral(start)
                : null;
        }

        switch (word)
        {
            case "current_date"
            or "current_time"
            or "current_timestamp"
            or "localtime"
            or "localtimestamp"
            or "current_user"
            or "current_role"
            or "session_user"
            or "system_user"
            or "user"
            or "current_catalog"
            or "current_schema"
            or "utc_date"
            or "utc_time"
            or "utc_timestamp":
                return Bare(word, start);
            case "cast" or "treat" or "try_cast" when hasParenthesis:
                return Cast(start);
            case "extract"
            or "position"
            or "overlay"
            or "substring"
            or "substr"
            or "trim" when hasParenthesis && !Tokens.IsSqlite:
                return Standard(word, start);
            case "convert" when Tokens.IsMariaDb && hasParenthesis:
                return Convert(start);
            case "match" when Tokens.IsMariaDb && hasParenthesis:
                return MatchAgainst(start);
            case "next" when Tokens.IsMariaDb && Tokens.At("next", "value", "for"):
                return NextValue(start, "nextval");
            case "previous" when Tokens.IsMariaDb && Tokens.At("previous", "value", "for"):
                return NextValue(start, "lastval");
            case "collation" when Tokens.IsPostgreSql && Tokens.WordAhead(1) == "for":
                Tokens.Skip();
                Tokens.Skip();
                return Of("collation for", start, [Grammar.Expressions.ReadOneInParentheses()]);
            case "grouping"
            or "coalesce"
            or "greatest"
            or "least"
            or "nullif"
            or "xmlconcat"
            or "json_scalar"
            or "merge_action" when Tokens.IsPostgreSql && hasParenthesis:
                return Plain(new([Grammar.Names.Take()], Tokens.From(start)), start);
            case "normalize"
            or "xmlelement"
            or "xmlparse"
            or "xmlforest"
            or "xmlpi"
            or "xmlroot"
            or "xmlserialize"
            or "xmlexists"
            or "xmltable"
            or "xmlnamespaces"
            or "json"
            or "json_array"
            or "json_arrayagg"
            or "json_exists"
            or "json_object"
            or "json_objectagg"
            or "json_query"
            or "json_serialize"
            or "json_table"
            or "json_value" when Tokens.IsPostgreSql && hasParenthesis:
                return Loose(start);
            case "weight_string" or "json_table" when Tokens.IsMariaDb && hasParenthesis:
                return Loose(start);
            case "raise" when Tokens.IsSqlite && hasParenthesis:
                return Raise(start);
            default:
                return null;
        }
    }

    /// <summary>The arguments of a plain call and what stands behind them.</summary>
    public SqlExpression.Call Plain(SqlObjectName name, int start)
    {
        Expect("(");
        SqlExpression.CallDetails? details = null;
        Sequence<SqlExpression.Argument> list = [];
        if (At("*") && Tokens.WordAhead(1) == ")")
        {
            var from = Tokens.Start;
            Tokens.Skip();
            list = [new(null, new SqlExpression.Star([], Tokens.From(from)), false, Tokens.From(from))];
        }
        else if (!At(")"))
        {
            var isDistinct = Accept("distinct");
            if (!isDistinct)
            {
                Accept("all");
            }

            if (!At("order"))
            {
                list = Arguments();
            }

            var order = Grammar.Clauses.OrderBy();
            if (isDistinct || order.Count > 0)
            {
                details = new(default) { IsDistinct = isDistinct, OrderBy = order };
            }

            if (Tokens.IsMariaDb)
            {
                details = MariaDbTail(details);
            }
        }

        Expect(")");
        details = Behind(details);
        return new SqlExpression.Call(
            name,
            list,
            details is null ? null : details with { Span = Tokens.From(start) },
            Tokens.From(start)
        );
    }

    private SqlExpression.CallDetails? MariaDbTail(SqlExpression.CallDetails? details)
    {
        if (Accept("separator"))
        {
            details = (details ?? new(default)) with { Separator = Expression() };
        }

        if (Accept("limit"))
        {
            Expression();
            _ = (Accept(",") || Accept("offset")) && Expression() is null;
        }

        // char(65 using utf8mb4)
        if (Accept("using"))
        {
            Grammar.Names.Label("a character set");
        }

        return details;
    }

    private SqlExpression.CallDetails? Behind(SqlExpression.CallDetails? details)
    {
        if (Tokens.IsPostgreSql || Tokens.IsSqlite || Tokens.IsMariaDb)
        {
            if (Accept("within", "group"))
            {
                Expect("(");
                details = (details ?? new(default)) with { WithinGroup = Grammar.Clauses.OrderBy() };
                Expect(")");
            }

            if (At("filter", "("))
            {
                Tokens.Skip();
                Tokens.Skip();
                Expect("where");
                details = (details ?? new(default)) with { Filter = Expression() };
                Expect(")");
            }
        }

        if (At("over") && (Tokens.WordAhead(1) == "(" || Tokens.Ahead(1).Kind is TokenKind.Word or TokenKind.QuotedName))
        {
            Tokens.Skip();
            details = (details ?? new(default)) with { Over = Grammar.Clauses.Over() };
        }

        return details;
    }

    private Sequence<SqlExpression.Argument> Arguments()
    {
        var mark = arguments.Mark;
        do
        {
            var start = Tokens.Start;
            var isVariadic = Accept("variadic");
            SqlName? name = null;
            if (Tokens.IsPostgreSql && Tokens.WordAhead(1) is "=>" or ":=" && Grammar.Names.AtLabel)
            {
                name = Grammar.Names.AnyName();
                Tokens.Skip();
            }

            arguments.Add(new(name, Expression(), isVariadic, Tokens.From(start)));
        } while (Accept(","));

        return arguments.Take(mark);
    }

    private void Add(SqlExpression value) => arguments.Add(new(null, value, false, value.Span));

    private SqlExpression.Call Of(string function, int start, ReadOnlySpan<SqlExpression> values)
    {
        var mark = arguments.Mark;
        foreach (var value in values)
        {
            Add(value);
        }

        var name = new SqlName(function, false, new(start, 0));
        return new(new([name], name.Span), arguments.Take(mark), null, Tokens.From(start));
    }
}
