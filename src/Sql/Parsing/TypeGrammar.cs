using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Types.</summary>
internal sealed class TypeGrammar(Grammar grammar) : GrammarPart(grammar)
{
    private readonly Scratch<SqlType> types = new();
    private readonly Scratch<string> attributes = new();

    /// <summary>Types separated by commas.</summary>
    public Sequence<SqlType> ReadList() => List(Tokens, types, Read);

    /// <summary>A type.</summary>
    public SqlType Read() =>
        Tokens.Dialect switch
        {
            SqlDialect.PostgreSql => PostgreSql(),
            SqlDialect.MariaDb => MariaDb(),
            _ => Sqlite(),
        };

    /// <summary>The fields of an interval: <c>year to month</c>; empty when there are none.</summary>
    public string IntervalFields()
    {
        if (!IsField(Tokens.Word))
        {
            return "";
        }

        var from = Tokens.Position;
        Tokens.Skip();
        if (Accept("to"))
        {
            if (!IsField(Tokens.Word))
            {
                Tokens.Fail("a field of an interval");
            }

            Tokens.Skip();
        }

        if (At("("))
        {
            Grammar.Expressions.ReadInParentheses();
        }

        return Tokens.Failed ? "" : Tokens.Plain(from, Tokens.Position);
    }

    private static bool IsField(string word) => word is "year" or "month" or "day" or "hour" or "minute" or "second";

    private Sequence<SqlExpression> Arguments() => At("(") ? Grammar.Expressions.ReadInParentheses() : [];

    private SqlType PostgreSql()
    {
        var start = Tokens.Start;
        var mark = attributes.Mark;
        if (Accept("setof"))
        {
            attributes.Add("setof");
        }

        var (name, arguments) = PostgreSqlName();
        var dimensions = 0;
        if (At("%") && Tokens.Ahead(1).Word != 0 && Tokens.WordAhead(1) == "type")
        {
            Tokens.Skip();
            Tokens.Skip();
            attributes.Add("%type");
        }

        if (Accept("array"))
        {
            dimensions = 1;
            if (Accept("["))
            {
                Number();
                Expect("]");
            }
        }

        while (Accept("["))
        {
            dimensions++;
            if (!At("]"))
            {
                Number();
            }

            Expect("]");
        }

        return new(name, arguments, dimensions, attributes.Take(mark), Tokens.From(start));
    }

    private void Number()
    {
        if (Tokens.Kind != TokenKind.Number)
        {
            Tokens.Fail("a number");
        }

        Tokens.Skip();
    }

    private (string Name, Sequence<SqlExpression> Arguments) PostgreSqlName()
    {
        var word = Tokens.Word;
        switch (word)
        {
            case "int" or "integer" or "smallint" or "bigint" or "real" or "boolean" when Tokens.Kind == TokenKind.Word:
                Tokens.Skip();
                return (word, []);
            case "float" or "decimal" or "dec" or "numeric":
                Tokens.Skip();
                return (word, Arguments());
            case "double" when Tokens.WordAhead(1) == "precision":
                Tokens.Skip();
                Tokens.Skip();
                return ("double precision", []);
            case "bit" or "character" or "char" or "nchar":
                Tokens.Skip();
                var varying = Accept("varying") ? $"{word} varying" : word;
                return (varying, Arguments());
            case "varchar":
                Tokens.Skip();
                return (word, Arguments());
            case "national":
                Tokens.Skip();
                if (!Accept("character") && !Accept("char"))
                {
                    Tokens.Fail("character");
                }

                return (Accept("varying") ? "national character varying" : "national character", Arguments());
            case "timestamp" or "time":
                Tokens.Skip();
                var precision = Arguments();
                if (Accept("with", "time", "zone"))
                {
                    return ($"{word} with time zone", precision);
                }

                return (Accept("without", "time", "zone") ? $"{word} without time zone" : word, precision);
            case "interval":
                Tokens.Skip();
                var digits = Arguments();
                if (digits.Count == 0 && IntervalFields() is { Length: > 0 } fields)
                {
                    attributes.Add(fields);
                }

                return (word, digits);
            case "json":
                Tokens.Skip();
                return (word, []);
        }

        if (!Grammar.Names.IsName(Tokens.Current, WordUse.Function))
        {
            Tokens.Fail("a type");
            return ("", []);
        }

        var name = Grammar.Names.Qualified(Grammar.Names.Take());
        return (name.Parts.Count == 1 ? name.Name : name.ToString(), Arguments());
    }

    private SqlType MariaDb()
    {
        var start = Tokens.Start;
        var mark = attributes.Mark;
        if (!Grammar.Names.AtLabel)
        {
            Tokens.Fail("a type");
            return new("", [], 0, [], new(start, 0));
        }

        var name = Tokens.Pool.Lower(Tokens.TextOf(Tokens.Current));
        var word = Tokens.Word;
        if (Tokens.Use(Tokens.Current) is WordUse.Keyword && !IsMariaDbType(word))
        {
            Tokens.Fail("a type");
            return new("", [], 0, [], new(start, 0));
        }

        Tokens.Skip();
        switch (word)
        {
            case "double" when Accept("precision"):
                break;
            case "national" or "nchar" or "char" or "character":
                while (At("char") || At("character") || At("varchar") || At("varying"))
                {
                    name = $"{name} {Tokens.Word}";
                    Tokens.Skip();
                }

                break;
            case "long" when At("varchar") || At("varbinary"):
                name = $"long {Tokens.Word}";
                Tokens.Skip();
                break;
            case "signed" or "unsigned" when At("integer") || At("int"):
                Tokens.Skip();
                break;
        }

        var arguments = Arguments();
        while (Attribute()) { }
        return new(name, arguments, 0, attributes.Take(mark), Tokens.From(start));
    }

    private bool Attribute()
    {
        switch (Tokens.Word)
        {
            case "unsigned" or "signed" or "zerofill" or "binary" or "ascii" or "unicode" or "byte" or "array":
                attributes.Add(Tokens.Word);
                Tokens.Skip();
                return true;
            case "character" or "char" when Tokens.WordAhead(1) == "set":
                Tokens.Skip();
                Tokens.Skip();
                attributes.Add($"character set {CharacterSet()}");
                return true;
            case "charset":
                Tokens.Skip();
                attributes.Add($"character set {CharacterSet()}");
                return true;
            default:
                return false;
        }
    }

    private string CharacterSet() => Accept("binary") ? "binary" : Grammar.Names.Label("a character set").Value;

    private static bool IsMariaDbType(string word) =>
        word
            is "bigint"
                or "binary"
                or "blob"
                or "char"
                or "character"
                or "dec"
                or "decimal"
                or "double"
                or "float"
                or "float4"
                or "float8"
                or "int"
                or "int1"
                or "int2"
                or "int3"
                or "int4"
                or "int8"
                or "integer"
                or "interval"
                or "long"
                or "longblob"
                or "longtext"
                or "mediumblob"
                or "mediumint"
                or "mediumtext"
                or "middleint"
                or "numeric"
                or "precision"
                or "real"
                or "set"
                or "smallint"
                or "tinyblob"
                or "tinyint"
                or "tinytext"
                or "unsigned"
                or "varbinary"
                or "varchar"
                or "varcharacter";

    private SqlType Sqlite()
    {
        var start = Tokens.Start;
        var from = Tokens.Position;
        while (
            Tokens.Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.Text
            && Grammar.Names.IsName(Tokens.Current, WordUse.Column)
            && !At("generated", "always")
        )
        {
            Tokens.Skip();
        }

        if (from == Tokens.Position)
        {
            return new("", [], 0, [], new(Tokens.End, 0));
        }

        var name = Tokens.Pool.Lower(Tokens.Plain(from, Tokens.Position));
        var span = Tokens.From(start);
        Sequence<SqlExpression> arguments = [];
        if (At("("))
        {
            arguments = Grammar.Expressions.ReadInParentheses();
            span = Tokens.From(start);
        }

        return new(name, arguments, 0, [], span);
    }
}
