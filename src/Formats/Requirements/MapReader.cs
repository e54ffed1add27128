using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads the keys of one mapping; everything wrong with a value is reported and read as absent.</summary>
internal sealed class MapReader
{
    private readonly Dictionary<string, YamlNode> values = new(StringComparer.Ordinal);
    private readonly KeySet keys;

    /// <param name="map">The mapping.</param>
    /// <param name="keys">What it may have; unknown and repeated keys are reported here.</param>
    /// <param name="errors">Where to report.</param>
    public MapReader(YamlMap map, KeySet keys, DocumentErrors errors)
    {
        this.keys = keys;
        At = map.At;
        Errors = errors;
        foreach (var (key, value) in map.Entries)
        {
            if (!keys.Keys.Contains(key.Text))
            {
                errors.Unknown(
                    "unknown-key",
                    $"{Title} has no key {DocumentErrors.Quote(key.Text)}",
                    key.Text,
                    key.At,
                    keys.Keys,
                    "Its keys are"
                );
            }
            else if (!values.TryAdd(key.Text, value))
            {
                errors.Add("duplicate-key", $"The key '{key.Text}' is already given", key.At, "Keep one of them.");
            }
        }
    }

    public Location At { get; }

    private string Title => char.ToUpperInvariant(keys.What[0]) + keys.What[1..];

    public DocumentErrors Errors { get; }

    /// <summary>The value of a key; none when it is absent or nothing is written there.</summary>
    public YamlNode? this[string key] =>
        values.GetValueOrDefault(key) is { } node and not YamlScalar { IsNothing: true } ? node : null;

    public bool Has(string key) => this[key] is not null;

    /// <summary>The single value of a key.</summary>
    public YamlScalar? Scalar(string key)
    {
        switch (this[key])
        {
            case null:
                return null;
            case YamlScalar scalar:
                return scalar;
            case var other:
                Errors.Add("value", $"'{key}' of {keys.What} needs a single value, not {other.Kind}", other.At);
                return null;
        }
    }

    public string? Text(string key) => Scalar(key)?.Text;

    /// <summary>A text that must be there.</summary>
    public YamlScalar? Required(string key, string expected)
    {
        var scalar = Scalar(key);
        if (scalar is null && !Has(key))
        {
            Errors.Add("missing-key", $"{Title} needs '{key}'", At, expected);
        }

        return scalar;
    }

    public bool? Flag(string key)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (scalar.Text is "true" or "false")
        {
            return scalar.Text == "true";
        }

        Errors.Add("value", $"'{key}' is true or false, not {DocumentErrors.Quote(scalar.Text)}", scalar.At);
        return null;
    }

    public string? Choice(string key, params ReadOnlySpan<string> choices)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (choices.Contains(scalar.Text))
        {
            return scalar.Text;
        }

        Errors.Unknown(
            "value",
            $"'{key}' cannot be {DocumentErrors.Quote(scalar.Text)}",
            scalar.Text,
            scalar.At,
            choices.ToArray(),
            "It is one of"
        );
        return null;
    }

    /// <summary>A value with a unit.</summary>
    public T? Amount<T>(string key, Func<string, T?> read, string form)
        where T : struct
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        var amount = read(scalar.Text);
        if (amount is null)
        {
            Errors.Add("value", $"'{key}' cannot be {DocumentErrors.Quote(scalar.Text)}", scalar.At, form);
        }

        return amount;
    }

    public TimeSpan? Duration(string key)
    {
        var duration = Amount(key, Units.Duration, Units.DurationForm);
        if (duration == TimeSpan.Zero)
        {
            Errors.Add("value", $"'{key}' must be longer than nothing", Scalar(key)!.At, Units.DurationForm);
            return null;
        }

        return duration;
    }

    /// <summary>A whole number within limits.</summary>
    public int? Whole(string key, int least, int most)
    {
        if (Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (
            int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        Errors.Add(
            "value",
            $"'{key}' cannot be {DocumentErrors.Quote(scalar.Text)}",
            scalar.At,
            $"Write a whole number from {least} to {most}."
        );
        return null;
    }

    /// <summary>The single values of a list; a lone value counts as a list of one.</summary>
    public IReadOnlyList<YamlScalar> Scalars(string key) => Scalars(this[key], $"'{key}' of {keys.What}");

    /// <summary>The single values of a list node.</summary>
    public IReadOnlyList<YamlScalar> Scalars(YamlNode? node, string what)
    {
        switch (node)
        {
            case null:
                return [];
            case YamlScalar single:
                return [single];
            case YamlMap map:
                Errors.Add(
                    "value",
                    $"{what} needs a list, not a mapping",
                    map.At,
                    "Write [a, b], or '- a' on lines of their own."
                );
                return [];
        }

        var items = new List<YamlScalar>();
        foreach (var item in ((YamlList)node).Items)
        {
            if (item is YamlScalar { IsNothing: false } scalar)
            {
                items.Add(scalar);
            }
            else
            {
                Errors.Add("value", $"{what} needs single values, not {item.Kind}", item.At);
            }
        }

        return items;
    }

    /// <summary>The reader of a nested mapping.</summary>
    public MapReader? Map(string key, KeySet nested)
    {
        switch (this[key])
        {
            case null:
                return null;
            case YamlMap map:
                return new(map, nested, Errors);
            case var other:
                Errors.Add(
                    "value",
                    $"'{key}' of {keys.What} needs a mapping, not {other.Kind}",
                    other.At,
                    $"Write {{ {nested.Keys[0]}: … }} with keys of: {string.Join(", ", nested.Keys)}."
                );
                return null;
        }
    }

    /// <summary>The entries of a mapping whose keys are names of the author's choice.</summary>
    public IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries(string key)
    {
        switch (this[key])
        {
            case null:
                return [];
            case YamlMap map:
                return map.Entries;
            case var other:
                Errors.Add(
                    "value",
                    $"'{key}' of {keys.What} needs a mapping from names, not {other.Kind}",
                    other.At,
                    $"Write '{key}:' and below it 'name: …', indented."
                );
                return [];
        }
    }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<YamlNode> Items(string key)
    {
        switch (this[key])
        {
            case null:
                return [];
            case YamlList list:
                return list.Items;
            case var other:
                Errors.Add(
                    "value",
                    $"'{key}' of {keys.What} needs a list, not {other.Kind}",
                    other.At,
                    "Write every item on a line of its own, after '- '."
                );
                return [];
        }
    }
}
