using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Indexes, and the lists of columns that keys share with them.</summary>
internal sealed class IndexGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlIndexPart> parts = new();
    private readonly Scratch<SqlOption> options = new();
    private readonly Scratch<SqlName> names = new();

    /// <summary>Columns and expressions in parentheses.</summary>
    public Sequence<SqlIndexPart> Parts() => InParentheses(Tokens, parts, Part);

    /// <summary>Names in parentheses, the last perhaps with <c>period</c>.</summary>
    public Sequence<SqlName> PeriodNames() =>
        InParentheses(
            Tokens,
            names,
            () =>
            {
                if (At("period") && Tokens.Ahead(1).Kind is TokenKind.Word or TokenKind.QuotedName)
                {
                    Tokens.Skip();
                }

                return Grammar.Names.Name("a column");
            }
        );

    /// <summary>Options of MariaDB up to a comma, a parenthesis or the end.</summary>
    public Sequence<SqlOption> Options()
    {
        var mark = options.Mark;
        while (!Tokens.AtEnd && !At(",") && !At(")"))
        {
            var start = Tokens.Start;
            var from = Tokens.Position;
            if (!Grammar.Names.AtLabel)
            {
                Tokens.Fail("an option");
                break;
            }

            Tokens.Skip();
            _ = Tokens.WordAhead(-1) is "with" && Accept("parser");
            var name = Tokens.Plain(from, Tokens.Position);
            Accept("=");
            from = Tokens.Position;
            if (!Tokens.AtEnd && !At(",") && !At(")") && name is not ("visible" or "invisible" or "ignored"))
            {
                Tokens.Skip();
            }

            options.Add(new(name, Tokens.Plain(from, Tokens.Position), Tokens.From(start)));
        }

        return options.Take(mark);
    }

    /// <summary><c>create index</c>, whose first words have been read.</summary>
    public CreateIndexStatement Create(int start, bool isReplace)
    {
        var kind = Tokens.Word is "unique" or "fulltext" or "spatial" ? Tokens.Word : "";
        if (kind.Length > 0)
        {
            Tokens.Skip();
        }

        Expect("index");
        var concurrently = Tokens.IsPostgreSql && Accept("concurrently");
        var ifNotExists = Accept("if", "not", "exists");
        var name = At("on") ? null : Grammar.Names.Object("an index");
        var method = Tokens.IsMariaDb && Accept("using") ? Grammar.Names.Label().Value.ToLowerInvariant() : "";
        Expect("on");
        var only = Tokens.IsPostgreSql && Accept("only");
        var table = Grammar.Names.Object("a table");
        if (Accept("using"))
        {
            method = Grammar.Names.Name("a method").Value.ToLowerInvariant();
        }

        var columns = Parts();
        var index = new CreateIndexStatement(name, table, columns, default)
        {
            Kind = kind,
            IsReplace = isReplace,
            IsConcurrently = concurrently,
            IfNotExists = ifNotExists,
            IsOnly = only,
            Method = method,
        };
        if (Tokens.IsMariaDb)
        {
            index = index with { Options = Options() };
            return index with { Span = Tokens.From(start) };
        }

        if (Accept("include"))
        {
            index = index with { Include = Parts() };
        }

        if (Accept("nulls", "not", "distinct"))
        {
            index = index with { IsNullsNotDistinct = true };
        }
        else
        {
            Accept("nulls", "distinct");
        }

        if (Accept("with"))
        {
            index = index with { Options = Grammar.Tables.OptionsInParentheses() };
        }

        if (Accept("tablespace"))
        {
            Grammar.Names.Name("a tablespace");
        }

        index = Accept("where") ? index with { Where = Expression() } : index;
        return index with { Span = Tokens.From(start) };
    }

    private SqlIndexPart Part()
    {
        var start = Tokens.Start;
        if (Tokens.IsMariaDb)
        {
            return MariaDbPart(start);
        }

        if (At("period") && Tokens.Ahead(1).Kind is TokenKind.Word or TokenKind.QuotedName)
        {
            Tokens.Skip();
        }

        var value = Tokens.IsPostgreSql ? Grammar.Primaries.Read() : Expression();
        var part = new SqlIndexPart(value, default);
        if (Accept("collate"))
        {
            part = part with { Collation = Grammar.Names.Function("a collation") };
        }

        if (
            Tokens.IsPostgreSql
            && Grammar.Names.IsName(Tokens.Current, WordUse.Column | WordUse.Function)
            && !(At("nulls") && Tokens.WordAhead(1) is "first" or "last")
            && !At("without", "overlaps")
        )
        {
            part = part with { OperatorClass = Grammar.Names.Function("an operator class") };
            if (Accept("("))
            {
                SkipToClose();
            }
        }

        var descending = !Accept("asc") && Accept("desc");
        bool? nullsFirst =
            Accept("nulls", "first") ? true
            : Accept("nulls", "last") ? false
            : null;
        var name = Tokens.IsPostgreSql && Accept("with") ? Grammar.Expressions.Operator() : "";
        _ = Tokens.IsPostgreSql ? Accept("without", "overlaps") : Accept("autoincrement");

        return part with
        {
            IsDescending = descending,
            NullsFirst = nullsFirst,
            Operator = name,
            Span = Tokens.From(start),
        };
    }

    private SqlIndexPart MariaDbPart(int start)
    {
        if (At("("))
        {
            var expression = Grammar.Expressions.ReadOneInParentheses();
            _ = Accept("asc") || Accept("desc");
            return new(expression, Tokens.From(start));
        }

        var name = Grammar.Names.Name("a column");
        var value = new SqlExpression.NameReference([name], Tokens.From(start));
        var length = At("(") ? Grammar.Expressions.ReadOneInParentheses() : null;
        _ = Accept("without", "overlaps");
        var descending = !Accept("asc") && Accept("desc");
        return new(value, default)
        {
            Length = length,
            IsDescending = descending,
            Span = Tokens.From(start),
        };
    }
}
