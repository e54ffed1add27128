using System.Globalization;

namespace Dbwright.Model;

/// <summary>
/// English plurals of snake_case names, as table names need them. The last word decides (<c>order_item</c> gives <c>order_items</c>);
/// words that are plural already and words without a plural stay as they are.
/// </summary>
public static class Plural
{
    private static readonly Dictionary<string, string> irregular = new(StringComparer.Ordinal)
    {
        ["alumnus"] = "alumni",
        ["appendix"] = "appendices",
        ["automaton"] = "automata",
        ["bacterium"] = "bacteria",
        ["child"] = "children",
        ["corpus"] = "corpora",
        ["criterion"] = "criteria",
        ["curriculum"] = "curricula",
        ["datum"] = "data",
        ["die"] = "dice",
        ["foot"] = "feet",
        ["fungus"] = "fungi",
        ["genus"] = "genera",
        ["goose"] = "geese",
        ["louse"] = "lice",
        ["matrix"] = "matrices",
        ["medium"] = "media",
        ["memorandum"] = "memoranda",
        ["mouse"] = "mice",
        ["nucleus"] = "nuclei",
        ["ox"] = "oxen",
        ["person"] = "people",
        ["phenomenon"] = "phenomena",
        ["quiz"] = "quizzes",
        ["radius"] = "radii",
        ["stimulus"] = "stimuli",
        ["stratum"] = "strata",
        ["syllabus"] = "syllabi",
        ["tooth"] = "teeth",
        ["vertex"] = "vertices",
    };

    private static readonly HashSet<string> unchanged = new(StringComparer.Ordinal)
    {
        "advice",
        "aircraft",
        "analytics",
        "audio",
        "cattle",
        "chassis",
        "chaos",
        "corps",
        "cosmos",
        "data",
        "deer",
        "electronics",
        "equipment",
        "evidence",
        "feedback",
        "fish",
        "furniture",
        "hardware",
        "headquarters",
        "homework",
        "information",
        "infrastructure",
        "jewelry",
        "knowledge",
        "kudos",
        "livestock",
        "logistics",
        "luggage",
        "mathematics",
        "means",
        "men",
        "media",
        "merchandise",
        "metadata",
        "money",
        "moose",
        "music",
        "news",
        "offspring",
        "personnel",
        "physics",
        "police",
        "progress",
        "research",
        "rice",
        "salmon",
        "series",
        "sheep",
        "software",
        "species",
        "sperm",
        "staff",
        "telemetry",
        "tennis",
        "traffic",
        "trout",
        "weather",
        "wildlife",
        "women",
    };

    /// <summary>Singular words whose last letter is s although they end neither in ss nor in us nor in is.</summary>
    private static readonly HashSet<string> singularInS = new(StringComparer.Ordinal)
    {
        "alias",
        "atlas",
        "bias",
        "bios",
        "canvas",
        "christmas",
        "gas",
        "lens",
        "rhinoceros",
        "yes",
    };

    /// <summary>Plural words that look like singular ones in us or is.</summary>
    private static readonly HashSet<string> pluralInS = new(StringComparer.Ordinal)
    {
        "apis",
        "emojis",
        "emus",
        "gnus",
        "gurus",
        "kpis",
        "menus",
        "pois",
        "safaris",
        "skis",
        "skus",
        "taxis",
        "thus",
        "uris",
        "wikis",
    };

    private static readonly string[] fToVes =
    [
        "calf",
        "elf",
        "half",
        "hoof",
        "knife",
        "leaf",
        "life",
        "loaf",
        "scarf",
        "sheaf",
        "shelf",
        "thief",
        "wife",
        "wolf",
    ];

    private static readonly HashSet<string> oToOes = new(StringComparer.Ordinal)
    {
        "buffalo",
        "cargo",
        "domino",
        "echo",
        "embargo",
        "hero",
        "mango",
        "mosquito",
        "potato",
        "superhero",
        "tomato",
        "tornado",
        "torpedo",
        "veto",
        "volcano",
    };

    /// <summary>Words in ch that is spoken like k, or that are clipped.</summary>
    private static readonly HashSet<string> hardCh = new(StringComparer.Ordinal)
    {
        "epoch",
        "eunuch",
        "loch",
        "matriarch",
        "monarch",
        "patriarch",
        "stomach",
        "tech",
    };

    /// <summary>Words in man that are no compounds of man.</summary>
    private static readonly HashSet<string> notMen = new(StringComparer.Ordinal)
    {
        "caiman",
        "german",
        "human",
        "norman",
        "ottoman",
        "roman",
        "shaman",
        "talisman",
    };

    private static readonly string[] irregularEndings = ["person", "child", "foot", "tooth", "mouse"];

    private static readonly HashSet<string> irregularPlurals = [.. irregular.Values];

    /// <summary>Words whose plural follows no rule, with it.</summary>
    internal static IReadOnlyDictionary<string, string> Irregular => irregular;

    /// <summary>Words that are their own plural.</summary>
    internal static IReadOnlySet<string> Unchanged => unchanged;

    /// <summary>The plural of a name's last word, after the unchanged words before it.</summary>
    /// <param name="name">A snake_case name in lower case.</param>
    public static string Of(string name)
    {
        var start = name.LastIndexOf('_') + 1;
        var word = name[start..];
        return word.Length == 0 ? name : string.Concat(name.AsSpan(0, start), Word(word));
    }

    /// <summary>A number of things in words: <c>1 row</c>, <c>2,000 rows</c>.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="noun">What one of them is called, in lower case.</param>
    public static string Counted(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? noun : Of(noun))}");

    private static string Word(string word)
    {
        if (!char.IsAsciiLetter(word[^1]) || word.Length == 1)
        {
            return word + "s";
        }

        if (unchanged.Contains(word) || pluralInS.Contains(word) || irregularPlurals.Contains(word))
        {
            return word;
        }

        if (irregular.TryGetValue(word, out var plural))
        {
            return plural;
        }

        foreach (var ending in irregularEndings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal) && word != "titmouse")
            {
                return word[..^ending.Length] + irregular[ending];
            }

            if (word.EndsWith(irregular[ending], StringComparison.Ordinal))
            {
                return word;
            }
        }

        return word[^1] switch
        {
            's' => InS(word),
            'y' when !IsVowel(word[^2]) || word.EndsWith("quy", StringComparison.Ordinal) => word[..^1] + "ies",
            'x' or 'z' => word + "es",
            'h' when word[^2] is 's' || (word[^2] is 'c' && !hardCh.Contains(word)) => word + "es",
            'f' or 'e' when InF(word) is { } ves => ves,
            'o' when oToOes.Contains(word) => word + "es",
            'n' when word.EndsWith("man", StringComparison.Ordinal) && !notMen.Contains(word) => word[..^2] + "en",
            _ => word + "s",
        };
    }

    private static string InS(string word)
    {
        if (word.EndsWith("ss", StringComparison.Ordinal) || singularInS.Contains(word))
        {
            return word + "es";
        }

        if (word.EndsWith("us", StringComparison.Ordinal))
        {
            return word + "es";
        }

        if (word.EndsWith("is", StringComparison.Ordinal))
        {
            return word is "iris" ? "irises" : word[..^2] + "es";
        }

        // What remains ends like a plural and is one: orders, categories, addresses.
        return word;
    }

    private static string? InF(string word)
    {
        foreach (var ending in fToVes)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
            {
                return string.Concat(word.AsSpan(0, word.Length - (ending[^1] == 'e' ? 2 : 1)), "ves");
            }
        }

        return null;
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';
}
