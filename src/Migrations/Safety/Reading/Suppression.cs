using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A remark that keeps rules silent, ours or another tool's.</summary>
internal sealed class Suppression
{
    private static readonly (string Mark, string Tool, bool IsFile)[] Marks =
    [
        ("dbwright:ignore-file", "dbwright", true),
        ("dbwright:ignore", "dbwright", false),
        ("squawk-ignore-file", "squawk", true),
        ("squawk-ignore", "squawk", false),
        ("atlas:nolint", "atlas", false),
        ("eugene: ignore", "eugene", false),
        ("eugene:ignore", "eugene", false),
    ];

    private readonly string tool;
    private readonly bool isFile;
    private readonly TextSpan? target;
    private readonly List<string> names;
    private readonly HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);

    private Suppression(TextSpan span, string tool, bool isFile, TextSpan? target, List<string> names)
    {
        Span = span;
        this.tool = tool;
        this.isFile = isFile;
        this.target = target;
        this.names = names;
    }

    /// <summary>The remark's part of the file.</summary>
    public TextSpan Span { get; }

    private bool IsPartlyUsed => used.Count > 0;

    /// <summary>The remarks of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="comments">Its comments in their order.</param>
    /// <param name="statements">Its statements in their order.</param>
    public static List<Suppression> Read(MigrationText file, List<TextSpan> comments, List<TextSpan> statements)
    {
        var found = new List<Suppression>();
        var next = 0;
        foreach (var comment in comments)
        {
            while (next < statements.Count && statements[next].End <= comment.Start)
            {
                next++;
            }

            if (Read(file.Text, comment) is not var (mark, words))
            {
                continue;
            }

            // Behind a statement on its line it means that one, otherwise the one it stands in or before.
            TextSpan? meant = next < statements.Count ? statements[next] : null;
            if (
                next > 0
                && mark.Tool == "dbwright"
                && !file.Text.AsSpan(statements[next - 1].End, comment.Start - statements[next - 1].End).Contains('\n')
            )
            {
                meant = statements[next - 1];
            }

            var isWhole =
                mark.IsFile
                || (mark.Tool == "atlas" && next == 0 && comment.Start == 0 && IsFollowedByBlankLine(file.Text, comment.End));
            found.Add(new(comment, mark.Tool, isWhole, meant, words));
        }

        return found;
    }

    /// <summary>The edit that takes it out of a text; none while a part of it is of use.</summary>
    /// <param name="text">The file.</param>
    public LintFix? Removal(string text)
    {
        if (IsPartlyUsed)
        {
            return null;
        }

        var (start, end) = (Span.Start, Span.End);
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        if ((start == 0 || text[start - 1] == '\n') && end < text.Length && text[end] == '\n')
        {
            end++;
        }

        return new("Remove the remark", [new TextEdit(TextSpan.Between(start, end), "")]);
    }

    /// <summary>Whether it silences a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="statement">The statement; <see langword="null"/> for the file as a whole.</param>
    public bool Silences(RuleInfo rule, TextSpan? statement)
    {
        if (!isFile && (statement is null || target is not { } within || !within.Contains(statement.Value)))
        {
            return false;
        }

        return names.Count == 0 || names.Exists(n => Means(n, rule));
    }

    /// <summary>Notes that it silenced a rule.</summary>
    public void Use(RuleInfo rule)
    {
        if (names.Count == 0)
        {
            used.Add("*");
        }

        foreach (var name in names)
        {
            if (Means(name, rule))
            {
                used.Add(name);
            }
        }
    }

    /// <summary>What it names in vain; <see langword="null"/> when everything in it is of use, or nobody here can tell.</summary>
    /// <param name="rules">The rules that speak.</param>
    public string? Unused(IEnumerable<RuleInfo> rules)
    {
        if (names.Count == 0)
        {
            return used.Count > 0 ? null : "This remark keeps nothing silent.";
        }

        var active = rules.ToList();
        foreach (var name in names)
        {
            if (used.Contains(name))
            {
                continue;
            }

            if (active.Exists(r => Means(name, r)))
            {
                return $"This remark keeps \"{name}\" silent, which has nothing to say here.";
            }

            if (tool == "dbwright" && SafetyRules.Find(name).Count == 0)
            {
                var near = NearestName.Of(name, SafetyRules.All.Select(r => r.Info.Name));
                return $"There is no rule \"{name}\"{(near is null ? "." : $"; did you mean {near}?")}";
            }
        }

        return null;
    }

    private bool Means(string name, RuleInfo rule) =>
        tool == "dbwright"
            ? rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || HasAlias(rule, name, null)
            : HasAlias(rule, name, tool) || (tool == "atlas" && AtlasAnalyzers.Holds(name, rule));

    private static bool HasAlias(RuleInfo rule, string name, string? tool)
    {
        foreach (var alias in rule.Aliases.AsSpan())
        {
            var colon = alias.IndexOf(':', StringComparison.Ordinal);
            if (tool is null && alias.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (
                alias.AsSpan(colon + 1).Equals(name, StringComparison.OrdinalIgnoreCase)
                && (tool is null || alias.AsSpan(0, colon).Equals(tool, StringComparison.Ordinal))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static ((string Mark, string Tool, bool IsFile) Mark, List<string> Names)? Read(string text, TextSpan comment)
    {
        var content = comment.Of(text).Trim().TrimStart("-/*# ").TrimEnd("*/ \r\n");
        foreach (var mark in Marks)
        {
            if (
                !content.StartsWith(mark.Mark, StringComparison.OrdinalIgnoreCase)
                || (
                    content.Length > mark.Mark.Length
                    && !(char.IsWhiteSpace(content[mark.Mark.Length]) || content[mark.Mark.Length] == ':')
                )
            )
            {
                continue;
            }

            var rest = content[mark.Mark.Length..].TrimStart(": ");
            // A reason may follow behind a dash or a semicolon.
            var reason = rest.IndexOf(" -");
            rest = reason >= 0 ? rest[..reason] : rest;
            reason = rest.IndexOf(';');
            rest = reason >= 0 ? rest[..reason] : rest;
            var words = rest.ToString()
                .Split([',', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .ToList();
            return (mark, words);
        }

        return null;
    }

    private static bool IsFollowedByBlankLine(string text, int at)
    {
        var line = text.IndexOf('\n', Math.Min(at, text.Length));
        return line >= 0 && line + 1 < text.Length && text[line + 1] is '\n' or '\r';
    }
}

/// <summary>The names by which Atlas calls groups of its codes.</summary>
internal static class AtlasAnalyzers
{
    private static readonly Dictionary<string, string[]> Prefixes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["destructive"] = ["DS"],
        ["data_depend"] = ["MF"],
        ["incompatible"] = ["BC"],
        ["constraint_deletion"] = ["CD"],
        ["concurrent_index"] = ["PG101", "PG102", "PG103", "PG104", "PG105", "PG108", "PG109"],
        ["naming"] = ["NM"],
        ["nestedtx"] = ["TX2"],
        ["statement"] = ["TX1"],
    };

    /// <summary>Whether a group holds a code of the rule.</summary>
    public static bool Holds(string analyzer, RuleInfo rule) =>
        Prefixes.TryGetValue(analyzer, out var prefixes)
        && rule.Aliases.Any(a =>
            a.StartsWith("atlas:", StringComparison.Ordinal)
            && prefixes.Any(p => a.AsSpan("atlas:".Length).StartsWith(p, StringComparison.Ordinal))
        );
}
