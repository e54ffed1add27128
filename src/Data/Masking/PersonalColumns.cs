using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Columns that hold, or may hold, data about people: judged by meaning, name, type and comment.</summary>
public static class PersonalColumns
{
    /// <summary>The personal columns of a table with what they hold, for people; keys of other tables and computed columns are left out.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="table">The table.</param>
    public static IEnumerable<(Column Column, string Holds)> Of(RelationalSchema schema, Table table)
    {
        var types = new TypeDirectory(schema);
        foreach (var column in table.Columns)
        {
            if (
                column.Generated is null
                && column.Identity is null
                && !table.ForeignKeys.Any(f => f.Columns.Contains(column.Name))
                && Holds(table, column, types.Base(column.Type)) is { } holds
            )
            {
                yield return (column, holds);
            }
        }
    }

    private static string? Holds(Table table, Column column, DataType type)
    {
        var name = ColumnMeaning.SnakeCase(column.Name);
        var kind = ColumnMeaning.Of(table, column, type).Kind;
        return column.Comment?.Contains("personal data", StringComparison.OrdinalIgnoreCase) == true
            ? "personal data, as its comment says"
            : kind switch
            {
                SemanticKind.Email => "e-mail addresses",
                SemanticKind.Phone => "telephone numbers",
                SemanticKind.PersonName => "names of people",
                SemanticKind.Address => "addresses",
                SemanticKind.Postcode => "postcodes",
                SemanticKind.Ip => "network addresses",
                SemanticKind.Password => "passwords",
                SemanticKind.Location => "places",
                SemanticKind.Json => "documents that may hold anything",
                _ => null,
            } ?? Named(name, type);
    }

    private static string? Named(string name, DataType type)
    {
        var isText = type is DataType.Text or DataType.Native;
        return type is DataType.Boolean ? null
            : name.Says("birth", "birthday", "birthdate", "dob", "born") ? "dates of birth"
            : name.Says("ssn", "iban", "passport", "taxid", "nin", "insurance", "licence", "license")
            || name is "tax_id" or "national_id" or "card_number" or "account_number" or "credit_card"
                ? "numbers that name a person or an account"
            : name.Says("gender", "sex", "religion", "ethnicity", "nationality", "diagnosis", "disability") ? "traits of people"
            : name.Says("email", "mail", "phone", "mobile", "fax") && isText ? "ways to reach people"
            : name.Says("latitude", "longitude", "lat", "lng") ? "places"
            : name.Says("secret", "token") && isText ? "secrets"
            : name.Says("photo", "avatar", "portrait", "signature", "fingerprint") ? "pictures of people"
            : name.Says(
                "note",
                "notes",
                "comment",
                "comments",
                "message",
                "bio",
                "biography",
                "feedback",
                "remark",
                "remarks",
                "transcript"
            ) && isText
                ? "free text, which may hold anything"
            : null;
    }
}
