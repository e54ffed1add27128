namespace Dbwright.Sql;

/// <summary>How strongly operators bind, weak ones with low numbers, in the order of the engines' own grammars.</summary>
internal sealed class BindingPowers(Cursor tokens)
{
    /// <summary><c>:=</c> of MariaDB, the only one that groups from the right.</summary>
    public const int Assignment = 5;

    private const int Or = 10;
    private const int Xor = 15;
    private const int And = 20;
    private const int Not = 30;
    private const int Test = 40;
    private const int Comparison = 50;
    private const int Range = 55;
    private const int Predicate = 60;

    // From here on the numbers mean other operators in each dialect.
    private const int Strong = 70;

    /// <summary>Whether two operators of this strength need parentheses.</summary>
    public bool IsNonAssociative(int power) => tokens.IsPostgreSql && power is Test or Comparison or Predicate;

    /// <summary>The strength of the operator that is next; 0 when there is none.</summary>
    /// <param name="restricted">Whether words that would be ambiguous are none.</param>
    public int OfNext(bool restricted) =>
        tokens.Dialect switch
        {
            SqlDialect.PostgreSql => PostgreSql(restricted),
            SqlDialect.MariaDb => MariaDb(tokens.Word),
            _ => Sqlite(tokens.Word),
        };

    /// <summary>The strength of an operator before its operand; 0 when the word is none.</summary>
    public int OfPrefix(string word)
    {
        if (word == "not")
        {
            return Not;
        }

        return tokens.Dialect switch
        {
            SqlDialect.PostgreSql => word switch
            {
                "-" or "+" => 131,
                "*" or "/" or "%" or "^" or "<" or ">" or "=" or "<=" or ">=" or "<>" or "!=" => 0,
                "operator" when tokens.WordAhead(1) == "(" => Strong + 1,
                _ => tokens.Kind == TokenKind.Operator ? Strong + 1 : 0,
            },
            SqlDialect.MariaDb => word switch
            {
                "-" or "+" or "~" => 120,
                "!" => 130,
                "binary" => 140,
                _ => 0,
            },
            _ => word is "-" or "+" or "~" ? 110 : 0,
        };
    }

    private int PostgreSql(bool restricted)
    {
        var word = tokens.Word;
        switch (word)
        {
            case "":
                return tokens.Kind == TokenKind.Operator ? Strong : 0;
            case "<" or ">" or "=" or "<=" or ">=" or "<>" or "!=":
                return Comparison;
            case "+" or "-":
                return 80;
            case "*" or "/" or "%":
                return 90;
            case "^":
                return 100;
            case "::":
                return 150;
            case "operator" when tokens.WordAhead(1) == "(":
                return Strong;
            case "is":
                var behind = tokens.WordAhead(tokens.WordAhead(1) == "not" ? 2 : 1);
                return !restricted || behind is "distinct" or "document" ? Test : 0;
        }

        if (tokens.Kind == TokenKind.Operator)
        {
            return word is ":=" or "=>" ? 0 : Strong;
        }

        return restricted ? 0 : PostgreSqlWord(word);
    }

    private int PostgreSqlWord(string word) =>
        word switch
        {
            "or" => Or,
            "and" => And,
            "isnull" or "notnull" => Test,
            "between" or "in" or "like" or "ilike" => Predicate,
            "similar" when tokens.WordAhead(1) == "to" => Predicate,
            "not" when tokens.WordAhead(1) is "between" or "in" or "like" or "ilike" or "similar" => Predicate,
            "overlaps" => 65,
            "at" when tokens.WordAhead(1) is "time" or "local" => 110,
            "collate" => 120,
            _ => 0,
        };

    private int MariaDb(string word) =>
        word switch
        {
            ":=" => Assignment,
            "or" or "||" => Or,
            "xor" => Xor,
            "and" or "&&" => And,
            "is" or "=" or "<=>" or ">=" or ">" or "<=" or "<" or "<>" or "!=" => Comparison,
            "between" or "in" or "like" or "regexp" or "rlike" => Predicate,
            "sounds" when tokens.WordAhead(1) == "like" => Predicate,
            "member" when tokens.WordAhead(1) is "of" or "(" => Predicate,
            "not" when tokens.WordAhead(1) is "between" or "in" or "like" or "regexp" or "rlike" => Predicate,
            "|" => Strong,
            "&" => 75,
            "<<" or ">>" => 80,
            "+" or "-" => 90,
            "*" or "/" or "%" or "div" or "mod" => 100,
            "^" => 110,
            "collate" => 140,
            "->" or "->>" => 150,
            _ => 0,
        };

    private int Sqlite(string word) =>
        word switch
        {
            "or" => Or,
            "and" => And,
            "is" or "=" or "==" or "<>" or "!=" or "in" or "like" or "glob" or "regexp" or "match" => Comparison,
            "between" or "isnull" or "notnull" => Comparison,
            "not" when tokens.WordAhead(1) is "in" or "like" or "glob" or "regexp" or "match" or "between" or "null" =>
                Comparison,
            "<" or ">" or "<=" or ">=" => Range,
            "&" or "|" or "<<" or ">>" => Predicate,
            "+" or "-" => Strong,
            "*" or "/" or "%" => 80,
            "||" or "->" or "->>" => 90,
            "collate" => 100,
            _ => 0,
        };
}
