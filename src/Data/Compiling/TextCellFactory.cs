using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Makes the cell of a text column from its meaning and, for free text, from its name.</summary>
/// <param name="cells">What the columns of the table share.</param>
/// <param name="table">The table.</param>
/// <param name="salt">The column's own draws.</param>
/// <param name="stored">The physical type.</param>
/// <param name="nulls">When the value is null.</param>
/// <param name="unique">The table and constraint that makes the column unique by itself, or none.</param>
internal sealed class TextCellFactory(
    CellFactory cells,
    QualifiedName table,
    ulong salt,
    DataType stored,
    Nulls? nulls,
    string? unique
)
{
    private readonly ulong person = cells.Person;
    private readonly ulong place = cells.Place;

    /// <summary>The cell.</summary>
    public TextCell Make(ColumnDomain domain)
    {
        var isUnique = unique is not null;
        switch (domain.Profile.Type.Kind)
        {
            case SemanticKind.Email:
                return new EmailCell(cells.Locale, salt, person, isUnique, stored, nulls, domain.Longest(100));
            case SemanticKind.Phone:
                return new PhoneCell(cells.Locale, salt, place, isUnique, stored, nulls, domain.Longest(16));
            case SemanticKind.Url:
                return new UrlCell(salt, isUnique, stored, nulls, domain.Longest(120));
            case SemanticKind.Ip:
                return new IpCell(salt, isUnique, stored, nulls);
            case SemanticKind.Color:
                return new ColorCell(salt, isUnique, stored, nulls, unique ?? "");
            case SemanticKind.Json:
                return new JsonCell(salt, isUnique, stored, nulls);
            case SemanticKind.Password:
                return new OpaqueCell(salt, "$2b$12$", 53, stored, nulls);
            case SemanticKind.Secret:
                return new OpaqueCell(salt, "", Math.Min(64, domain.Longest(64)), stored, nulls);
            case SemanticKind.File:
                return new FileCell(salt, stored, nulls, domain.Longest(80));
            case SemanticKind.Slug:
                return Slug(domain.Longest(80));
            case SemanticKind.PersonName:
                return Named(domain, PartOf(domain.Column.Name) ?? NamePart.Whole);
            case SemanticKind.Address:
                return Addressed(domain, AddressPart.Street);
            case SemanticKind.Postcode:
                return Addressed(domain, AddressPart.Postcode);
            default:
                return Free(domain);
        }
    }

    private TextCell Slug(int longest)
    {
        // Different titles give different slugs, when nothing is cut off.
        return cells.Title is DistinctTitleCell distinct && distinct.Longest <= longest
            ? new SlugCell(distinct, stored, nulls, longest)
            : Numbered(
                new SlugCell(
                    cells.Title ?? new TitleCell(cells.Locale, salt, TitleForm.Title, stored, null, 80),
                    stored,
                    Inner,
                    longest
                ),
                '-',
                longest
            );
    }

    private TextCell Free(ColumnDomain domain)
    {
        var name = domain.Column.Name;
        if (PartOf(name) is { } part)
        {
            return Named(domain, part);
        }

        if (name.Says("city", "town"))
        {
            return Addressed(domain, AddressPart.City);
        }

        if (name.Says("street", "address", "line1"))
        {
            return Addressed(domain, AddressPart.Street);
        }

        if (name.Says("postcode", "postal", "zip"))
        {
            return Addressed(domain, AddressPart.Postcode);
        }

        if (name.Says("country"))
        {
            return Addressed(domain, AddressPart.Country);
        }

        if (
            name.Says(
                "code",
                "sku",
                "reference",
                "number",
                "serial",
                "barcode",
                "isbn",
                "coupon",
                "token",
                "key",
                "id",
                "iban",
                "ssn"
            )
        )
        {
            var longest = domain.Longest(24);
            return Numbered(new CodeCell(salt, stored, Inner, longest), '-', longest);
        }

        return Prose(domain, name);
    }

    // The number around an inner text decides about nulls.
    private Nulls? Inner => unique is null ? nulls : null;

    private TextCell Prose(ColumnDomain domain, string name)
    {
        var form =
            name.Says("company", "brand", "organization", "organisation", "vendor", "supplier", "manufacturer")
            || (
                name == "name"
                && table.Name.Says(
                    "companies",
                    "brands",
                    "organizations",
                    "organisations",
                    "vendors",
                    "suppliers",
                    "workspaces",
                    "teams",
                    "accounts",
                    "tenants",
                    "merchants"
                )
            )
                ? TitleForm.Company
            : name.Says("tag", "label", "category", "topic", "genre")
            || (name == "name" && table.Name.Says("tags", "labels", "categories", "topics", "genres"))
                ? TitleForm.Label
            : name.Says("title", "name", "subject", "headline", "caption", "heading") ? TitleForm.Title
            : name.Says(
                "type",
                "kind",
                "unit",
                "method",
                "carrier",
                "channel",
                "source",
                "medium",
                "role",
                "status",
                "state",
                "region"
            )
                ? TitleForm.Word
            : (TitleForm?)null;
        if (form is { } known && domain.Shortest <= 1)
        {
            var longest = domain.Longest(known == TitleForm.Word ? 20 : 60);
            if (
                unique is not null
                && known is TitleForm.Title or TitleForm.Label
                && DistinctTitleCell.Words(cells.Rows, longest) is > 0 and var words
            )
            {
                return new DistinctTitleCell(salt, words, stored, nulls, longest);
            }

            return Numbered(new TitleCell(cells.Locale, salt, known, stored, Inner, longest), ' ', longest);
        }

        var (shortest, usual) =
            name.Says("body", "content", "article", "text", "html", "markdown", "transcript") ? (300, 1200)
            : name.Says("description", "bio", "about", "summary", "abstract", "instructions", "details") ? (80, 400)
            : name.Says("comment", "message", "note", "notes", "review", "feedback", "reason", "answer", "question", "caption")
                ? (20, 240)
            : (10, 80);
        var most = domain.Longest(usual);
        shortest = Math.Max(Math.Min(shortest, most / 2), domain.Shortest);
        if (most < 24 && domain.Shortest <= 1)
        {
            return Numbered(new TitleCell(cells.Locale, salt, TitleForm.Words, stored, Inner, most), ' ', most);
        }

        return Numbered(new SentencesCell(salt, shortest, stored, Inner, most), ' ', most);
    }

    private TextCell Named(ColumnDomain domain, NamePart part)
    {
        var longest = domain.Longest(part == NamePart.Login ? 30 : 60);
        return Numbered(
            new PersonCell(cells.Locale, person, part, stored, Inner, longest),
            part == NamePart.Login ? '.' : ' ',
            longest
        );
    }

    private TextCell Addressed(ColumnDomain domain, AddressPart part)
    {
        var longest = domain.Longest(part == AddressPart.Postcode ? 12 : 60);
        return Numbered(new AddressCell(cells.Locale, salt, place, part, stored, Inner, longest), ' ', longest);
    }

    private TextCell Numbered(TextCell inner, char separator, int longest) =>
        unique is null ? inner : new NumberedCell(inner, separator, salt, unique, stored, nulls, longest);

    private static NamePart? PartOf(string column) =>
        column switch
        {
            "first_name" or "given_name" or "forename" => NamePart.Given,
            "last_name" or "family_name" or "surname" => NamePart.Family,
            "full_name" or "person_name" or "contact_name" or "author_name" or "recipient" or "recipient_name" => NamePart.Whole,
            "username" or "login" or "user_name" or "handle" or "nickname" => NamePart.Login,
            _ => null,
        };
}
