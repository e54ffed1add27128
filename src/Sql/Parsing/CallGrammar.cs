using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Calls of functions: plain ones, and the special forms of the standard and of each engine.</summary>
internal sealed class CallGrammar(Grammar grammar) : GrammarPart(grammar)
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

    private static bool IsUnitOrType(string word) =>
        word
            is "interval"
                or "bigint"
                or "bit"
                or "boolean"
                or "char"
                or "character"
                or "dec"
                or "decimal"
                or "double"
                or "float"
                or "int"
                or "integer"
                or "national"
                or "nchar"
                or "numeric"
                or "real"
                or "smallint"
                or "time"
                or "timestamp"
                or "varchar";

    // Names of types that are keywords: only before a string.
    private SqlExpression.Cast? TypedLiteral(int start)
    {
        if (At("double") && Tokens.WordAhead(1) != "precision")
        {
            return null;
        }

        if (Tokens.Try(Grammar.Types.Read, out var type, () => Tokens.Kind == TokenKind.Text))
        {
            var value = Grammar.Primaries.Read();
            return new SqlExpression.Cast(value, type, Tokens.From(start));
        }

        return null;
    }

    private SqlExpression.Interval? Interval(int start)
    {
        if (Tokens.IsPostgreSql)
        {
            var precise = Tokens.WordAhead(1) == "(";
            if (!precise && Tokens.Ahead(1).Kind != TokenKind.Text)
            {
                return null;
            }

            Tokens.Skip();
            if (precise)
            {
                Grammar.Expressions.ReadInParentheses();
            }

            if (Tokens.Kind != TokenKind.Text)
            {
                Tokens.Fail("a string");
            }

            var text = Grammar.Primaries.Read();
            return new SqlExpression.Interval(text, Grammar.Types.IntervalFields(), Tokens.From(start));
        }

        var position = Tokens.Position;

        // interval(a, b, c) is a function; with a unit behind it, an interval.
        if (
            Tokens.WordAhead(1) == "("
            && !Tokens.Try(
                () =>
                {
                    Tokens.Skip();
                    return Grammar.Expressions.ReadOneInParentheses();
                },
                out _,
                () => Tokens.Kind == TokenKind.Word && !At("and") && !At("or")
            )
        )
        {
            return null;
        }

        Tokens.Position = position;
        Tokens.Skip();
        var value = Expression();
        var unit = Tokens.Pool.Lower(Tokens.TextOf(Tokens.Current));
        if (Tokens.Kind != TokenKind.Word)
        {
            Tokens.Fail("a unit of time");
        }

        Tokens.Skip();
        return new SqlExpression.Interval(value, unit, Tokens.From(start));
    }

    private SqlExpression.Call? Bare(string word, int start)
    {
        var next = Tokens.WordAhead(1);
        if (
            (next == "(" && word == "current_schema")
            || (
                word is "user" or "session_user" or "system_user" or "current_catalog" or "current_schema" && !Tokens.IsPostgreSql
            )
            || (word is "utc_date" or "utc_time" or "utc_timestamp" && !Tokens.IsMariaDb)
            || (Tokens.IsSqlite && !(word is "current_date" or "current_time" or "current_timestamp"))
        )
        {
            return null;
        }

        Tokens.Skip();
        var name = new SqlObjectName([new(word, false, Tokens.From(start))], Tokens.From(start));
        Sequence<SqlExpression.Argument> list = [];
        var takesPrecision = Tokens.IsMariaDb || word is "current_time" or "current_timestamp" or "localtime" or "localtimestamp";
        if (takesPrecision && !Tokens.IsSqlite && Accept("("))
        {
            list = At(")") && Tokens.IsMariaDb ? [] : Arguments();
            Expect(")");
        }

        return new SqlExpression.Call(name, list, new(Tokens.From(start)) { IsBare = true }, Tokens.From(start));
    }

    private SqlExpression.Cast Cast(int start)
    {
        Tokens.Skip();
        Expect("(");
        var operand = Expression();
        Expect("as");
        var type = Grammar.Types.Read();
        Expect(")");
        return new(operand, type, Tokens.From(start));
    }

    private SqlExpression Convert(int start)
    {
        Tokens.Skip();
        Expect("(");
        var operand = Expression();
        if (Accept("using"))
        {
            var from = Tokens.Start;
            var set = Accept("binary") ? "binary" : Grammar.Names.Label("a character set").Value;
            var literal = new SqlExpression.Literal(SqlExpression.LiteralKind.Text, set, Tokens.From(from));
            Expect(")");
            return Of("convert", start, [operand, literal]);
        }

        Expect(",");
        var type = Grammar.Types.Read();
        Expect(")");
        return new SqlExpression.Cast(operand, type, Tokens.From(start));
    }

    // extract(f from x), position(a in b), overlay(a placing b from c for d), substring(a from b for c), trim(leading a from b)
    private SqlExpression.Call Standard(string word, int start)
    {
        var name = Grammar.Names.Take();
        Expect("(");
        var mark = arguments.Mark;
        if (word == "extract")
        {
            var from = Tokens.Start;
            var field =
                Tokens.Kind == TokenKind.Text
                    ? Grammar.Primaries.Read() is SqlExpression.Literal l
                        ? l.Value
                        : ""
                    : Grammar.Names.Label("a field").Value;
            Add(new SqlExpression.Literal(SqlExpression.LiteralKind.Text, field.ToLowerInvariant(), Tokens.From(from)));
            Expect("from");
            Add(Expression());
        }
        else if (word == "position")
        {
            Add(Tokens.IsPostgreSql ? Grammar.Expressions.ReadRestricted() : Grammar.Expressions.Read(70));
            Expect("in");
            Add(Tokens.IsPostgreSql ? Grammar.Expressions.ReadRestricted() : Expression());
        }
        else if (word == "trim" && (At("leading") || At("trailing") || At("both") || !At(")")))
        {
            name = Trim(name);
        }
        else if (!At(")"))
        {
            Add(Expression());
            if (At("similar"))
            {
                Tokens.Skip();
                Add(Expression());
                Expect("escape");
                Add(Expression());
            }

            while (Accept("placing") || Accept("from") || Accept("for") || Accept(","))
            {
                Add(Expression());
            }
        }

        Expect(")");
        var list = arguments.Take(mark);
        return new SqlExpression.Call(new([name], name.Span), list, Behind(null), Tokens.From(start));
    }

    private SqlName Trim(SqlName name)
    {
        var side = At("leading") || At("trailing") || At("both") ? Tokens.Word : "";
        if (side.Length > 0)
        {
            Tokens.Skip();
            name = name with { Value = side == "both" ? "trim" : $"trim {side}" };
        }

        var first = At("from") ? null : Expression();
        if (Accept("from"))
        {
            Add(Expression());
        }
        else if (first is not null)
        {
            Add(first);
            first = null;
        }

        if (first is not null)
        {
            Add(first);
        }

        while (Accept(","))
        {
            Add(Expression());
        }

        return name;
    }

    private void Add(SqlExpression value) => arguments.Add(new(null, value, false, value.Span));

    private SqlExpression.MatchAgainst MatchAgainst(int start)
    {
        Tokens.Skip();
        var columns = Grammar.Expressions.ReadInParentheses();
        Expect("against");
        Expect("(");
        var against = Grammar.Expressions.Read(70);
        var from = Tokens.Position;
        while (!Tokens.AtEnd && !At(")"))
        {
            Tokens.Skip();
        }

        var mode = Tokens.Plain(from, Tokens.Position);
        Expect(")");
        return new(columns, against, mode, Tokens.From(start));
    }

    private SqlExpression.Call NextValue(int start, string function)
    {
        Tokens.Skip();
        Tokens.Skip();
        Tokens.Skip();
        var from = Tokens.Start;
        var sequence = Grammar.Names.Object("the name of a sequence");
        return Of(function, start, [new SqlExpression.NameReference(sequence.Parts, Tokens.From(from))]);
    }

    private SqlExpression.Call Raise(int start)
    {
        var name = Grammar.Names.Take();
        Expect("(");
        var mark = arguments.Mark;
        var from = Tokens.Start;
        var action = Grammar.Names.Label("ignore, rollback, abort or fail").Value;
        Add(new SqlExpression.Literal(SqlExpression.LiteralKind.Text, action.ToLowerInvariant(), Tokens.From(from)));
        if (Accept(","))
        {
            Add(Expression());
        }

        Expect(")");
        return new SqlExpression.Call(new([name], name.Span), arguments.Take(mark), null, Tokens.From(start));
    }

    // The functions of XML and JSON have clauses of their own; of these only the expressions are kept, in their order.
    private SqlExpression.Call Loose(int start)
    {
        var name = Grammar.Names.Take();
        Expect("(");
        var mark = arguments.Mark;
        while (!At(")") && !Tokens.AtEnd)
        {
            if (Accept("as") || Accept("returning"))
            {
                Grammar.Types.Read();
            }
            else if (At("name") && Tokens.Ahead(1).Kind is TokenKind.Word or TokenKind.QuotedName)
            {
                Tokens.Skip();
                Tokens.Skip();
            }
            else if (IsClause(Tokens.Word) && Tokens.WordAhead(1) != "(")
            {
                Tokens.Skip();
            }
            else if (At(",") || At(":") || At(")"))
            {
                Tokens.Skip();
            }
            else if (At("order", "by"))
            {
                Grammar.Clauses.OrderBy();
            }
            else if (IsQueryNext())
            {
                Grammar.Queries.Read();
            }
            else if (Accept("xmlattributes") || Accept("columns") || Accept("nested"))
            {
                SkipDefinitions();
            }
            else
            {
                Add(Expression());
            }
        }

        Expect(")");
        var details = Behind(null);
        return new SqlExpression.Call(new([name], name.Span), arguments.Take(mark), details, Tokens.From(start));
    }

    // Columns stand in parentheses, but for those of xmltable, which go up to the end.
    private void SkipDefinitions()
    {
        if (Accept("("))
        {
            SkipToClose();
            return;
        }

        for (var open = 0; !Tokens.AtEnd && !(open == 0 && At(")")); Tokens.Skip())
        {
            open +=
                At("(") ? 1
                : At(")") ? -1
                : 0;
        }
    }

    private bool IsQueryNext() =>
        At("select")
        || At("values")
        || (At("with") && Tokens.WordAhead(1) is not ("unique" or "wrapper" or "conditional" or "unconditional" or "array"));

    private static bool IsClause(string word) =>
        word
            is "name"
                or "document"
                or "content"
                or "strip"
                or "preserve"
                or "whitespace"
                or "version"
                or "standalone"
                or "yes"
                or "no"
                or "value"
                or "key"
                or "keys"
                or "unique"
                or "with"
                or "without"
                or "array"
                or "wrapper"
                or "conditional"
                or "unconditional"
                or "quotes"
                or "omit"
                or "keep"
                or "on"
                or "error"
                or "empty"
                or "null"
                or "absent"
                or "default"
                or "object"
                or "passing"
                or "by"
                or "ref"
                or "format"
                or "encoding"
                or "true"
                or "false"
                or "unknown"
                or "indent"
                or "nfc"
                or "nfd"
                or "nfkc"
                or "nfkd"
                or "scalar"
                or "string"
                or "path";

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
