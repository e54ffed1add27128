using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Constraints and other properties of one column.</summary>
internal sealed partial class ConstraintGrammar
{
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
}
