using System.Collections.Frozen;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>What is done with a statement of a text.</summary>
internal enum PostgreSqlTreatment
{
    /// <summary>It runs as the owner.</summary>
    Run,

    /// <summary>It says nothing about a schema and is left out without a word.</summary>
    Skip,

    /// <summary>It is about the server or another database, and left out with a note.</summary>
    Ignore,

    /// <summary>It makes a role.</summary>
    MakeRole,

    /// <summary>Rows follow in the text.</summary>
    Rows,

    /// <summary>It reaches outside the database, and is refused.</summary>
    Refuse,

    /// <summary>It begins a transaction.</summary>
    Begin,

    /// <summary>It ends a transaction.</summary>
    End,

    /// <summary>It changes who is working.</summary>
    BecomeRole,

    /// <summary>It is about triggers on definitions, which are made at the very end.</summary>
    AtTheEnd,

    /// <summary>It gives something to another owner.</summary>
    GiveToOwner,

    /// <summary>It sets a parameter of the session.</summary>
    Set,
}

/// <summary>Sees from the first tokens of a statement what is to be done with it.</summary>
internal static class PostgreSqlStatementKind
{
    private static readonly FrozenSet<string> Upkeep =
    [
        "vacuum",
        "analyze",
        "analyse",
        "cluster",
        "checkpoint",
        "reindex",
        "listen",
        "unlisten",
        "notify",
        "discard",
        "show",
        "explain",
        "refresh",
    ];

    /// <summary>The treatment of a statement, with a word for what it is about.</summary>
    public static (PostgreSqlTreatment Treatment, string About) Of(IReadOnlyList<PostgreSqlToken> tokens)
    {
        var first = tokens[0].Text;
        var second = Word(1);
        switch (first)
        {
            case "set" or "reset":
                return OfSetting(tokens);
            case "begin":
            case "start" when second == "transaction":
                return (PostgreSqlTreatment.Begin, "");
            case "commit" or "end" or "abort":
            case "rollback" when !tokens.Any(t => t.Text == "to"):
            case "prepare" when second == "transaction":
                return (PostgreSqlTreatment.End, "");
            case "copy":
                return OfCopy(tokens);
            case "create" or "alter" or "drop":
                return OfDefinition(first, second);
            case "comment" when Word(2) is "database" or "tablespace" or "role":
                return (PostgreSqlTreatment.Ignore, $"comment on {Word(2)}");
            case "comment" or "security" when tokens.Take(5).Any(t => t.Text == "event"):
                return (PostgreSqlTreatment.AtTheEnd, "");
            case "grant" or "revoke":
                return OfRights(first, tokens);
            case "reassign":
                return (PostgreSqlTreatment.Ignore, "reassign owned");
            default:
                return (Upkeep.Contains(first) ? PostgreSqlTreatment.Skip : PostgreSqlTreatment.Run, "");
        }

        string Word(int place) => place < tokens.Count ? tokens[place].Text : "";

        (PostgreSqlTreatment, string) OfDefinition(string verb, string what) =>
            (verb, what) switch
            {
                (_, "user") when Word(2) == "mapping" => OwnerOrRun(),
                ("create", "role" or "user" or "group") => (PostgreSqlTreatment.MakeRole, ""),
                (_, "role" or "user" or "group") => (PostgreSqlTreatment.Ignore, $"{verb} role"),
                (_, "database" or "tablespace" or "system") => (PostgreSqlTreatment.Ignore, $"{verb} {what}"),
                ("drop", "owned") => (PostgreSqlTreatment.Ignore, "drop owned"),
                (_, "event") when Word(2) == "trigger" => (PostgreSqlTreatment.AtTheEnd, ""),
                _ => OwnerOrRun(),
            };

        (PostgreSqlTreatment, string) OwnerOrRun() =>
            first == "alter" && tokens.Count > 4 && tokens[^3].Text == "owner" && tokens[^2].Text == "to"
                ? (PostgreSqlTreatment.GiveToOwner, tokens[^1].Name)
                : (PostgreSqlTreatment.Run, "");
    }

    private static (PostgreSqlTreatment, string) OfSetting(IReadOnlyList<PostgreSqlToken> tokens)
    {
        var words = tokens.Select(t => t.Text).Where(w => w is not ("local" or "session")).ToList();
        return words switch
        {
            [_, "client_encoding" or "names", ..] => (PostgreSqlTreatment.Skip, ""),
            [_, "role" or "authorization", ..] => (PostgreSqlTreatment.BecomeRole, Role(tokens)),
            [_, "transaction" or "constraints" or "characteristics", ..] => (PostgreSqlTreatment.Run, ""),
            _ => (PostgreSqlTreatment.Set, ""),
        };
    }

    // Empty for one's own.
    private static string Role(IReadOnlyList<PostgreSqlToken> tokens)
    {
        var last = tokens[^1];
        var name = last.Text is ['\'', .., '\''] ? last.Text[1..^1] : last.Name;
        return tokens[0].Text == "reset" || last.Text is "none" or "default" ? "" : name;
    }

    private static (PostgreSqlTreatment, string) OfCopy(IReadOnlyList<PostgreSqlToken> tokens)
    {
        var depth = 0;
        for (var i = 1; i + 1 < tokens.Count; i++)
        {
            depth += tokens[i].Text switch
            {
                "(" => 1,
                ")" => -1,
                _ => 0,
            };
            if (depth == 0 && tokens[i].Text is "from" or "to")
            {
                var table = string.Concat(
                    tokens.Skip(1).TakeWhile(t => t.Text is not ("(" or "from" or "to")).Select(t => t.Text)
                );
                return (tokens[i].Text, tokens[i + 1].Text) switch
                {
                    ("from", "stdin") => (PostgreSqlTreatment.Rows, table),
                    ("to", "stdout") => (PostgreSqlTreatment.Skip, ""),
                    (_, "program") => (PostgreSqlTreatment.Refuse, "runs a program"),
                    _ => (PostgreSqlTreatment.Refuse, "reads or writes a file of the server"),
                };
            }
        }

        return (PostgreSqlTreatment.Run, "");
    }

    private static (PostgreSqlTreatment, string) OfRights(string verb, IReadOnlyList<PostgreSqlToken> tokens)
    {
        var on = -1;
        for (var i = 1; i < tokens.Count && on < 0 && tokens[i].Text is not ("to" or "from"); i++)
        {
            on = tokens[i].Text == "on" ? i : -1;
        }

        return on < 0 ? (PostgreSqlTreatment.Ignore, $"{verb} of a role")
            : on + 1 < tokens.Count && tokens[on + 1].Text is "database" or "tablespace" or "parameter"
                ? (PostgreSqlTreatment.Ignore, $"{verb} on {tokens[on + 1].Text}")
            : (PostgreSqlTreatment.Run, "");
    }
}
