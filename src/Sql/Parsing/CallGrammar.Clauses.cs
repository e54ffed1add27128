namespace Dbwright.Sql;

/// <summary>The functions of XML and JSON, which have clauses of their own.</summary>
internal sealed partial class CallGrammar
{
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
}
