namespace Dbwright.Sql;

/// <summary>Functions, procedures and triggers; their bodies are parts of the text.</summary>
internal sealed class RoutineGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlOption> options = new();

    /// <summary><c>create function</c>, whose words before <c>function</c> have been read.</summary>
    public CreateRoutineStatement Create(int start, bool replace)
    {
        var kind = Tokens.Word;
        Tokens.Skip();
        if (Tokens.IsMariaDb && kind == "aggregate" && Accept("function"))
        {
            kind = "function";
        }

        _ = Tokens.IsMariaDb && Accept("if", "not", "exists");
        var name = Grammar.Names.Function();
        var from = Tokens.Start;
        if (Accept("("))
        {
            SkipToClose();
        }
        else if (!Tokens.IsMariaDb)
        {
            Tokens.Fail("(");
        }

        var routine = new CreateRoutineStatement(kind, name, default) { IsReplace = replace, Parameters = Tokens.From(from) };
        if (kind == "aggregate")
        {
            if (Accept("("))
            {
                SkipToClose();
            }

            return routine with
            {
                Span = Tokens.From(start),
            };
        }

        routine = Tokens.IsPostgreSql ? PostgreSql(routine) : MariaDb(routine);
        return routine with { Span = Tokens.From(start) };
    }

    /// <summary><c>create trigger</c>.</summary>
    public CreateTriggerStatement Trigger(int start, bool replace)
    {
        Accept("constraint");
        Expect("trigger");
        var ifNotExists = Accept("if", "not", "exists");
        var name = Grammar.Names.Object("a trigger");
        var from = Tokens.Position;
        while (!Tokens.AtEnd && !At("on"))
        {
            Tokens.Skip();
        }

        if (from == Tokens.Position)
        {
            Tokens.Fail("before, after or instead of");
        }

        var events = Tokens.Failed ? "" : Tokens.Plain(from, Tokens.Position);
        Expect("on");
        var table = Grammar.Names.Object("a table");
        var trigger = new CreateTriggerStatement(name, table, default)
        {
            IsReplace = replace,
            IfNotExists = ifNotExists,
            Event = events,
        };
        if (Tokens.IsPostgreSql)
        {
            while (!Tokens.AtEnd && !At("when") && !At("execute"))
            {
                Tokens.Skip();
            }
        }
        else
        {
            if (Accept("for", "each", "row") && Tokens.IsMariaDb && (Accept("follows") || Accept("precedes")))
            {
                Grammar.Names.Name();
            }
        }

        if (!Tokens.IsMariaDb && Accept("when"))
        {
            trigger = trigger with { When = Tokens.IsPostgreSql ? Grammar.Expressions.ReadOneInParentheses() : Expression() };
        }

        if (Tokens.IsPostgreSql)
        {
            Expect("execute");
            if (!Accept("function"))
            {
                Expect("procedure");
            }

            trigger = trigger with { Function = Grammar.Names.Function() };
            Expect("(");
            SkipToClose();
            return trigger with { Span = Tokens.From(start) };
        }

        if (Tokens.IsSqlite && !At("begin"))
        {
            Tokens.Fail("begin");
        }

        return trigger with
        {
            Body = Body(),
            Span = Tokens.From(start),
        };
    }

    /// <summary>The rest of the statement.</summary>
    public TextSpan Body()
    {
        var from = Tokens.Start;
        while (!Tokens.AtEnd)
        {
            Tokens.Skip();
        }

        return Tokens.From(from);
    }

    /// <summary>What stands between the quotes of a string.</summary>
    public static TextSpan Inner(string source, TextSpan text)
    {
        var span = text.Of(source);
        var quote = span.IndexOf('\'');
        if (span.Length > 1 && span[0] == '$')
        {
            var tag = span[1..].IndexOf('$') + 2;
            return new(text.Start + tag, Math.Max(0, span.Length - (2 * tag)));
        }

        return quote < 0 ? text : new(text.Start + quote + 1, Math.Max(0, span.Length - quote - 2));
    }

    private CreateRoutineStatement PostgreSql(CreateRoutineStatement routine)
    {
        var mark = options.Mark;
        while (!Tokens.AtEnd && !Tokens.Failed)
        {
            var (start, from) = (Tokens.Start, Tokens.Position);
            if (Accept("returns"))
            {
                routine = Returns(routine);
            }
            else if (Accept("language"))
            {
                routine = routine with { Language = Grammar.Names.Language().Value.ToLowerInvariant() };
            }
            else if (Accept("as"))
            {
                if (Tokens.Kind != TokenKind.Text)
                {
                    Tokens.Fail("a string");
                    break;
                }

                var body = TextSpan.Between(Tokens.Start, Tokens.Current.End);
                Tokens.Skip();
                routine = routine with { Body = Inner(Tokens.Source, body) };
                if (Accept(","))
                {
                    Tokens.Skip();
                }
            }
            else if (At("begin") || At("return"))
            {
                routine = routine with { Body = Body(), Language = routine.Language.Length == 0 ? "sql" : routine.Language };
            }
            else if (IsOption(Tokens.Word))
            {
                SkipOption();
                options.Add(new(Tokens.Plain(from, Tokens.Position), "", Tokens.From(start)));
            }
            else
            {
                Tokens.Fail("an option of the function");
            }
        }

        return routine with
        {
            Options = options.Take(mark),
        };
    }

    private CreateRoutineStatement Returns(CreateRoutineStatement routine)
    {
        if (Accept("null", "on", "null"))
        {
            Expect("input");
            return routine;
        }

        if (!At("table"))
        {
            return routine with { Returns = Grammar.Types.Read() };
        }

        var start = Tokens.Start;
        Tokens.Skip();
        Expect("(");
        SkipToClose();
        return routine with { Returns = new("table", [], 0, [], Tokens.From(start)) };
    }

    private static bool IsOption(string word) =>
        word
            is "immutable"
                or "stable"
                or "volatile"
                or "leakproof"
                or "not"
                or "strict"
                or "called"
                or "security"
                or "external"
                or "parallel"
                or "cost"
                or "rows"
                or "support"
                or "set"
                or "window"
                or "transform";

    private void SkipOption()
    {
        var first = Tokens.Word;
        Tokens.Skip();
        switch (first)
        {
            case "set":
                while (
                    !Tokens.AtEnd
                    && !(At("as") && Tokens.Ahead(1).Kind == TokenKind.Text)
                    && !(IsOption(Tokens.Word) && Tokens.WordAhead(-1) is not ("=" or "to" or "," or "."))
                    && !At("language")
                    && !At("returns")
                    && !At("begin", "atomic")
                    && !At("return")
                )
                {
                    Tokens.Skip();
                }

                break;
            case "called":
                Expect("on", "null");
                Expect("input");
                break;
            case "external":
                Tokens.Skip();
                Tokens.Skip();
                break;
            case "transform":
                while (!Tokens.AtEnd && !At("as") && !At("language") && !IsOption(Tokens.Word))
                {
                    Tokens.Skip();
                }

                break;
            case "not" or "security" or "parallel" or "cost" or "rows":
                Tokens.Skip();
                break;
            case "support":
                Grammar.Names.Function();
                break;
        }
    }

    private CreateRoutineStatement MariaDb(CreateRoutineStatement routine)
    {
        if (Accept("returns"))
        {
            routine = routine with { Returns = Grammar.Types.Read() };
            _ = Accept("collate") && Grammar.Names.Label().Value is null;
        }

        var mark = options.Mark;
        while (!Tokens.AtEnd && !Tokens.Failed)
        {
            var (start, from) = (Tokens.Start, Tokens.Position);
            if (
                !(
                    Accept("not", "deterministic")
                    || Accept("deterministic")
                    || Accept("contains", "sql")
                    || Accept("no", "sql")
                    || Tokens.Accept("reads", "sql", "data")
                    || Tokens.Accept("modifies", "sql", "data")
                    || Tokens.Accept("sql", "security", "definer")
                    || Tokens.Accept("sql", "security", "invoker")
                    || Accept("language", "sql")
                    || (Accept("comment") && Grammar.Primaries.Read() is not null)
                )
            )
            {
                break;
            }

            options.Add(new(Tokens.Failed ? "" : Tokens.Plain(from, Tokens.Position), "", Tokens.From(start)));
        }

        return routine with
        {
            Options = options.Take(mark),
            Language = "sql",
            Body = Tokens.AtEnd ? null : Body(),
        };
    }
}
