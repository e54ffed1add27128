using Dbwright.Model;
using static Dbwright.Engines.ValueChecks;

namespace Dbwright.Engines;

/// <summary>The type of PostgreSQL for each meaning, why, and what the type alone does not enforce.</summary>
internal static class PostgreSqlTypeChoices
{
    private const int FileLength = 1024;

    /// <summary>The choice; none for vectors, which need an extension.</summary>
    public static TypeChoice? For(SemanticType type) =>
        type.Kind switch
        {
            SemanticKind.Text => Text(
                type,
                type.Length is null
                    ? "text has no limit of length, as the requirements name none."
                    : "text with a check: a longer limit is later a matter of replacing the check, not of rewriting the column.",
                type.Length
            ),
            SemanticKind.Integer => Integer(type),
            SemanticKind.Decimal => Number(
                type,
                new DataType.Decimal(type.Precision, type.Precision is null ? null : type.Scale ?? 0),
                "numeric is exact, and as wide as the requirements say."
            ),
            SemanticKind.Money => Number(
                type,
                new DataType.Decimal(type.Precision ?? 19, type.Scale ?? 2),
                "numeric is exact, as amounts of money must be; the type money depends on the server's locale."
            ),
            SemanticKind.Percentage => Percentage(type),
            SemanticKind.Boolean => new(new DataType.Boolean(), "boolean is true or false and takes one byte."),
            SemanticKind.Date => new(new DataType.Date(), "date has no time of day, so no time zone can move it."),
            SemanticKind.Time => new(new DataType.Time(), "time is a time of day; a zone without a date would mean nothing."),
            SemanticKind.Timestamp => new(
                new DataType.Timestamp(WithZone: true),
                "timestamptz is an absolute moment, whatever time zone a client is in."
            ),
            SemanticKind.Duration => new(new DataType.Interval(), "interval is a length of time that can be added to a moment."),
            SemanticKind.Email => Text(
                type,
                "text in lower case, so that a plain unique constraint finds the same address again.",
                type.Length ?? EmailLength,
                new Expression.Binary(BinaryOperator.Equal, Value, new Expression.Call("lower", [Value])),
                Form(EmailForm)
            ),
            SemanticKind.Phone => Text(type, "text in E.164 form, as a leading plus is no number.", null, Form(PhoneForm)),
            SemanticKind.Url => Text(
                type,
                "text with a check of its form; PostgreSQL has no type for addresses on the web.",
                type.Length ?? UrlLength,
                Form(UrlForm)
            ),
            SemanticKind.Slug => Text(
                type,
                "text of lower-case letters, digits and hyphens, safe in an address as it is.",
                type.Length ?? NameLength,
                Form(SlugForm)
            ),
            SemanticKind.Ip => new(new DataType.Inet(), "inet knows both families, orders them and tests for networks."),
            SemanticKind.Uuid => new(new DataType.Uuid(), "uuid takes 16 bytes; as text it would take 37."),
            SemanticKind.Json => new(new DataType.Json(Binary: true), "jsonb is parsed once and can be indexed."),
            SemanticKind.Country => Text(type, "text of two capitals, as ISO 3166-1 writes countries.", null, Form(CountryForm)),
            SemanticKind.Currency => Text(
                type,
                "text of three capitals, as ISO 4217 writes currencies.",
                null,
                Form(CurrencyForm)
            ),
            SemanticKind.Language => Text(type, "text in the form of BCP 47.", null, Form(LanguageForm)),
            SemanticKind.Postcode => Text(
                type,
                "text, as postal codes have leading zeros and, in many countries, letters.",
                null,
                Form(PostcodeForm)
            ),
            SemanticKind.PersonName => Text(
                type,
                "text of any alphabet; a person's name has no form to check.",
                type.Length ?? NameLength
            ),
            SemanticKind.Address => Text(type, "text; lines of an address have no form to check.", type.Length ?? AddressLength),
            SemanticKind.Color => Text(type, "text as #rrggbb in lower case.", null, Form(ColorForm)),
            SemanticKind.Vector => null,
            SemanticKind.Location => new(
                new DataType.Point(),
                "point holds longitude and latitude, and a GiST index finds the nearest; distances on the earth are computed by the query."
            ),
            SemanticKind.Enum => new(
                new DataType.Text(),
                "text with a check of its values: one is added or renamed in a transaction, by replacing the check."
            )
            {
                Checks = [OneOf(type.Values)],
            },
            SemanticKind.Password => Text(
                type,
                "text for the hash that the application computes (argon2id or bcrypt, with its parameters); never the password.",
                type.Length ?? HashLength
            ),
            SemanticKind.Secret => Text(type, "text for the ciphertext; the key stays with the application.", type.Length),
            SemanticKind.File => Text(type, "text for the key of the file, which lies elsewhere.", type.Length ?? FileLength),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type.Kind, "A meaning that this engine has no type for."),
        };

    private static TypeChoice Text(SemanticType type, string reason, int? length, params ReadOnlySpan<Expression> checks) =>
        new(new DataType.Text(), reason)
        {
            Checks = [.. (length ?? type.Length) is { } most ? (Expression[])[AtMost(most)] : [], .. checks],
        };

    private static TypeChoice Integer(SemanticType type)
    {
        var (low, high) = (type.Minimum, type.Maximum);
        var (bits, reason) =
            low < int.MinValue || high > int.MaxValue ? (64, "bigint, as the range exceeds that of integer.")
            : low >= short.MinValue && high <= short.MaxValue ? (16, "smallint holds the whole range in two bytes.")
            : (32, "integer holds up to 2,147,483,647 in four bytes.");
        return Number(type, new DataType.Integer(bits), reason);
    }

    private static TypeChoice Percentage(SemanticType type) =>
        Number(
            type with
            {
                Minimum = type.Minimum ?? 0,
                Maximum = type.Maximum ?? 100,
            },
            new DataType.Decimal(type.Precision ?? 5, type.Scale ?? 2),
            "numeric(5,2) is exact and holds 0.00 to 100.00."
        );

    private static TypeChoice Number(SemanticType type, DataType physical, string reason) =>
        new(physical, reason) { Checks = Range(type) };
}
