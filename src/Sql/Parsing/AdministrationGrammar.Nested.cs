namespace Dbwright.Sql;

/// <summary>Statements that hold another one, and transactions, locks and copies.</summary>
internal sealed partial class AdministrationGrammar
{
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
                language = Grammar.Names.Language().Value;
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
}
