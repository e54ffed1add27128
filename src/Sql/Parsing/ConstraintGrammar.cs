using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Columns in definitions, and constraints of columns, tables and domains.</summary>
internal sealed class ConstraintGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlConstraint> constraints = new();
    private readonly Scratch<SqlOption> options = new();

    /// <summary>A column with its type and constraints.</summary>
    public SqlColumn Column()
    {
        var start = Tokens.Start;
        var name = Tokens.IsPostgreSql ? Grammar.Names.Name("a column") : Grammar.Names.AnyName("a column");
        return Column(name, start);
    }

    /// <summary>A column whose name has been read.</summary>
    public SqlColumn Column(SqlName name, int start)
    {
        SqlType? type = null;
        if (HasType())
        {
            type = Grammar.Types.Read();
        }

        var list = OfColumn();
        var position = "";
        if (Tokens.IsMariaDb && (At("first") || At("after")))
        {
            var from = Tokens.Position;
            if (!Accept("first"))
            {
                Tokens.Skip();
                Grammar.Names.Name("a column");
            }

            position = Tokens.Failed ? "" : Tokens.Plain(from, Tokens.Position);
        }

        return new(name, type is { Name: "" } ? null : type, list, position, Tokens.From(start));
    }

    // SQLite needs none, and PostgreSQL none in partitions and tables of a type.
    private bool HasType() =>
        Tokens.Dialect switch
        {
            SqlDialect.PostgreSql => !Accept("with", "options")
                && !At(",")
                && !At(")")
                && !(
                    Tokens.Word
                    is "default"
                        or "primary"
                        or "not"
                        or "null"
                        or "unique"
                        or "check"
                        or "references"
                        or "collate"
                        or "constraint"
                )
                && !(At("generated") && Tokens.WordAhead(1) is "always" or "by"),
            SqlDialect.Sqlite => Grammar.Names.AtName,
            _ => true,
        };

    /// <summary>The constraints of a column or domain.</summary>
    public Sequence<SqlConstraint> OfColumn()
    {
        var mark = constraints.Mark;
        while (!Tokens.Failed)
        {
            var start = Tokens.Start;
            SqlName? name = null;
            if (Accept("constraint"))
            {
                name = Tokens.IsPostgreSql || !At("check") ? Grammar.Names.AnyName() : null;
            }

            if (ColumnConstraint() is not { } constraint)
            {
                if (name is not null && !Tokens.IsSqlite)
                {
                    Tokens.Fail("a constraint");
                }

                break;
            }

            constraint = Attributes(constraint);
            constraints.Add(constraint with { Name = name, Span = Tokens.From(start) });
        }

        return constraints.Take(mark);
    }

    /// <summary>Whether a constraint of a table is next.</summary>
    public bool AtTableConstraint() =>
        Tokens.Word switch
        {
            "constraint" or "primary" or "unique" or "foreign" => true,
            "check" => Tokens.WordAhead(1) == "(",
            "exclude" => Tokens.IsPostgreSql && Tokens.WordAhead(1) is "using" or "(",
            "not" => Tokens.IsPostgreSql && Tokens.WordAhead(1) == "null",
            "index" or "key" or "fulltext" or "spatial" => Tokens.IsMariaDb,
            "period" => Tokens.IsMariaDb && Tokens.WordAhead(1) == "for",
            _ => false,
        };

    /// <summary>A constraint of a table.</summary>
    public SqlConstraint OfTable()
    {
        var start = Tokens.Start;
        SqlName? name = null;
        if (Accept("constraint") && !(Tokens.IsMariaDb && Tokens.Word is "check" or "primary" or "unique" or "foreign"))
        {
            if (Tokens.IsMariaDb)
            {
                Accept("if", "not", "exists");
            }

            name = Grammar.Names.AnyName();
        }

        var constraint = Attributes(TableConstraint());
        return constraint with { Name = constraint.Name ?? name, Span = Tokens.From(start) };
    }

    /// <summary>What a foreign key refers to.</summary>
    public SqlReference Reference()
    {
        var start = Tokens.Start;
        Expect("references");
        var table = Grammar.Names.Object("a table");
        var columns = At("(") ? Grammar.Indexes.PeriodNames() : [];
        var (onDelete, onUpdate) = ("", "");
        while (!Tokens.Failed)
        {
            if (Accept("match"))
            {
                Grammar.Names.Label("full, partial or simple");
            }
            else if (At("on", "delete"))
            {
                onDelete = ReferenceAction();
            }
            else if (At("on", "update"))
            {
                onUpdate = ReferenceAction();
            }
            else
            {
                break;
            }
        }

        return new(table, columns, onDelete, onUpdate, Tokens.From(start));
    }

    private string ReferenceAction()
    {
        Tokens.Skip();
        Tokens.Skip();
        if (Accept("cascade"))
        {
            return "cascade";
        }

        if (Accept("restrict"))
        {
            return "restrict";
        }

        if (Accept("no", "action"))
        {
            return "no action";
        }

        var kind = At("set", "null") ? "set null" : "set default";
        if (!Accept("set", "null") && !Accept("set", "default"))
        {
            Tokens.Fail("cascade, restrict, set null, set default or no action");
        }

        if (Tokens.IsPostgreSql)
        {
            Grammar.Names.OptionalNames();
        }

        return kind;
    }

    private SqlConstraint? ColumnConstraint()
    {
        switch (Tokens.Word)
        {
            case "not" when Tokens.WordAhead(1) == "null":
                Tokens.Skip();
                Tokens.Skip();
                return Of(SqlConstraintKind.NotNull);
            case "null":
                Tokens.Skip();
                return Of(SqlConstraintKind.Null);
            case "default":
                Tokens.Skip();
                return Of(SqlConstraintKind.Default) with { Expression = Default() };
            case "check":
                Tokens.Skip();
                return Of(SqlConstraintKind.Check) with { Expression = Grammar.Expressions.ReadOneInParentheses() };
            case "primary":
                Tokens.Skip();
                Expect("key");
                _ = Tokens.IsSqlite && (Accept("asc") || Accept("desc"));
                return Of(SqlConstraintKind.PrimaryKey);
            case "key" when Tokens.IsMariaDb:
                Tokens.Skip();
                return Of(SqlConstraintKind.PrimaryKey);
            case "unique":
                Tokens.Skip();
                _ = Tokens.IsMariaDb && (Accept("key") || Accept("index"));
                return Of(SqlConstraintKind.Unique) with { IsNullsNotDistinct = NullsNotDistinct() };
            case "references":
                return Of(SqlConstraintKind.ForeignKey) with { References = Reference() };
            case "collate":
                Tokens.Skip();
                var from = Tokens.Start;
                var collation =
                    Tokens.IsMariaDb && At("binary")
                        ? new([Grammar.Names.Take()], Tokens.From(from))
                        : Grammar.Names.Function("a collation");
                return Of(SqlConstraintKind.Collate) with
                {
                    Expression = new SqlExpression.NameReference(collation.Parts, collation.Span),
                };
            case "generated":
                return Generated();
            case "as" when !Tokens.IsPostgreSql:
                Tokens.Skip();
                return As();
            case "auto_increment" or "autoincrement" when !Tokens.IsPostgreSql:
                Tokens.Skip();
                return Of(SqlConstraintKind.Identity);
            case "comment" when Tokens.IsMariaDb:
                Tokens.Skip();
                return Of(SqlConstraintKind.Comment) with { Expression = Grammar.Primaries.Read() };
            case "on" when Tokens.IsMariaDb && Tokens.WordAhead(1) == "update":
                Tokens.Skip();
                Tokens.Skip();
                return Of(SqlConstraintKind.OnUpdate) with { Expression = Expression() };
            case "on" when Tokens.IsSqlite && Tokens.WordAhead(1) == "conflict":
                return Other(3);
            case "storage" or "compression" or "column_format" when !Tokens.IsSqlite:
                return Other(2);
            case "options" when Tokens.IsPostgreSql && Tokens.WordAhead(1) == "(":
                Tokens.Skip();
                Tokens.Skip();
                SkipToClose();
                return Of(SqlConstraintKind.Other);
            case "invisible" or "visible" or "compressed" or "serial" when Tokens.IsMariaDb:
                return Other(At("serial") ? 3 : 1);
            case "ref_system_id" when Tokens.IsMariaDb:
                return Other(3);
            case "with" or "without" when Tokens.IsMariaDb && Tokens.WordAhead(1) == "system":
                return Other(3);
            default:
                return null;
        }
    }

    private static SqlConstraint Of(SqlConstraintKind kind) => new(kind, default);

    private SqlConstraint Other(int count)
    {
        var (from, start) = (Tokens.Position, Tokens.Start);
        for (var i = 0; i < count; i++)
        {
            Tokens.Skip();
        }

        return Of(SqlConstraintKind.Other) with
        {
            Options = [new(Tokens.Plain(from, Tokens.Position), "", Tokens.From(start))],
        };
    }

    private SqlExpression Default() =>
        Tokens.Dialect switch
        {
            SqlDialect.PostgreSql => Grammar.Expressions.ReadRestricted(),
            SqlDialect.MariaDb => Grammar.Expressions.Read(70),
            _ => At("-") || At("+") ? Grammar.Expressions.Read(110) : Grammar.Primaries.Read(),
        };

    private SqlConstraint Generated()
    {
        Tokens.Skip();
        var always = Accept("always");
        if (!always)
        {
            Expect("by", "default");
        }

        Expect("as");
        if (Tokens.IsPostgreSql && Accept("identity"))
        {
            if (Accept("("))
            {
                SkipToClose();
            }

            return Of(SqlConstraintKind.Identity) with
            {
                IsAlways = always,
            };
        }

        if (Tokens.IsMariaDb && Accept("row"))
        {
            _ = Accept("start") || Accept("end");
            return Of(SqlConstraintKind.Other);
        }

        return As();
    }

    private SqlConstraint As()
    {
        var expression = Grammar.Expressions.ReadOneInParentheses();
        var stored = Accept("stored") || (Tokens.IsMariaDb && Accept("persistent"));
        if (!stored)
        {
            Accept("virtual");
        }

        return Of(SqlConstraintKind.Generated) with
        {
            Expression = expression,
            IsStored = stored,
            IsAlways = true,
        };
    }

    private bool NullsNotDistinct()
    {
        if (Tokens.IsPostgreSql && Accept("nulls", "not", "distinct"))
        {
            return true;
        }

        _ = Tokens.IsPostgreSql && Accept("nulls", "distinct");
        return false;
    }

    private SqlConstraint TableConstraint()
    {
        switch (Tokens.Word)
        {
            case "check":
                Tokens.Skip();
                return Of(SqlConstraintKind.Check) with { Expression = Grammar.Expressions.ReadOneInParentheses() };
            case "not" when Tokens.IsPostgreSql:
                Tokens.Skip();
                Expect("null");
                var from = Tokens.Start;
                var column = Grammar.Names.Name("a column");
                var part = new SqlIndexPart(new SqlExpression.NameReference([column], Tokens.From(from)), Tokens.From(from));
                return Of(SqlConstraintKind.NotNull) with { Columns = [part] };
            case "primary":
                Tokens.Skip();
                Expect("key");
                return Key(Of(SqlConstraintKind.PrimaryKey));
            case "unique":
                Tokens.Skip();
                return Key(Of(SqlConstraintKind.Unique));
            case "foreign":
                Tokens.Skip();
                Expect("key");
                _ = Tokens.IsMariaDb && Accept("if", "not", "exists");
                SqlName? name = Tokens.IsMariaDb && !At("(") ? Grammar.Names.Name() : null;
                var columns = Grammar.Indexes.Parts();
                return Of(SqlConstraintKind.ForeignKey) with { Name = name, Columns = columns, References = Reference() };
            case "exclude" when Tokens.IsPostgreSql:
                return Exclude();
            case "index" or "key" when Tokens.IsMariaDb:
                return Key(Of(SqlConstraintKind.Index));
            case "fulltext" or "spatial" when Tokens.IsMariaDb:
                var kind = Accept("fulltext") ? SqlConstraintKind.FullText : SqlConstraintKind.Spatial;
                _ = kind == SqlConstraintKind.Spatial && Accept("spatial");
                return Key(Of(kind));
            case "period" when Tokens.IsMariaDb:
                var start = Tokens.Position;
                while (!Tokens.AtEnd && !At("("))
                {
                    Tokens.Skip();
                }

                Tokens.Skip();
                SkipToClose();
                var text = Tokens.Failed ? "" : Tokens.Plain(start, Tokens.Position);
                return Of(SqlConstraintKind.Other) with { Options = [new(text, "", new(Tokens.End, 0))] };
            default:
                Tokens.Fail("a constraint");
                return Of(SqlConstraintKind.Other);
        }
    }

    private SqlConstraint Key(SqlConstraint constraint)
    {
        if (Tokens.IsMariaDb)
        {
            _ = constraint.Kind != SqlConstraintKind.PrimaryKey && (Accept("key") || Accept("index"));
            Accept("if", "not", "exists");
            if (!At("(") && !At("using"))
            {
                constraint = constraint with { Name = Grammar.Names.Name() };
            }

            if (Accept("using"))
            {
                constraint = constraint with { Method = Grammar.Names.Label().Value.ToLowerInvariant() };
            }

            return constraint with
            {
                Columns = Grammar.Indexes.Parts(),
                Options = Grammar.Indexes.Options(),
            };
        }

        constraint = constraint with { IsNullsNotDistinct = NullsNotDistinct() };
        if (Tokens.IsPostgreSql && Accept("using", "index"))
        {
            return constraint with { UsingIndex = Grammar.Names.Name("an index") };
        }

        constraint = constraint with { Columns = Grammar.Indexes.Parts() };
        if (Tokens.IsPostgreSql && Accept("include"))
        {
            constraint = constraint with { Include = Grammar.Names.NamesInParentheses() };
        }

        return constraint;
    }

    private SqlConstraint Exclude()
    {
        Tokens.Skip();
        var method = Accept("using") ? Grammar.Names.Name().Value : "";
        var parts = Grammar.Indexes.Parts();
        var include = Accept("include") ? Grammar.Names.NamesInParentheses() : [];
        var constraint = Of(SqlConstraintKind.Exclude) with { Method = method, Columns = parts, Include = include };
        constraint = Storage(constraint);
        return Accept("where") ? constraint with { Expression = Grammar.Expressions.ReadOneInParentheses() } : constraint;
    }

    private SqlConstraint Storage(SqlConstraint constraint)
    {
        var mark = options.Mark;
        if (At("with", "("))
        {
            Tokens.Skip();
            foreach (var option in Grammar.Tables.OptionsInParentheses())
            {
                options.Add(option);
            }
        }

        if (Tokens.Accept("using", "index", "tablespace"))
        {
            Grammar.Names.Name("a tablespace");
        }

        return constraint with
        {
            Options = options.Take(mark),
        };
    }

    // What may stand behind any constraint, in any order.
    private SqlConstraint Attributes(SqlConstraint constraint)
    {
        if (Tokens.IsPostgreSql && constraint.Kind is SqlConstraintKind.Unique or SqlConstraintKind.PrimaryKey)
        {
            constraint = Storage(constraint);
        }

        while (!Tokens.Failed)
        {
            if (Tokens.IsSqlite && At("on", "conflict"))
            {
                Tokens.Skip();
                Tokens.Skip();
                Grammar.Names.Label();
            }
            else if (Accept("not", "deferrable"))
            {
                constraint = constraint with { IsDeferrable = false };
            }
            else if (Accept("deferrable"))
            {
                constraint = constraint with { IsDeferrable = true };
            }
            else if (Accept("initially", "deferred"))
            {
                constraint = constraint with { IsInitiallyDeferred = true };
            }
            else if (Accept("initially", "immediate") || (!Tokens.IsSqlite && Accept("enforced"))) { }
            else if (Accept("not", "valid"))
            {
                constraint = constraint with { IsNotValid = true };
            }
            else if (Accept("not", "enforced"))
            {
                constraint = constraint with { IsNotEnforced = true };
            }
            else if (Accept("no", "inherit"))
            {
                constraint = constraint with { IsNoInherit = true };
            }
            else
            {
                return constraint;
            }
        }

        return constraint;
    }
}
