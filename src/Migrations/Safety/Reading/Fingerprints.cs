using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Dbwright.Migrations;

/// <summary>
/// What findings of a file are known by when the file changes elsewhere: by the rule, the file's name, the words of the statement, and how
/// often all that came before.
/// </summary>
/// <param name="file">The name of the file without its folders.</param>
internal sealed class Fingerprints(string file)
{
    private readonly Dictionary<string, int> alike = new(StringComparer.Ordinal);

    /// <summary>The fingerprint of a rule's next finding in a statement.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="statement">The text of the statement.</param>
    public string Of(RuleInfo rule, ReadOnlySpan<char> statement)
    {
        var words = new ArrayBufferWriter<byte>(256 + statement.Length);
        Encoding.UTF8.GetBytes($"{rule.Name}\n{file}\n", words);
        var rest = statement;
        while (!rest.IsEmpty)
        {
            var end = Blank(rest, 0);
            Encoding.UTF8.GetBytes(rest[..end], words);
            var next = end;
            while (next < rest.Length && char.IsWhiteSpace(rest[next]))
            {
                next++;
            }

            if (next > end && next < rest.Length)
            {
                words.Write(" "u8);
            }

            rest = rest[next..];
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(words.WrittenSpan, hash);
        var name = Convert.ToHexStringLower(hash[..8]);
        var count = alike.GetValueOrDefault(name) + 1;
        alike[name] = count;
        return count == 1 ? name : $"{name}-{count}";
    }

    private static int Blank(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && !char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        return from;
    }
}
