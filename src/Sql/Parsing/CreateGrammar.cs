namespace Dbwright.Sql;

/// <summary><c>create</c> of all but tables and indexes.</summary>
internal sealed class CreateGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlOption> options = new();
    private readonly Scratch<string> texts = new();
    private readonly Scratch<SqlColumn> fields = new();
    private readonly Scratch<SqlExpression> expressions = new();

    /// <summary>The statement.</summary>
    public SqlStatement Read(int start)
    {
        Tokens.Skip();
        var replace = Accept("or", "replace");
        var from = Tokens.Position;
        var definer = Definer();
        _ = Accept("global") || Accept("local");
        var persistence = "";
        if (Accept("temporary") || Accept("temp"))
        {
            persistence = "temporary";
        }
        else if (Tokens.Word is "unlogged" or "foreign" or "virtual" && Tokens.WordAhead(1) is "table" or "sequence")
        {
            persistence = Tokens.Word;
            Tokens.Skip();
        }

        switch (Tokens.Word)
        {
            case "table":
                return Grammar.Tables.Create(start, persistence, replace);
            case "index" or "unique" or "fulltext" or "spatial":
                return Grammar.Indexes.Create(start, replace);
            case "view" or "materialized" or "recursive":
                return View(start, replace, persistence, definer);
            case "function" or "procedure" or "aggregate":
                return Grammar.Routines.Create(start, replace);
            case "trigger" or "constraint":
                return Grammar.Routines.Trigger(start, replace);
            case "type" when Tokens.IsPostgreSql:
                return Type(start);
            case "domain" when Tokens.IsPostgreSql:
                return Domain(start);
        }

        if (!At("sequence"))
        {
            Tokens.Position = from;
            Definer();
        }

        return Object(start, replace);
    }

    private string Definer()
    {
        if (!Tokens.IsMariaDb)
        {
            return "";
        }

        var from = Tokens.Position;
        while (!Tokens.AtEnd && (At("algorithm") || At("definer") || At("sql")))
        {
            var isDefiner = At("definer");
            Tokens.Skip();
            if (Accept("security"))
            {
                Tokens.Skip();
                continue;
            }

            Expect("=");
            Tokens.Skip();
            if (isDefiner)
            {
                _ = Tokens.Kind == TokenKind.Variable;
                while (!Tokens.AtEnd && (Tokens.Kind == TokenKind.Variable || At("(") || At(")")))
                {
                    Tokens.Skip();
                }
            }
        }

        return Tokens.Plain(from, Tokens.Position);
    }

    private CreateViewStatement View(int start, bool replace, string persistence, string definer)
    {
        _ = Accept("recursive");
        var materialized = Accept("materialized");
        Expect("view");
        var ifNotExists = Accept("if", "not", "exists");
        var name = Grammar.Names.Object("a view");
        var columns = Grammar.Names.OptionalNames();
        var mark = options.Mark;
        if (definer.Length > 0)
        {
            options.Add(new(definer, "", new(start, 0)));
        }

        while (Tokens.IsPostgreSql && (At("with") || At("using") || At("tablespace")))
        {
            if (Accept("with"))
            {
                foreach (var option in Grammar.Tables.OptionsInParentheses().AsSpan())
                {
                    options.Add(option);
                }
            }
            else
            {
                Tokens.Skip();
                Grammar.Names.Name();
            }
        }

        Expect("as");
        var from = Tokens.Start;
        var query = new SelectStatement(Grammar.Queries.Read(), Tokens.From(from));
        if (At("with"))
        {
            var at = Tokens.Start;
            var place = Tokens.Position;
            Tokens.Skip();
            _ = Accept("cascaded") || Accept("local") || Accept("no");
            if (!Accept("data"))
            {
                Expect("check", "option");
            }

            options.Add(new(Tokens.Failed ? "" : Tokens.Plain(place, Tokens.Position), "", Tokens.From(at)));
        }

        return new(name, query, Tokens.From(start))
        {
            IsMaterialized = materialized,
            IsReplace = replace,
            IsTemporary = persistence.Length > 0,
            IfNotExists = ifNotExists,
            Columns = columns,
            Options = options.Take(mark),
        };
    }

    private CreateTypeStatement Type(int start)
    {
        Tokens.Skip();
        var name = Grammar.Names.Function("a type");
        if (Tokens.AtEnd)
        {
            return new(name, "shell", Tokens.From(start));
        }

        if (Accept("as", "enum"))
        {
            Expect("(");
            var mark = texts.Mark;
            if (!At(")"))
            {
                do
                {
                    if (Tokens.Kind != TokenKind.Text)
                    {
                        Tokens.Fail("a string");
                    }

                    texts.Add(Grammar.Primaries.Read() is SqlExpression.Literal text ? text.Value : "");
                } while (Accept(","));
            }

            Expect(")");
            return new(name, "enum", Tokens.From(start)) { Values = texts.Take(mark) };
        }

        if (Accept("as", "range") || At("("))
        {
            var kind = At("(") && Tokens.WordAhead(-1) == "range" ? "range" : "base";
            Expect("(");
            SkipToClose();
            return new(name, kind, Tokens.From(start));
        }

        Expect("as");
        Expect("(");
        var field = fields.Mark;
        if (!At(")"))
        {
            do
            {
                fields.Add(Grammar.Constraints.Column());
            } while (Accept(","));
        }

        Expect(")");
        return new(name, "composite", Tokens.From(start)) { Fields = fields.Take(field) };
    }

    private CreateTypeStatement Domain(int start)
    {
        Tokens.Skip();
        var name = Grammar.Names.Function("a domain");
        Accept("as");
        var type = Grammar.Types.Read();
        var constraints = Grammar.Constraints.OfColumn();
        return new(name, "domain", Tokens.From(start)) { Type = type, Constraints = constraints };
    }

    private SqlStatement Object(int start, bool replace)
    {
        var kind = Kind();
        if (kind.Length == 0)
        {
            Tokens.Fail("what to create");
            return new UnparsedStatement("create", new(start, 0));
        }

        var ifNotExists = Accept("if", "not", "exists");
        var from = Tokens.Start;
        var hasName =
            Tokens.Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.Text && !At("authorization") && !At("for");
        var name = hasName
            ? Tokens.Kind == TokenKind.Text
                ? new SqlObjectName([Grammar.Names.Take()], Tokens.From(from))
                : Grammar.Names.Qualified(Grammar.Names.Take())
            : new SqlObjectName([], new(from, 0));
        if (!hasName && Tokens.AtEnd)
        {
            Tokens.Fail("a name");
        }

        SqlObjectName? table = null;
        var mark = expressions.Mark;
        var rest = Tokens.Position;
        if (kind == "policy")
        {
            Expect("on");
            table = Grammar.Names.Object("a table");
            rest = Tokens.Position;
            Policy();
        }

        while (!Tokens.AtEnd)
        {
            Tokens.Skip();
        }

        return new CreateObjectStatement(kind, name, Tokens.From(start))
        {
            IsReplace = replace,
            IfNotExists = ifNotExists,
            Table = table,
            Expressions = expressions.Take(mark),
            Rest = Tokens.Failed ? "" : Tokens.Plain(rest, Tokens.Position),
        };
    }

    private void Policy()
    {
        while (!Tokens.AtEnd)
        {
            if (Accept("using") || Accept("with", "check"))
            {
                expressions.Add(Grammar.Expressions.ReadOneInParentheses());
            }
            else if (At("(") || At(")"))
            {
                Tokens.Fail("using or with check");
            }
            else
            {
                Tokens.Skip();
            }
        }
    }

    /// <summary>The kind of an object of <c>create</c>, <c>alter</c>, <c>drop</c> or <c>comment</c>; empty when none is next.</summary>
    public string Kind()
    {
        var from = Tokens.Position;
        switch (Tokens.Word)
        {
            case "materialized" when Tokens.WordAhead(1) == "view":
            case "foreign" when Tokens.WordAhead(1) == "table":
            case "event" when Tokens.WordAhead(1) == "trigger":
            case "access" when Tokens.WordAhead(1) == "method":
            case "operator" when Tokens.WordAhead(1) is "class" or "family":
            case "large" when Tokens.WordAhead(1) == "object":
            case "user" when Tokens.WordAhead(1) == "mapping":
            case "default" when Tokens.WordAhead(1) == "conversion":
            case "package" when Tokens.WordAhead(1) == "body":
            case "trusted" when Tokens.WordAhead(1) == "language":
            case "procedural" when Tokens.WordAhead(1) == "language":
                Tokens.Skip();
                Tokens.Skip();
                break;
            case "foreign" when Tokens.WordAhead(1) == "data":
            case "text" when Tokens.WordAhead(1) == "search":
            case "logfile" when Tokens.WordAhead(1) == "group":
                Tokens.Skip();
                Tokens.Skip();
                Tokens.Skip();
                break;
            case "table"
            or "index"
            or "view"
            or "sequence"
            or "type"
            or "domain"
            or "schema"
            or "function"
            or "procedure"
            or "routine"
            or "aggregate"
            or "trigger"
            or "policy"
            or "rule"
            or "role"
            or "user"
            or "group"
            or "database"
            or "extension"
            or "publication"
            or "subscription"
            or "server"
            or "collation"
            or "conversion"
            or "language"
            or "operator"
            or "statistics"
            or "tablespace"
            or "event"
            or "cast"
            or "transform"
            or "column"
            or "constraint"
            or "package"
            or "logfile":
                Tokens.Skip();
                break;
            default:
                return "";
        }

        return Tokens.Plain(from, Tokens.Position);
    }
}
