using System.Security.Cryptography;
using System.Text;

namespace Dbwright.Model;

/// <summary>
/// Gives objects of one namespace their names: each at most so many bytes, no name twice (names that differ only in case count as the
/// same), and always the same names for the same calls in the same order.
/// </summary>
public sealed class ObjectNames
{
    /// <summary>The greatest length of a generated name in bytes, whatever the engine allows: PostgreSQL's limit, so that names are portable.</summary>
    public const int PortableBytes = 63;

    private const int HashDigits = 8;

    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly int maxBytes;

    /// <summary>A namespace in which nothing is named yet.</summary>
    /// <param name="maxBytes">The greatest length of a name in UTF-8 bytes; <see cref="PortableBytes"/> is never exceeded.</param>
    public ObjectNames(int maxBytes = PortableBytes) => this.maxBytes = Math.Min(maxBytes, PortableBytes);

    /// <summary>The namespace in which everything of a schema but its columns is named already.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="maxBytes">The greatest length of a name in UTF-8 bytes.</param>
    public static ObjectNames Of(RelationalSchema schema, int maxBytes = PortableBytes)
    {
        var names = new ObjectNames(maxBytes);
        names.taken.UnionWith(schema.Enums.Select(e => e.Name.Name));
        names.taken.UnionWith(schema.Routines.Select(r => r.Name.Name));
        names.taken.UnionWith(schema.VirtualTables.Select(t => t.Name.Name));
        foreach (var table in schema.Tables)
        {
            names.taken.Add(table.Name.Name);
            names.taken.UnionWith(table.Uniques.Select(u => u.Name));
            names.taken.UnionWith(table.Checks.Select(c => c.Name));
            names.taken.UnionWith(table.ForeignKeys.Select(f => f.Name));
            names.taken.UnionWith(table.Indexes.Select(i => i.Name));
            names.taken.UnionWith(table.Triggers.Select(t => t.Name));
            if (table.PrimaryKey is { } key)
            {
                names.taken.Add(key.Name);
            }
        }

        return names;
    }

    /// <summary>Whether the name is given already.</summary>
    public bool IsTaken(string name) => taken.Contains(name);

    /// <summary>
    /// Takes the wanted name if it fits and is free. A name that is too long is cut and ends in a hash of the whole; a name that is taken
    /// ends in a hash too, of itself and the number of the attempt.
    /// </summary>
    public string Take(string wanted)
    {
        var name = Shorten(wanted, maxBytes);
        for (var attempt = 2; !taken.Add(name); attempt++)
        {
            name = WithHash(wanted, $"{wanted}#{attempt}", maxBytes);
        }

        return name;
    }

    /// <summary>The name itself where it fits; else its beginning, an underscore and eight hexadecimal digits of its SHA-256.</summary>
    public static string Shorten(string name, int maxBytes = PortableBytes) =>
        Encoding.UTF8.GetByteCount(name) <= maxBytes ? name : WithHash(name, name, maxBytes);

    /// <summary>The name in lower case with underscores between its words: <c>OrderItem</c> and <c>order-item</c> give <c>order_item</c>.</summary>
    public static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i];
            if (!char.IsLetterOrDigit(letter))
            {
                Separate(text);
                continue;
            }

            var startsWord =
                char.IsUpper(letter)
                && i > 0
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
            {
                Separate(text);
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString().TrimEnd('_');
    }

    private static void Separate(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != '_')
        {
            text.Append('_');
        }
    }

    private static string WithHash(string name, string hashed, int maxBytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed)))[..HashDigits];
        var room = maxBytes - HashDigits - 1;
        var bytes = 0;
        var end = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > room)
            {
                break;
            }

            bytes += rune.Utf8SequenceLength;
            end += rune.Utf16SequenceLength;
        }

        return $"{name.AsSpan(0, end).TrimEnd('_')}_{hash}";
    }
}
