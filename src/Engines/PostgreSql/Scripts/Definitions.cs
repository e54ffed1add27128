using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>Where a text defines what, so that a second definition can name the first.</summary>
internal sealed class PostgreSqlDefinitions
{
    private readonly Dictionary<string, Location> places = new(StringComparer.Ordinal);

    /// <summary>Notes what the statement makes, if it makes something.</summary>
    public void Remember(PostgreSqlPlace place, List<PostgreSqlToken> tokens)
    {
        if (Defined(tokens) is { } defined)
        {
            places.TryAdd(defined, place.At());
        }
    }

    /// <summary>Where the thing that the statement makes was made first; none when it was not.</summary>
    public Location? Find(List<PostgreSqlToken> tokens) =>
        Defined(tokens) is { } defined ? places.GetValueOrDefault(defined) : null;

    /// <summary>Whether the statement makes or describes what is built in now, as old dumps do.</summary>
    public static bool IsAboutBuiltIn(List<PostgreSqlToken> tokens) =>
        tokens.Any(t => t.Text == "language")
        && tokens.Any(t => t.Name == "plpgsql")
        && tokens[0].Text is "create" or "comment" or "alter"
        && !tokens.Any(t => t.Text is "function" or "procedure");

    // What a statement makes: kind and name.
    private static string? Defined(List<PostgreSqlToken> tokens)
    {
        if (tokens.Count < 3 || tokens[0].Text != "create")
        {
            return null;
        }

        var at = 1;
        while (
            at < tokens.Count
            && tokens[at].Text
                is "or"
                    or "replace"
                    or "unlogged"
                    or "unique"
                    or "temp"
                    or "temporary"
                    or "recursive"
                    or "materialized"
        )
        {
            at++;
        }

        var kind = tokens[at].Text;
        at++;
        while (at < tokens.Count && tokens[at].Text is "if" or "not" or "exists" or "concurrently")
        {
            at++;
        }

        var name = string.Concat(
            tokens
                .Skip(at)
                .TakeWhile(t => t.IsName || t.Text == ".")
                .TakeWhile((t, i) => i % 2 == 0 || t.Text == ".")
                .Select(t => t.Name)
        );
        return name.Length == 0 ? null : $"{(kind is "table" or "view" or "index" or "sequence" ? "relation" : kind)} {name}";
    }
}
