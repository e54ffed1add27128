using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// Reads the short form of an attribute: <c>TYPE[(args)][?] [unique] [RANGE] [= DEFAULT]</c>. The default is left as text with its place.
/// </summary>
internal sealed class AttributeForm
{
    private readonly YamlScalar scalar;
    private readonly string text;
    private readonly DocumentErrors errors;
    private int at;

    private AttributeForm(YamlScalar scalar, DocumentErrors errors) =>
        (this.scalar, text, this.errors) = (scalar, scalar.Text, errors);

    /// <summary>The type; none when it could not be read, which is reported.</summary>
    public SemanticType? Type { get; private set; }

    public bool Optional { get; private set; }

    public bool Unique { get; private set; }

    /// <summary>The default's text, or none.</summary>
    public string? Default { get; private set; }

    /// <summary>Where the default begins in the scalar's text.</summary>
    public int DefaultOffset { get; private set; }

    public static AttributeForm Read(YamlScalar scalar, DocumentErrors errors)
    {
        var form = new AttributeForm(scalar, errors);
        form.Read();
        return form;
    }

    private void Read()
    {
        Skip();
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_'))
        {
            at++;
        }

        if (at == start)
        {
            errors.Add(
                "attribute",
                $"{DocumentErrors.Quote(text)} does not begin with a type",
                scalar.At,
                "Write for example 'text(200)', 'money >= 0' or 'timestamp = now'."
            );
            return;
        }

        var name = text[start..at];
        var arguments = Peek('(') ? Arguments() : null;
        if (text.AsSpan(at).StartsWith("[]"))
        {
            errors.Add(
                "attribute",
                "Lists are no attributes",
                scalar.Offset(at),
                "Make the values an entity of their own with a relationship, or use json."
            );
            return;
        }

        Type = SemanticTypes.Read(name, arguments, offset => scalar.Offset(offset == 0 ? start : offset), errors);
        if (Peek('?'))
        {
            at++;
            Optional = true;
        }

        while (Skip() < text.Length && Part()) { }

        if (
            Type is { } type
            && (type.Minimum > type.Maximum || (type.Minimum == type.Maximum && (type.MinimumExclusive || type.MaximumExclusive)))
        )
        {
            errors.Add("empty-range", "No value lies in this range", scalar.At, "Exchange its ends.");
        }
    }

    /// <summary>Reads what may follow the type; false stops.</summary>
    private bool Part()
    {
        var rest = text.AsSpan(at);
        var start = at;
        if (rest.StartsWith("unique") && (rest.Length == 6 || rest[6] == ' '))
        {
            Unique = true;
            at += 6;
            return true;
        }

        if (rest[0] == '?')
        {
            errors.Add(
                "attribute",
                "The '?' stands directly behind the type",
                scalar.Offset(at),
                "Write for example 'text(200)? unique'."
            );
            Optional = true;
            at++;
            return true;
        }

        if (rest[0] is '>' or '<')
        {
            var operation = rest.Length > 1 && rest[1] == '=' ? rest[..2] : rest[..1];
            var (isLow, isExclusive) = (operation[0] == '>', operation.Length == 1);
            at += operation.Length;
            Skip();
            if (Number() is not { } bound)
            {
                return Stop(at, "A number is expected after the comparison", "Write for example 'money >= 0'.");
            }

            Limit(start, isLow ? bound : null, isLow && isExclusive, isLow ? null : bound, !isLow && isExclusive);
            return true;
        }

        if (rest[0] == '=')
        {
            at++;
            Skip();
            Default = text[at..].TrimEnd();
            DefaultOffset = at;
            if (Default.Length == 0)
            {
                Default = null;
                errors.Add(
                    "attribute",
                    "A default is expected after '='",
                    scalar.Offset(start),
                    "Write for example '= active', '= 0' or '= now'."
                );
            }

            at = text.Length;
            return true;
        }

        if (char.IsAsciiDigit(rest[0]) || rest[0] == '-')
        {
            var low = Number();
            if (low is null || !text.AsSpan(at).StartsWith(".."))
            {
                return Stop(start, "A range is expected here", "Write for example '1..5'.");
            }

            at += 2;
            if (Number() is not { } high)
            {
                return Stop(at, "The range has no end", "Write for example '1..5', or '>= 1'.");
            }

            Limit(start, low, false, high, false);
            return true;
        }

        return Stop(
            start,
            $"{DocumentErrors.Quote(text[start..])} is not expected here",
            "After the type stand, in this order: '?' (optional), 'unique', a range such as '>= 0' or '1..5', and '= default'."
        );
    }

    private void Limit(int start, decimal? low, bool lowExclusive, decimal? high, bool highExclusive)
    {
        if (Type is not { } type)
        {
            return;
        }

        if (!SemanticTypes.IsNumber(type.Kind))
        {
            errors.Add(
                "range",
                $"A range limits numbers, and '{SemanticTypes.NameOf(type.Kind)}' is none",
                scalar.Offset(start),
                type.Kind == SemanticKind.Text
                    ? "Limit a text by its length, 'text(200)', or by a rule, 'length(name) >= 3'."
                    : "Write a rule instead."
            );
            return;
        }

        if (
            type.Kind == SemanticKind.Integer
            && ((low is { } l && !decimal.IsInteger(l)) || (high is { } h && !decimal.IsInteger(h)))
        )
        {
            errors.Add("range", "The limits of an integer are whole numbers", scalar.Offset(start));
        }

        type = low is null ? type : type with { Minimum = low, MinimumExclusive = lowExclusive };
        Type = high is null ? type : type with { Maximum = high, MaximumExclusive = highExclusive };
    }

    private List<(string, int)>? Arguments()
    {
        var arguments = new List<(string, int)>();
        var open = at++;
        var start = at;
        var isQuoted = false;
        for (; at < text.Length; at++)
        {
            if (text[at] == '\'')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && text[at] is ',' or ')')
            {
                var part = text[start..at];
                var offset = start + (part.Length - part.TrimStart().Length);
                if (part.Trim().Length > 0)
                {
                    arguments.Add((part.Trim(), offset));
                }
                else if (arguments.Count > 0 || text[at] == ',')
                {
                    errors.Add("type-arguments", "A value is missing before this comma or parenthesis", scalar.Offset(at));
                }

                start = at + 1;
                if (text[at] == ')')
                {
                    at++;
                    return arguments;
                }
            }
        }

        errors.Add("attribute", "The parenthesis is not closed", scalar.Offset(open), "Close it with ')'.");
        return arguments;
    }

    private bool Stop(int where, string title, string fix)
    {
        errors.Add("attribute", title, scalar.Offset(where), fix);
        return false;
    }

    private decimal? Number()
    {
        var start = at;
        if (Peek('-'))
        {
            at++;
        }

        while (
            at < text.Length
            && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && !text.AsSpan(at).StartsWith("..") && at > start))
        )
        {
            at++;
        }

        return decimal.TryParse(
            text.AsSpan(start, at - start),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
    }

    private bool Peek(char c) => at < text.Length && text[at] == c;

    private int Skip()
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at;
    }
}
