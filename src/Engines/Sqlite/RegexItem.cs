using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>A set of characters.</summary>
/// <param name="Negated">Whether it is all others.</param>
/// <param name="Ranges">The characters, first and last of each range.</param>
internal sealed record CharacterSet(bool Negated, Sequence<(char First, char Last)> Ranges)
{
    /// <summary>Every character.</summary>
    public static readonly CharacterSet Any = new(Negated: true, []);

    /// <summary>All characters that are not in it.</summary>
    public CharacterSet Negation() => this with { Negated = !Negated };
}

/// <summary>Characters of a set in a row.</summary>
/// <param name="Set">The set.</param>
/// <param name="Least">How many at least.</param>
/// <param name="Most">How many at most, or any number.</param>
internal sealed record RegexItem(CharacterSet Set, int Least, int? Most);

/// <summary>A regular expression without groups and alternatives.</summary>
/// <param name="FromStart">Whether it must begin where the text does.</param>
/// <param name="Items">What it matches.</param>
/// <param name="ToEnd">Whether it must end where the text does.</param>
internal sealed record RegexAlternative(bool FromStart, Sequence<RegexItem> Items, bool ToEnd);
