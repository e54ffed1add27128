using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>What stands behind the name of a table, and what joins two.</summary>
internal sealed partial class SourceGrammar
{
    private SqlTableSource Joins(SqlTableSource left, int start)
    {
        while (!Tokens.Failed && JoinKind(out var natural) is { } kind)
        {
            var from = Tokens.Start;
            var right = Primary();
            var needsCondition = !natural && kind != "cross" && (Tokens.IsPostgreSql || kind is "left" or "right" or "full");
            if (needsCondition && !At("on") && !At("using") && !Tokens.IsSqlite)
            {
                right = Joins(right, from);
            }

            SqlExpression? on = null;
            Sequence<SqlName> columns = [];
            SqlAlias? alias = null;
            if (Accept("on"))
            {
                on = Expression();
            }
            else if (Accept("using"))
            {
                columns = Grammar.Names.NamesInParentheses();
                alias = Tokens.IsPostgreSql && At("as") ? Alias(isFunction: false) : null;
            }
            else if (needsCondition && Tokens.IsPostgreSql)
            {
                Tokens.Fail("on or using");
            }

            left = new SqlTableSource.Join(left, kind, natural, right, on, columns, Tokens.From(start)) { Alias = alias };
            if (needsCondition && Tokens.Failed)
            {
                break;
            }
        }

        return left;
    }

    private string? JoinKind(out bool natural)
    {
        natural = false;
        if (
            !(
                Tokens.Word
                is "natural"
                    or "cross"
                    or "inner"
                    or "left"
                    or "right"
                    or "full"
                    or "join"
                    or "straight_join"
                    or "outer"
            )
        )
        {
            return null;
        }

        natural = Accept("natural");
        if (Tokens.IsMariaDb && Accept("straight_join"))
        {
            return "straight_join";
        }

        var kind = "inner";
        if (Tokens.Word is "cross" or "inner" or "left" or "right" or "full")
        {
            kind = Tokens.Word;
            Tokens.Skip();
            _ = kind is "left" or "right" or "full" && Accept("outer");
        }

        Expect("join");
        return Tokens.Failed ? null : kind;
    }

    private void Options(bool beforeAlias)
    {
        while (!Tokens.IsPostgreSql)
        {
            var from = Tokens.Position;
            if (Tokens.IsSqlite)
            {
                if (
                    beforeAlias
                    || !(Accept("not", "indexed") || (Accept("indexed", "by") && Grammar.Names.Label().Value.Length > 0))
                )
                {
                    return;
                }
            }
            else if (beforeAlias && At("partition", "("))
            {
                Tokens.Skip();
                Grammar.Names.NamesInParentheses();
            }
            else if (beforeAlias && At("for", "system_time"))
            {
                SystemTime();
            }
            else if (!beforeAlias && Tokens.Word is "use" or "force" or "ignore" && Tokens.WordAhead(1) is "index" or "key")
            {
                Tokens.Skip();
                Tokens.Skip();
                if (Accept("for"))
                {
                    _ = Accept("join") || Accept("order", "by") || Accept("group", "by");
                }

                Expect("(");
                while (!At(")") && !Tokens.AtEnd)
                {
                    Tokens.Skip();
                }

                Expect(")");
            }
            else
            {
                return;
            }

            if (Tokens.Failed)
            {
                return;
            }

            options.Add(Tokens.Plain(from, Tokens.Position));
        }
    }

    private void SystemTime()
    {
        Tokens.Skip();
        Tokens.Skip();
        if (Accept("all"))
        {
            return;
        }

        if (Accept("as", "of"))
        {
            Expression();
            return;
        }

        _ = Accept("from") || Accept("between");
        Grammar.Expressions.Read(70);
        _ = Accept("to") || Accept("and");
        Grammar.Expressions.Read(70);
    }
}
