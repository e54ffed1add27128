using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary><c>create table</c>.</summary>
internal sealed class TableGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlColumn> columns = new();
    private readonly Scratch<SqlConstraint> constraints = new();
    private readonly Scratch<SqlObjectName> likes = new();
    private readonly Scratch<SqlOption> options = new();

    /// <summary><c>create table</c>, whose words before <c>table</c> have been read.</summary>
    public SqlStatement Create(int start, string persistence, bool isReplace)
    {
        Expect("table");
        var ifNotExists = Accept("if", "not", "exists");
        var name = Grammar.Names.Object("a table");
        var table = new CreateTableStatement(name, default)
        {
            Persistence = persistence,
            IsReplace = isReplace,
            IfNotExists = ifNotExists,
        };
        if (persistence == "virtual")
        {
            return Virtual(table, start);
        }

        if (Tokens.IsPostgreSql && Accept("partition", "of"))
        {
            table = table with { PartitionOf = Grammar.Names.Object("a table") };
            table = At("(") ? Elements(table) : table;
            table = table with { Bounds = Bounds() };
        }
        else if (Tokens.IsPostgreSql && Accept("of"))
        {
            table = table with { OfType = Grammar.Names.Function("a type") };
            table = At("(") ? Elements(table) : table;
        }
        else if (Tokens.IsMariaDb && Accept("like"))
        {
            table = table with { Likes = [Grammar.Names.Object("a table")] };
        }
        else if (At("(") && !(Tokens.IsMariaDb && Grammar.Queries.IsQuery(1)))
        {
            table = Elements(table);
        }
        else if (!At("as") && !Tokens.IsMariaDb)
        {
            Tokens.Fail("(");
        }

        table = Tokens.Dialect switch
        {
            SqlDialect.PostgreSql => PostgreSqlOptions(table),
            SqlDialect.MariaDb => table with { Options = MariaDbOptions(out var partitions), PartitionBy = partitions },
            _ => table with { Options = SqliteOptions() },
        };
        if (Accept("as") || (Tokens.IsMariaDb && Grammar.Queries.IsQuery(0) && !Tokens.AtEnd))
        {
            table = table with { Query = Query() };
        }

        if (
            Tokens.IsPostgreSql
            && table is { Query: null, PartitionOf: null, OfType: null }
            && table.Columns.Any(c => c.Type is null)
        )
        {
            Tokens.Fail("as and a query, as a column has no type");
        }

        return table with
        {
            Span = Tokens.From(start),
        };
    }

    /// <summary>Options in parentheses: <c>(fillfactor = 70, "a.b" = c)</c>.</summary>
    public Sequence<SqlOption> OptionsInParentheses() =>
        InParentheses(
            Tokens,
            options,
            () =>
            {
                var (start, from) = (Tokens.Start, Tokens.Position);
                while (
                    !Tokens.AtEnd
                    && !At("=")
                    && !At(",")
                    && !At(")")
                    && Tokens.Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.Sign
                )
                {
                    Tokens.Skip();
                }

                if (from == Tokens.Position)
                {
                    Tokens.Fail("an option");
                    return new("", "", new(start, 0));
                }

                var name = Tokens.Plain(from, Tokens.Position);
                Accept("=");
                from = Tokens.Position;
                SkipItem();
                return new SqlOption(name, Tokens.Plain(from, Tokens.Position), Tokens.From(start));
            }
        );

    /// <summary>The bounds of a partition, as written.</summary>
    public string Bounds()
    {
        var from = Tokens.Position;
        if (!Accept("default"))
        {
            Expect("for", "values");
            if (Accept("from"))
            {
                Grammar.Expressions.ReadInParentheses();
                Expect("to");
                Grammar.Expressions.ReadInParentheses();
            }
            else if (Accept("in"))
            {
                Grammar.Expressions.ReadInParentheses();
            }
            else
            {
                Expect("with");
                Expect("(");
                SkipToClose();
            }
        }

        return Tokens.Failed ? "" : Tokens.Plain(from, Tokens.Position);
    }

    /// <summary>Reads up to a comma or closing parenthesis of the list around.</summary>
    public void SkipItem()
    {
        for (var open = 0; !Tokens.AtEnd; Tokens.Skip())
        {
            if (open == 0 && (At(",") || At(")")))
            {
                return;
            }

            open +=
                At("(") ? 1
                : At(")") ? -1
                : 0;
        }
    }

    private SqlStatement Query()
    {
        var start = Tokens.Start;
        return Tokens.IsPostgreSql && At("execute")
            ? Grammar.Statements.Read()
            : new SelectStatement(Grammar.Queries.Read(), Tokens.From(start));
    }

    private CreateTableStatement Elements(CreateTableStatement table)
    {
        Expect("(");
        var (column, constraint, like) = (columns.Mark, constraints.Mark, likes.Mark);
        if (!At(")") || !Tokens.IsPostgreSql)
        {
            do
            {
                Element();
                if (!At(",") && !At(")"))
                {
                    Tokens.Fail(") or a comma");
                }

                // A broken element must not hide the ones behind it.
                if (Tokens.Failed && !Tokens.Recover(",", ")"))
                {
                    break;
                }
            } while (Accept(","));
        }

        Expect(")");
        return table with
        {
            Columns = columns.Take(column),
            Constraints = constraints.Take(constraint),
            Likes = likes.Take(like),
        };
    }

    private void Element()
    {
        if (Grammar.Constraints.AtTableConstraint())
        {
            // SQLite allows constraints without a comma between them.
            do
            {
                constraints.Add(Grammar.Constraints.OfTable());
            } while (Tokens.IsSqlite && !Tokens.Failed && Grammar.Constraints.AtTableConstraint());

            return;
        }

        if (!Tokens.IsSqlite && Accept("like"))
        {
            likes.Add(Grammar.Names.Object("a table"));
            while (Accept("including") || Accept("excluding"))
            {
                Grammar.Names.Label("what of the table");
            }

            return;
        }

        columns.Add(Grammar.Constraints.Column());

        // SQLite allows constraints without a comma before them.
        while (Tokens.IsSqlite && !Tokens.Failed && Grammar.Constraints.AtTableConstraint())
        {
            constraints.Add(Grammar.Constraints.OfTable());
        }
    }

    private CreateTableStatement PostgreSqlOptions(CreateTableStatement table)
    {
        if (At("("))
        {
            // The names of the columns before "as".
            table = Elements(table);
        }

        if (Accept("inherits"))
        {
            Expect("(");
            table = table with { Inherits = At(")") ? [] : Grammar.Names.Objects("a table") };
            Expect(")");
        }

        if (Accept("partition", "by"))
        {
            var from = Tokens.Position;
            Grammar.Names.Name("range, list or hash");
            Grammar.Indexes.Parts();
            table = table with { PartitionBy = Tokens.Failed ? "" : Tokens.Plain(from, Tokens.Position) };
        }

        var mark = options.Mark;
        while (!Tokens.Failed)
        {
            var start = Tokens.Start;
            if (At("with") && Tokens.WordAhead(1) == "(")
            {
                Tokens.Skip();
                foreach (var option in OptionsInParentheses().AsSpan())
                {
                    options.Add(option);
                }
            }
            else if (Accept("using") || Accept("tablespace") || Accept("server"))
            {
                var word = Tokens.Source.AsSpan(start, Tokens.End - start).ToString().ToLowerInvariant();
                options.Add(new(word, Grammar.Names.Name().Value, Tokens.From(start)));
            }
            else if (Accept("without", "oids") || Accept("on", "commit"))
            {
                _ = Accept("drop") || Accept("delete", "rows") || Accept("preserve", "rows");
            }
            else if (Accept("options"))
            {
                Expect("(");
                SkipToClose();
            }
            else
            {
                break;
            }
        }

        table = table with { Options = options.Take(mark) };
        if (Accept("as"))
        {
            table = table with { Query = Query() };
            if (Accept("with", "no", "data"))
            {
                return table with { Options = [.. table.Options, new("with no data", "", new(Tokens.End, 0))] };
            }

            Accept("with", "data");
        }

        return table;
    }

    private Sequence<SqlOption> SqliteOptions()
    {
        var mark = options.Mark;
        while (At("without") || At("strict"))
        {
            var start = Tokens.Start;
            var name = At("strict") ? "strict" : "without rowid";
            if (!Accept("strict"))
            {
                Tokens.Skip();
                Grammar.Names.Label("rowid");
            }

            options.Add(new(name, "", Tokens.From(start)));
            if (!Accept(","))
            {
                break;
            }
        }

        return options.Take(mark);
    }

    private Sequence<SqlOption> MariaDbOptions(out string partitions)
    {
        var mark = options.Mark;
        partitions = "";
        while (!Tokens.AtEnd && !Tokens.Failed && !At("as") && (At("with", "system") || !Grammar.Queries.IsQuery(0)))
        {
            var (start, from) = (Tokens.Start, Tokens.Position);
            if (Accept("partition", "by"))
            {
                from = Tokens.Position;
                while (!Tokens.AtEnd && !At("as") && !At("select"))
                {
                    Tokens.Skip();
                    if (Tokens.WordAhead(-1) == "(")
                    {
                        SkipToClose();
                    }
                }

                partitions = Tokens.Failed ? "" : Tokens.Plain(from, Tokens.Position);
                continue;
            }

            if (Accept(",") || Accept("ignore") || Accept("replace"))
            {
                continue;
            }

            if (!Grammar.Names.AtLabel)
            {
                Tokens.Fail("an option of the table");
                break;
            }

            Accept("default");
            _ = Accept("character") || Accept("data") || Accept("index") || (At("with", "system") && Accept("with"));
            Tokens.Skip();
            var name = Tokens.Plain(from, Tokens.Position);
            Accept("=");
            from = Tokens.Position;
            if (Accept("("))
            {
                SkipToClose();
            }
            else
            {
                Tokens.Skip();
            }

            options.Add(new(name, Tokens.Failed ? "" : Tokens.Plain(from, Tokens.Position), Tokens.From(start)));
        }

        return options.Take(mark);
    }

    private CreateTableStatement Virtual(CreateTableStatement table, int start)
    {
        Expect("using");
        var from = Tokens.Start;
        var module = Grammar.Names.Name("a module");
        var text = Tokens.Position;
        if (Accept("("))
        {
            SkipToClose();
        }

        var arguments = Tokens.Failed
            ? ""
            : Tokens.Source[(Tokens.Position > text ? Tokens.Ahead(text - Tokens.Position).Start : Tokens.End)..Tokens.End];
        return table with { Options = [new($"using {module.Value}", arguments, Tokens.From(from))], Span = Tokens.From(start) };
    }
}
