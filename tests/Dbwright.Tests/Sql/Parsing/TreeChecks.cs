using Dbwright.Sql;

namespace Dbwright.Tests.Sql;

/// <summary>What must hold for every text, and texts that are broken on purpose.</summary>
internal static class TreeChecks
{
    /// <summary>What is wrong with what was read; <see langword="null"/> when nothing is.</summary>
    public static string? Problem(SqlScript script, string text)
    {
        var whole = new TextSpan(0, text.Length);
        var end = 0;
        foreach (var statement in script.Statements)
        {
            if (statement.Span.Start < end || !whole.Contains(statement.Span))
            {
                return $"statement {statement.GetType().Name} at {statement.Span} overlaps or lies outside";
            }

            end = statement.Span.End;
            if (Nesting(statement) is { } problem)
            {
                return problem;
            }
        }

        return script.Errors.FirstOrDefault(e => !whole.Contains(e.Span)) is { } error ? $"error {error} at {error.Span}" : null;
    }

    /// <summary>A text with some of its parts left out, doubled, swapped or replaced; the same for the same seed.</summary>
    public static string Mutate(string text, int seed)
    {
        var random = new Random(seed);
        var parts = Parts(text);
        string[] strays =
        [
            "(",
            ")",
            ",",
            ";",
            "'",
            "\"",
            "$$",
            "select",
            "end",
            "begin",
            "case",
            "/*",
            ".",
            "::",
            "[",
            "not",
            "--",
            "\\",
            "`",
            "as",
        ];
        for (var i = random.Next(1, 4); i > 0 && parts.Count > 1; i--)
        {
            var (a, b) = (random.Next(parts.Count), random.Next(parts.Count));
            switch (random.Next(5))
            {
                case 0:
                    parts.RemoveAt(a);
                    break;
                case 1:
                    parts.Insert(a, parts[b]);
                    break;
                case 2:
                    (parts[a], parts[b]) = (parts[b], parts[a]);
                    break;
                case 3:
                    parts[a] = strays[random.Next(strays.Length)];
                    break;
                default:
                    parts.RemoveRange(a, parts.Count - a);
                    break;
            }
        }

        return string.Concat(parts);
    }

    private static string? Nesting(SqlNode root)
    {
        foreach (var node in root.DescendantsAndSelf())
        {
            var below = TreeDump.Below(node).Select(b => b.Node).ToHashSet(ReferenceEqualityComparer.Instance);
            var children = node.Children;
            if (below.Count != children.Count || children.Any(c => !below.Contains(c)))
            {
                return $"{node.GetType().Name} has {children.Count} children and {below.Count} nodes in its properties";
            }

            foreach (var child in children)
            {
                if (!node.Span.Contains(child.Span))
                {
                    return $"{child.GetType().Name} at {child.Span} lies outside {node.GetType().Name} at {node.Span}";
                }
            }
        }

        return null;
    }

    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        for (var at = 0; at < text.Length; )
        {
            var end = at + 1;
            while (end < text.Length && char.IsLetterOrDigit(text[at]) && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            parts.Add(text[at..end]);
            at = end;
        }

        return parts;
    }
}
