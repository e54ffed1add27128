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
internal sealed class TitleCell(ulong salt, TitleForm form, DataType stored, Nulls? nulls, int longest)
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
                var family = Person.At(salt, row).Family;
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

/// <summary>Sentences, between a least and a greatest length in characters; most texts are nearer to the least.</summary>
internal sealed class SentencesCell(ulong salt, int shortest, DataType stored, Nulls? nulls, int longest)
    : TextCell(stored, nulls, longest)
{
    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        var draw = Mixer.At(salt, row, attempt);
        var unit = Mixer.Unit(draw);
        var wanted = shortest + (int)((Longest - shortest) * unit * unit);
        while (text.Length < wanted)
        {
            draw = Mixer.Next(draw);
            if (text.Length > 0)
            {
                text.Add(' ');
            }

            Sentence(draw, ref text);
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

    private static void Sentence(ulong draw, ref TextBuffer text)
    {
        text.Add("The ");
        Phrase(draw, ref text);
        text.Add(' ');
        text.Add(Words.Verbs[Mixer.Below(Mixer.Mix(draw), Words.Verbs.Length)]);
        text.Add(' ');
        text.Add((draw & 1) == 0 ? "the " : "a ");
        draw = Mixer.Next(draw);
        Phrase(draw, ref text);
        for (var more = (int)(draw & 3); more > 0; more--)
        {
            draw = Mixer.Next(draw);
            text.Add(' ');
            text.Add(Words.Connectives[Words.ConnectiveFrequency.Rank(draw, Words.Connectives.Length)]);
            text.Add(' ');
            Phrase(Mixer.Mix(draw), ref text);
        }

        text.Add('.');
    }

    private static void Phrase(ulong draw, ref TextBuffer text)
    {
        if ((draw & 16) != 0)
        {
            text.Add(Words.Adjectives[Words.AdjectiveFrequency.Rank(draw, Words.Adjectives.Length)]);
            text.Add(' ');
        }

        text.Add(Words.Nouns[Words.NounFrequency.Rank(Mixer.Next(draw), Words.Nouns.Length)]);
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
