using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>What a column of any schema means, judged by its type first and its name second.</summary>
internal static class ColumnMeaning
{
    /// <summary>The meaning of a column's values.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="type">Its type, with domains replaced by what they are based on.</param>
    public static SemanticType Of(Table table, Column column, DataType type)
    {
        var name = SnakeCase(column.Name);
        return type switch
        {
            DataType.Text or DataType.Native when name is "name" or "display_name" && IsPeople(SnakeCase(table.Name.Name)) => new(
                SemanticKind.PersonName
            )
            {
                Length = (type as DataType.Text)?.MaxLength,
            },
            // Engines without a type for moments keep them as texts.
            DataType.Text(null, _) when name.EndsWith("_at", StringComparison.Ordinal) => new(SemanticKind.Timestamp),
            DataType.Text(null or >= 10, _)
                when name.EndsWith("_date", StringComparison.Ordinal) || name is "date" or "birthday" => new(SemanticKind.Date),
            DataType.Boolean => new(SemanticKind.Boolean),
            DataType.Date => new(SemanticKind.Date),
            DataType.Time => new(SemanticKind.Time),
            DataType.Timestamp => new(SemanticKind.Timestamp),
            DataType.Interval => new(SemanticKind.Duration),
            DataType.Uuid => new(SemanticKind.Uuid),
            DataType.Json => new(SemanticKind.Json),
            DataType.Inet => new(SemanticKind.Ip),
            DataType.Point => new(SemanticKind.Location),
            DataType.Integer => new(SemanticKind.Integer),
            DataType.Decimal({ } precision, var scale) => Number(name, precision, scale ?? 0),
            DataType.Decimal or DataType.Float => Number(name, null, null),
            DataType.Text text => Text(name, text.MaxLength),
            DataType.Native { Sql: "citext" or "name" or "character varying" or "any" or "" } => Text(name, null),
            _ => new(SemanticKind.Text),
        };
    }

    /// <summary>Whether a timestamp of that name is the moment at which its row came into being.</summary>
    public static ColumnPart PartOf(string column) =>
        SnakeCase(column) switch
        {
            "created_at" or "created" or "created_on" or "inserted_at" or "date_created" or "creation_date" or "created_date" =>
                ColumnPart.CreatedAt,
            "updated_at" or "updated" or "updated_on" or "modified_at" or "modified" or "last_update" or "changed_at" =>
                ColumnPart.UpdatedAt,
            "deleted_at" or "deleted_on" or "archived_at" => ColumnPart.DeletedAt,
            _ => ColumnPart.Attribute,
        };

    /// <summary>A name as words between underscores: <c>firstName</c> is <c>first_name</c>.</summary>
    public static string SnakeCase(string name)
    {
        if (!name.Any(char.IsAsciiLetterUpper))
        {
            return name.Replace(' ', '_').Replace('-', '_');
        }

        var words = new System.Text.StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (
                i > 0
                && char.IsAsciiLetterUpper(name[i])
                && (char.IsAsciiLetterLower(name[i - 1]) || char.IsAsciiDigit(name[i - 1]))
            )
            {
                words.Append('_');
            }

            words.Append(name[i] is ' ' or '-' ? '_' : char.ToLowerInvariant(name[i]));
        }

        return words.ToString();
    }

    private static bool IsPeople(string table) =>
        table.Says(
            "users",
            "user",
            "customers",
            "customer",
            "people",
            "persons",
            "person",
            "authors",
            "author",
            "employees",
            "employee",
            "members",
            "member",
            "contacts",
            "contact",
            "patients",
            "patient",
            "students",
            "student",
            "teachers",
            "instructors",
            "drivers",
            "staff",
            "clients"
        );

    private static SemanticType Number(string name, int? precision, int? scale)
    {
        var kind =
            name.Says("percent", "percentage", "pct") ? SemanticKind.Percentage
            : name.Says("price", "amount", "total", "cost", "fee", "balance", "salary", "subtotal", "tax", "budget", "revenue")
            && scale is null or 2 or 4
                ? SemanticKind.Money
            : SemanticKind.Decimal;
        return new(kind) { Precision = precision, Scale = scale ?? 2 };
    }

    private static SemanticType Text(string name, int? length) => new(TextKind(name, length)) { Length = length };

    private static SemanticKind TextKind(string name, int? length) =>
        name.Says("email", "mail") && length is null or >= 12 ? SemanticKind.Email
        : name.Says("phone", "mobile", "fax", "telephone") && length is null or >= 16 ? SemanticKind.Phone
        : name.Says("url", "uri", "website", "homepage", "link") && length is null or >= 30 ? SemanticKind.Url
        : name.Says("slug") ? SemanticKind.Slug
        : name is "ip" or "ip_address" or "client_ip" or "remote_addr" && length is null or >= 39 ? SemanticKind.Ip
        : name.Says("uuid", "guid") && length is null or >= 36 ? SemanticKind.Uuid
        : name.Says("country") && length == 2 ? SemanticKind.Country
        : name.Says("currency") && length is null or 3 ? SemanticKind.Currency
        : name.Says("language", "lang", "locale") && length is null or 2 or >= 5 ? SemanticKind.Language
        : name.Says("postcode", "zip", "zipcode", "postal") ? SemanticKind.Postcode
        : name
            is "first_name"
                or "last_name"
                or "given_name"
                or "family_name"
                or "surname"
                or "forename"
                or "full_name"
                or "username"
                or "user_name"
                or "login"
                or "nickname"
                or "contact_name"
                or "author_name"
                or "recipient"
            ? SemanticKind.PersonName
        : name.Says("street") || name is "address" or "address_line1" or "address1" ? SemanticKind.Address
        : name.Says("color", "colour") && length is null or >= 7 ? SemanticKind.Color
        : name.Says("password") && length is null or >= 60 ? SemanticKind.Password
        : SemanticKind.Text;
}
