using Dbwright.Model;
using static Dbwright.Engines.ValueChecks;

namespace Dbwright.Engines;

/// <summary>The type of MariaDB for each meaning, why, and what the type alone does not enforce.</summary>
internal static class MariaDbTypeChoices
{
    private const int FileLength = 768;
    private const int LanguageLength = 35;
    private const int PostcodeLength = 16;

    // All columns of a row but the longtext ones share 65,535 bytes, four for each character: longer texts lie apart.
    private const int LongestVarchar = 1000;

    // A key takes 3,072 bytes, which are so many characters.
    private const int LongestKey = 768;
    private const int OpenPrecision = 38;
    private const int OpenScale = 10;

    /// <summary>The choice; none for vectors and points.</summary>
    public static TypeChoice? For(SemanticType type) =>
        type.Kind switch
        {
            SemanticKind.Text => Text(type, null, type.Length),
            SemanticKind.Integer => Integer(type),
            SemanticKind.Decimal => Number(
                type,
                new DataType.Decimal(type.Precision ?? OpenPrecision, type.Precision is null ? OpenScale : type.Scale ?? 0),
                type.Precision is null
                    ? "decimal is exact; a number of digits must be said, and 28 before and 10 after the point are wider than any document means."
                    : "decimal is exact, and as wide as the requirements say."
            ),
            SemanticKind.Money => Number(
                type,
                new DataType.Decimal(type.Precision ?? 19, type.Scale ?? 2),
                "decimal is exact, as amounts of money must be; float and double are not."
            ),
            SemanticKind.Percentage => Number(
                type with
                {
                    Minimum = type.Minimum ?? 0,
                    Maximum = type.Maximum ?? 100,
                },
                new DataType.Decimal(type.Precision ?? 5, type.Scale ?? 2),
                "decimal(5,2) is exact and holds 0.00 to 100.00."
            ),
            SemanticKind.Boolean => new(
                new DataType.Boolean(),
                "boolean is a tinyint(1), the only truth type there is; the check keeps other numbers out."
            )
            {
                Checks = [new Expression.In(Value, [new Expression.Constant(0m), new Expression.Constant(1m)])],
            },
            SemanticKind.Date => new(new DataType.Date(), "date has no time of day, so no time zone can move it."),
            SemanticKind.Time => new(
                new DataType.Time(6),
                "time(6) is a time of day to the microsecond; the check refuses the 838 hours that the type could also hold."
            )
            {
                Checks =
                [
                    new Expression.Between(
                        Value,
                        new Expression.Constant("00:00:00"),
                        new Expression.Constant("23:59:59.999999")
                    ),
                ],
            },
            SemanticKind.Timestamp => new(
                new DataType.Timestamp(WithZone: false, 6),
                "datetime(6) in UTC, to the microsecond: timestamp ends in 2038 and shows a different value in every session's time zone."
            ),
            SemanticKind.Duration => new(
                new DataType.Integer(64),
                "bigint seconds, which can be summed and compared; time ends at 838 hours."
            )
            {
                Checks = Range(type),
            },
            SemanticKind.Email => Text(
                type,
                "varchar in lower case, so that a plain unique constraint finds the same address again.",
                type.Length ?? EmailLength,
                new Expression.Binary(BinaryOperator.Equal, Value, new Expression.Call("lower", [Value])),
                Form(EmailForm)
            ),
            SemanticKind.Phone => Text(type, "varchar in E.164 form, as a leading plus is no number.", 16, Form(PhoneForm)),
            SemanticKind.Url => Text(type, null, type.Length ?? UrlLength, Form(UrlForm)),
            SemanticKind.Slug => Text(
                type,
                "varchar of lower-case letters, digits and hyphens, safe in an address as it is.",
                type.Length ?? NameLength,
                Form(SlugForm)
            ),
            SemanticKind.Ip => new(
                new DataType.Text(IpLength),
                "varchar with a check: inet6 refuses addresses of version 4 as they are usually written."
            )
            {
                // Of null the functions say no, where every other check is satisfied by it.
                Checks =
                [
                    new Expression.Binary(
                        BinaryOperator.Or,
                        new Expression.Binary(
                            BinaryOperator.Or,
                            new Expression.Call("is_ipv4", [Value]),
                            new Expression.Call("is_ipv6", [Value])
                        ),
                        new Expression.IsNull(Value, Negated: false)
                    ),
                ],
            },
            SemanticKind.Uuid => new(new DataType.Uuid(), "uuid takes 16 bytes; as text it would take 36."),
            SemanticKind.Json => new(
                new DataType.Json(Binary: false),
                "json is longtext of which the server checks that it is valid JSON."
            ),
            SemanticKind.Country => Text(type, "varchar of two capitals, as ISO 3166-1 writes countries.", 2, Form(CountryForm)),
            SemanticKind.Currency => Text(
                type,
                "varchar of three capitals, as ISO 4217 writes currencies.",
                3,
                Form(CurrencyForm)
            ),
            SemanticKind.Language => Text(type, "varchar in the form of BCP 47.", LanguageLength, Form(LanguageForm)),
            SemanticKind.Postcode => Text(
                type,
                "varchar, as postal codes have leading zeros and, in many countries, letters.",
                PostcodeLength,
                Form(PostcodeForm)
            ),
            SemanticKind.PersonName => Text(
                type,
                "varchar of any alphabet; a person's name has no form to check.",
                type.Length ?? NameLength
            ),
            SemanticKind.Address => Text(
                type,
                "varchar; lines of an address have no form to check.",
                type.Length ?? AddressLength
            ),
            SemanticKind.Color => Text(type, "varchar as #rrggbb in lower case.", 7, Form(ColorForm)),
            SemanticKind.Vector or SemanticKind.Location => null,
            SemanticKind.Enum => new(
                new DataType.Text(Math.Max(1, type.Values.Max(v => v.Length))),
                "varchar with a check of its values: a value is added by replacing the check, where an enum type would number it."
            )
            {
                Checks = [OneOf(type.Values)],
            },
            SemanticKind.Password => Text(
                type,
                "varchar for the hash that the application computes (argon2id or bcrypt, with its parameters); never the password.",
                type.Length ?? HashLength
            ),
            SemanticKind.Secret => Text(
                type,
                "varchar for the ciphertext, as long as an index can hold whole; the key stays with the application.",
                type.Length ?? LongestKey
            ),
            SemanticKind.File => Text(type, "varchar for the key of the file, which lies elsewhere.", type.Length ?? FileLength),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type.Kind, "A meaning that this engine has no type for."),
        };

    private static TypeChoice Text(SemanticType type, string? reason, int? length, params ReadOnlySpan<Expression> checks)
    {
        if (length is null)
        {
            return new(new DataType.Text(), "longtext has no limit that a document could reach; text ends at 65,535 bytes.")
            {
                Checks = [.. checks],
            };
        }

        if (length <= LongestVarchar)
        {
            return new(
                new DataType.Text(length),
                reason ?? "varchar of the document's length, in characters, which the server enforces."
            )
            {
                Checks = [.. checks],
            };
        }

        return new(
            new DataType.Text(),
            $"longtext with a check of its length: all varchar columns of a row share 65,535 bytes, of which this one could take {length * MariaDbTypes.CharacterBytes}."
        )
        {
            Checks = [AtMost(length.Value), .. checks],
        };
    }

    private static TypeChoice Integer(SemanticType type)
    {
        var (low, high) = (type.Minimum, type.Maximum);
        var (bits, reason) =
            low < int.MinValue || high > int.MaxValue ? (64, "bigint, as the range exceeds that of int.")
            : low >= short.MinValue && high <= short.MaxValue ? (16, "smallint holds the whole range in two bytes.")
            : (32, "int holds up to 2,147,483,647 in four bytes.");
        return Number(type, new DataType.Integer(bits), reason);
    }

    private static TypeChoice Number(SemanticType type, DataType physical, string reason) =>
        new(physical, reason) { Checks = Range(type) };
}
