using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>One <c>select</c> with its items and options.</summary>
internal sealed partial class QueryGrammar
{
    /// <summary>What is selected or returned.</summary>
    public Sequence<SqlSelectItem> Items()
    {
        var mark = items.Mark;
        do
        {
            items.Add(Item());
        } while (Accept(","));

        return items.Take(mark);
    }

    private SqlQueryBody.Select Select()
    {
        var start = Tokens.Start;
        Tokens.Skip();
        var options = Options();
        var distinct = Accept("distinct") || Accept("distinctrow");
        Sequence<SqlExpression> on = [];
        if (distinct && Tokens.IsPostgreSql && Accept("on"))
        {
            on = Grammar.Expressions.ReadInParentheses();
        }
        else if (!distinct)
        {
            Accept("all");
        }

        if (Tokens.IsMariaDb && options.Count == 0)
        {
            options = Options();
        }

        var select = new SqlQueryBody.Select(default)
        {
            IsDistinct = distinct,
            DistinctOn = on,
            Options = options,
            Items = IsEmptyList() ? [] : Items(),
        };
        if (At("into"))
        {
            select = select with { Into = Into() };
        }

        if (Accept("from"))
        {
            select = select with { From = Grammar.Sources.ReadList() };
        }

        if (Accept("where"))
        {
            select = select with { Where = Expression() };
        }

        if (At("group"))
        {
            select = select with { GroupBy = Grammar.Clauses.GroupBy() };
        }

        if (Accept("having"))
        {
            select = select with { Having = Expression() };
        }

        if (At("window"))
        {
            select = select with { Windows = Grammar.Clauses.Windows() };
        }

        return select with
        {
            Span = Tokens.From(start),
        };
    }

    private Sequence<string> Options()
    {
        var mark = words.Mark;
        while (
            Tokens.IsMariaDb
            && Tokens.Word
                is "high_priority"
                    or "straight_join"
                    or "sql_small_result"
                    or "sql_big_result"
                    or "sql_buffer_result"
                    or "sql_cache"
                    or "sql_no_cache"
                    or "sql_calc_found_rows"
        )
        {
            words.Add(Tokens.Word);
            Tokens.Skip();
        }

        return words.Take(mark);
    }

    private bool IsEmptyList() =>
        Tokens.IsPostgreSql
        && (
            Tokens.AtEnd
            || Tokens.Word
                is "from"
                    or "into"
                    or "where"
                    or "group"
                    or "having"
                    or "window"
                    or "union"
                    or "intersect"
                    or "except"
                    or "order"
                    or "limit"
                    or "offset"
                    or "fetch"
                    or "for"
                    or ")"
        );

    private SqlSelectItem Item()
    {
        var start = Tokens.Start;
        if (Accept("*"))
        {
            return new(new SqlExpression.Star([], Tokens.From(start)), null, Tokens.From(start));
        }

        var value = Expression();
        SqlName? alias = null;
        if (Accept("as"))
        {
            alias = Grammar.Names.Label();
        }
        else if (IsBareLabel())
        {
            alias = Grammar.Names.Take();
        }

        return new(value, alias, Tokens.From(start));
    }

    private bool IsBareLabel() =>
        Tokens.Kind switch
        {
            TokenKind.QuotedName => true,
            TokenKind.Text => !Tokens.IsPostgreSql,
            TokenKind.Word => Grammar.Names.IsName(Tokens.Current, WordUse.BareLabel),
            _ => false,
        };

    // PostgreSQL makes a table of it, MariaDB fills variables or a file.
    private SqlObjectName? Into()
    {
        Tokens.Skip();
        if (Tokens.IsPostgreSql)
        {
            _ = Accept("local") || Accept("global");
            _ = Accept("temporary") || Accept("temp") || Accept("unlogged");
            Accept("table");
            return Grammar.Names.Object("a table");
        }

        if (Accept("outfile") || Accept("dumpfile"))
        {
            while (!Tokens.AtEnd && !At("from") && !At(")"))
            {
                Tokens.Skip();
            }

            return null;
        }

        do
        {
            if (Tokens.Kind != TokenKind.Variable && !Grammar.Names.AtName)
            {
                Tokens.Fail("a variable");
            }

            Tokens.Skip();
        } while (Accept(","));

        return null;
    }
}
