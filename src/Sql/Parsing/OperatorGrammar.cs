using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Expressions: operators by their strength, as each engine defines it.</summary>
internal sealed class OperatorGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlExpression> expressions = new();
    private readonly BindingPowers powers = new(grammar.Cursor);

    /// <summary>Expressions separated by commas.</summary>
    public Sequence<SqlExpression> ReadList() => List(Tokens, expressions, () => Read());

    /// <summary>Expressions in parentheses.</summary>
    public Sequence<SqlExpression> ReadInParentheses() => InParentheses(Tokens, expressions, () => Read());

    /// <summary>An expression in parentheses.</summary>
    public SqlExpression ReadOneInParentheses()
    {
        Expect("(");
        var expression = Read();
        Expect(")");
        return expression;
    }

    /// <summary>An expression without and, or, in, like and other words, where these would be ambiguous.</summary>
    public SqlExpression ReadRestricted() => Read(0, restricted: true);

    /// <summary>An expression whose operators are at least this strong.</summary>
    public SqlExpression Read(int least = 0, bool restricted = false)
    {
        var start = Tokens.Start;
        if (!Tokens.Enter())
        {
            return new SqlExpression.Unparsed(new(start, 0));
        }

        var left = Prefix(restricted);
        var blocked = 0;
        while (!Tokens.Failed)
        {
            var power = powers.OfNext(restricted);
            if (power == 0 || power < least)
            {
                break;
            }

            if (power == blocked)
            {
                Tokens.Fail("parentheses: this operator does not chain");
                break;
            }

            var (before, isOpen) = (left, true);
            left = Infix(left, start, power, restricted, ref isOpen);
            blocked = isOpen && powers.IsNonAssociative(power) ? power : 0;
            if (ReferenceEquals(before, left))
            {
                break;
            }
        }

        Tokens.Leave();
        return left;
    }

    private SqlExpression Prefix(bool restricted)
    {
        var start = Tokens.Start;
        var word = Tokens.Word;
        var power = powers.OfPrefix(word);
        if (power == 0 || (word == "not" && restricted))
        {
            return Grammar.Primaries.Read();
        }

        var name = Operator();
        var operand = Read(power, restricted);
        return new SqlExpression.Unary(name, operand, Tokens.From(start));
    }

    /// <summary>The name of the operator that is next: qualified ones with their schema.</summary>
    public string Operator()
    {
        if (Tokens.IsPostgreSql && Accept("operator"))
        {
            Expect("(");
            var from = Tokens.Position;
            while (Tokens.Kind is TokenKind.Word or TokenKind.QuotedName && Tokens.WordAhead(1) == ".")
            {
                Tokens.Skip();
                Tokens.Skip();
            }

            if (Tokens.Kind != TokenKind.Operator)
            {
                Tokens.Fail("an operator");
                return "";
            }

            Tokens.Skip();
            var name = Tokens.Plain(from, Tokens.Position);
            Expect(")");
            return name;
        }

        var token = Tokens.Current;
        Tokens.Skip();
        return Canonical(token.Word == 0 ? Tokens.Pool.Of(Tokens.TextOf(token)) : WordTable.Text(token.Word));
    }

    private string Canonical(string name) =>
        name switch
        {
            "!=" => "<>",
            "==" => "=",
            "&&" when Tokens.IsMariaDb => "and",
            "||" when Tokens.IsMariaDb => "or",
            "mod" => "%",
            _ => name,
        };

    private SqlExpression Infix(SqlExpression left, int start, int power, bool restricted, ref bool isOpen)
    {
        var isNegated = Tokens.Word == "not" && Accept("not");
        switch (Tokens.Word)
        {
            case "is":
                Tokens.Skip();
                return Is(left, start, power, ref isOpen);
            case "isnull":
                Tokens.Skip();
                isOpen = false;
                return new SqlExpression.Is(left, SqlExpression.TestKind.Null, false, Tokens.From(start));
            case "notnull":
                Tokens.Skip();
                isOpen = false;
                return new SqlExpression.Is(left, SqlExpression.TestKind.Null, true, Tokens.From(start));
            case "null" when isNegated:
                Tokens.Skip();
                isOpen = false;
                return new SqlExpression.Is(left, SqlExpression.TestKind.Null, true, Tokens.From(start));
            case "between":
                Tokens.Skip();
                return Between(left, start, power, isNegated);
            case "in":
                Tokens.Skip();
                isOpen = false;
                return In(left, start, isNegated);
            case "like" or "ilike" or "similar" or "regexp" or "rlike" or "glob" or "match" or "sounds":
                return Match(left, start, power, isNegated);
            case "collate":
                Tokens.Skip();
                var collation =
                    Tokens.IsMariaDb && Accept("binary")
                        ? new SqlObjectName([new("binary", false, new(Tokens.End - 6, 6))], new(Tokens.End - 6, 6))
                        : Grammar.Names.Function("the name of a collation");
                return new SqlExpression.Collate(left, collation, Tokens.From(start));
            case "at" when Tokens.IsPostgreSql:
                Tokens.Skip();
                if (Accept("local"))
                {
                    return new SqlExpression.AtTimeZone(left, null, Tokens.From(start));
                }

                Expect("time", "zone");
                return new SqlExpression.AtTimeZone(left, Read(power + 1, restricted), Tokens.From(start));
            case "::":
                Tokens.Skip();
                return new SqlExpression.Cast(left, Grammar.Types.Read(), Tokens.From(start));
            case "member":
                Tokens.Skip();
                Accept("of");
                return new SqlExpression.Binary(left, "member of", ReadOneInParentheses(), Tokens.From(start));
        }

        var name = Operator();
        if (At("any") || At("some") || At("all"))
        {
            return Quantified(left, name, start);
        }

        return new SqlExpression.Binary(
            left,
            name,
            Read(power == BindingPowers.Assignment ? power : power + 1, restricted),
            Tokens.From(start)
        );
    }

    private SqlExpression.Quantified Quantified(SqlExpression left, string name, int start)
    {
        var isAll = At("all");
        Tokens.Skip();
        if (!At("("))
        {
            Tokens.Fail("(");
        }

        var values = Grammar.Primaries.QueryOrExpressionInParentheses();
        return new SqlExpression.Quantified(left, name, isAll, values, Tokens.From(start));
    }

    private SqlExpression Is(SqlExpression left, int start, int power, ref bool isOpen)
    {
        var isNegated = Accept("not");
        if (Accept("distinct", "from"))
        {
            return new SqlExpression.IsDistinctFrom(left, Read(power + 1), isNegated, Tokens.From(start));
        }

        SqlExpression.TestKind? kind = Tokens.Word switch
        {
            "null" => SqlExpression.TestKind.Null,
            "true" => SqlExpression.TestKind.True,
            "false" => SqlExpression.TestKind.False,
            "unknown" when !Tokens.IsSqlite => SqlExpression.TestKind.Unknown,
            "document" when Tokens.IsPostgreSql => SqlExpression.TestKind.Document,
            "normalized" when Tokens.IsPostgreSql => SqlExpression.TestKind.Normalized,
            "json" when Tokens.IsPostgreSql => SqlExpression.TestKind.Json,
            "nfc" or "nfd" or "nfkc" or "nfkd" when Tokens.IsPostgreSql => SqlExpression.TestKind.Normalized,
            _ => null,
        };

        // In SQLite "is" compares any two values; "is null + 1" is such a comparison, rare enough to read its literal alone.
        if (kind is null && Tokens.IsSqlite)
        {
            return new SqlExpression.IsDistinctFrom(left, Read(power + 1), !isNegated, Tokens.From(start));
        }

        isOpen = false;
        if (kind is null)
        {
            Tokens.Fail("null, true, false, unknown or distinct from");
            return left;
        }

        Form(kind.Value);
        return new SqlExpression.Is(left, kind.Value, isNegated, Tokens.From(start));
    }

    private void Form(SqlExpression.TestKind kind)
    {
        var form = Tokens.Word;
        Tokens.Skip();
        if (kind == SqlExpression.TestKind.Normalized && form != "normalized")
        {
            Expect("normalized");
        }
        else if (kind == SqlExpression.TestKind.Json)
        {
            _ = Accept("value") || Accept("array") || Accept("object") || Accept("scalar");
            if (Accept("with", "unique") || Accept("without", "unique"))
            {
                Accept("keys");
            }
        }
    }

    private SqlExpression.Between Between(SqlExpression left, int start, int power, bool isNegated)
    {
        var isSymmetric = Accept("symmetric");
        if (!isSymmetric)
        {
            Accept("asymmetric");
        }

        var low = Tokens.IsPostgreSql ? ReadRestricted() : Read(power + 1);
        Expect("and");
        return new(left, low, Read(power + 1), isNegated, isSymmetric, Tokens.From(start));
    }

    private SqlExpression In(SqlExpression left, int start, bool isNegated)
    {
        if (!At("("))
        {
            if (Tokens.IsSqlite)
            {
                return new SqlExpression.InTable(left, Grammar.Primaries.Read(), isNegated, Tokens.From(start));
            }

            Tokens.Fail("(");
            return left;
        }

        if (Grammar.Queries.TryInParentheses(out var query))
        {
            return new SqlExpression.InQuery(left, query, isNegated, Tokens.From(start));
        }

        Expect("(");
        var items = Tokens.IsSqlite && At(")") ? [] : ReadList();
        Expect(")");
        return new SqlExpression.InList(left, items, isNegated, Tokens.From(start));
    }

    private SqlExpression Match(SqlExpression left, int start, int power, bool isNegated)
    {
        var (name, kind) = Tokens.Word switch
        {
            "like" => ("like", SqlExpression.MatchKind.Like),
            "ilike" => ("ilike", SqlExpression.MatchKind.ILike),
            "similar" => ("similar to", SqlExpression.MatchKind.SimilarTo),
            "glob" => ("glob", SqlExpression.MatchKind.Glob),
            "match" => ("match", SqlExpression.MatchKind.Match),
            "sounds" => ("sounds like", SqlExpression.MatchKind.SoundsLike),
            _ => ("regexp", SqlExpression.MatchKind.RegExp),
        };
        Tokens.Skip();
        if (kind == SqlExpression.MatchKind.SimilarTo)
        {
            Expect("to");
        }
        else if (kind == SqlExpression.MatchKind.SoundsLike)
        {
            Expect("like");
        }

        if (Tokens.IsPostgreSql && (At("any") || At("some") || At("all")))
        {
            return Quantified(left, isNegated ? $"not {name}" : name, start);
        }

        var pattern = Read(power + 1);
        var escape = Accept("escape") ? Read(power + 1) : null;
        return new SqlExpression.Matches(kind, left, pattern, escape, isNegated, Tokens.From(start));
    }
}
