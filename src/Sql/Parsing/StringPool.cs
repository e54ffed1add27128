namespace Dbwright.Sql;

/// <summary>Strings cut from a text, equal ones made once as far as two of them do not fight for one place.</summary>
/// <param name="length">How long the text is.</param>
internal sealed class StringPool(int length)
{
    // Longer ones are seldom equal.
    private const int Longest = 64;
    private readonly string?[] places = new string?[length < 1 << 16 ? 1 << 7 : 1 << 12];

    /// <summary>The string of this text.</summary>
    public string Of(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > Longest)
        {
            return text.ToString();
        }

        var hash = (uint)text.Length;
        foreach (var letter in text)
        {
            hash = (hash * 31) + letter;
        }

        ref var place = ref places[hash % (uint)places.Length];
        return place is not null && text.SequenceEqual(place) ? place : place = text.ToString();
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
