using System.Text;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Values that are formatted as text.</summary>
/// <param name="stored">The physical type.</param>
/// <param name="nulls">When the value is null.</param>
/// <param name="longest">The greatest number of characters.</param>
internal abstract class TextCell(DataType stored, Nulls? nulls, int longest) : Cell
{
    /// <summary>The greatest number of characters.</summary>
    public int Longest => longest;

    /// <summary>Whether further attempts leave the value as it is: keys and unique values.</summary>
    public bool Steady { get; set; }

    /// <summary><c>lower</c> or <c>upper</c> when a rule demands that case of letters.</summary>
    public string? Letters { get; set; }

    /// <summary>Writes the text of a row whose value is not null.</summary>
    public abstract void Format(long row, uint attempt, ref TextBuffer text);

    public sealed override bool IsNull(long row, uint attempt) => nulls is not null && nulls.At(row, attempt);

    public sealed override void Write(long row, uint attempt, IRowSink sink)
    {
        if (IsNull(row, attempt))
        {
            sink.Null();
            return;
        }

        var text = new TextBuffer(stackalloc char[longest]);
        Form(row, attempt, ref text);
        if (stored is DataType.Bytes)
        {
            Span<byte> bytes = stackalloc byte[text.Length * 3];
            sink.Bytes(bytes[..Encoding.UTF8.GetBytes(text.Written, bytes)]);
        }
        else
        {
            sink.Text(text.Written);
        }
    }

    private void Form(long row, uint attempt, ref TextBuffer text)
    {
        Format(row, Steady ? 0 : attempt, ref text);
        if (Letters is { } letters)
        {
            foreach (ref var character in text.Written)
            {
                character = letters == "lower" ? char.ToLowerInvariant(character) : char.ToUpperInvariant(character);
            }
        }
    }

    public sealed override Scalar Logical(long row, uint attempt)
    {
        if (IsNull(row, attempt))
        {
            return Scalar.Null;
        }

        var text = new TextBuffer(stackalloc char[longest]);
        Form(row, attempt, ref text);
        return Scalar.Of(text.Written.ToString());
    }
}

/// <summary>Which part of a person's name.</summary>
internal enum NamePart
{
    /// <summary>Given and family name.</summary>
    Whole,

    /// <summary>The given name.</summary>
    Given,

    /// <summary>The family name.</summary>
    Family,

    /// <summary>A name to sign in with.</summary>
    Login,
}

/// <summary>The name of the person whom the row is about; all name and e-mail columns of a row agree.</summary>
internal sealed class PersonCell(Locale locale, ulong person, NamePart part, DataType stored, Nulls? nulls, int longest)
    : TextCell(stored, nulls, longest)
{
    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        var (given, family, plainGiven, plainFamily, isFamilyFirst) = locale.Person(person, row);
        switch (part)
        {
            case NamePart.Given:
                text.Add(given);
                break;
            case NamePart.Family:
                text.Add(family);
                break;
            case NamePart.Login:
                text.AddLower(plainGiven.AsSpan(0, 1));
                text.AddLower(plainFamily);
                text.Add(Mixer.Below(Mixer.At(~person, row), 100L));
                break;
            default:
                text.Add(isFamilyFirst ? family : given);
                text.Add(' ');
                text.Add(isFamilyFirst ? given : family);
                break;
        }
    }
}

/// <summary>E-mail addresses in lower case, at domains that nobody can own (RFC 2606).</summary>
internal sealed class EmailCell(Locale locale, ulong salt, ulong person, bool unique, DataType stored, Nulls? nulls, int longest)
    : TextCell(stored, nulls, longest)
{
    private static readonly string[] Domains = ["example.com", "example.org", "example.net", "mail.example", "post.example"];

    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        var (_, _, given, family, _) = locale.Person(person, row);
        var domain = Domains[Mixer.Below(Mixer.At(salt, row, attempt), Domains.Length)];
        Span<char> number = stackalloc char[14];
        var suffix = new TextBuffer(number);
        if (unique)
        {
            suffix.Add(row + 1);
        }

        // The number and the domain must fit whatever the name.
        Span<char> name = stackalloc char[Math.Max(1, Math.Min(40, text.Room - suffix.Length - domain.Length - 1))];
        var local = new TextBuffer(name);
        local.AddLower(given);
        local.Add('.');
        local.AddLower(family);
        text.Add(local.Written.TrimEnd('.'));
        text.Add(suffix.Written);
        text.Add('@');
        text.Add(domain);
    }
}

/// <summary>Telephone numbers as E.164: a plus sign and digits. With uniqueness the digits are a bijection of the row's number.</summary>
internal sealed class PhoneCell(Locale locale, ulong salt, ulong place, bool unique, DataType stored, Nulls? nulls, int longest)
    : TextCell(stored, nulls, longest)
{
    private readonly Permutation numbers = new(9_000_000_000, salt);

    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        text.Add('+');
        if (unique)
        {
            // One prefix for all, so that different numbers stay different texts.
            text.Add('1');
            text.Add(1_000_000_000 + numbers.Forward(row));
            return;
        }

        text.Add(Place.All[locale.Country(place, row)].Dialling);
        text.Add(100_000_000 + Mixer.Below(Mixer.At(salt, row, attempt), 900_000_000L));
    }
}

/// <summary>Texts made unique by the row's number at their end.</summary>
/// <param name="inner">What stands before the number.</param>
/// <param name="separator">What stands between.</param>
/// <param name="salt">The column's own draws.</param>
/// <param name="constraint">The table and column, for the failure when the values run out.</param>
/// <param name="stored">The physical type.</param>
/// <param name="nulls">When the value is null.</param>
/// <param name="longest">The greatest number of characters.</param>
internal sealed class NumberedCell(
    TextCell inner,
    char separator,
    ulong salt,
    string constraint,
    DataType stored,
    Nulls? nulls,
    int longest
) : TextCell(stored, nulls, longest)
{
    // Up to eight characters everything is number; beyond that the number takes what it needs.
    private readonly bool bare = longest <= 8;
    private readonly Permutation scattered = new(Values(longest), salt);

    /// <summary>How many different texts of that length there are.</summary>
    public static long Values(int longest)
    {
        long count = 1;
        for (var i = 0; i < Math.Min(longest, 8); i++)
        {
            count *= 36;
        }

        return count;
    }

    public override void Format(long row, uint attempt, ref TextBuffer text)
    {
        if (bare)
        {
            if (row >= scattered.Size)
            {
                throw Exhausted.Of(constraint, scattered.Size, row + 1);
            }

            text.Add(scattered.Forward(row), Longest, 36);
            return;
        }

        Span<char> digits = stackalloc char[20];
        var number = new TextBuffer(digits);
        if (Longest < 16)
        {
            number.Add(scattered.Forward(row), 8, 36);
        }
        else
        {
            number.Add(row + 1);
        }

        var room = text.Room - number.Length - 1;
        if (room > 0)
        {
            Span<char> start = stackalloc char[inner.Longest];
            var before = new TextBuffer(start);
            inner.Format(row, attempt, ref before);
            text.Add(before.Written[..Math.Min(room, before.Length)].TrimEnd(separator));
            text.Add(separator);
        }

        text.Add(number.Written);
    }
}
