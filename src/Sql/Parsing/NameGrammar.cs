using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Names: which words may be one, and what they stand for.</summary>
internal sealed class NameGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlName> names = new();
    private readonly Scratch<SqlObjectName> objects = new();

    /// <summary>Whether a name of a column, table or other object is next.</summary>
    public bool AtName => IsName(Tokens.Current, WordUse.Column);

    /// <summary>Whether any word or quoted name is next.</summary>
    public bool AtLabel => Tokens.Kind is TokenKind.Word or TokenKind.QuotedName;

    /// <summary>Whether the token may be a name of this use.</summary>
    public bool IsName(in Token token, WordUse use) =>
        token.Kind switch
        {
            TokenKind.QuotedName => true,
            TokenKind.Word => Tokens.Use(token) is var known && (known == WordUse.Free || (known & use) != WordUse.Free),
            TokenKind.Text => Tokens.IsSqlite && (use & WordUse.Column) != WordUse.Free,
            _ => false,
        };

    /// <summary>A name of a column, table or other object.</summary>
    public SqlName Name(string expected = "a name")
    {
        if (AtName)
        {
            return Take();
        }

        Tokens.Fail(expected);
        return Missing();
    }

    /// <summary>A name of a function or type, where names of columns are allowed too.</summary>
    public SqlName AnyName(string expected = "a name")
    {
        if (IsName(Tokens.Current, WordUse.Column | WordUse.Function))
        {
            return Take();
        }

        Tokens.Fail(expected);
        return Missing();
    }

    /// <summary>A name where every word is one: behind <c>as</c> and a dot.</summary>
    public SqlName Label(string expected = "a name")
    {
        if (AtLabel || (Tokens.Kind == TokenKind.Text && !Tokens.IsPostgreSql))
        {
            return Take();
        }

        Tokens.Fail(expected);
        return Missing();
    }

    /// <summary>The name of a language, which PostgreSQL takes in quotes of texts too.</summary>
    public SqlName Language() => Tokens.Kind == TokenKind.Text ? Take() : Label("a language");

    /// <summary>No name, here.</summary>
    public SqlName Missing() => new("", false, new(Tokens.End, 0));

    /// <summary>The next token as a name, whatever it is.</summary>
    public SqlName Take()
    {
        var token = Tokens.Current;
        Tokens.Skip();
        return Of(token);
    }

    /// <summary>A name, with its schema and database before it.</summary>
    public SqlObjectName Object(string expected = "a name") => Qualified(Name(expected));

    /// <summary>A name as <see cref="Object"/>, whose first word may also be one of functions.</summary>
    public SqlObjectName Function(string expected = "the name of a function") => Qualified(AnyName(expected));

    /// <summary>Names of objects separated by commas.</summary>
    public Sequence<SqlObjectName> Objects(string expected = "a name") => List(Tokens, objects, () => Object(expected));

    /// <summary>Names of functions or types separated by commas.</summary>
    public Sequence<SqlObjectName> Functions() => List(Tokens, objects, () => Function());

    /// <summary>Names separated by commas.</summary>
    public Sequence<SqlName> Names() => List(Tokens, names, () => Name());

    /// <summary>Names in parentheses.</summary>
    public Sequence<SqlName> NamesInParentheses() => InParentheses(Tokens, names, () => Name());

    /// <summary>Names in parentheses, when a parenthesis is next.</summary>
    public Sequence<SqlName> OptionalNames() => At("(") ? NamesInParentheses() : [];

    /// <summary>Goes on behind the first part of a name.</summary>
    public SqlObjectName Qualified(SqlName first)
    {
        var mark = names.Mark;
        names.Add(first);
        while (At(".") && Tokens.Ahead(1).Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.Text && !Tokens.Failed)
        {
            Tokens.Skip();
            names.Add(Label());
        }

        return new(
            names.Take(mark),
            TextSpan.Between(first.Span.Start, Math.Max(first.Span.End, Tokens.Failed ? 0 : Tokens.End))
        );
    }

    /// <summary>A token as a name.</summary>
    public SqlName Of(in Token token)
    {
        var span = TextSpan.Between(token.Start, token.End);
        var text = Tokens.TextOf(token);
        if (token.Kind == TokenKind.Word)
        {
            return new(Tokens.IsPostgreSql ? Tokens.Pool.Lower(text) : Tokens.Pool.Of(text), false, span);
        }

        return new(Literals.Unquoted(text, Tokens.Pool), true, span);
    }
}
