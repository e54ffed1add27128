namespace Dbwright.Formats;

/// <summary>Names and types as a diagram can show them.</summary>
internal static class DiagramText
{
    private const char Replacement = '\uFFFD';
    private const string Blank = "\u00A0";

    /// <summary>The text on one line, without what XML, in which diagrams are drawn, has no place for; a blank when it is empty.</summary>
    public static string Line(string text) =>
        text.Length == 0
            ? Blank
            : string.Concat(
                text.ReplaceLineEndings(" ")
                    .Select(c =>
                        c == '\t' ? ' '
                        : IsUnprintable(c) ? Replacement
                        : c
                    )
            );

    private static bool IsUnprintable(char character) => char.IsControl(character) || character is '\uFFFE' or '\uFFFF';
}
