namespace Dbwright.Sql;

/// <summary>Statements about transactions, settings, privileges, upkeep and the flow of rows.</summary>
internal sealed class AdministrationGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlTableSource.Named> tables = new();
    private readonly Scratch<SqlObjectName> objects = new();
    private readonly Scratch<string> words = new();

    public TruncateStatement Truncate(int start)
    {
        Tokens.Skip();
        Accept("table");
        var names = List(Tokens, tables, () => Grammar.Sources.Named(withAlias: false));
        var restart = Accept("restart", "identity");
        _ = !restart && Accept("continue", "identity");
        var cascade = Accept("cascade");
        _ = !cascade && Accept("restrict");
        _ = Tokens.IsMariaDb && (Accept("nowait") || (Accept("wait") && Expression() is not null));
        return new(names, cascade, restart, Tokens.From(start));
    }

    public CommentStatement Comment(int start)
    {
        Tokens.Skip();
        Expect("on");
        var kind = Grammar.Creates.Kind();
        if (kind.Length == 0)
        {
            Tokens.Fail("what the comment is on");
        }

        var from = Tokens.Start;
        var name = Grammar.Names.IsName(Tokens.Current, WordUse.Column | WordUse.Function)
            ? Grammar.Names.Function()
            : new SqlObjectName([], new(from, 0));
        while (!Tokens.AtEnd && !At("is"))
        {
            Tokens.Skip();
        }

        Expect("is");
        string? text = null;
        if (!Accept("null"))
        {
            if (Tokens.Kind == TokenKind.Text && Grammar.Primaries.Read() is SqlExpression.Literal literal)
            {
                text = literal.Value;
            }
            else
            {
                Tokens.Fail("a string or null");
            }
        }

        return new(kind, name, text, Tokens.From(start));
    }

    public GrantStatement Grant(int start)
    {
        var revoke = At("revoke");
        Tokens.Skip();
        var privileges = Until("on", revoke ? "from" : "to");
        var (kind, list) = ("", "");
        if (Accept("on"))
        {
            var from = Tokens.Position;
            if (Accept("all"))
            {
                while (Tokens.Kind == TokenKind.Word && !At("schema") && !Tokens.AtEnd)
                {
                    Tokens.Skip();
                }

                Expect("schema");
                kind = Tokens.Failed ? "" : Tokens.Plain(from, Tokens.Position);
            }
            else
            {
                kind = Grammar.Creates.Kind() is { Length: > 0 } known ? known : "table";
                _ = kind == "foreign data" && Accept("wrapper");
            }

            list = Until(revoke ? "from" : "to", "");
        }

        Expect(revoke ? "from" : "to");
        if (!revoke && Tokens.AtEnd)
        {
            Tokens.Fail("a role");
        }

        return new(revoke, privileges, kind, list, Rest(), Tokens.From(start));
    }

    public TransactionStatement Transaction(int start)
    {
        var kind = Tokens.Word switch
        {
            "start" => "begin",
            "end" => "commit",
            "abort" => "rollback",
            var word => word,
        };
        Tokens.Skip();
        _ = Accept("transaction") || Accept("work");
        if (kind == "rollback" && Accept("to"))
        {
            kind = "rollback to";
        }

        _ = kind is "rollback to" or "release" && Accept("savepoint");
        if (Tokens.AtEnd && kind is "rollback to" or "release" or "savepoint")
        {
            Tokens.Fail("the name of a savepoint");
        }
        else if (
            Tokens.IsPostgreSql
            && !Tokens.AtEnd
            && kind is "begin" or "commit" or "rollback"
            && !(Tokens.Word is "isolation" or "read" or "not" or "deferrable" or "and" or "prepared")
        )
        {
            Tokens.Fail("a mode of the transaction");
        }

        return new(kind, Rest(), Tokens.From(start));
    }

    public SqlStatement Set(int start)
    {
        var scope = Tokens.Word is "reset" or "pragma" ? Tokens.Word : "";
        Tokens.Skip();
        if (
            scope.Length == 0
            && Tokens.Word is "local" or "session" or "global"
            && Tokens.WordAhead(1) is not ("=" or "authorization" or "to")
        )
        {
            scope = Tokens.Word;
            Tokens.Skip();
        }

        var from = Tokens.Position;
        if (Tokens.AtEnd)
        {
            Tokens.Fail("a setting");
        }

        while (
            !Tokens.AtEnd
            && !At("=")
            && !At(":=")
            && !At("to")
            && !At("(")
            && (
                Tokens.Position == from
                || At(".")
                || Tokens.WordAhead(-1) == "."
                || Tokens.Kind == TokenKind.Word && Tokens.Current.Word != 0
            )
        )
        {
            Tokens.Skip();
            if (
                Tokens.WordAhead(-1)
                is "names"
                    or "role"
                    or "authorization"
                    or "constraints"
                    or "transaction"
                    or "characteristics"
                    or "zone"
            )
            {
                break;
            }
        }

        var name = Tokens.Plain(from, Tokens.Position).ToLowerInvariant();
        _ = Accept("=") || Accept(":=") || Accept("to");
        var token = Tokens.Current;
        from = Tokens.Position;
        var rest = Rest();
        if (Tokens.Position == from + 1 && token.Kind == TokenKind.Text)
        {
            rest = Literals.Value(Tokens.TextOf(token), Tokens.Dialect, Tokens.Pool);
        }

        return new SetStatement(scope, name, rest, Tokens.From(start));
    }

    public MaintenanceStatement Maintenance(int start)
    {
        var kind = Tokens.Word;
        Tokens.Skip();
        var mark = words.Mark;
        if (kind == "refresh" && !At("materialized"))
        {
            Tokens.Fail("materialized view");
        }

        if (Accept("("))
        {
            var from = Tokens.Position;
            SkipToClose();
            words.Add(Tokens.Failed ? "" : Tokens.Plain(from, Tokens.Position - 1));
        }

        while (
            Tokens.Word
                is "full"
                    or "freeze"
                    or "verbose"
                    or "analyze"
                    or "analyse"
                    or "concurrently"
                    or "materialized"
                    or "view"
                    or "table"
                    or "tables"
                    or "index"
                    or "schema"
                    or "database"
                    or "system"
                    or "local"
                    or "no_write_to_binlog"
            && !(Tokens.IsSqlite)
        )
        {
            words.Add(Tokens.Word);
            Tokens.Skip();
        }

        var names = objects.Mark;
        while (Grammar.Names.AtName)
        {
            objects.Add(Grammar.Names.Object());
            if (At("("))
            {
                Grammar.Names.NamesInParentheses();
            }

            if (!Accept(","))
            {
                break;
            }
        }

        if (kind == "cluster" && Accept("using"))
        {
            Grammar.Names.Name("an index");
        }

        if (!Tokens.AtEnd)
        {
            if (Tokens.IsPostgreSql && !At("with"))
            {
                Tokens.Fail("the end of the statement");
            }

            words.Add(Rest());
        }

        return new(kind, words.Take(mark), objects.Take(names), Tokens.From(start));
    }

    public LockStatement Lock(int start)
    {
        Tokens.Skip();
        _ = Accept("table") || Accept("tables");
        var mark = tables.Mark;
        var mode = "";
        do
        {
            tables.Add(Grammar.Sources.Named(withAlias: Tokens.IsMariaDb));
            if (Tokens.IsMariaDb)
            {
                mode = Until(",", "");
            }
        } while (Accept(","));

        if (Accept("in"))
        {
            mode = Until("mode", "");
            Expect("mode");
        }

        Accept("nowait");
        return new(tables.Take(mark), mode, Tokens.From(start));
    }

    public CopyStatement Copy(int start)
    {
        Tokens.Skip();
        SqlObjectName? table = null;
        SqlStatement? query = null;
        if (Accept("("))
        {
            query = Grammar.Statements.Read();
            Expect(")");
        }
        else
        {
            Accept("binary");
            table = Grammar.Names.Object("a table");
            Grammar.Names.OptionalNames();
        }

        var isFrom = Accept("from");
        if (!isFrom)
        {
            Expect("to");
        }

        if (Tokens.AtEnd)
        {
            Tokens.Fail("stdin, stdout, a program or a file");
        }

        _ = Rest();
        return new(table, query, isFrom, null, Tokens.From(start));
    }

    public SqlStatement Do(int start)
    {
        Tokens.Skip();
        var language = "";
        TextSpan body = default;
        if (Tokens.AtEnd)
        {
            Tokens.Fail("a string");
        }

        while (!Tokens.AtEnd && !Tokens.Failed)
        {
            if (Accept("language"))
            {
                language = Grammar.Names.Label("a language").Value;
            }
            else if (Tokens.Kind == TokenKind.Text)
            {
                body = RoutineGrammar.Inner(Tokens.Source, TextSpan.Between(Tokens.Start, Tokens.Current.End));
                Tokens.Skip();
            }
            else
            {
                Tokens.Fail("a string");
            }
        }

        return new DoStatement(language, body, Tokens.From(start));
    }

    public NestedStatement Explain(int start)
    {
        var kind = Tokens.Word;
        Tokens.Skip();
        var from = Tokens.Position;
        if (Tokens.IsPostgreSql && At("(") && !Grammar.Queries.IsQuery(1))
        {
            Tokens.Skip();
            SkipToClose();
        }

        if (Tokens.IsSqlite)
        {
            Accept("query", "plan");
        }

        while (At("analyze") || At("analyse") || At("verbose") || At("extended") || At("format") || At("="))
        {
            var isFormat = At("format") || At("=");
            Tokens.Skip();
            if (isFormat && !At("="))
            {
                Tokens.Skip();
            }
        }

        var options = Tokens.Failed ? "" : Tokens.Plain(from, Tokens.Position);
        if (
            Tokens.IsMariaDb
            && !(Tokens.Word is "select" or "insert" or "update" or "delete" or "replace" or "with" or "(" or "values")
        )
        {
            return new(kind, Rest(), null, Tokens.From(start));
        }

        return new(kind, options, Grammar.Statements.Read(), Tokens.From(start));
    }

    public NestedStatement Prepare(int start)
    {
        Tokens.Skip();
        var from = Tokens.Position;
        Grammar.Names.Name();
        if (Tokens.IsMariaDb)
        {
            return new("prepare", Rest(), null, Tokens.From(start));
        }

        if (Accept("("))
        {
            Grammar.Types.ReadList();
            Expect(")");
        }

        var options = Tokens.Failed ? "" : Tokens.Plain(from, Tokens.Position);
        Expect("as");
        return new("prepare", options, Grammar.Statements.Read(), Tokens.From(start));
    }

    public NestedStatement Declare(int start)
    {
        Tokens.Skip();
        var options = Until("for", "");
        Expect("for");
        return new("declare", options, Grammar.Statements.Read(), Tokens.From(start));
    }

    public RenameTablesStatement RenameTables(int start)
    {
        Tokens.Skip();
        Tokens.Skip();
        Accept("if", "exists");
        var mark = objects.Mark;
        do
        {
            objects.Add(Grammar.Names.Object("a table"));
            Expect("to");
            objects.Add(Grammar.Names.Object("a table"));
        } while (Accept(","));

        return new(objects.Take(mark), Tokens.From(start));
    }

    private string Rest() => Until("", "");

    private string Until(string first, string second)
    {
        var from = Tokens.Position;
        while (!Tokens.AtEnd && !(first.Length > 0 && At(first)) && !(second.Length > 0 && At(second)))
        {
            Tokens.Skip();
        }

        return Tokens.Plain(from, Tokens.Position);
    }
}
