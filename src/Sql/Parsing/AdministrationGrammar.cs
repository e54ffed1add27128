namespace Dbwright.Sql;

/// <summary>Statements about transactions, settings, privileges, upkeep and the flow of rows.</summary>
internal sealed partial class AdministrationGrammar(Grammar grammar) : GrammarPart(grammar)
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
