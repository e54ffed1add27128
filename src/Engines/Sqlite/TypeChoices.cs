using Dbwright.Model;
using static Dbwright.Engines.ValueChecks;

namespace Dbwright.Engines;

/// <summary>The type of SQLite for each meaning, why, and what the type alone does not enforce.</summary>
internal static class SqliteTypeChoices
{
    private const int FileLength = 1024;

    // Every number of so many digits fits in 64 bits.
    private const int MostDigits = 18;

    // The digits of a decimal that the document leaves open.
    private const int OpenScale = 6;

    /// <summary>The choice; none for what SQLite cannot hold or index yet: vectors, points, decimals of more than 18 digits.</summary>
    public static TypeChoice? For(SemanticType type) =>
        type.Kind switch
        {
            SemanticKind.Text => Text(
                type,
                "text has no limit of length of its own; a check enforces the document's.",
                type.Length
            ),
            SemanticKind.Integer => new(Integer, "integer holds up to 64 bits, in as few bytes as the value needs.")
            {
                Checks = Range(type),
            },
            SemanticKind.Decimal => Scaled(type, type.Scale ?? (type.Precision is null ? OpenScale : 0)),
            SemanticKind.Money => Scaled(type, type.Scale ?? 2),
            SemanticKind.Percentage => Scaled(
                type with
                {
                    Minimum = type.Minimum ?? 0,
                    Maximum = type.Maximum ?? 100,
                },
                type.Scale ?? 2
            ),
            SemanticKind.Boolean => new(
                Integer,
                "integer 0 or 1: SQLite has no truth type, and stores both without a byte of content."
            )
            {
                Checks = [new Expression.In(Value, [new Expression.Constant(0m), new Expression.Constant(1m)])],
            },
            SemanticKind.Date => new(
                new DataType.Text(),
                "text as 2026-01-31, which sorts by time and which SQLite's date functions read."
            )
            {
                Checks = [Same(Value, "date")],
            },
            SemanticKind.Time => new(new DataType.Text(), "text as 23:59:59, which sorts by time.")
            {
                Checks = [Same(Value, "time")],
            },
            SemanticKind.Timestamp => new(
                new DataType.Text(),
                "text as 2026-01-31T12:00:00.000Z: always UTC and 24 characters, so that it sorts by time."
            )
            {
                // The day alone is calculated again: with the modifier, SQLite loses some milliseconds to rounding.
                Checks =
                [
                    Form(@"^.{4}-.{2}-.{2}T.{2}:.{2}:.{2}\..{3}Z$"),
                    Same(
                        new Expression.Call("substr", [Value, new Expression.Constant(1m), new Expression.Constant(10m)]),
                        "date"
                    ),
                ],
            },
            SemanticKind.Duration => new(Integer, "integer seconds, which can be summed and compared.") { Checks = Range(type) },
            SemanticKind.Email => Text(
                type,
                "text in lower case, so that a plain unique constraint finds the same address again.",
                type.Length ?? EmailLength,
                new Expression.Binary(BinaryOperator.Equal, Value, new Expression.Call("lower", [Value])),
                Form(@"^.+@.+\..+$"),
                Without(@"\s"),
                Without("@.*@")
            ),
            SemanticKind.Phone => Text(type, "text in E.164 form, as a leading plus is no number.", null, Form(PhoneForm)),
            SemanticKind.Url => Text(type, "text with a check of its form.", type.Length ?? UrlLength, Form(UrlForm)),
            SemanticKind.Slug => Text(
                type,
                "text of lower-case letters, digits and hyphens, safe in an address as it is.",
                type.Length ?? NameLength,
                Form("^[a-z0-9-]+$"),
                Without("^-"),
                Without("-$"),
                Without("--")
            ),
            SemanticKind.Ip => Text(
                type,
                "text as IPv4 or IPv6 write it, in lower case; SQLite has no type for addresses.",
                IpLength,
                Form("^[0-9a-f.:]+$"),
                new Expression.Binary(BinaryOperator.Or, Form(":"), Form(@"^[0-9.]+$"))
            ),
            SemanticKind.Uuid => Text(
                type,
                "text of 36 characters in lower case, readable in every tool; the 20 bytes more than a blob are the price.",
                null,
                Form("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
            ),
            SemanticKind.Json => Text(
                type,
                "text that SQLite's JSON functions read; a check refuses what is no JSON.",
                null,
                // json_valid(null) is 0 up to 3.44, and a check that is 0 refuses the row.
                new Expression.Binary(
                    BinaryOperator.Or,
                    new Expression.IsNull(Value, Negated: false),
                    new Expression.Call("json_valid", [Value])
                )
            ),
            SemanticKind.Country => Text(type, "text of two capitals, as ISO 3166-1 writes countries.", null, Form(CountryForm)),
            SemanticKind.Currency => Text(
                type,
                "text of three capitals, as ISO 4217 writes currencies.",
                null,
                Form(CurrencyForm)
            ),
            SemanticKind.Language => Text(
                type,
                "text in the form of BCP 47.",
                null,
                Form("^([a-z]{2,3}|[a-z]{2,3}-[A-Za-z0-9-]+)$"),
                Without("-$"),
                Without("--")
            ),
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
            // Without an R-Tree beside the table, a column of points could be stored but never searched by distance.
            SemanticKind.Vector or SemanticKind.Location => null,
            SemanticKind.Enum => new(
                new DataType.Text(),
                "text with a check of its values. SQLite cannot replace a check: another value means rebuilding the table, or a lookup table."
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

    private static DataType.Integer Integer => new(64);

    private static TypeChoice Text(SemanticType type, string reason, int? length, params ReadOnlySpan<Expression> checks) =>
        new(new DataType.Text(), reason)
        {
            Checks = [.. (length ?? type.Length) is { } most ? (Expression[])[AtMost(most)] : [], .. checks],
        };

    // The function gives its argument back only if it is valid and in the very form: invalid ones are null, and a check lets null pass, hence
    // coalesce. Without the modifier it would not calculate, and so take the 30th of February; with it, that is the second of March.
    private static Expression.Binary Same(Expression part, string function) =>
        new(
            BinaryOperator.Equal,
            part,
            new Expression.Call(
                "coalesce",
                [new Expression.Call(function, [Value, new Expression.Constant("+0 days")]), new Expression.Constant("")]
            )
        );

    private static TypeChoice? Scaled(SemanticType type, int scale)
    {
        if (scale > MostDigits || type is { Kind: SemanticKind.Decimal, Precision: > MostDigits })
        {
            return null;
        }

        var reason =
            scale == 0
                ? "integer is exact; SQLite's other numbers are binary floating point."
                : FormattableString.Invariant(
                    $"integer, in units of {1m / Power(scale)}: SQLite's other numbers are binary floating point, which cannot hold 0.10."
                );
        return new(Integer, reason) { Checks = Range(WithinPrecision(type, scale)), ScaleDigits = scale };
    }

    // decimal(5,2) ends at 999.99 where the document sets no narrower limit.
    private static SemanticType WithinPrecision(SemanticType type, int scale)
    {
        if (type.Precision is not { } precision || precision > MostDigits || precision < scale)
        {
            return type;
        }

        var most = (Power(precision) - 1) / Power(scale);
        return type with
        {
            Minimum = type.Minimum is { } low && low >= -most ? low : -most,
            MinimumExclusive = type.Minimum >= -most && type.MinimumExclusive,
            Maximum = type.Maximum is { } high && high <= most ? high : most,
            MaximumExclusive = type.Maximum <= most && type.MaximumExclusive,
        };
    }

    private static decimal Power(int digits)
    {
        var power = 1m;
        for (var i = 0; i < digits; i++)
        {
            power *= 10;
        }

        return power;
    }

    private static Expression.Not Without(string pattern) => new(Form(pattern));
}
