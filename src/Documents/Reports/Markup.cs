using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dbwright.Documents;

/// <summary>A piece of HTML. It is made from interpolated strings in which every value is escaped, except pieces of HTML themselves.</summary>
internal sealed record Markup(string Text)
{
    /// <summary>Nothing.</summary>
    public static Markup None { get; } = new("");

    /// <summary>A piece with its values escaped.</summary>
    public static Markup Of(MarkupText text) => new(text.ToString());

    /// <summary>Pieces one after the other.</summary>
    public static Markup Join(IEnumerable<Markup> pieces, string separator = "\n") =>
        new(string.Join(separator, pieces.Select(p => p.Text)));

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>Builds <see cref="Markup"/> from an interpolated string.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupText
{
    private readonly StringBuilder text;

    /// <summary>An empty text.</summary>
    public MarkupText(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (formattedCount * 16));

    /// <summary>Markup of the program itself.</summary>
    public void AppendLiteral(string literal) => text.Append(literal);

    /// <summary>A piece of HTML.</summary>
    public void AppendFormatted(Markup piece) => text.Append(piece.Text);

    /// <summary>A text in which nothing is markup.</summary>
    public void AppendFormatted(string? value) => text.Append(Xml.Escape(value ?? ""));

    /// <summary>A whole number.</summary>
    public void AppendFormatted(int value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A coordinate or share with two digits.</summary>
    public void AppendFormatted(double value) => text.Append(value.ToString("0.##", CultureInfo.InvariantCulture));

    /// <inheritdoc />
    public override string ToString() => text.ToString();
}
