using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Calls with words between their arguments, and functions without parentheses.</summary>
internal sealed partial class CallGrammar
{
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
}
