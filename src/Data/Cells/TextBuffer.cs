using System.Globalization;

namespace Dbwright.Data;

/// <summary>Text under construction in a span; what does not fit is cut off.</summary>
internal ref struct TextBuffer(Span<char> span)
{
    private readonly Span<char> span = span;

    /// <summary>How many characters there are.</summary>
    public int Length { get; set; }

    /// <summary>Whether nothing more fits.</summary>
    public readonly bool IsFull => Length >= span.Length;

    /// <summary>How many more characters fit.</summary>
    public readonly int Room => span.Length - Length;

    /// <summary>The characters.</summary>
    public readonly Span<char> Written => span[..Length];

    /// <summary>Adds a character.</summary>
    public void Add(char character)
    {
        if (Length < span.Length)
        {
            span[Length++] = character;
        }
    }

    /// <summary>Adds a text.</summary>
    public void Add(scoped ReadOnlySpan<char> text)
    {
        var count = Math.Min(text.Length, span.Length - Length);
        text[..count].CopyTo(span[Length..]);
        Length += count;
    }

    /// <summary>Adds a text in lower case.</summary>
    public void AddLower(scoped ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            Add(char.ToLowerInvariant(character));
        }
    }

    /// <summary>Adds a whole number.</summary>
    public void Add(long number)
    {
        Span<char> digits = stackalloc char[20];
        _ = number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        Add(digits[..length]);
    }

    /// <summary>Adds a whole number with leading zeros.</summary>
    public void Add(long number, int width, int radix = 10)
    {
        Span<char> digits = stackalloc char[width];
        for (var i = width - 1; i >= 0; i--)
        {
            digits[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(number % radix)];
            number /= radix;
        }

        Add(digits);
    }
}
