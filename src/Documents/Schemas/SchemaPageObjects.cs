using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>The part of a schema's page about objects other than tables and views.</summary>
internal static class SchemaPageObjects
{
    public static void Write(Markdown page, RelationalSchema schema, Func<DataType, string> types)
    {
        Types(page, schema, types);
        Routines(page, schema);
        Others(page, schema);
        Rights(page, schema);
        Section(
            page,
            "Comments",
            ["on", "comment"],
            schema.Comments.Select(c => new[] { Code(c.On.ToString()), Markdown.Escape(c.Text) })
        );
    }

    private static void Types(Markdown page, RelationalSchema schema, Func<DataType, string> types)
    {
        Section(
            page,
            "Enumerations",
            ["name", "values", "about"],
            schema.Enums.Select(e =>
                new[] { Code(e.Name.ToString()), Markdown.Spans(e.Values), Markdown.Escape(e.Comment ?? "") }
            )
        );
        Section(
            page,
            "Domains",
            ["name", "type", "default", "conditions"],
            schema.Domains.Select(d =>
                new[]
                {
                    Code(d.Name.ToString()),
                    Code(types(d.Type)) + (d.Nullable ? "" : ", not null"),
                    Code(d.Default ?? ""),
                    Markdown.Spans(d.Checks.Select(c => c.Sql)),
                }
            )
        );
        Section(
            page,
            "Composite types",
            ["name", "parts"],
            schema.Composites.Select(c =>
                new[] { Code(c.Name.ToString()), Markdown.Spans(c.Attributes.Select(a => $"{a.Name} {types(a.Type)}")) }
            )
        );
        Section(
            page,
            "Sequences",
            ["name", "type", "start", "step", "goes with"],
            schema.Sequences.Select(s =>
                new[]
                {
                    Code(s.Name.ToString()),
                    Code(types(s.Type)),
                    FormattableString.Invariant($"{s.Start}"),
                    FormattableString.Invariant($"{s.Increment}"),
                    s.OwnedBy is { } column ? Code($"{column.Table}.{column.Column}") : "",
                }
            )
        );
    }

    private static void Routines(Markdown page, RelationalSchema schema)
    {
        if (schema.Routines.Count == 0)
        {
            return;
        }

        page.Heading(2, "Routines");
        foreach (var routine in schema.Routines)
        {
            page.Heading(3, Code($"{routine.Name}({routine.Arguments})")).Paragraph(Markdown.Escape(routine.Comment ?? ""));
            var returns = routine.Returns.Length > 0 ? $", returns {Code(routine.Returns)}" : "";
            var options = routine.Options.Length > 0 ? $"; {Code(routine.Options)}" : "";
            page.Paragraph($"A {Words.Of(routine.Kind)} in {Markdown.Escape(routine.Language)}{returns}{options}.");
            page.Code(routine.Language.Contains("sql", StringComparison.OrdinalIgnoreCase) ? "sql" : "", routine.Body.Trim('\n'));
        }
    }

    private static void Others(Markdown page, RelationalSchema schema)
    {
        Section(
            page,
            "Extensions",
            ["name", "version", "namespace"],
            schema.Extensions.Select(e => new[] { Code(e.Name), Code(e.Version ?? ""), Code(e.Schema ?? "") })
        );
        Section(
            page,
            "Virtual tables",
            ["name", "module", "arguments", "index of"],
            schema.VirtualTables.Select(v =>
                new[]
                {
                    Code(v.Name.ToString()),
                    Code(v.Module),
                    Markdown.Spans(v.Arguments),
                    Code(v.ContentOf?.ToString() ?? ""),
                }
            )
        );
        if (schema.Objects.Count > 0)
        {
            page.Heading(2, "Other objects");
            foreach (var one in schema.Objects)
            {
                page.Heading(3, Markdown.Escape(one.Id.ToString())).Code("sql", one.Create);
            }
        }
    }

    private static void Rights(Markdown page, RelationalSchema schema)
    {
        Section(page, "Grants", ["role", "may", "on"], Grouped(schema.Grants));
        Section(page, "Rights taken away", ["role", "may not", "on"], Grouped(schema.Revocations));
        Section(page, "Owners", ["object", "owner"], schema.Owners.Select(o => new[] { Code(o.Of.ToString()), Code(o.Role) }));
    }

    // One line for a role and an object: select, insert, update.
    private static IEnumerable<string[]> Grouped(Sequence<Grant> grants) =>
        grants
            .GroupBy(g => (g.Role, g.On))
            .OrderBy(g => g.Key.Role, StringComparer.Ordinal)
            .ThenBy(g => g.Key.On)
            .Select(g =>
                new[]
                {
                    Code(g.Key.Role),
                    string.Join(", ", g.Select(r => r.Grantable ? $"{r.Privilege} (and pass on)" : r.Privilege)),
                    Code(g.Key.On.ToString()),
                }
            );

    private static void Section(Markdown page, string title, string[] header, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count > 0)
        {
            page.Heading(2, title).Table(header, all);
        }
    }

    private static string Code(string text) => Markdown.Span(text);
}
