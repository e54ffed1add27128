namespace Dbwright.Sql;

/// <summary>Strings cut from a text, equal ones made once.</summary>
internal sealed class StringPool
{
    // Longer ones are seldom equal.
    private const int Longest = 64;
    private readonly HashSet<string> strings = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public StringPool() => lookup = strings.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The string of this text.</summary>
    public string Of(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > Longest)
        {
            return text.ToString();
        }

        if (!lookup.TryGetValue(text, out var known))
        {
            known = text.ToString();
            strings.Add(known);
        }

        return known;
    }

    /// <summary>The string of this text with its ASCII letters in lower case.</summary>
    public string Lower(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyInRange('A', 'Z') < 0)
        {
            return Of(text);
        }

        Span<char> lower = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            lower[i] = char.IsAsciiLetterUpper(text[i]) ? (char)(text[i] | 0x20) : text[i];
        }

        return Of(lower);
    }
}
