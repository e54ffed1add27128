namespace Dbwright.Model;

/// <summary>English singulars of snake_case names, as the other way round of <see cref="Plural"/>.</summary>
public static class Singular
{
    // Words in which the e belongs to the stem although another stem would give the same plural.
    private static readonly string[] keepE =
    [
        "movie",
        "cookie",
        "calorie",
        "zombie",
        "rookie",
        "selfie",
        "tie",
        "pie",
        "ache",
        "niche",
        "ouse",
        "ause",
        "excuse",
        "abuse",
    ];

    /// <summary>
    /// The singular of the last word, such that <see cref="Plural.Of(string)"/> of it gives the name again; the name itself where there is
    /// none, as for words that are no plural.
    /// </summary>
    public static string Of(string name)
    {
        var start = name.LastIndexOf('_') + 1;
        var word = name[start..];
        if (Plural.Unchanged.Contains(word))
        {
            return name;
        }

        foreach (var candidate in Candidates(word))
        {
            var whole = name[..start] + candidate;
            if (candidate.Length > 0 && Plural.Of(whole) == name)
            {
                return whole;
            }
        }

        return name;
    }

    private static IEnumerable<string> Candidates(string word)
    {
        foreach (var (ending, plural) in Plural.Irregular)
        {
            if (word.EndsWith(plural, StringComparison.Ordinal))
            {
                yield return word[..^plural.Length] + ending;
            }
        }

        if (!word.EndsWith('s'))
        {
            yield break;
        }

        var withoutS = word[..^1];
        if (Array.Exists(keepE, e => withoutS.EndsWith(e, StringComparison.Ordinal)))
        {
            yield return withoutS;
        }

        if (word.EndsWith("ies", StringComparison.Ordinal))
        {
            yield return word[..^3] + "y";
        }

        if (word.EndsWith("ves", StringComparison.Ordinal))
        {
            yield return word[..^3] + "f";
            yield return word[..^3] + "fe";
        }

        if (word.EndsWith("es", StringComparison.Ordinal) && !word.EndsWith("zes", StringComparison.Ordinal))
        {
            yield return word[..^2];
        }

        yield return withoutS;
        if (word.EndsWith("es", StringComparison.Ordinal))
        {
            yield return word[..^2];
        }
    }
}
