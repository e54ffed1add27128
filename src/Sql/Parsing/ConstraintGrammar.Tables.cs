namespace Dbwright.Sql;

/// <summary>Constraints of a table.</summary>
internal sealed partial class ConstraintGrammar
{
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
}
