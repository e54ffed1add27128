namespace Dbwright.Sql;

/// <summary>Literals that begin with the name of a type, and intervals.</summary>
internal sealed partial class CallGrammar
{
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
}
