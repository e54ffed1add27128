namespace Dbwright.Sql;

/// <summary>Follows the blocks of a statement by its words, to know which semicolons end it.</summary>
internal sealed class OpenBlocks(SqlDialect dialect)
{
    private string before = "";
    private int words;
    private int depth;
    private int parentheses;
    private bool isCreate;
    private bool isCompound;
    private bool isRule;

    /// <summary>Whether a semicolon ends the statement here.</summary>
    public bool AreClosed => depth == 0 && (!isRule || parentheses == 0);

    /// <summary>Begins a statement.</summary>
    public void Clear()
    {
        before = "";
        words = depth = parentheses = 0;
        isCreate = isCompound = isRule = false;
    }

    /// <summary>Takes note of a token.</summary>
    public void Take(in Token token)
    {
        var word = WordTable.Text(token.Word);
        if (token.Kind != TokenKind.Word)
        {
            parentheses +=
                word == "(" ? 1
                : word == ")" ? -1
                : 0;
            before = word;
            return;
        }

        if (words++ == 0)
        {
            isCreate = word == "create";
        }

        // Beyond its first words a statement does not say any more what it creates.
        if (isCreate && words <= 8)
        {
            isCompound |=
                word is "trigger"
                || (word is "procedure" or "function" && dialect != SqlDialect.Sqlite)
                || (word is "event" or "package" && dialect == SqlDialect.MariaDb);
            isRule |= word == "rule" && words <= 4 && dialect == SqlDialect.PostgreSql;
        }

        if (dialect == SqlDialect.MariaDb && before == "begin" && word == "not" && depth == 0 && !isCreate)
        {
            isCompound = true;
            depth = 1;
        }

        if (isCompound)
        {
            Block(word);
        }

        before = word.Length == 0 ? "name" : word;
    }

    private void Block(string word)
    {
        switch (word)
        {
            case "begin" when dialect != SqlDialect.PostgreSql:
            case "atomic" when dialect == SqlDialect.PostgreSql && before == "begin":
            case "case" when depth > 0 && before != "end":
                depth++;
                break;
            case "if" or "repeat" or "loop" or "while" when dialect == SqlDialect.MariaDb && StartsStatement():
                depth++;
                break;
            case "end" when depth > 0:
                depth--;
                break;
        }
    }

    // if(a, b, c) and repeat(a, 2) are functions; only where a statement can start is it a block.
    private bool StartsStatement() =>
        before is ";" or ":" or "then" or "else" or "begin" or "do" or "loop" or "repeat" or "row" or "atomic";
}
