using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>Who may read and write what: <c>schema/access-matrix.md</c>.</summary>
internal static class AccessMatrixPage
{
    /// <summary>The page.</summary>
    public static string Write(DatabaseDesign design)
    {
        var roles = design.Requirements.Roles;
        var page = new Markdown().Heading(1, "Access matrix");
        if (roles.Count == 0)
        {
            return page.Paragraph(
                    "The requirements name no roles, so whoever may connect as the owner may read and write everything."
                )
                .ToString();
        }

        page.Paragraph(
            "What the roles of the requirements may do. R: read, W: write, m: some columns only masked. "
                + "**The roles are not yet part of schema.sql**: no grants, masks or row policies are written, so nothing here is enforced by "
                + "the database."
        );
        page.Table(
            ["Table", .. roles.Select(r => Markdown.Escape(r.Name))],
            design.Mappings.Select(m => (string[])[Markdown.Span(m.Table.ToString()), .. roles.Select(r => Cell(r, m.Entity))])
        );
        var masks = roles.Where(r => r.Mask.Count > 0).ToList();
        if (masks.Count > 0)
        {
            page.Heading(2, "Masked columns").List(masks.Select(r => $"{Markdown.Escape(r.Name)}: {Markdown.Spans(r.Mask)}"));
        }

        return page.ToString();
    }

    private static string Cell(AccessRole role, string entity)
    {
        var rights = (role.Read.Contains(entity) ? "R" : "") + (role.Write.Contains(entity) ? "W" : "");
        var masked = role.Mask.Any(m => m.StartsWith($"{entity}.", StringComparison.Ordinal)) ? " m" : "";
        return rights.Length == 0 ? "–" : rights + masked;
    }
}
