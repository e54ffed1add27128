namespace Dbwright.Sql;

/// <summary>Which names a keyword can be.</summary>
[Flags]
internal enum WordUse : byte
{
    /// <summary>No keyword of the dialect: any name.</summary>
    Free = 0,

    /// <summary>A keyword of the dialect.</summary>
    Keyword = 1,

    /// <summary>A name of a column or a table.</summary>
    Column = 2,

    /// <summary>A name of a function or a type.</summary>
    Function = 4,

    /// <summary>A label of a column without <c>as</c>.</summary>
    BareLabel = 8,
}

/// <summary>All words and signs that mean something to a parser, found without making a string.</summary>
internal sealed class WordTable
{
    private const int Slots = 8192;
    private static readonly string[] Words = Collect();
    private static readonly ushort[] Table = Fill();
    private static readonly WordTable?[] Dialects = new WordTable?[3];
    private readonly WordUse[] uses = new WordUse[Words.Length];

    private WordTable() { }

    /// <summary>The words as a dialect uses them.</summary>
    public static WordTable Of(SqlDialect dialect) =>
        Dialects[(int)dialect] ??= dialect switch
        {
            SqlDialect.PostgreSql => ForPostgreSql(),
            SqlDialect.MariaDb => ForMariaDb(),
            _ => ForSqlite(),
        };

    /// <summary>The word of a number, in lower case; empty for 0.</summary>
    public static string Text(int word) => Words[word];

    /// <summary>Whether a text is one of the words.</summary>
    public static bool Knows(string word) => Find(word) != 0;

    /// <summary>What else the word may be.</summary>
    public WordUse Use(int word) => uses[word];

    /// <summary>The number of a word, whatever its case; 0 when it is none.</summary>
    public static ushort Find(ReadOnlySpan<char> word)
    {
        if (word.Length > 32)
        {
            return 0;
        }

        for (var slot = Hash(word); ; slot = (slot + 1) & (Slots - 1))
        {
            var number = Table[slot];
            if (number == 0 || word.Equals(Words[number], StringComparison.OrdinalIgnoreCase))
            {
                return number;
            }
        }
    }

    private static int Hash(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var c in word)
        {
            hash = (hash ^ (uint)(c | 0x20)) * 16777619u;
        }

        return (int)((hash ^ (hash >> 15)) & (Slots - 1));
    }

    private static IEnumerable<string> In(string list) => list.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static string[] Collect()
    {
        string[] lists =
        [
            WordLists.PostgreSqlReserved,
            WordLists.PostgreSqlColumnNames,
            WordLists.PostgreSqlFunctionNames,
            WordLists.PostgreSqlUnreserved,
            WordLists.MariaDbReserved,
            WordLists.MariaDbUnreserved,
            WordLists.SqliteReserved,
            WordLists.SqliteJoins,
            WordLists.SqliteUnreserved,
            WordLists.Signs,
            WordLists.Others,
        ];
        return [.. new SortedSet<string>(lists.SelectMany(In), StringComparer.Ordinal) { "" }];
    }

    private static ushort[] Fill()
    {
        var table = new ushort[Slots];
        for (var i = 1; i < Words.Length; i++)
        {
            var slot = Hash(Words[i]);
            while (table[slot] != 0)
            {
                slot = (slot + 1) & (Slots - 1);
            }

            table[slot] = (ushort)i;
        }

        return table;
    }

    private static WordTable ForPostgreSql()
    {
        var table = new WordTable();
        table.Mark(WordLists.PostgreSqlReserved, WordUse.BareLabel);
        table.Mark(WordLists.PostgreSqlColumnNames, WordUse.Column | WordUse.BareLabel);
        table.Mark(WordLists.PostgreSqlFunctionNames, WordUse.Function | WordUse.BareLabel);
        table.Mark(WordLists.PostgreSqlUnreserved, WordUse.Column | WordUse.Function | WordUse.BareLabel);
        foreach (var word in In(WordLists.PostgreSqlNoBareLabels))
        {
            table.uses[Find(word)] &= ~WordUse.BareLabel;
        }

        return table;
    }

    private static WordTable ForMariaDb()
    {
        var table = new WordTable();
        table.Mark(WordLists.MariaDbReserved, WordUse.Free);
        table.Mark(WordLists.MariaDbUnreserved, WordUse.Column | WordUse.Function | WordUse.BareLabel);
        return table;
    }

    private static WordTable ForSqlite()
    {
        var table = new WordTable();
        table.Mark(WordLists.SqliteReserved, WordUse.Free);
        table.Mark(WordLists.SqliteJoins, WordUse.Column | WordUse.Function);
        table.Mark(WordLists.SqliteUnreserved, WordUse.Column | WordUse.Function | WordUse.BareLabel);
        return table;
    }

    private void Mark(string list, WordUse use)
    {
        foreach (var word in In(list))
        {
            uses[Find(word)] = WordUse.Keyword | use;
        }
    }
}
