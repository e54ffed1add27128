using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>The databases that a text names: everything is loaded into one, so that what it says of another one cannot be kept apart.</summary>
internal sealed partial class MariaDbTextDatabases
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private string current = "";
    private string? first;

    /// <summary>A text begins, with the heading of a dump or without.</summary>
    public void Begin(string text)
    {
        if (Heading().Match(text) is { Success: true } heading)
        {
            names.Add(heading.Groups["name"].Value);
        }
    }

    /// <summary>A statement is next.</summary>
    /// <exception cref="Failure">It makes a table in another database than those before.</exception>
    public void Follow(string statement, Location at)
    {
        var words = MariaDbScript
            .Words(statement)
            .Where(w => w.ToLowerInvariant() is not ("if" or "not" or "exists" or "or" or "replace"))
            .Take(3)
            .ToList();
        switch (words.Take(2).Select(w => w.ToLowerInvariant()).ToList())
        {
            case ["use", _]:
                current = words[1];
                names.Add(current);
                break;
            case ["create" or "alter", "database" or "schema"] when words.Count == 3:
                names.Add(words[2]);
                break;
            case ["create", "table"] when current.Length > 0:
                Makes(at);
                break;
        }
    }

    private void Makes(Location at)
    {
        if (first is { } other && other != current)
        {
            throw new Failure(
                ExitStatus.BadInput,
                [
                    new(
                        "several-databases",
                        Severity.Error,
                        $"The text makes tables in several databases: {other} and {current}."
                    )
                    {
                        Detail = "A schema is one database, and everything in a text is loaded into one.",
                        Fix = $"Give one of them: mariadb-dump --no-data --routines --events {current}",
                        Location = at,
                    },
                ]
            );
        }

        first = current;
    }

    /// <summary>The statement without the names of the text's databases before those of their objects; none when it has none.</summary>
    public string? Bare(string statement)
    {
        var bare = names.Aggregate(statement, MariaDbScript.WithoutDatabase);
        return bare == statement ? null : bare;
    }

    /// <summary>How a database compares texts, as a statement about the one that everything is loaded into; none when nothing is said.</summary>
    public static string? Texts(string statement)
    {
        var clauses = Clause().Matches(statement).Select(m => $"{m.Groups["word"].Value} {m.Groups["name"].Value}").ToList();
        return clauses.Count == 0 ? null : $"alter database {string.Join(' ', clauses)}";
    }

    [GeneratedRegex(
        @"^-- Host: .*\bDatabase: (?<name>\S+)[ \t\r]*$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Heading();

    [GeneratedRegex(
        @"\b(?<word>character\s+set|charset|collate)\s*=?\s*'?(?<name>\w+)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Clause();
}
