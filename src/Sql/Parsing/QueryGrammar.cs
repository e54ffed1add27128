using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Queries.</summary>
internal sealed partial class QueryGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private static readonly SqlQuery None = new(new SqlQueryBody.Unparsed(default), default);
    private readonly Scratch<SqlNamedQuery> named = new();
    private readonly Scratch<SqlSelectItem> items = new();
    private readonly Scratch<SqlExpression.RowConstructor> rows = new();
    private readonly Scratch<string> words = new();
    private readonly HashSet<int> noQueries = [];

    /// <summary>Whether a query begins behind this many parentheses, or behind more.</summary>
    public bool IsQuery(int ahead)
    {
        if (ahead > 0 && !At("("))
        {
            return false;
        }

        while (Tokens.WordAhead(ahead) == "(")
        {
            ahead++;
        }

        return Tokens.WordAhead(ahead) switch
        {
            "select" or "with" => true,
            "values" => !Tokens.IsMariaDb || Tokens.WordAhead(ahead + 1) == "(",
            "table" => !Tokens.IsSqlite,
            _ => false,
        };
    }

    /// <summary>A query in parentheses, when there is one: what looks like it may also be an expression, as in <c>((select 1) + 1)</c>.</summary>
    public bool TryInParentheses(out SqlQuery query)
    {
        query = None;
        if (!IsQuery(1))
        {
            return false;
        }

        if (Tokens.WordAhead(1) is "select" or "with")
        {
            query = ReadInParentheses();
            return true;
        }

        // What was no query here will be none again; without this, nesting would double the work at each level.
        var from = Tokens.Position;
        if (noQueries.Contains(from))
        {
            return false;
        }

        if (Tokens.Try(ReadInParentheses, out query))
        {
            return true;
        }

        noQueries.Add(from);
        return false;
    }

    /// <summary>Forgets what was learnt about the statement before.</summary>
    public void Clear() => noQueries.Clear();

    /// <summary>A query in parentheses.</summary>
    public SqlQuery ReadInParentheses()
    {
        Expect("(");
        var query = Read();
        Expect(")");
        return query;
    }

    /// <summary>A query.</summary>
    public SqlQuery Read()
    {
        var start = Tokens.Start;
        var with = At("with") ? With() : null;
        return Read(with, start);
    }

    /// <summary>A query whose <c>with</c> has been read.</summary>
    public SqlQuery Read(SqlWith? with, int start)
    {
        if (!Tokens.Enter())
        {
            return new(new SqlQueryBody.Unparsed(new(start, 0)), new(start, 0));
        }

        var body = SetOperations(0);
        var query = new SqlQuery(body, default) { With = with, OrderBy = Grammar.Clauses.OrderBy() };
        query = Grammar.Clauses.Limits(query);
        var locking = Grammar.Clauses.Locking();
        if (locking.Count > 0)
        {
            query = Grammar.Clauses.Limits(query with { Locking = locking });
        }

        if (Tokens.IsMariaDb && At("into"))
        {
            Into();
        }

        Tokens.Leave();
        return query with { Span = Tokens.From(start) };
    }

    /// <summary><c>with …</c>.</summary>
    public SqlWith With()
    {
        var start = Tokens.Start;
        Expect("with");
        var recursive = Accept("recursive");
        var mark = named.Mark;
        do
        {
            named.Add(NamedQuery());
        } while (Accept(","));

        return new(recursive, named.Take(mark), Tokens.From(start));
    }

    /// <summary><c>values (…), (…)</c>, or the rows behind it.</summary>
    public Sequence<SqlExpression.RowConstructor> Rows()
    {
        var mark = rows.Mark;
        do
        {
            var start = Tokens.Start;
            if (Tokens.IsMariaDb)
            {
                Accept("row");
            }

            Expect("(");
            var values = Tokens.IsMariaDb && At(")") ? [] : Grammar.Expressions.ReadList();
            Expect(")");
            rows.Add(new(values, false, Tokens.From(start)));
        } while (Accept(","));

        return rows.Take(mark);
    }

    private SqlNamedQuery NamedQuery()
    {
        var start = Tokens.Start;
        var name = Grammar.Names.Name();
        var columns = Grammar.Names.OptionalNames();
        Expect("as");
        bool? materialized = null;
        if (!Tokens.IsMariaDb)
        {
            materialized =
                Accept("materialized") ? true
                : Accept("not", "materialized") ? false
                : null;
        }

        Expect("(");
        var statement = Grammar.Statements.InWith();
        Expect(")");
        TextSpan? search = null;
        if (At("search") || At("cycle"))
        {
            search = Search();
        }

        return new(name, columns, materialized, statement, search, Tokens.From(start));
    }

    private TextSpan Search()
    {
        var start = Tokens.Start;
        if (Accept("search"))
        {
            if (!Accept("depth"))
            {
                Expect("breadth");
            }

            Expect("first", "by");
            Grammar.Names.Names();
            Expect("set");
            Grammar.Names.Name();
        }

        if (Accept("cycle"))
        {
            Grammar.Names.Names();
            if (Tokens.IsMariaDb && Accept("restrict"))
            {
                return Tokens.From(start);
            }

            Expect("set");
            Grammar.Names.Name();
            if (Accept("to"))
            {
                Expression();
                Expect("default");
                Expression();
            }

            Expect("using");
            Grammar.Names.Name();
        }

        return Tokens.From(start);
    }

    private SqlQueryBody SetOperations(int least)
    {
        var start = Tokens.Start;
        var left = Body();
        while (!Tokens.Failed)
        {
            var power = Tokens.Word switch
            {
                "union" or "except" => 1,
                "minus" when Tokens.IsMariaDb => 1,
                "intersect" => Tokens.IsSqlite ? 1 : 2,
                _ => 0,
            };
            if (power == 0 || power < least)
            {
                break;
            }

            var name = Accept("minus") ? "except" : Tokens.Word;
            if (At(name))
            {
                Tokens.Skip();
            }

            var isAll = Accept("all");
            if (!isAll)
            {
                Accept("distinct");
            }

            var right = SetOperations(power + 1);
            left = new SqlQueryBody.SetOperation(left, name, isAll, right, Tokens.From(start));
        }

        return left;
    }

    private SqlQueryBody Body()
    {
        var start = Tokens.Start;
        switch (Tokens.Word)
        {
            case "select":
                return Select();
            case "values":
                Tokens.Skip();
                return new SqlQueryBody.Values(Rows(), Tokens.From(start));
            case "table" when !Tokens.IsSqlite:
                Tokens.Skip();
                var from = Tokens.Start;
                var only = Accept("only");
                var name = Grammar.Names.Object("a table");
                Accept("*");
                return new SqlQueryBody.Table(
                    new SqlTableSource.Named(name, Tokens.From(from)) { IsOnly = only },
                    Tokens.From(start)
                );
            case "(" when !Tokens.IsSqlite:
                var query = ReadInParentheses();
                return new SqlQueryBody.Nested(query, Tokens.From(start));
            default:
                Tokens.Fail("select");
                return new SqlQueryBody.Unparsed(new(start, 0));
        }
    }
}
