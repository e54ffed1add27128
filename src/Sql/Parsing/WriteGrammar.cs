using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Writes: insert, update, delete, merge.</summary>
internal sealed class WriteGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlExpression> targets = new();
    private readonly Scratch<SqlAssignment> assignments = new();
    private readonly Scratch<SqlConflict> conflicts = new();
    private readonly Scratch<SqlTableSource> sources = new();
    private readonly Scratch<SqlMergeBranch> branches = new();

    /// <summary><c>insert</c> or <c>replace</c>.</summary>
    public InsertStatement Insert(SqlWith? with, int start)
    {
        var replace = At("replace");
        Tokens.Skip();
        var ignore = false;
        if (Tokens.IsSqlite && Accept("or"))
        {
            replace |= At("replace");
            ignore = At("ignore");
            Grammar.Names.Label("rollback, abort, fail, ignore or replace");
        }

        while (Tokens.IsMariaDb && Tokens.Word is "low_priority" or "high_priority" or "delayed" or "ignore")
        {
            ignore |= At("ignore");
            Tokens.Skip();
        }

        if (!Accept("into") && !Tokens.IsMariaDb)
        {
            Tokens.Fail("into");
        }

        var table = Grammar.Sources.Named(withAlias: false);
        if (!Tokens.IsMariaDb && At("as"))
        {
            table = table with { Alias = Grammar.Sources.Alias(isFunction: false), Span = Tokens.From(table.Span.Start) };
        }

        var insert = new InsertStatement(table, default)
        {
            With = with,
            IsReplace = replace,
            IsIgnore = ignore,
        };
        if (At("(") && !Grammar.Queries.IsQuery(1))
        {
            insert = insert with { Columns = Columns() };
        }

        if (Accept("overriding"))
        {
            _ = Accept("system") || Accept("user");
            Expect("value");
        }

        insert = Source(insert);
        insert = insert with { Conflicts = Conflicts(), Returning = Returning() };
        return insert with { Span = Tokens.From(start) };
    }

    /// <summary><c>update</c>.</summary>
    public UpdateStatement Update(SqlWith? with, int start)
    {
        Tokens.Skip();
        if (Tokens.IsSqlite && Accept("or"))
        {
            Grammar.Names.Label("rollback, abort, fail, ignore or replace");
        }

        while (Tokens.IsMariaDb && Tokens.Word is "low_priority" or "ignore")
        {
            Tokens.Skip();
        }

        SqlTableSource table = Tokens.IsMariaDb ? Grammar.Sources.Read() : Grammar.Sources.Named();
        if (Tokens.IsMariaDb && Accept(","))
        {
            table = new SqlTableSource.Nested([table, .. Grammar.Sources.ReadList()], Tokens.From(table.Span.Start));
        }

        Expect("set");
        return new(table, default)
        {
            With = with,
            Set = Assignments(),
            From = Accept("from") ? Grammar.Sources.ReadList() : [],
            Where = Where(),
            OrderBy = Tokens.IsPostgreSql ? [] : Grammar.Clauses.OrderBy(),
            Limit = Limit(),
            Returning = Returning(),
            Span = Tokens.From(start),
        };
    }

    /// <summary><c>delete</c>.</summary>
    public DeleteStatement Delete(SqlWith? with, int start)
    {
        Tokens.Skip();
        while (Tokens.IsMariaDb && Tokens.Word is "low_priority" or "ignore" or "quick")
        {
            Tokens.Skip();
        }

        var mark = sources.Mark;
        Sequence<SqlTableSource> further = [];
        if (Tokens.IsMariaDb && !At("from"))
        {
            sources.Add(Target());
            while (Accept(","))
            {
                sources.Add(Target());
            }

            Expect("from");
            further = Grammar.Sources.ReadList();
        }
        else
        {
            Expect("from");
            sources.Add(Tokens.IsMariaDb ? Target() : Grammar.Sources.Named());
            while (Tokens.IsMariaDb && Accept(","))
            {
                sources.Add(Target());
            }

            further = Accept("using") ? Grammar.Sources.ReadList() : [];
        }

        return new(sources.Take(mark), default)
        {
            With = with,
            Using = further,
            Where = Where(),
            OrderBy = Tokens.IsPostgreSql ? [] : Grammar.Clauses.OrderBy(),
            Limit = Limit(),
            Returning = Returning(),
            Span = Tokens.From(start),
        };
    }

    /// <summary><c>merge</c>.</summary>
    public MergeStatement Merge(SqlWith? with, int start)
    {
        Tokens.Skip();
        Expect("into");
        var target = Grammar.Sources.Named();
        Expect("using");
        var source = Grammar.Sources.Read();
        Expect("on");
        var on = Expression();
        var mark = branches.Mark;
        do
        {
            branches.Add(Branch());
        } while (At("when"));

        return new(target, source, on, branches.Take(mark), Returning(), with, Tokens.From(start));
    }

    /// <summary>Assignments separated by commas.</summary>
    public Sequence<SqlAssignment> Assignments() => List(Tokens, assignments, Assignment);

    private SqlTableSource.Named Target()
    {
        var named = Grammar.Sources.Named();
        if (At(".") && Tokens.WordAhead(1) == "*")
        {
            Tokens.Skip();
            Tokens.Skip();
        }

        return named;
    }

    private SqlExpression? Where()
    {
        if (!Accept("where"))
        {
            return null;
        }

        if (Tokens.IsPostgreSql && Accept("current", "of"))
        {
            var start = Tokens.Start;
            return new SqlExpression.NameReference([Grammar.Names.Name()], Tokens.From(start));
        }

        return Expression();
    }

    private SqlExpression? Limit()
    {
        if (Tokens.IsPostgreSql || !Accept("limit"))
        {
            return null;
        }

        var limit = Expression();
        _ = (Accept(",") || Accept("offset")) && Expression() is null;
        return limit;
    }

    private Sequence<SqlSelectItem> Returning()
    {
        if (!Accept("returning"))
        {
            return [];
        }

        // returning with (old as o, new as n), of PostgreSQL 18
        if (Accept("with", "("))
        {
            SkipToClose();
        }

        return Grammar.Queries.Items();
    }

    private Sequence<SqlExpression> Columns()
    {
        Expect("(");
        var mark = targets.Mark;
        if (!(Tokens.IsMariaDb && At(")")))
        {
            do
            {
                targets.Add(Column());
            } while (Accept(","));
        }

        Expect(")");
        return targets.Take(mark);
    }

    private SqlExpression Column()
    {
        var start = Tokens.Start;
        var name = Tokens.IsPostgreSql
            ? new SqlObjectName([Grammar.Names.Name("a column")], Tokens.From(start))
            : Grammar.Names.Object("a column");
        return Grammar.Primaries.Indirection(new SqlExpression.NameReference(name.Parts, name.Span), start);
    }

    private InsertStatement Source(InsertStatement insert)
    {
        if (Accept("default", "values"))
        {
            return insert;
        }

        if (Tokens.IsMariaDb && Accept("set"))
        {
            return insert with { Set = Assignments() };
        }

        if (Tokens.IsMariaDb && (At("values") || At("value")))
        {
            var start = Tokens.Start;
            Tokens.Skip();
            var body = new SqlQueryBody.Values(Grammar.Queries.Rows(), Tokens.From(start));
            if (Accept("as"))
            {
                Grammar.Names.Name();
                Grammar.Names.OptionalNames();
            }

            return insert with
            {
                Source = new(body, Tokens.From(start)),
            };
        }

        return insert with
        {
            Source = Grammar.Queries.Read(),
        };
    }

    private Sequence<SqlConflict> Conflicts()
    {
        var mark = conflicts.Mark;
        while (At("on"))
        {
            var start = Tokens.Start;
            Tokens.Skip();
            if (Tokens.IsMariaDb)
            {
                Expect("duplicate", "key");
                Expect("update");
                conflicts.Add(new([], null, null, Assignments(), null, Tokens.From(start)));
                break;
            }

            Expect("conflict");
            conflicts.Add(Conflict(start));
        }

        return conflicts.Take(mark);
    }

    private SqlConflict Conflict(int start)
    {
        Sequence<SqlIndexPart> parts = [];
        SqlName? constraint = null;
        SqlExpression? targetWhere = null;
        if (At("("))
        {
            parts = Grammar.Indexes.Parts();
            targetWhere = Accept("where") ? Expression() : null;
        }
        else if (Tokens.IsPostgreSql && Accept("on", "constraint"))
        {
            constraint = Grammar.Names.Name();
        }

        Expect("do");
        if (Accept("nothing"))
        {
            return new(parts, constraint, targetWhere, [], null, Tokens.From(start));
        }

        Expect("update", "set");
        var set = Assignments();
        return new(parts, constraint, targetWhere, set, Accept("where") ? Expression() : null, Tokens.From(start));
    }

    private SqlAssignment Assignment()
    {
        var start = Tokens.Start;
        Sequence<SqlExpression> columns = At("(") ? Columns() : [Column()];
        if (!(Tokens.IsMariaDb && Accept(":=")))
        {
            Expect("=");
        }

        return new(columns, Expression(), Tokens.From(start));
    }

    private SqlMergeBranch Branch()
    {
        var start = Tokens.Start;
        Expect("when");
        var when = Accept("matched") ? "matched" : "not matched";
        if (when == "not matched")
        {
            Expect("not", "matched");
            if (Accept("by", "source"))
            {
                when = "not matched by source";
            }
            else
            {
                Accept("by", "target");
            }
        }

        var condition = Accept("and") ? Expression() : null;
        Expect("then");
        if (Accept("do", "nothing"))
        {
            return new(when, condition, "do nothing", [], [], [], Tokens.From(start));
        }

        if (Accept("delete"))
        {
            return new(when, condition, "delete", [], [], [], Tokens.From(start));
        }

        if (Accept("update", "set"))
        {
            return new(when, condition, "update", Assignments(), [], [], Tokens.From(start));
        }

        Expect("insert");
        var columns = At("(") ? Columns() : [];
        if (Accept("overriding"))
        {
            _ = Accept("system") || Accept("user");
            Expect("value");
        }

        if (Accept("default", "values"))
        {
            return new(when, condition, "insert", [], columns, [], Tokens.From(start));
        }

        Expect("values");
        return new(when, condition, "insert", [], columns, Grammar.Expressions.ReadInParentheses(), Tokens.From(start));
    }
}
