using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Meanings as the short form of an attribute says them.</summary>
internal static class SemanticText
{
    /// <summary>The type with its arguments: <c>text(200)</c>.</summary>
    public static string Type(SemanticType type) =>
        SemanticTypes.NameOf(type.Kind)
        + type switch
        {
            { Kind: SemanticKind.Enum } => $"({string.Join(", ", type.Values.Select(Value))})",
            { Kind: SemanticKind.Money, Precision: 19, Scale: 2 } => "",
            { Precision: { } precision } => FormattableString.Invariant($"({precision},{type.Scale ?? 0})"),
            { Length: { } length } => FormattableString.Invariant($"({length})"),
            _ => "",
        };

    /// <summary>The range; empty when there is none, or none that the form can say.</summary>
    public static string Range(SemanticType type)
    {
        var (low, high) = (type.Minimum, type.Maximum);
        if (
            type.Kind == SemanticKind.Percentage
            && (low, high) == (0, 100)
            && type is { MinimumExclusive: false, MaximumExclusive: false }
        )
        {
            return "";
        }

        if (type.Kind == SemanticKind.Integer)
        {
            low = low is { } l && decimal.IsInteger(l) ? l : null;
            high = high is { } h && decimal.IsInteger(h) ? h : null;
        }

        if (low > high || (low == high && (type.MinimumExclusive || type.MaximumExclusive)))
        {
            return "";
        }

        return (low, high) switch
        {
            ({ } l, { } h) when type is { MinimumExclusive: false, MaximumExclusive: false } => $"{Number(l)}..{Number(h)}",
            ({ } l, { } h) => $"{Low(type)} {Number(l)} {High(type)} {Number(h)}",
            ({ } l, null) => $"{Low(type)} {Number(l)}",
            (null, { } h) => $"{High(type)} {Number(h)}",
            _ => "",
        };
    }

    private static string Low(SemanticType type) => type.MinimumExclusive ? ">" : ">=";

    private static string High(SemanticType type) => type.MaximumExclusive ? "<" : "<=";

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Value(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? value : $"'{value.Replace("'", "''")}'";
}
