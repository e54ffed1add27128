using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Statements by their first words, and the short ones.</summary>
internal sealed class StatementGrammar(Grammar grammar) : GrammarPart(grammar)
{
    /// <summary>A whole statement.</summary>
    public SqlStatement Read()
    {
        var start = Tokens.Start;
        if (!Tokens.Enter())
        {
            return new UnparsedStatement("", new(start, 0));
        }

        var statement = ByFirstWord(start);
        Tokens.Leave();
        return statement;
    }

    /// <summary>The statement of a named query: a query, or in PostgreSQL a write.</summary>
    public SqlStatement InWith()
    {
        var start = Tokens.Start;
        if (Tokens.IsPostgreSql)
        {
            var with = At("with") ? Grammar.Queries.With() : null;
            if (Write(with, start) is { } write)
            {
                return write;
            }

            return new SelectStatement(Grammar.Queries.Read(with, start), Tokens.From(start));
        }

        return new SelectStatement(Grammar.Queries.Read(), Tokens.From(start));
    }

    private SqlStatement? Write(SqlWith? with, int start) =>
        Tokens.Word switch
        {
            "insert" => Grammar.Writes.Insert(with, start),
            "replace" when !Tokens.IsPostgreSql => Grammar.Writes.Insert(with, start),
            "update" => Grammar.Writes.Update(with, start),
            "delete" => Grammar.Writes.Delete(with, start),
            "merge" when Tokens.IsPostgreSql => Grammar.Writes.Merge(with, start),
            _ => null,
        };

    private SqlStatement ByFirstWord(int start)
    {
        switch (Tokens.Word)
        {
            case "select" or "values" or "(":
                return new SelectStatement(Grammar.Queries.Read(), Tokens.From(start));
            case "table" when !Tokens.IsSqlite:
                return new SelectStatement(Grammar.Queries.Read(), Tokens.From(start));
            case "with":
                var with = Grammar.Queries.With();
                return Write(with, start) ?? new SelectStatement(Grammar.Queries.Read(with, start), Tokens.From(start));
            case "insert" or "update" or "delete" or "merge" or "replace":
                return Write(null, start) ?? Other(start);
            case "create":
                return Grammar.Creates.Read(start);
            case "alter":
                return Alter(start);
            case "drop":
                return Drop(start);
            case "truncate" when !Tokens.IsSqlite:
                return Grammar.Administration.Truncate(start);
            case "comment" when Tokens.IsPostgreSql:
                return Grammar.Administration.Comment(start);
            case "grant" or "revoke" when !Tokens.IsSqlite:
                return Grammar.Administration.Grant(start);
            case "begin" or "start" or "commit" or "end" or "rollback" or "abort" or "savepoint" or "release":
                return Grammar.Administration.Transaction(start);
            case "set" or "reset" or "pragma":
                return Grammar.Administration.Set(start);
            case "vacuum" or "analyze" or "analyse" or "reindex" or "cluster" or "refresh" or "optimize" or "check" or "repair":
                return Grammar.Administration.Maintenance(start);
            case "lock" when !Tokens.IsSqlite:
                return Grammar.Administration.Lock(start);
            case "copy" when Tokens.IsPostgreSql:
                return Grammar.Administration.Copy(start);
            case "do" when Tokens.IsPostgreSql:
                return Grammar.Administration.Do(start);
            case "call" when !Tokens.IsSqlite:
                Tokens.Skip();
                var call = Grammar.Primaries.Read();
                if (Tokens.IsPostgreSql && call is not SqlExpression.Call)
                {
                    Tokens.Fail("(");
                }

                return new CallStatement(call, Tokens.From(start));
            case "explain" or "describe" or "desc":
                return Grammar.Administration.Explain(start);
            case "prepare" when Tokens.WordAhead(1) != "transaction":
                return Grammar.Administration.Prepare(start);
            case "declare" when Tokens.IsPostgreSql:
                return Grammar.Administration.Declare(start);
            case "rename" when Tokens.IsMariaDb && Tokens.WordAhead(1) is "table" or "tables":
                return Grammar.Administration.RenameTables(start);
            default:
                return Other(start);
        }
    }

    private SqlStatement Alter(int start)
    {
        var from = Tokens.Position;
        Tokens.Skip();
        while (Tokens.IsMariaDb && (At("online") || At("ignore")))
        {
            Tokens.Skip();
        }

        var kind = Grammar.Creates.Kind();
        if (
            kind
                is "table"
                    or "foreign table"
                    or "index"
                    or "view"
                    or "materialized view"
                    or "sequence"
                    or "type"
                    or "domain"
                    or "schema"
                    or "function"
                    or "procedure"
                    or "routine"
                    or "aggregate"
                    or "policy"
                    or "trigger"
                    or "rule"
                    or "role"
                    or "user"
                    or "group"
                    or "database"
                    or "extension"
                    or "publication"
                    or "subscription"
            && !(Tokens.IsMariaDb && kind is not ("table" or "sequence"))
            && !(kind is "role" or "user" or "table" or "index" or "materialized view" && Tokens.IsPostgreSql && At("all"))
        )
        {
            return Grammar.Alters.Read(kind, start);
        }

        if (kind.Length == 0 && Tokens.IsPostgreSql && !At("system") && !At("default"))
        {
            Tokens.Fail("what to alter");
        }

        Tokens.Position = Tokens.Failed ? Tokens.Count : from;
        return Tokens.Failed ? new UnparsedStatement("alter", Tokens.From(start)) : Other(start);
    }

    private SqlStatement Drop(int start)
    {
        var from = Tokens.Position;
        Tokens.Skip();
        _ = Tokens.IsMariaDb && Accept("temporary");
        var kind = Grammar.Creates.Kind();
        if (kind.Length == 0 && Tokens.IsPostgreSql && !At("owned"))
        {
            Tokens.Fail("what to drop");
        }

        if (kind is "" or "operator" or "operator class" or "operator family" or "cast" or "transform" or "user mapping")
        {
            Tokens.Position = from;
            return Other(start);
        }

        var concurrently = Tokens.IsPostgreSql && Accept("concurrently");
        var ifExists = Accept("if", "exists");
        Sequence<SqlObjectName> names;
        if (kind is "function" or "procedure" or "routine" or "aggregate")
        {
            names = Routines();
        }
        else if (Tokens.IsMariaDb && kind is "user" or "role")
        {
            Tokens.Position = from;
            return Other(start);
        }
        else
        {
            names = kind is "type" or "domain" ? Grammar.Names.Functions() : Grammar.Names.Objects(kind);
        }

        SqlObjectName? table = null;
        if (Accept("on"))
        {
            table = Grammar.Names.Object("a table");
        }

        var cascade = Accept("cascade");
        _ = !cascade && Accept("restrict");
        var rest = Tokens.Position;
        while (Tokens.IsMariaDb && !Tokens.AtEnd)
        {
            Tokens.Skip();
        }

        if (kind == "database" && Accept("with") | At("("))
        {
            Tokens.Skip();
            SkipToClose();
        }

        return new DropStatement(kind, names, Tokens.From(start))
        {
            IfExists = ifExists,
            IsConcurrently = concurrently,
            IsCascade = cascade,
            Table = table,
            Rest = Tokens.IsMariaDb ? Tokens.Plain(rest, Tokens.Position) : "",
        };
    }

    private Sequence<SqlObjectName> Routines()
    {
        var names = new List<SqlObjectName>();
        do
        {
            names.Add(Grammar.Names.Function());
            if (Accept("("))
            {
                SkipToClose();
            }
        } while (Accept(","));

        return [.. names];
    }

    private SqlStatement Other(int start)
    {
        var from = Tokens.Position;
        if (Tokens.Kind != TokenKind.Word || !IsStatement(Tokens.Word))
        {
            if (!(At("\\") || (At(".") && Tokens.IsSqlite)))
            {
                Tokens.Fail("a statement");
                return new UnparsedStatement("", Tokens.From(start));
            }
        }

        Tokens.Skip();
        while (Tokens.Kind == TokenKind.Word && Tokens.Current.Word != 0 && Tokens.Position - from < 4)
        {
            Tokens.Skip();
        }

        var words = Tokens.Plain(from, Tokens.Position);
        while (!Tokens.AtEnd)
        {
            Tokens.Skip();
        }

        return new OtherStatement(words, Tokens.From(start));
    }

    private bool IsStatement(string word) =>
        Tokens.Dialect switch
        {
            SqlDialect.PostgreSql => word
                is "alter"
                    or "checkpoint"
                    or "close"
                    or "comment"
                    or "deallocate"
                    or "discard"
                    or "drop"
                    or "execute"
                    or "fetch"
                    or "import"
                    or "listen"
                    or "load"
                    or "move"
                    or "notify"
                    or "prepare"
                    or "reassign"
                    or "security"
                    or "show"
                    or "unlisten",
            SqlDialect.Sqlite => word is "attach" or "detach" or "alter" or "drop",
            _ => word
                is "alter"
                    or "analyze"
                    or "backup"
                    or "binlog"
                    or "cache"
                    or "change"
                    or "checksum"
                    or "deallocate"
                    or "do"
                    or "drop"
                    or "execute"
                    or "flush"
                    or "get"
                    or "handler"
                    or "help"
                    or "install"
                    or "kill"
                    or "load"
                    or "purge"
                    or "rename"
                    or "reset"
                    or "resignal"
                    or "show"
                    or "shutdown"
                    or "signal"
                    or "start"
                    or "stop"
                    or "uninstall"
                    or "unlock"
                    or "use"
                    or "xa"
                    or "if"
                    or "while"
                    or "for"
                    or "case"
                    or "loop"
                    or "repeat"
                    or "delimiter"
                    or "prepare",
        };
}
