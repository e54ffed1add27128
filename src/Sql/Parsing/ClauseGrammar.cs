using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Clauses that several statements share: orders, windows, groups, locks, limits.</summary>
internal sealed class ClauseGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlOrderItem> orders = new();
    private readonly Scratch<SqlWindow> windows = new();
    private readonly Scratch<SqlGroupItem> groups = new();
    private readonly Scratch<SqlLocking> locks = new();
    private readonly Scratch<SqlExpression> bounds = new();

    /// <summary><c>order by …</c>, when it is next.</summary>
    public Sequence<SqlOrderItem> OrderBy() => Accept("order", "by") ? OrderItems() : [];

    /// <summary>Items of an order.</summary>
    public Sequence<SqlOrderItem> OrderItems() => List(Tokens, orders, OrderItem);

    /// <summary>The window behind <c>over</c>.</summary>
    public SqlWindow Over()
    {
        var start = Tokens.Start;
        return At("(")
            ? Definition(null, start)
            : new(Grammar.Names.Name("a window"), null, [], [], null, [], Tokens.From(start));
    }

    /// <summary><c>window w as (…), …</c>, when it is next.</summary>
    public Sequence<SqlWindow> Windows()
    {
        if (!At("window"))
        {
            return [];
        }

        Tokens.Skip();
        return List(
            Tokens,
            windows,
            () =>
            {
                var start = Tokens.Start;
                var name = Grammar.Names.Name("a window");
                Expect("as");
                return Definition(name, start);
            }
        );
    }

    /// <summary><c>group by …</c>, when it is next.</summary>
    public Sequence<SqlGroupItem> GroupBy()
    {
        if (!Accept("group", "by"))
        {
            return [];
        }

        if (Tokens.IsPostgreSql && !Accept("distinct"))
        {
            Accept("all");
        }

        var items = List(Tokens, groups, GroupItem);
        if (Tokens.IsMariaDb && Accept("with", "rollup"))
        {
            var start = items[0].Span.Start;
            return [new("rollup", [], items, Tokens.From(start))];
        }

        return items;
    }

    /// <summary>The locks at the end of a query.</summary>
    public Sequence<SqlLocking> Locking()
    {
        var mark = locks.Mark;
        while (true)
        {
            var start = Tokens.Start;
            if (Tokens.Accept("lock", "in", "share"))
            {
                Expect("mode");
                locks.Add(new("share", [], Wait(), Tokens.From(start)));
            }
            else if (Tokens.Accept("for", "read", "only"))
            {
                continue;
            }
            else if (At("for") && Tokens.WordAhead(1) is "update" or "share" or "no" or "key")
            {
                Tokens.Skip();
                var from = Tokens.Position;
                if (Accept("no", "key"))
                {
                    Expect("update");
                }
                else if (Accept("key"))
                {
                    Expect("share");
                }
                else
                {
                    Tokens.Skip();
                }

                var strength = Tokens.Plain(from, Tokens.Failed ? from : Tokens.Position);
                var tables = Accept("of") ? Grammar.Names.Objects("a table") : [];
                locks.Add(new(strength, tables, Wait(), Tokens.From(start)));
            }
            else
            {
                return locks.Take(mark);
            }
        }
    }

    /// <summary>The query with the limits that are next, in any order.</summary>
    public SqlQuery Limits(SqlQuery query)
    {
        while (!Tokens.Failed)
        {
            if (At("limit") && query.Limit is null)
            {
                Tokens.Skip();
                if (Tokens.IsPostgreSql && Accept("all"))
                {
                    continue;
                }

                var first = Expression();
                if (!Tokens.IsPostgreSql && Accept(","))
                {
                    query = query with { Offset = first, Limit = Expression() };
                }
                else
                {
                    query = query with { Limit = first };
                }

                if (Tokens.IsMariaDb && Tokens.Accept("rows", "examined"))
                {
                    Expression();
                }
            }
            else if (At("offset") && query.Offset is null)
            {
                Tokens.Skip();
                query = query with { Offset = Expression() };
                _ = !Tokens.IsSqlite && (Accept("row") || Accept("rows"));
            }
            else if (At("fetch") && query.Limit is null && !Tokens.IsSqlite)
            {
                query = Fetch(query);
            }
            else
            {
                break;
            }
        }

        return query;
    }

    private SqlQuery Fetch(SqlQuery query)
    {
        Tokens.Skip();
        if (!Accept("first"))
        {
            Expect("next");
        }

        var start = Tokens.Start;
        var limit =
            At("row") || At("rows")
                ? new SqlExpression.Literal(SqlExpression.LiteralKind.Number, "1", new(start, 0))
                : Grammar.Expressions.Read(130);
        if (!Accept("row"))
        {
            Expect("rows");
        }

        var ties = Accept("with", "ties");
        if (!ties)
        {
            Expect("only");
        }

        return query with
        {
            Limit = limit,
            IsWithTies = ties,
        };
    }

    private string Wait()
    {
        if (Accept("nowait"))
        {
            return "nowait";
        }

        if (Accept("skip", "locked"))
        {
            return "skip locked";
        }

        if (!Tokens.IsMariaDb || !Accept("wait"))
        {
            return "";
        }

        Expression();
        return "wait";
    }

    private SqlOrderItem OrderItem()
    {
        var start = Tokens.Start;
        var value = Expression();
        string? name = null;
        var descending = false;
        if (Tokens.IsPostgreSql && Accept("using"))
        {
            name = Grammar.Expressions.Operator();
        }
        else if (!Accept("asc"))
        {
            descending = Accept("desc");
        }

        bool? nullsFirst =
            Accept("nulls", "first") ? true
            : Accept("nulls", "last") ? false
            : null;
        return new(value, descending, nullsFirst, name, Tokens.From(start));
    }

    private SqlWindow Definition(SqlName? name, int start)
    {
        Expect("(");
        SqlName? origin = null;
        if (Grammar.Names.AtName && !(Tokens.Word is "partition" or "range" or "rows" or "groups" or "order"))
        {
            origin = Grammar.Names.Take();
        }

        var partitions = Accept("partition", "by") ? Grammar.Expressions.ReadList() : [];
        var order = OrderBy();
        TextSpan? frame = null;
        Sequence<SqlExpression> limits = [];
        if (At("range") || At("rows") || At("groups"))
        {
            var from = Tokens.Start;
            limits = Frame();
            frame = Tokens.From(from);
        }

        Expect(")");
        return new(name, origin, partitions, order, frame, limits, Tokens.From(start));
    }

    private Sequence<SqlExpression> Frame()
    {
        Tokens.Skip();
        var mark = bounds.Mark;
        if (Accept("between"))
        {
            Bound();
            Expect("and");
            Bound();
        }
        else
        {
            Bound();
        }

        if (Accept("exclude"))
        {
            if (!(Accept("current", "row") || Accept("group") || Accept("ties") || Accept("no", "others")))
            {
                Tokens.Fail("current row, group, ties or no others");
            }
        }

        return bounds.Take(mark);
    }

    private void Bound()
    {
        if (Accept("unbounded", "preceding") || Accept("unbounded", "following") || Accept("current", "row"))
        {
            return;
        }

        bounds.Add(Expression());
        if (!Accept("preceding"))
        {
            Expect("following");
        }
    }

    private SqlGroupItem GroupItem()
    {
        var start = Tokens.Start;
        if (Tokens.IsPostgreSql)
        {
            if ((At("rollup") || At("cube")) && Tokens.WordAhead(1) == "(")
            {
                var kind = Tokens.Word;
                Tokens.Skip();
                return new(kind, Grammar.Expressions.ReadInParentheses(), [], Tokens.From(start));
            }

            if (Accept("grouping", "sets"))
            {
                return new("grouping sets", [], InParentheses(Tokens, groups, GroupItem), Tokens.From(start));
            }

            if (Accept("(", ")"))
            {
                return new("empty", [], [], Tokens.From(start));
            }
        }

        var value = Expression();
        if (!Tokens.IsPostgreSql && !Accept("asc"))
        {
            Accept("desc");
        }

        return new("", [value], [], Tokens.From(start));
    }
}
