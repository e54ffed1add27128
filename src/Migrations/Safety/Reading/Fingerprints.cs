using System.Buffers;
using System.IO.Hashing;
using System.Text;

namespace Dbwright.Migrations;

/// <summary>
/// What findings of a file are known by when the file changes elsewhere: by the rule, the file's name, the words of the statement, and how
/// often all that came before.
/// </summary>
/// <param name="file">The name of the file without its folders.</param>
internal sealed class Fingerprints(string file)
{
    private readonly ArrayBufferWriter<byte> words = new(512);
    private readonly Dictionary<string, int> alike = new(StringComparer.Ordinal);

    /// <summary>The fingerprint of a rule's next finding in a statement.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="statement">The text of the statement.</param>
    public string Of(RuleInfo rule, ReadOnlySpan<char> statement)
    {
        words.ResetWrittenCount();
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

        var name = Convert.ToHexStringLower(XxHash64.Hash(words.WrittenSpan));
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
