using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>What stands in <c>from</c>.</summary>
internal sealed partial class SourceGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlTableSource> sources = new();
    private readonly Scratch<SqlExpression> functions = new();
    private readonly Scratch<SqlName> names = new();
    private readonly Scratch<SqlType> types = new();
    private readonly Scratch<string> options = new();

    /// <summary>Tables separated by commas.</summary>
    public Sequence<SqlTableSource> ReadList() => List(Tokens, sources, Read);

    /// <summary>A table with what is joined to it.</summary>
    public SqlTableSource Read()
    {
        var start = Tokens.Start;
        if (!Tokens.Enter())
        {
            return new SqlTableSource.Unparsed(new(start, 0));
        }

        var source = Joins(Primary(), start);
        Tokens.Leave();
        return source;
    }

    /// <summary>A table by its name, with <c>only</c>, an alias and hints.</summary>
    public SqlTableSource.Named Named(bool withAlias = true)
    {
        var start = Tokens.Start;
        var only = Tokens.IsPostgreSql && Accept("only");
        SqlObjectName name;
        if (only && Accept("("))
        {
            name = Grammar.Names.Object("a table");
            Expect(")");
        }
        else
        {
            name = Grammar.Names.Object("a table");
            if (Tokens.IsPostgreSql)
            {
                Accept("*");
            }
        }

        var mark = options.Mark;
        Options(beforeAlias: true);
        var alias = withAlias ? Alias(isFunction: false) : null;
        Options(beforeAlias: false);
        return new(name, Tokens.From(start))
        {
            IsOnly = only,
            Alias = alias,
            Options = options.Take(mark),
        };
    }

    /// <summary>An alias, when there is one.</summary>
    public SqlAlias? Alias(bool isFunction)
    {
        var start = Tokens.Start;
        if (Accept("as"))
        {
            if (isFunction && At("("))
            {
                return Columns(Grammar.Names.Missing(), start, typed: true);
            }
        }
        else if (!IsAlias())
        {
            return null;
        }

        var name = Tokens.IsPostgreSql ? Grammar.Names.Name("an alias") : Grammar.Names.Label("an alias");
        return At("(") && !Tokens.IsSqlite ? Columns(name, start, isFunction) : new(name, [], [], Tokens.From(start));
    }

    private bool IsAlias()
    {
        if (Tokens.Kind == TokenKind.Text)
        {
            return Tokens.IsSqlite;
        }

        if (!Grammar.Names.AtName)
        {
            return false;
        }

        // "set" begins the assignments of an update; as an alias of a table it needs "as" there.
        return (Tokens.IsPostgreSql && !At("set"))
            || Tokens.Kind == TokenKind.QuotedName
            || !Tokens.IsPostgreSql
                && !(
                    Tokens.Word
                    is "cross"
                        or "full"
                        or "inner"
                        or "left"
                        or "natural"
                        or "outer"
                        or "right"
                        or "indexed"
                        or "with"
                        or "window"
                        or "value"
                        or "wait"
                )
                && !(Tokens.Word == "window" && Tokens.WordAhead(2) == "as");
    }

    private SqlAlias Columns(SqlName name, int start, bool typed)
    {
        Expect("(");
        var (mark, typeMark) = (names.Mark, types.Mark);
        do
        {
            names.Add(Grammar.Names.Name());
            if (typed && !At(",") && !At(")"))
            {
                types.Add(Grammar.Types.Read());
                if (Accept("collate"))
                {
                    Grammar.Names.Function("a collation");
                }
            }
        } while (Accept(","));
        Expect(")");
        return new(name, names.Take(mark), types.Take(typeMark), Tokens.From(start));
    }

    private SqlTableSource Primary()
    {
        var start = Tokens.Start;
        if (At("("))
        {
            return InParentheses(start, isLateral: false);
        }

        if (!Tokens.IsSqlite && Accept("lateral"))
        {
            return At("(") ? InParentheses(start, isLateral: true) : Function(start, isLateral: true);
        }

        if (Tokens.IsPostgreSql && Tokens.At("rows", "from", "("))
        {
            return RowsFrom(start, isLateral: false);
        }

        if (IsFunction())
        {
            return Function(start, isLateral: false);
        }

        if (Tokens.IsMariaDb && At("dual"))
        {
            var dual = new SqlObjectName([Grammar.Names.Take()], Tokens.From(start));
            return new SqlTableSource.Named(dual, Tokens.From(start));
        }

        var named = Named();
        if (Accept("tablesample"))
        {
            var from = Tokens.Start;
            var method = Grammar.Calls.Plain(Grammar.Names.Function(), from);
            if (Accept("repeatable"))
            {
                Grammar.Expressions.ReadOneInParentheses();
            }

            return named with
            {
                Sample = method,
                Span = Tokens.From(start),
            };
        }

        return named;
    }

    // A name before a parenthesis; in PostgreSQL also the words that are calls by themselves.
    private bool IsFunction()
    {
        if (Tokens.IsMariaDb)
        {
            return At("json_table", "(");
        }

        if (
            Tokens.IsPostgreSql
            && Tokens.Word
                is "current_date"
                    or "current_time"
                    or "current_timestamp"
                    or "current_user"
                    or "session_user"
                    or "user"
                    or "localtime"
                    or "localtimestamp"
                    or "cast"
        )
        {
            return true;
        }

        var ahead = 0;
        while (Tokens.Ahead(ahead).Kind is TokenKind.Word or TokenKind.QuotedName && Tokens.WordAhead(ahead + 1) == ".")
        {
            ahead += 2;
        }

        return Tokens.Ahead(ahead).Kind is TokenKind.Word or TokenKind.QuotedName
            && Tokens.WordAhead(ahead + 1) == "("
            && !At("only");
    }

    private SqlTableSource.Function Function(int start, bool isLateral)
    {
        if (Tokens.At("rows", "from", "("))
        {
            return RowsFrom(start, isLateral);
        }

        var call = Grammar.Primaries.Read();
        return Behind(new SqlTableSource.Function([call], isLateral, false, default), start);
    }

    private SqlTableSource.Function RowsFrom(int start, bool isLateral)
    {
        Tokens.Skip();
        Tokens.Skip();
        Expect("(");
        var mark = functions.Mark;
        do
        {
            functions.Add(Grammar.Primaries.Read());
            if (At("as"))
            {
                Alias(isFunction: true);
            }
        } while (Accept(","));
        Expect(")");
        return Behind(new SqlTableSource.Function(functions.Take(mark), isLateral, false, default), start);
    }

    private SqlTableSource.Function Behind(SqlTableSource.Function function, int start)
    {
        var ordinality = Tokens.IsPostgreSql && Accept("with", "ordinality");
        var alias = Alias(isFunction: true);
        return function with { HasOrdinality = ordinality, Alias = alias, Span = Tokens.From(start) };
    }

    private SqlTableSource InParentheses(int start, bool isLateral)
    {
        if (Grammar.Queries.TryInParentheses(out var query))
        {
            var alias = Alias(isFunction: false);
            return new SqlTableSource.Derived(query, isLateral, Tokens.From(start)) { Alias = alias };
        }

        Expect("(");
        var inner = Tokens.IsPostgreSql ? [Read()] : ReadList();
        Expect(")");
        var name = Alias(isFunction: false);
        return new SqlTableSource.Nested(inner, Tokens.From(start)) { Alias = name };
    }
}
