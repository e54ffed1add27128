using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>What a short text names.</summary>
internal enum TitleForm
{
    /// <summary>Adjective, noun, noun: a product, a page.</summary>
    Title,

    /// <summary>A noun or two: a tag, a category.</summary>
    Label,

    /// <summary>A company.</summary>
    Company,

    /// <summary>A few words in lower case.</summary>
    Words,

    /// <summary>One word in lower case.</summary>
    Word,
}

/// <summary>Titles and names of things; the words are as frequent as words are.</summary>
internal sealed class TitleCell(Locale locale, ulong salt, TitleForm form, DataType stored, Nulls? nulls, int longest)
    : TextCell(stored, nulls, longest)
{
    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        var draw = Mixer.At(salt, row, attempt);
        switch (form)
        {
            case TitleForm.Label:
                text.Add(Words.TitleNouns[Words.NounFrequency.Rank(draw, Words.TitleNouns.Length)]);
                break;
            case TitleForm.Company:
                var family = locale.Person(salt, row).Family;
                text.Add(family);
                text.Add(' ');
                text.Add(Words.CompanyForms[Mixer.Below(draw, Words.CompanyForms.Length)]);
                break;
            case TitleForm.Word:
                text.Add(Words.Nouns[Words.NounFrequency.Rank(draw, Words.Nouns.Length)]);
                break;
            case TitleForm.Words:
                text.Add(Words.Adjectives[Words.AdjectiveFrequency.Rank(draw, Words.Adjectives.Length)]);
                text.Add(' ');
                text.Add(Words.Nouns[Words.NounFrequency.Rank(Mixer.Next(draw), Words.Nouns.Length)]);
                break;
            default:
                text.Add(Words.TitleAdjectives[Words.AdjectiveFrequency.Rank(draw, Words.TitleAdjectives.Length)]);
                text.Add(' ');
                draw = Mixer.Next(draw);
                text.Add(Words.TitleNouns[Words.NounFrequency.Rank(draw, Words.TitleNouns.Length)]);
                if ((draw & 3) != 0)
                {
                    text.Add(' ');
                    text.Add(Words.TitleNouns[Words.NounFrequency.Rank(Mixer.Next(draw), Words.TitleNouns.Length)]);
                }

                break;
        }

        while (text.Length > 0 && text.Written[^1] == ' ')
        {
            text.Length--;
        }
    }
}

/// <summary>Titles of which no two are alike: combinations of words by a bijection of the row's number.</summary>
/// <param name="salt">The column's own draws.</param>
/// <param name="words">How many words a title has: 1 to 3.</param>
/// <param name="stored">The physical type.</param>
/// <param name="nulls">When the value is null.</param>
/// <param name="longest">The greatest number of characters.</param>
internal sealed class DistinctTitleCell(ulong salt, int words, DataType stored, Nulls? nulls, int longest)
    : TextCell(stored, nulls, longest)
{
    private readonly Permutation titles = new(Count(words), salt);

    /// <summary>How many words titles need so that each row has its own and all fit; 0 when there are too many rows or no room.</summary>
    public static int Words(long rows, int longest)
    {
        for (var words = 1; words <= 3; words++)
        {
            // Room for the longest words and for a number, which rows get when the combinations are used up.
            if (rows <= Count(words) && longest >= words * 12 + 12)
            {
                return words;
            }
        }

        return 0;
    }

    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        var number = row < titles.Size ? titles.Forward(row) : row % titles.Size;
        var nouns = Data.Words.TitleNouns;
        var last = nouns[(int)(number % nouns.Length)];
        number /= nouns.Length;
        if (words > 1)
        {
            var adjectives = Data.Words.TitleAdjectives;
            text.Add(adjectives[(int)(number % adjectives.Length)]);
            text.Add(' ');
            number /= adjectives.Length;
        }

        if (words > 2)
        {
            text.Add(nouns[(int)number]);
            text.Add(' ');
        }

        text.Add(last);
        if (row >= titles.Size)
        {
            text.Add(' ');
            text.Add(row + 1);
        }
    }

    private static long Count(int words)
    {
        long nouns = Data.Words.TitleNouns.Length;
        return words switch
        {
            1 => nouns,
            2 => nouns * Data.Words.TitleAdjectives.Length,
            _ => nouns * nouns * Data.Words.TitleAdjectives.Length,
        };
    }
}

/// <summary>Sentences, between a least and a greatest length in characters; most texts are nearer to the least.</summary>
internal sealed class SentencesCell(ulong salt, int shortest, DataType stored, Nulls? nulls, int longest)
    : TextCell(stored, nulls, longest)
{
    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        var draws = new Draws(Mixer.At(salt, row, attempt));
        var unit = Mixer.Unit(draws.Next());
        var wanted = shortest + (int)((Longest - shortest) * unit * unit);
        while (text.Length < wanted && !text.IsFull)
        {
            if (text.Length > 0)
            {
                text.Add(' ');
            }

            Sentence(ref draws, ref text);
        }

        // A cut word is left out, unless the least length needs its letters.
        if (text.IsFull)
        {
            var end = text.Written.LastIndexOf(' ');
            text.Length = end >= Math.Max(1, shortest) ? end : text.Length;
        }

        while (text.Length > Math.Max(1, shortest) && text.Written[^1] is ' ' or ',')
        {
            text.Length--;
        }
    }

    private static void Sentence(ref Draws draws, ref TextBuffer text)
    {
        text.Add("The ");
        Phrase(ref draws, ref text);
        text.Add(' ');
        text.Add(Words.Verbs[Mixer.Below(draws.Next(), Words.Verbs.Length)]);
        var form = draws.Next();
        text.Add((form & 1) == 0 ? " the " : " a ");
        Phrase(ref draws, ref text);
        for (var more = (int)(form >> 60) & 3; more > 0; more--)
        {
            text.Add(' ');
            text.Add(Words.Connectives[Words.ConnectiveFrequency.Rank(draws.Next(), Words.Connectives.Length)]);
            text.Add(' ');
            Phrase(ref draws, ref text);
        }

        text.Add('.');
    }

    private static void Phrase(ref Draws draws, ref TextBuffer text)
    {
        var draw = draws.Next();
        if ((draw & 1) != 0)
        {
            text.Add(Words.Adjectives[Words.AdjectiveFrequency.Rank(draw, Words.Adjectives.Length)]);
            text.Add(' ');
        }

        text.Add(Words.Nouns[Words.NounFrequency.Rank(draws.Next(), Words.Nouns.Length)]);
    }
}

/// <summary>Lower-case names for addresses: the row's title where it has one, words otherwise.</summary>
internal sealed class SlugCell(TextCell source, DataType stored, Nulls? nulls, int longest) : TextCell(stored, nulls, longest)
{
    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        Span<char> buffer = stackalloc char[source.Longest];
        var title = new TextBuffer(buffer);
        source.Format(row, attempt, ref title);
        foreach (var character in title.Written)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                text.Add(char.ToLowerInvariant(character));
            }
            else if (text.Length > 0 && text.Written[^1] != '-')
            {
                text.Add('-');
            }
        }

        while (text.Length > 0 && text.Written[^1] == '-')
        {
            text.Length--;
        }

        if (text.Length == 0)
        {
            text.Add('x');
        }
    }
}

/// <summary>Codes as catalogues have them: letters, a hyphen, digits.</summary>
internal sealed class CodeCell(ulong salt, DataType stored, Nulls? nulls, int longest) : TextCell(stored, nulls, longest)
{
    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        var draw = Mixer.At(salt, row, attempt);
        if (text.Room < 6)
        {
            text.Add(Mixer.Below(draw, NumberedCell.Values(text.Room)), text.Room, 36);
            return;
        }

        text.Add((char)('A' + (int)(draw % 26)));
        text.Add((char)('A' + (int)(draw / 26 % 26)));
        text.Add('-');
        text.Add(Mixer.Below(draw, 1_000_000L), Math.Min(6, text.Room));
    }
}
