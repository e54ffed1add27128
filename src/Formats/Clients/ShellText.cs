namespace Dbwright.Formats;

/// <summary>Words of a POSIX shell.</summary>
public static class ShellText
{
    /// <summary>The text as one word, quoted where it must be.</summary>
    public static string Word(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_')
            ? text
            : $"'{text.Replace("'", "'\\''")}'";
}
