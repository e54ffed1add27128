using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Web addresses at domains that nobody can own.</summary>
internal sealed class UrlCell(ulong salt, bool unique, DataType stored, Nulls? nulls, int longest)
    : TextCell(stored, nulls, longest)
{
    private static readonly string[] Hosts = ["www.example.com", "shop.example.org", "blog.example.net", "img.example.com"];

    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        var draw = Mixer.At(salt, row, attempt);
        text.Add("https://");
        text.Add(Hosts[Mixer.Below(draw, Hosts.Length)]);
        text.Add('/');
        if (unique)
        {
            // Before the words, so that a short column cuts those and not the number.
            text.Add(row + 1);
            text.Add('/');
        }

        text.Add(Words.Adjectives[Words.AdjectiveFrequency.Rank(draw, Words.Adjectives.Length)]);
        text.Add('-');
        text.Add(Words.Nouns[Words.NounFrequency.Rank(Mixer.Next(draw), Words.Nouns.Length)]);
    }
}

/// <summary>IP addresses: mostly IPv4 of public ranges, one in ten IPv6 of the documentation prefix.</summary>
internal sealed class IpCell(ulong salt, bool unique, DataType stored, Nulls? nulls) : TextCell(stored, nulls, 39)
{
    private readonly Permutation numbers = new(1L << 31, salt);

    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        var draw = unique ? (ulong)numbers.Forward(row) : Mixer.At(salt, row, attempt);
        if (!unique && draw % 10 == 0)
        {
            // Groups without leading zeros and never 0, so that the text is what the engine prints.
            text.Add("2001:db8");
            for (var i = 0; i < 6; i++)
            {
                text.Add(':');
                text.Add(0x1000 + (long)((draw >> (i * 10)) & 0x3FF), 4, 16);
            }

            return;
        }

        text.Add(unique ? (long)(draw >> 24) + 16 : 16 + (long)((draw >> 24) & 127));
        text.Add('.');
        text.Add((long)((draw >> 16) & 255));
        text.Add('.');
        text.Add((long)((draw >> 8) & 255));
        text.Add('.');
        text.Add((long)(draw & 255));
    }
}

/// <summary>Colours as <c>#rrggbb</c>.</summary>
internal sealed class ColorCell(ulong salt, bool unique, DataType stored, Nulls? nulls, string constraint)
    : TextCell(stored, nulls, 7)
{
    private readonly Permutation colours = new(1 << 24, salt);

    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        if (unique && row >= colours.Size)
        {
            throw Exhausted.Of(constraint, colours.Size, row + 1);
        }

        text.Add('#');
        text.Add(unique ? colours.Forward(row) : Mixer.Below(Mixer.At(salt, row, attempt), 1L << 24), 6, 16);
    }
}

/// <summary>Characters without meaning, no two rows alike: hashes and ciphertexts.</summary>
/// <param name="salt">The column's own draws.</param>
/// <param name="prefix">What every value starts with.</param>
/// <param name="length">How many characters follow.</param>
/// <param name="stored">The physical type.</param>
/// <param name="nulls">When the value is null.</param>
internal sealed class OpaqueCell(ulong salt, string prefix, int length, DataType stored, Nulls? nulls)
    : TextCell(stored, nulls, prefix.Length + length)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./";

    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        text.Add(prefix);
        // The first eleven characters hold all bits of a bijection.
        var draw = Mixer.At(salt, row);
        var bits = draw;
        for (var i = 0; i < length; i++)
        {
            text.Add(Alphabet[(int)(bits & 63)]);
            bits >>= 6;
            if (i % 11 == 10)
            {
                draw = Mixer.Next(draw);
                bits = draw;
            }
        }
    }
}

/// <summary>Paths of files in a store.</summary>
internal sealed class FileCell(ulong salt, DataType stored, Nulls? nulls, int longest) : TextCell(stored, nulls, longest)
{
    private static readonly string[] Kinds = ["jpg", "png", "pdf", "csv", "mp4", "zip"];

    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        var draw = Mixer.At(salt, row, attempt);
        text.Add("files/");
        text.Add(row + 1);
        text.Add('/');
        text.Add(Words.Nouns[Words.NounFrequency.Rank(draw, Words.Nouns.Length)]);
        text.Add('.');
        text.Add(Kinds[Mixer.Below(draw, Kinds.Length)]);
    }
}

/// <summary>Small JSON objects of a few shapes.</summary>
internal sealed class JsonCell(ulong salt, bool unique, DataType stored, Nulls? nulls) : TextCell(stored, nulls, 240)
{
    private static readonly string[] Sources = ["web", "ios", "android", "import", "partner"];

    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        var draw = Mixer.At(salt, row, attempt);
        text.Add("{\"source\": \"");
        text.Add(Sources[Mixer.Below(draw, Sources.Length)]);
        text.Add("\", \"priority\": ");
        text.Add(1 + (long)(draw & 3));
        if (unique)
        {
            text.Add(", \"number\": ");
            text.Add(row + 1);
        }

        if ((draw & 4) != 0)
        {
            text.Add(", \"active\": ");
            text.Add((draw & 8) != 0 ? "true" : "false");
        }

        draw = Mixer.Next(draw);
        if ((draw & 1) != 0)
        {
            text.Add(", \"labels\": [\"");
            text.Add(Words.Nouns[Words.NounFrequency.Rank(draw, Words.Nouns.Length)]);
            text.Add("\", \"");
            text.Add(Words.Adjectives[Words.AdjectiveFrequency.Rank(draw, Words.Adjectives.Length)]);
            text.Add("\"]");
        }

        if ((draw & 2) != 0)
        {
            text.Add(", \"size\": {\"width\": ");
            text.Add(10 + Mixer.Below(draw, 990L));
            text.Add(", \"height\": ");
            text.Add(10 + Mixer.Below(Mixer.Mix(draw), 990L));
            text.Add('}');
        }

        text.Add('}');
    }
}

/// <summary>Which line of an address.</summary>
internal enum AddressPart
{
    /// <summary>Street and number.</summary>
    Street,

    /// <summary>The city.</summary>
    City,

    /// <summary>The postcode in the country's form.</summary>
    Postcode,

    /// <summary>The country's name.</summary>
    Country,
}

/// <summary>Parts of the row's address, which agree with its country.</summary>
internal sealed class AddressCell(
    Locale locale,
    ulong salt,
    ulong place,
    AddressPart part,
    DataType stored,
    Nulls? nulls,
    int longest
) : TextCell(stored, nulls, longest)
{
    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        var number = locale.Country(place, row);
        var country = Place.All[number];
        var draw = Mixer.At(part == AddressPart.City ? place ^ 1 : salt, row, part == AddressPart.City ? 0 : attempt);
        switch (part)
        {
            case AddressPart.City:
                var cities = locale.Cities(number, row);
                text.Add(cities[Mixer.Below(draw, cities.Length)]);
                break;
            case AddressPart.Country:
                text.Add(locale.CountryName(number, row));
                break;
            case AddressPart.Postcode:
                foreach (var character in country.Postcode)
                {
                    text.Add(
                        character switch
                        {
                            '9' => (char)('0' + (int)(draw % 10)),
                            'A' => (char)('A' + (int)(draw % 26)),
                            _ => character,
                        }
                    );
                    draw = Mixer.Next(draw);
                }

                break;
            default:
                locale.Street(draw, row, ref text);
                break;
        }
    }
}
