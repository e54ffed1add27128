using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>
/// The original values of masked columns, as keyed hashes: what the result is compared with. Texts that are long enough to mean someone are looked
/// for in every column, also within longer texts; all others in their own column.
/// </summary>
/// <param name="hash">The key of the hashes; it never leaves the run.</param>
public sealed class Originals(KeyedHash hash)
{
    private const int Telling = 6;
    private static readonly char[] Gaps = [.. " \t\n\r,;:<>()[]{}\"'|/=".ToCharArray()];
    private readonly Dictionary<(QualifiedName Table, string Column), HashSet<ulong>> own = [];
    private readonly HashSet<ulong> telling = [];
    private readonly HashSet<ulong> all = [];

    /// <summary>How many different values there are.</summary>
    public int Count => all.Count;

    /// <summary>How many different values a column has.</summary>
    public int CountOf(QualifiedName table, string column) => own.GetValueOrDefault((table, column))?.Count ?? 0;

    /// <summary>Takes an original.</summary>
    public void Add(QualifiedName table, string column, string value)
    {
        var number = Number(value);
        if (!own.TryGetValue((table, column), out var values))
        {
            own[(table, column)] = values = [];
        }

        values.Add(number);
        all.Add(number);
        if (IsTelling(value))
        {
            telling.Add(number);
        }
    }

    /// <summary>Whether a text is an original of any masked column.</summary>
    public bool Has(string value) => all.Contains(Number(value));

    /// <summary>Whether a value of the result is an original of its own column.</summary>
    public bool IsOwn(QualifiedName table, string column, string value) =>
        own.TryGetValue((table, column), out var values) && values.Contains(Number(value));

    /// <summary>Whether a text of the result is, or has within it, an original that tells whom it means.</summary>
    public bool Tells(string value)
    {
        if (telling.Count == 0 || value.Length < Telling)
        {
            return false;
        }

        return (IsTelling(value) && telling.Contains(Number(value)))
            || (
                value.AsSpan().IndexOfAny(Gaps) >= 0
                && value
                    .Split(Gaps, StringSplitOptions.RemoveEmptyEntries)
                    .Any(w => IsWordTelling(w) && telling.Contains(Number(w.TrimEnd('.'))))
            );
    }

    private static bool IsTelling(string value) =>
        value.Length >= Telling && value.Any(c => c is '@' or ' ' || char.IsAsciiDigit(c));

    private static bool IsWordTelling(string word) => word.Length >= Telling && word.Any(c => c == '@' || char.IsAsciiDigit(c));

    private ulong Number(string value) => hash.Number("original", value.Trim().ToLowerInvariant());
}
