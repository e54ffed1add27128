using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>
/// The people and places of one or more languages: names with their letters, the addresses that go with them, cities as they are called there.
/// Of several, each row has one, so that its names, e-mails, cities and countries agree.
/// </summary>
internal sealed class Locale
{
    private readonly LocaleWords[] parts;
    private readonly ulong salt;

    private Locale(LocaleWords[] parts, ulong salt)
    {
        this.parts = parts;
        this.salt = salt;
    }

    /// <summary>People and places of everywhere, in plain letters.</summary>
    public static Locale Everywhere { get; } = new([], 0);

    /// <summary>The locales of some names: <c>de</c>, <c>ja</c>. None is everywhere.</summary>
    /// <param name="names">The names.</param>
    /// <param name="salt">Chooses one for each row.</param>
    /// <exception cref="Failure">There is no such locale (<see cref="ExitStatus.BadInput"/>).</exception>
    public static Locale Of(Sequence<string> names, ulong salt) =>
        names.Count == 0 ? Everywhere : new([.. names.Select(Find)], Mixer.Combine(salt, 0x6C6F63616C65));

    private static LocaleWords Find(string name) =>
        LocaleWords.All.FirstOrDefault(l => l.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? LocaleWords.All.FirstOrDefault(l => name.StartsWith($"{l.Name}-", StringComparison.OrdinalIgnoreCase))
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "no-such-locale",
            $"There are no names and places for the locale {name}.",
            $"There are {string.Join(", ", LocaleWords.All.Select(l => l.Name))}; without one they are of everywhere.",
            NearestName.Of(name, LocaleWords.All.Select(l => l.Name)) is { } near ? $"Did you mean {near}?" : null
        );

    /// <summary>The person whom a row is about.</summary>
    /// <param name="person">The draws of people.</param>
    /// <param name="row">The row.</param>
    public PersonName Person(ulong person, long row)
    {
        var draw = Mixer.At(person, row);
        if (parts.Length == 0)
        {
            var culture = People.Cultures[Mixer.Below(draw, People.Cultures.Length)];
            draw = Mixer.Next(draw);
            var (given, family) = (
                culture.Given[(int)(draw & 0xFFFFFF) % culture.Given.Length],
                culture.Family[(int)(draw >> 40) % culture.Family.Length]
            );
            return new(given, family, given, family, FamilyFirst: false);
        }

        var part = At(row);
        draw = Mixer.Next(draw);
        var first = (int)(draw & 0xFFFFFF) % part.Given.Length;
        var last = (int)(draw >> 40) % part.Family.Length;
        return new(part.Given[first], part.Family[last], part.PlainGiven[first], part.PlainFamily[last], part.FamilyFirst);
    }

    /// <summary>The country in which a row's address lies, as its position among all.</summary>
    /// <param name="place">The draws of places.</param>
    /// <param name="row">The row.</param>
    public int Country(ulong place, long row)
    {
        var draw = Mixer.At(place, row);
        return parts.Length == 0
            ? (int)Place.Frequency.Rank(draw, Place.All.Length)
            : At(row).Countries[Mixer.Below(draw, At(row).Countries.Length)];
    }

    /// <summary>The cities of a country as they are called there.</summary>
    public string[] Cities(int country, long row) => parts.Length == 0 ? Place.All[country].Cities : At(row).Cities(country);

    /// <summary>What the country is called.</summary>
    public string CountryName(int country, long row) =>
        parts.Length == 0 ? Place.All[country].Name : At(row).CountryName(country);

    /// <summary>Adds a street with a number.</summary>
    public void Street(ulong draw, long row, ref TextBuffer text)
    {
        var number = 1 + (long)(Mixer.Unit(draw) * Mixer.Unit(draw) * 400);
        draw = Mixer.Next(draw);
        if (parts.Length == 0)
        {
            text.Add(number);
            text.Add(' ');
            text.Add(Place.Streets[Mixer.Below(draw, Place.Streets.Length)]);
            text.Add(' ');
            text.Add(Place.StreetKinds[Mixer.Below(Mixer.Mix(draw), Place.StreetKinds.Length)]);
            return;
        }

        var part = At(row);
        var street = part.Streets[Mixer.Below(draw, part.Streets.Length)];
        if (part.NumberFirst)
        {
            text.Add(number);
            text.Add(' ');
            text.Add(street);
        }
        else
        {
            text.Add(street);
            text.Add(part.Name == "ja" ? "" : " ");
            text.Add(number);
        }
    }

    private LocaleWords At(long row) => parts.Length == 1 ? parts[0] : parts[Mixer.Below(Mixer.At(salt, row), parts.Length)];
}

/// <summary>A person's name.</summary>
/// <param name="Given">The given name.</param>
/// <param name="Family">The family name.</param>
/// <param name="PlainGiven">The given name in plain letters, as addresses have it.</param>
/// <param name="PlainFamily">The family name in plain letters.</param>
/// <param name="FamilyFirst">Whether the family name comes first.</param>
internal readonly record struct PersonName(string Given, string Family, string PlainGiven, string PlainFamily, bool FamilyFirst);
