namespace Dbwright.Sql;

/// <summary>A part of a text, in UTF-16 units from 0.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The place behind its last unit.</summary>
    public int End => Start + Length;

    /// <summary>The span from one place to another.</summary>
    public static TextSpan Between(int start, int end) => new(start, Math.Max(0, end - start));

    /// <summary>Whether the other span lies within this one.</summary>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    /// <summary>This part of a text.</summary>
    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);
}
