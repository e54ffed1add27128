using System.Text;
using System.Text.RegularExpressions;

namespace Dbwright.Conformance.PostgreSql;

/// <summary>What <c>pg_dump</c> prints, made comparable.</summary>
internal static partial class DumpText
{
    private static readonly string[] Rights = ["GRANT ", "REVOKE ", "ALTER DEFAULT PRIVILEGES "];

    /// <summary>The dump with what has no order of its own in one.</summary>
    /// <remarks>
    /// Parameters of storage and rights come in the order in which they were given, and each dump has a word of its own that keeps psql from
    /// running what is not in it.
    /// </remarks>
    public static string Comparable(string dump)
    {
        var lines = new List<string>();
        var rights = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var line in dump.Split('\n').Where(l => !l.StartsWith("\\restrict ", StringComparison.Ordinal)))
        {
            if (Rights.Any(r => line.StartsWith(r, StringComparison.Ordinal)))
            {
                rights.Add(line);
            }
            else if (!line.StartsWith("\\unrestrict ", StringComparison.Ordinal))
            {
                lines.AddRange(rights);
                rights.Clear();
                lines.Add(
                    Parameters()
                        .Replace(
                            line,
                            m => $"WITH ({string.Join(", ", m.Groups["list"].Value.Split(", ").Order(StringComparer.Ordinal))})"
                        )
                );
            }
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"WITH \((?<list>[^()]*=[^()]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameters();

    /// <summary>The lines that only one of both has.</summary>
    public static string Difference(IEnumerable<string> expected, IEnumerable<string> found)
    {
        var (a, b) = (expected.ToList(), found.ToList());
        var text = new StringBuilder();
        a.Except(b, StringComparer.Ordinal).Take(20).ToList().ForEach(l => text.Append("- ").Append(l).Append('\n'));
        b.Except(a, StringComparer.Ordinal).Take(20).ToList().ForEach(l => text.Append("+ ").Append(l).Append('\n'));
        if (text.Length == 0)
        {
            var place = a.Zip(b).TakeWhile(l => l.First == l.Second).Count();
            text.Append("The same lines in another order, from here on:\n")
                .AppendJoin('\n', a.Skip(place).Take(5).Select(l => $"- {l}"))
                .Append('\n')
                .AppendJoin('\n', b.Skip(place).Take(5).Select(l => $"+ {l}"));
        }

        return text.ToString();
    }
}
