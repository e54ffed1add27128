using System.Collections.Frozen;
using System.Text;

namespace Dbwright.Sql;

/// <summary>Arguments of psql's commands.</summary>
public static class PsqlArguments
{
    /// <summary>Commands that do nothing to a schema.</summary>
    public static FrozenSet<string> Known { get; } =
        (
            "a bind C cd conninfo crosstabview echo e edit ef encoding errverbose ev f g gdesc getenv gexec gset gx h H help l lo_import "
            + "lo_list lo_unlink o out p password pset prompt print qecho r reset restrict s setenv sf sv t T timing unrestrict unset set "
            + "w warn watch write x z ? . \\"
        )
            .Split(' ')
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The arguments, with quotes removed and variables replaced.</summary>
    /// <param name="text">The rest of the command's line.</param>
    /// <param name="variable">The value of a variable, or none when it is not set.</param>
    public static IReadOnlyList<string> Read(string text, Func<string, string?> variable)
    {
        var arguments = new List<string>();
        for (var at = 0; at < text.Length; )
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var argument = new StringBuilder();
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at = Part(text, at, variable, argument);
            }

            arguments.Add(argument.ToString());
        }

        return arguments;
    }

    /// <summary>A truth value as psql reads it: <c>on</c>, <c>true</c>, <c>yes</c>, <c>1</c>, their opposites and beginnings; none otherwise.</summary>
    public static bool? Truth(string text) =>
        text.Trim().ToLowerInvariant() switch
        {
            "1" or "on" => true,
            "0" or "of" or "off" => false,
            { Length: > 0 } t
                when "true".StartsWith(t, StringComparison.Ordinal) || "yes".StartsWith(t, StringComparison.Ordinal) => true,
            { Length: > 0 } t
                when "false".StartsWith(t, StringComparison.Ordinal) || "no".StartsWith(t, StringComparison.Ordinal) => false,
            _ => null,
        };

    private static int Part(string text, int at, Func<string, string?> variable, StringBuilder argument)
    {
        if (text[at] is '\'' or '"')
        {
            return Quoted(text, at, argument);
        }

        if (text[at] == ':' && at + 1 < text.Length)
        {
            if (string.CompareOrdinal(text, at, ":{?", 0, 3) == 0 && text.IndexOf('}', at) is > 0 and var close)
            {
                argument.Append(variable(text[(at + 3)..close]) is null ? "false" : "true");
                return close + 1;
            }

            var quote = text[at + 1] is '\'' or '"' ? text[at + 1] : '\0';
            var from = quote == '\0' ? at + 1 : at + 2;
            var end = from;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            var isWhole = end > from && (quote == '\0' || (end < text.Length && text[end] == quote));
            if (isWhole && variable(text[from..end]) is { } value)
            {
                argument.Append(
                    quote == '\0'
                        ? value
                        : $"{quote}{value.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal)}{quote}"
                );
                return quote == '\0' ? end : end + 1;
            }
        }

        argument.Append(text[at]);
        return at + 1;
    }

    private static int Quoted(string text, int at, StringBuilder argument)
    {
        var quote = text[at++];
        for (; at < text.Length; at++)
        {
            if (text[at] == quote)
            {
                if (at + 1 >= text.Length || text[at + 1] != quote)
                {
                    return at + 1;
                }

                at++;
            }
            else if (quote == '\'' && text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
                argument.Append(
                    text[at] switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'b' => '\b',
                        'f' => '\f',
                        var other => other,
                    }
                );
                continue;
            }

            argument.Append(text[at]);
        }

        return at;
    }
}

/// <summary>Which branch of <c>\if … \elif … \else … \endif</c> a script is in.</summary>
public sealed class PsqlBranches
{
    private readonly Stack<(bool Outer, bool Taken, bool Active, bool Last)> open = new();

    /// <summary>Whether what comes now is to be run.</summary>
    public bool IsActive => open.Count == 0 || open.Peek().Active;

    /// <summary>Whether a branch waits for its end.</summary>
    public bool IsOpen => open.Count > 0;

    /// <summary>Takes a command into account.</summary>
    /// <param name="command">Any command; others than these four change nothing.</param>
    /// <param name="condition">The truth of a condition's text; none when it is neither.</param>
    /// <returns>What is wrong with it, or none.</returns>
    public string? Take(PsqlItem.Command command, Func<string, bool?> condition)
    {
        switch (command.Name)
        {
            case "if":
                var outer = IsActive;
                var holds = outer && condition(command.Arguments) is var truth ? truth : false;
                if (holds is null)
                {
                    return NoTruth(command);
                }

                open.Push((outer, holds.Value, outer && holds.Value, false));
                return null;
            case "elif" when open.TryPop(out var top):
                if (top.Last)
                {
                    return @"A \elif stands behind the \else.";
                }

                var isNext = top.Outer && !top.Taken;
                var next = isNext ? condition(command.Arguments) : false;
                if (next is null)
                {
                    return NoTruth(command);
                }

                open.Push((top.Outer, top.Taken || next.Value, next.Value, false));
                return null;
            case "else" when open.TryPop(out var top):
                if (top.Last)
                {
                    return @"A second \else.";
                }

                open.Push((top.Outer, true, top.Outer && !top.Taken, true));
                return null;
            case "endif" when open.TryPop(out _):
                return null;
            case "elif" or "else" or "endif":
                return $@"A \{command.Name} has no \if.";
            default:
                return null;
        }
    }

    private static string NoTruth(PsqlItem.Command command) =>
        $@"The condition of \{command.Name} is ""{command.Arguments}"", which is neither true nor false.";
}
