namespace Dbwright.Sql;

/// <summary>What operators stand between: literals, names, parentheses, constructors.</summary>
internal sealed class PrimaryGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlExpression> expressions = new();
    private readonly Scratch<SqlExpression.CaseBranch> branches = new();

    /// <summary>An operand.</summary>
    public SqlExpression Read()
    {
        var start = Tokens.Start;
        var token = Tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Tokens.Skip();
                return new SqlExpression.Literal(NumberKind(token), Tokens.Pool.Of(Tokens.TextOf(token)), Tokens.From(start));
            case TokenKind.Text:
                return Text();
            case TokenKind.Bits:
                Tokens.Skip();
                return new SqlExpression.Literal(
                    SqlExpression.LiteralKind.Bits,
                    Tokens.Pool.Of(Tokens.TextOf(token)),
                    Tokens.From(start)
                );
            case TokenKind.Parameter:
                Tokens.Skip();
                var parameter = new SqlExpression.ParameterMark(Tokens.Pool.Of(Tokens.TextOf(token)), Tokens.From(start));
                return Indirection(parameter, start);
            case TokenKind.Variable:
                Tokens.Skip();
                return new SqlExpression.Variable(Tokens.Pool.Of(Tokens.TextOf(token)), Tokens.From(start));
            case TokenKind.QuotedName:
                return Named();
            case TokenKind.Word:
                return token.Word == 0 ? Named() : Word();
            case TokenKind.Sign:
                return Sign();
            default:
                return Missing();
        }
    }

    /// <summary>The operand that should be here and is not.</summary>
    public SqlExpression Missing()
    {
        var start = Tokens.Start;
        Tokens.Fail("an expression");
        return new SqlExpression.Unparsed(new(start, 0));
    }

    /// <summary>A query or an expression in parentheses.</summary>
    public SqlExpression QueryOrExpressionInParentheses()
    {
        var start = Tokens.Start;
        if (Grammar.Queries.TryInParentheses(out var query))
        {
            return new SqlExpression.Subquery(query, Tokens.From(start));
        }

        return Grammar.Expressions.ReadOneInParentheses();
    }

    private SqlExpression.LiteralKind NumberKind(in Token token)
    {
        var text = Tokens.TextOf(token);
        return Tokens.IsMariaDb && text.Length > 1 && text[0] == '0' && text[1] is 'x' or 'b'
            ? SqlExpression.LiteralKind.Bits
            : SqlExpression.LiteralKind.Number;
    }

    private SqlExpression.Literal Text()
    {
        var token = Tokens.Current;
        var value = Literals.Value(Tokens.TextOf(token), Tokens.Dialect, Tokens.Pool);
        Tokens.Skip();
        while (Tokens.IsMariaDb && Tokens.Kind == TokenKind.Text)
        {
            value += Literals.Value(Tokens.TextOf(Tokens.Current), Tokens.Dialect, Tokens.Pool);
            Tokens.Skip();
        }

        if (Tokens.IsPostgreSql && Accept("uescape"))
        {
            _ = Tokens.Kind == TokenKind.Text;
            Tokens.Skip();
        }

        return new(SqlExpression.LiteralKind.Text, value, Tokens.From(token.Start));
    }

    private SqlExpression Sign()
    {
        var start = Tokens.Start;
        if (At("("))
        {
            return Parenthesised();
        }

        if (At(":") && Tokens.Ahead(1) is { Kind: TokenKind.Word } name && name.Start == start + 1 && !Tokens.IsSqlite)
        {
            Tokens.Skip();
            Tokens.Skip();
            return new SqlExpression.ParameterMark(
                Tokens.Pool.Of(Tokens.Source.AsSpan(start, Tokens.End - start)),
                Tokens.From(start)
            );
        }

        if (Tokens.IsMariaDb && At("{") && Tokens.Ahead(1).Kind == TokenKind.Word)
        {
            // The escapes of ODBC: {d '2020-01-01'}.
            Tokens.Skip();
            Tokens.Skip();
            var value = Expression();
            Expect("}");
            return value;
        }

        return Missing();
    }

    private SqlExpression Parenthesised()
    {
        var start = Tokens.Start;
        if (Grammar.Queries.TryInParentheses(out var query))
        {
            return Indirection(new SqlExpression.Subquery(query, Tokens.From(start)), start);
        }

        Tokens.Skip();
        var mark = expressions.Mark;
        expressions.Add(Expression());
        while (Accept(","))
        {
            expressions.Add(Expression());
        }

        Expect(")");
        var items = expressions.Take(mark);
        return items.Count == 1
            ? Indirection(items[0], start)
            : new SqlExpression.RowConstructor(items, false, Tokens.From(start));
    }

    /// <summary>Subscripts, slices and fields behind an operand.</summary>
    public SqlExpression Indirection(SqlExpression operand, int start)
    {
        while (Tokens.IsPostgreSql)
        {
            if (Accept("["))
            {
                operand = Subscript(operand, start);
            }
            else if (At(".") && operand is not SqlExpression.NameReference { Parts.Count: 0 })
            {
                Tokens.Skip();
                if (Accept("*"))
                {
                    return new SqlExpression.FieldSelection(operand, Grammar.Names.Missing(), Tokens.From(start));
                }

                operand = new SqlExpression.FieldSelection(operand, Grammar.Names.Label(), Tokens.From(start));
            }
            else
            {
                break;
            }
        }

        return operand;
    }

    private SqlExpression Subscript(SqlExpression operand, int start)
    {
        var from = At(":") ? null : Expression();
        if (!Accept(":"))
        {
            Expect("]");
            return new SqlExpression.Subscript(operand, from ?? Missing(), Tokens.From(start));
        }

        var to = At("]") ? null : Expression();
        Expect("]");
        return new SqlExpression.Slice(operand, from, to, Tokens.From(start));
    }

    private SqlExpression Word()
    {
        var start = Tokens.Start;
        var word = Tokens.Word;
        switch (word)
        {
            case "null" or "true" or "false":
                Tokens.Skip();
                var kind = word == "null" ? SqlExpression.LiteralKind.Null : SqlExpression.LiteralKind.Boolean;
                return new SqlExpression.Literal(kind, word, Tokens.From(start));
            case "default" when Tokens.WordAhead(1) != "(" && !Tokens.IsSqlite:
                Tokens.Skip();
                return new SqlExpression.Literal(SqlExpression.LiteralKind.Default, word, Tokens.From(start));
            case "case":
                return Case();
            case "exists" when Tokens.WordAhead(1) == "(":
                Tokens.Skip();
                return new SqlExpression.Exists(Grammar.Queries.ReadInParentheses(), Tokens.From(start));
            case "array" when Tokens.IsPostgreSql:
                Tokens.Skip();
                return Array(start);
            case "row" when Tokens.WordAhead(1) == "(" && !Tokens.IsSqlite:
                Tokens.Skip();
                Tokens.Skip();
                var items = At(")") ? [] : Grammar.Expressions.ReadList();
                Expect(")");
                return new SqlExpression.RowConstructor(items, true, Tokens.From(start));
        }

        return Grammar.Calls.Special(word) ?? Named();
    }

    private SqlExpression.Case Case()
    {
        var start = Tokens.Start;
        Tokens.Skip();
        var operand = At("when") ? null : Expression();
        var mark = branches.Mark;
        do
        {
            var from = Tokens.Start;
            Expect("when");
            var condition = Expression();
            Expect("then");
            branches.Add(new(condition, Expression(), Tokens.From(from)));
        } while (At("when"));

        var otherwise = Accept("else") ? Expression() : null;
        Expect("end");
        return new(operand, branches.Take(mark), otherwise, Tokens.From(start));
    }

    private SqlExpression Array(int start)
    {
        if (At("("))
        {
            return new SqlExpression.ArrayQuery(Grammar.Queries.ReadInParentheses(), Tokens.From(start));
        }

        if (!At("["))
        {
            Tokens.Fail("[");
        }

        return ArrayItems(start);
    }

    private SqlExpression.ArrayConstructor ArrayItems(int start)
    {
        Expect("[");
        var mark = expressions.Mark;
        if (!At("]") && Tokens.Enter())
        {
            do
            {
                expressions.Add(At("[") ? ArrayItems(Tokens.Start) : Expression());
            } while (Accept(","));
            Tokens.Leave();
        }

        Expect("]");
        return new(expressions.Take(mark), Tokens.From(start));
    }

    private SqlExpression Named()
    {
        var start = Tokens.Start;
        var token = Tokens.Current;
        var next = Tokens.Ahead(1);
        var nextWord = WordTable.Text(next.Word);
        var isName = Grammar.Names.IsName(token, WordUse.Column);
        var isFunction =
            Grammar.Names.IsName(token, WordUse.Function)
            || (Tokens.IsMariaDb && nextWord == "(" && CallGrammar.IsFunction(Tokens.Word));
        if (!isName && !(isFunction && (nextWord == "(" || next.Kind == TokenKind.Text)))
        {
            return Missing();
        }

        // _utf8mb4'text' of MariaDB.
        if (
            Tokens.IsMariaDb
            && token.Kind == TokenKind.Word
            && next.Kind is TokenKind.Text or TokenKind.Bits
            && Tokens.TextOf(token)[0] == '_'
        )
        {
            Tokens.Skip();
            var text = (SqlExpression.Literal)Read();
            return text with { Span = Tokens.From(start) };
        }

        var name = Grammar.Names.Qualified(Grammar.Names.Take());
        if (At("(") && (name.Parts.Count > 1 || isFunction))
        {
            var call = Grammar.Calls.Plain(name, start);
            return Tokens.IsPostgreSql && Tokens.Kind == TokenKind.Text && call.Details is null ? Typed(call, start) : call;
        }

        if (At(".") && Tokens.WordAhead(1) == "*")
        {
            Tokens.Skip();
            Tokens.Skip();
            return new SqlExpression.Star(name.Parts, Tokens.From(start));
        }

        if (Tokens.Kind == TokenKind.Text && (Tokens.IsPostgreSql || (Tokens.IsMariaDb && IsTypedLiteral(name))))
        {
            var value = Text();
            var type = new SqlType(name.ToString(), [], 0, [], name.Span);
            return new SqlExpression.Cast(value, type, Tokens.From(start));
        }

        return Indirection(new SqlExpression.NameReference(name.Parts, name.Span), start);
    }

    // numeric(10, 2) '1.50'
    private SqlExpression.Cast Typed(SqlExpression.Call call, int start)
    {
        var mark = expressions.Mark;
        foreach (var argument in call.Arguments.AsSpan())
        {
            expressions.Add(argument.Value);
        }

        var type = new SqlType(call.Function.ToString(), expressions.Take(mark), 0, [], call.Span);
        return new(Text(), type, Tokens.From(start));
    }

    private static bool IsTypedLiteral(SqlObjectName name) =>
        name.Parts.Count == 1 && (name.Parts[0].Is("date") || name.Parts[0].Is("time") || name.Parts[0].Is("timestamp"));
}
