using System.Text;

namespace Dbwright.Formats;

/// <summary>The forms of the names of a requirements document.</summary>
internal static class Names
{
    private const int Longest = 63;

    /// <summary>Whether it is a snake_case name: <c>[a-z][a-z0-9_]*</c>, at most 63 characters.</summary>
    public static bool IsSnake(string name) => IsOf(name, '_', '_');

    /// <summary>Whether it is a name of a pattern, transaction or role: lower-case words joined by <c>-</c> or <c>_</c>.</summary>
    public static bool IsKebab(string name) => IsOf(name, '-', '_');

    /// <summary>The snake_case name that a name folds to (<c>OrderItem</c> to <c>order_item</c>); empty when nothing of it can be kept.</summary>
    public static string Snake(string name)
    {
        if (!System.Text.Ascii.IsValid(name))
        {
            return "";
        }

        var folded = new StringBuilder();
        var cut = name.Length > 2 * Longest ? name[..(2 * Longest)] : name;
        for (var i = 0; i < cut.Length; i++)
        {
            var c = cut[i];
            if (char.IsAsciiLetterUpper(c))
            {
                var startsWord =
                    i > 0
                    && (
                        char.IsAsciiLetterLower(cut[i - 1])
                        || char.IsAsciiDigit(cut[i - 1])
                        || (i + 1 < cut.Length && char.IsAsciiLetterLower(cut[i + 1]))
                    );
                Separate(folded, startsWord);
                folded.Append(char.ToLowerInvariant(c));
            }
            else if (char.IsAsciiLetterLower(c) || (char.IsAsciiDigit(c) && folded.Length > 0))
            {
                folded.Append(c);
            }
            else
            {
                Separate(folded, startsWord: true);
            }
        }

        return folded.ToString().TrimEnd('_');
    }

    /// <summary>Checks a snake_case name and reports a bad one; returns what to go on with.</summary>
    public static string Checked(YamlScalar scalar, string what, DocumentErrors errors)
    {
        var name = scalar.Text;
        if (IsSnake(name))
        {
            return name;
        }

        var folded = Snake(name);
        errors.Add(
            "name",
            name.Length > Longest
                ? $"The name of {what} is longer than {Longest} characters: {DocumentErrors.Quote(name)}"
                : $"{DocumentErrors.Quote(name)} cannot name {what}",
            scalar.At,
            folded.Length is > 0 and <= Longest ? $"Write '{folded}'." : null,
            "Names are lower-case words joined by '_' that begin with a letter."
        );
        return folded.Length == 0 ? name : folded;
    }

    private static void Separate(StringBuilder folded, bool startsWord)
    {
        if (startsWord && folded.Length > 0 && folded[^1] != '_')
        {
            folded.Append('_');
        }
    }

    private static bool IsOf(string name, char joint, char other)
    {
        if (name.Length is 0 or > Longest || !char.IsAsciiLetterLower(name[0]))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != joint && c != other)
            {
                return false;
            }
        }

        return true;
    }
}
