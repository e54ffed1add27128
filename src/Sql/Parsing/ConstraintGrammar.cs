namespace Dbwright.Sql;

/// <summary>Columns in definitions, and constraints of columns, tables and domains.</summary>
internal sealed partial class ConstraintGrammar(Grammar grammar) : GrammarPart(grammar)
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

    private static SqlConstraint Of(SqlConstraintKind kind) => new(kind, default);

    private bool NullsNotDistinct()
    {
        if (Tokens.IsPostgreSql && Accept("nulls", "not", "distinct"))
        {
            return true;
        }

        _ = Tokens.IsPostgreSql && Accept("nulls", "distinct");
        return false;
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
