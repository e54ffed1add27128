namespace Dbwright.Sql;

/// <summary>What <c>alter column</c> does.</summary>
internal sealed partial class AlterGrammar
{
    private SqlAction Alter(int start)
    {
        Tokens.Skip();
        if (At("constraint") || (Tokens.IsMariaDb && (At("index") || At("key") || At("check"))))
        {
            return Rest($"alter {Tokens.Word}", start);
        }

        return AlterColumn(start);
    }

    private SqlAction.AlterColumn AlterColumn(int start)
    {
        _ = Accept("column") || Accept("attribute");
        _ = Tokens.IsMariaDb && Accept("if", "exists");
        var number = Tokens.Kind == TokenKind.Number;
        var name = number ? Grammar.Names.Take() : Grammar.Names.Name("a column");
        var from = Tokens.Position;
        var action = new SqlAction.AlterColumn(name, "", default);
        if (Accept("type") || Tokens.Accept("set", "data", "type"))
        {
            action = action with { Change = "type", Type = Grammar.Types.Read() };
            action = Accept("collate") ? action with { Collation = Grammar.Names.Function("a collation") } : action;
            action = Accept("using") ? action with { Using = Expression() } : action;
            Behaviour();
        }
        else if (Accept("set", "default"))
        {
            action = action with { Change = "set default", Expression = Expression() };
        }
        else if (Accept("set", "expression"))
        {
            Expect("as");
            action = action with { Change = "set expression", Expression = Grammar.Expressions.ReadOneInParentheses() };
        }
        else
        {
            action = action with { Change = OtherChange(from) };
        }

        return action with
        {
            Span = Tokens.From(start),
        };
    }

    private string OtherChange(int from)
    {
        if (!(Tokens.Word is "set" or "drop" or "add" or "reset" or "restart" or "options"))
        {
            Tokens.Fail("type, set, drop, add, reset or restart");
            return "";
        }

        var first = Tokens.Word;
        Tokens.Skip();
        var second =
            Tokens.Word is "not" ? "not null"
            : Tokens.Word is "(" ? ""
            : Tokens.Word;
        if (
            first is "set" or "drop"
            && !(
                Tokens.Word
                is "not"
                    or "default"
                    or "identity"
                    or "expression"
                    or "generated"
                    or "statistics"
                    or "storage"
                    or "compression"
                    or "("
                    or "increment"
                    or "start"
                    or "restart"
                    or "minvalue"
                    or "maxvalue"
                    or "cache"
                    or "no"
                    or "cycle"
                    or "sequence"
            )
        )
        {
            Tokens.Fail("what of the column");
        }

        if (Accept("not"))
        {
            Expect("null");
        }

        Grammar.Tables.SkipItem();
        return Tokens.Failed ? ""
            : second.Length == 0 ? first
            : $"{first} {second}";
    }
}
