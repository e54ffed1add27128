using System.Text;

namespace Dbwright.Engines;

/// <summary>
/// One way of writing what SQLite keeps as it was typed: keywords and functions in lower case, columns as they were declared, names without
/// needless quotes, one space where one belongs, no parentheses around the whole.
/// </summary>
internal static class SqliteExpressionText
{
    private static readonly SqliteNames Names = new();

    // Operators made of words, and words that stand before or after operands: never columns, even where one has the name.
    private static readonly HashSet<string> Words = new(
        [
            "and",
            "or",
            "not",
            "in",
            "is",
            "isnull",
            "notnull",
            "like",
            "glob",
            "match",
            "regexp",
            "between",
            "case",
            "when",
            "then",
            "else",
            "end",
            "escape",
            "collate",
            "as",
            "distinct",
            "from",
            "select",
            "where",
            "exists",
            "over",
            "filter",
            "values",
            "union",
            "all",
            "intersect",
            "except",
            "order",
            "group",
            "by",
            "having",
            "limit",
            "offset",
            "join",
            "on",
            "with",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly string[] Operators = ["->>", "||", "<>", "<=", ">=", "!=", "==", "<<", ">>", "->"];

    private enum Sort
    {
        Operand,
        Word,
        Operator,
        Sign,
        Open,
        Close,
        Comma,
        Dot,
    }

    /// <summary>The expression in that form.</summary>
    /// <param name="sql">The expression.</param>
    /// <param name="columns">
    /// The columns it can name. A name in quotation marks that is none of them is a text, as SQLite takes it. None where it can name more
    /// than those of one table: then names stay as they are.
    /// </param>
    public static string Of(string sql, IReadOnlyCollection<string>? columns)
    {
        var text = Written(sql, columns);
        while (Inner(text) is { } inner)
        {
            text = inner;
        }

        return text;
    }

    private static string? Inner(string text)
    {
        var reader = new SqliteTokenReader(text);
        return
            text.StartsWith('(')
            && reader.Parenthesis() is { Length: > 0 } inner
            && reader.AtEnd
            && !inner.StartsWith("select ", StringComparison.Ordinal)
            && !inner.StartsWith("with ", StringComparison.Ordinal)
            && !inner.StartsWith("values ", StringComparison.Ordinal)
            ? inner
            : null;
    }

    private static string Written(string sql, IReadOnlyCollection<string>? columns)
    {
        var tokens = SqliteLexer.Read(sql);
        var text = new StringBuilder();
        var before = Sort.Open;
        var glued = true;
        for (var i = 0; tokens[i].Kind != SqliteTokenKind.End; i++)
        {
            var (piece, sort) = Piece(tokens, ref i, columns, before);
            var isCall = sort == Sort.Open && before == Sort.Operand;
            // Two minus signs side by side would begin a remark.
            var isApart = !glued && !isCall && sort is not (Sort.Close or Sort.Comma or Sort.Dot);
            if (isApart || (piece == "-" && text.Length > 0 && text[^1] == '-'))
            {
                text.Append(' ');
            }

            text.Append(piece);
            glued = sort is Sort.Open or Sort.Dot or Sort.Sign;
            before = sort == Sort.Sign ? Sort.Operator : sort;
        }

        return text.ToString();
    }

    private static (string Text, Sort Sort) Piece(
        List<SqliteToken> tokens,
        ref int at,
        IReadOnlyCollection<string>? columns,
        Sort before
    )
    {
        var token = tokens[at];
        var next = tokens[at + 1];
        switch (token.Kind)
        {
            case SqliteTokenKind.Comment:
                return ($"/* {token.Value.Trim().Replace("*/", "* /")} */", Sort.Word);
            case SqliteTokenKind.Text:
                return (token.Value, Sort.Operand);
            case SqliteTokenKind.Name:
                var isText =
                    columns is not null
                    && before is not (Sort.Dot or Sort.Word)
                    && !next.Is("(")
                    && !next.Is(".")
                    && Declared(token.Value, columns) is null;
                return (
                    isText ? Names.Literal(token.Value) : Names.Quote(Declared(token.Value, columns) ?? token.Value),
                    Sort.Operand
                );
            case SqliteTokenKind.Word:
                return Word(tokens, ref at, columns, before);
            default:
                return Symbol(tokens, ref at, before);
        }
    }

    private static (string Text, Sort Sort) Word(
        List<SqliteToken> tokens,
        ref int at,
        IReadOnlyCollection<string>? columns,
        Sort before
    )
    {
        var word = tokens[at].Value;
        var next = tokens[at + 1];
        if (char.IsAsciiDigit(word[0]))
        {
            return (Number(tokens, ref at), Sort.Operand);
        }

        var isCalled = next.Is("(");
        var isInfix = word.ToLowerInvariant() is "like" or "glob" or "match" or "regexp" && isCalled;
        if (before != Sort.Dot && Words.Contains(word) && !(isInfix && before is not (Sort.Operand or Sort.Close)))
        {
            return (word.ToLowerInvariant(), Sort.Word);
        }

        return isCalled ? (word.ToLowerInvariant(), Sort.Operand)
            : Declared(word, columns) is { } column ? (Names.Quote(column), Sort.Operand)
            : Names.IsReserved(word)
            || word.ToLowerInvariant() is "true" or "false"
            || (next.Is(".") && word.ToLowerInvariant() is "new" or "old")
                ? (word.ToLowerInvariant(), Sort.Operand)
            : (word, Sort.Operand);
    }

    private static string Number(List<SqliteToken> tokens, ref int at)
    {
        var text = tokens[at].Value.ToLowerInvariant();
        var hasSignedExponent =
            text[^1] == 'e'
            && !text.StartsWith("0x", StringComparison.Ordinal)
            && (tokens[at + 1].Is("-") || tokens[at + 1].Is("+"))
            && tokens[at + 1].Start == tokens[at].End;
        if (!hasSignedExponent)
        {
            return text;
        }

        at += 2;
        return text + tokens[at - 1].Value + tokens[at].Value;
    }

    private static (string Text, Sort Sort) Symbol(List<SqliteToken> tokens, ref int at, Sort before)
    {
        var token = tokens[at];
        var next = tokens[at + 1];
        var touches = next.Start == token.End;
        if (token.Is(".") && touches && before is not Sort.Operand && char.IsAsciiDigit(next.Value.FirstOrDefault()))
        {
            at++;
            return ("." + Number(tokens, ref at), Sort.Operand);
        }

        var start = at;
        var found = Operators.FirstOrDefault(o =>
            o.Select((c, k) => (c, k))
                .All(p =>
                    start + p.k < tokens.Count
                    && tokens[start + p.k].Is(p.c.ToString())
                    && tokens[start + p.k].Start == token.Start + p.k
                )
        );
        if (found is not null)
        {
            at += found.Length - 1;
            return (found, Sort.Operator);
        }

        var isSign =
            (token.Is("-") || token.Is("+") || token.Is("~")) && before is Sort.Open or Sort.Comma or Sort.Operator or Sort.Word;
        return (
            token.Value,
            token.Value switch
            {
                "(" => Sort.Open,
                ")" => Sort.Close,
                "," => Sort.Comma,
                "." => Sort.Dot,
                _ => isSign && (token.Is("-") || token.Is("+") || token.Is("~")) ? Sort.Sign : Sort.Operator,
            }
        );
    }

    private static string? Declared(string name, IReadOnlyCollection<string>? columns) =>
        columns?.FirstOrDefault(c => c.Equals(name, StringComparison.OrdinalIgnoreCase));
}
