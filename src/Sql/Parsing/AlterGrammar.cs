namespace Dbwright.Sql;

/// <summary><c>alter</c>.</summary>
internal sealed partial class AlterGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlAction> actions = new();
    private readonly Scratch<SqlColumn> columns = new();

    /// <summary><c>alter</c> of the object whose kind has been read.</summary>
    public AlterStatement Read(string kind, int start)
    {
        var ifExists = Accept("if", "exists");
        var only = Tokens.IsPostgreSql && Accept("only");
        var isRoutine = kind is "function" or "procedure" or "routine" or "aggregate";
        var name = isRoutine ? Grammar.Names.Function() : Grammar.Names.Object(kind);
        _ = Tokens.IsPostgreSql && !only && Accept("*");
        if (isRoutine && Accept("("))
        {
            SkipToClose();
        }

        SqlObjectName? table = null;
        if (kind is "policy" or "trigger" or "rule" && Accept("on"))
        {
            table = Grammar.Names.Object("a table");
        }

        if (Tokens.IsMariaDb)
        {
            _ = Accept("nowait") || (Accept("wait") && Expression() is not null);
        }

        var mark = actions.Mark;
        if (!(Tokens.IsMariaDb && Tokens.AtEnd))
        {
            do
            {
                actions.Add(Action(kind));
                if (!At(",") && !Tokens.AtEnd)
                {
                    Tokens.Fail("the end of the statement or a comma");
                }

                // A broken action must not hide the ones behind it.
                if (Tokens.Failed && !Tokens.Recover(",", ","))
                {
                    break;
                }
            } while (Accept(","));
        }

        return new(kind, name, actions.Take(mark), Tokens.From(start))
        {
            IfExists = ifExists,
            IsOnly = only,
            Table = table,
        };
    }

    private SqlAction Action(string kind)
    {
        var start = Tokens.Start;
        switch (Tokens.Word)
        {
            case "add":
                return Add(kind, start);
            case "drop"
                when kind is not ("sequence" or "role" or "user" or "group" or "extension" or "publication" or "subscription"):
                return Drop(kind, start);
            case "rename":
                return Rename(start);
            case "alter" when kind is not "extension":
                return Alter(start);
            case "modify" when Tokens.IsMariaDb:
                Tokens.Skip();
                Accept("column");
                Accept("if", "exists");
                var column = Grammar.Constraints.Column();
                return new SqlAction.ModifyColumn(column.Name, column, false, Tokens.From(start));
            case "change" when Tokens.IsMariaDb && Tokens.WordAhead(1) != "master":
                Tokens.Skip();
                Accept("column");
                Accept("if", "exists");
                var name = Grammar.Names.AnyName("a column");
                return new SqlAction.ModifyColumn(name, Grammar.Constraints.Column(), true, Tokens.From(start));
            case "validate" when Tokens.WordAhead(1) == "constraint":
                Tokens.Skip();
                Tokens.Skip();
                return new SqlAction.ValidateConstraint(Grammar.Names.Name("a constraint"), Tokens.From(start));
            case "attach" or "detach" when Tokens.IsPostgreSql && Tokens.WordAhead(1) == "partition":
                return Partition(start);
        }

        return Other(kind, start);
    }

    // The words that are keywords, then what they are about.
    private SqlAction Other(string kind, int start)
    {
        var from = Tokens.Position;
        if (
            Tokens.Kind != TokenKind.Word
            || (
                Tokens.IsPostgreSql
                && !IsAction(Tokens.Word)
                && !(kind is "role" or "user" or "database" && Tokens.Word.Length == 0)
                && !(kind == "extension" && At("update"))
            )
            || Tokens.IsSqlite
        )
        {
            Tokens.Fail("an action");
            return new SqlAction.Unparsed(new(start, 0));
        }

        for (var i = 0; i < 5 && Tokens.Kind == TokenKind.Word && Tokens.Current.Word != 0; i++)
        {
            var ends =
                At("to") || At("schema") || At("tablespace") || At("inherit") || At("on") || At("statistics") || At("trigger");
            Tokens.Skip();
            if (ends)
            {
                break;
            }
        }

        if (Tokens.Position == from)
        {
            Tokens.Skip();
        }

        var words = Tokens.Plain(from, Tokens.Position);
        if (!IsList(kind))
        {
            return Rest(words, start);
        }

        Accept("=");
        from = Tokens.Position;
        Grammar.Tables.SkipItem();
        while (At(")"))
        {
            Tokens.Skip();
            Grammar.Tables.SkipItem();
        }

        return new SqlAction.Other(words, Tokens.Plain(from, Tokens.Position), Tokens.From(start));
    }

    private static bool IsList(string kind) =>
        kind is "table" or "foreign table" or "index" or "view" or "materialized view" or "type" or "domain";

    private static bool IsAction(string word) =>
        word
            is not (
                ""
                or "select"
                or "insert"
                or "update"
                or "delete"
                or "create"
                or "table"
                or "from"
                or "where"
                or "values"
                or "constraint"
                or "attribute"
                or "value"
                or "column"
                or "modify"
                or "change"
            );

    private SqlAction Add(string kind, int start)
    {
        Tokens.Skip();
        if (kind == "type")
        {
            return AddToType(start);
        }

        if (kind is "group" or "extension" or "publication" or "subscription" || (Tokens.IsMariaDb && At("partition")))
        {
            return Rest("add", start);
        }

        if (Grammar.Constraints.AtTableConstraint())
        {
            return new SqlAction.AddConstraint(Grammar.Constraints.OfTable(), Tokens.From(start));
        }

        if (Tokens.IsMariaDb && At("system"))
        {
            return Rest("add", start);
        }

        Accept("column");
        var ifNotExists = Accept("if", "not", "exists");
        var mark = columns.Mark;
        if (Tokens.IsMariaDb && Accept("("))
        {
            do
            {
                columns.Add(Grammar.Constraints.Column());
            } while (Accept(","));
            Expect(")");
        }
        else
        {
            columns.Add(Grammar.Constraints.Column());
        }

        return new SqlAction.AddColumns(columns.Take(mark), ifNotExists, Tokens.From(start));
    }

    private SqlAction AddToType(int start)
    {
        if (Accept("attribute"))
        {
            var attribute = Grammar.Constraints.Column();
            Behaviour();
            return new SqlAction.AddColumns([attribute], false, Tokens.From(start));
        }

        Expect("value");
        var ifNotExists = Accept("if", "not", "exists");
        var value = Text();
        var position = At("before") || At("after") ? Tokens.Word : "";
        var neighbour = "";
        if (position.Length > 0)
        {
            Tokens.Skip();
            neighbour = Text();
        }

        return new SqlAction.AddValue(value, ifNotExists, position, neighbour, Tokens.From(start));
    }

    private string Text()
    {
        if (Tokens.Kind == TokenKind.Text && Grammar.Primaries.Read() is SqlExpression.Literal text)
        {
            return text.Value;
        }

        Tokens.Fail("a string");
        return "";
    }

    private SqlAction.Other Rest(string words, int start)
    {
        var from = Tokens.Position;
        while (!Tokens.AtEnd)
        {
            Tokens.Skip();
        }

        return new(words, Tokens.Plain(from, Tokens.Position), Tokens.From(start));
    }

    private bool Behaviour()
    {
        var cascade = Accept("cascade");
        if (!cascade)
        {
            Accept("restrict");
        }

        return cascade;
    }

    private SqlAction Drop(string kind, int start)
    {
        Tokens.Skip();
        if (kind == "domain" && (At("not") || At("default")))
        {
            return Rest(At("not") ? "drop not null" : "drop default", start);
        }

        if (Tokens.IsMariaDb && (At("system") || At("partition") || At("period")))
        {
            return Rest($"drop {Tokens.Word}", start);
        }

        var part = "column";
        if (Accept("primary"))
        {
            Expect("key");
            return new SqlAction.Drop("primary key", null, false, false, Tokens.From(start));
        }

        if (Tokens.IsMariaDb && Accept("foreign"))
        {
            Expect("key");
            part = "foreign key";
        }
        else if (At("constraint") || At("column") || (kind == "type" && At("attribute")))
        {
            part = Tokens.Word;
            Tokens.Skip();
        }
        else if (Tokens.IsMariaDb && (At("index") || At("key") || At("check")))
        {
            part = At("key") ? "index" : Tokens.Word;
            Tokens.Skip();
        }

        var ifExists = Accept("if", "exists");
        var name = Tokens.IsMariaDb && At("primary") ? Grammar.Names.Take() : Grammar.Names.Name();
        return new SqlAction.Drop(part, name, ifExists, Behaviour(), Tokens.From(start));
    }

    private SqlAction.Rename Rename(int start)
    {
        Tokens.Skip();
        if (Accept("to") || (Tokens.IsMariaDb && Accept("as")))
        {
            return new("", null, Grammar.Names.Object(), Tokens.From(start));
        }

        var kind = "column";
        if (Tokens.Word is "constraint" or "column" or "index" or "key" or "attribute" or "value" && Tokens.WordAhead(1) != "to")
        {
            kind = At("key") ? "index" : Tokens.Word;
            Tokens.Skip();
        }
        else if (Tokens.IsMariaDb && Tokens.WordAhead(1) != "to")
        {
            return new("", null, Grammar.Names.Object(), Tokens.From(start));
        }

        _ = Tokens.IsMariaDb && Accept("if", "exists");
        var old = kind == "value" ? TextName() : Grammar.Names.AnyName();
        Expect("to");
        var from = Tokens.Start;
        var name = new SqlObjectName([kind == "value" ? TextName() : Grammar.Names.AnyName()], Tokens.From(from));
        if (kind == "attribute")
        {
            Behaviour();
        }

        return new(kind, old, name, Tokens.From(start));
    }

    private SqlName TextName()
    {
        var start = Tokens.Start;
        return new(Text(), true, Tokens.From(start));
    }

    private SqlAction.Partition Partition(int start)
    {
        var detach = At("detach");
        Tokens.Skip();
        Tokens.Skip();
        var name = Grammar.Names.Object("a table");
        var option = "";
        if (detach)
        {
            option =
                Accept("concurrently") ? "concurrently"
                : Accept("finalize") ? "finalize"
                : "";
        }
        else
        {
            option = At("for") || At("default") ? Grammar.Tables.Bounds() : "";
        }

        return new(name, detach, option, Tokens.From(start));
    }
}
