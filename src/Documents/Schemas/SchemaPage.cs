using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>A schema as a page for people: every table with its columns, constraints, indexes and triggers, then all other objects.</summary>
public static class SchemaPage
{
    /// <summary>The page as Markdown.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="types">How types are written; the neutral words when none are given.</param>
    public static string Markdown(RelationalSchema schema, Func<DataType, string>? types = null)
    {
        var page = new Markdown();
        var write = types ?? TypeText.Write;
        page.Heading(1, "Schema").Paragraph(Summary(schema));
        Tables(page, schema, write);
        Views(page, schema, write);
        SchemaPageObjects.Write(page, schema, write);
        return page.ToString();
    }

    private static string Summary(RelationalSchema schema)
    {
        var version = schema.Version is { } v ? $" {v}" : "";
        List<string> parts =
        [
            .. Count(schema.Tables.Count, "table"),
            .. Count(schema.Views.Count, "view"),
            .. Count(schema.Routines.Count, "routine"),
            .. Count(schema.Enums.Count, "enumeration"),
            .. Count(schema.Domains.Count, "domain"),
            .. Count(schema.Sequences.Count, "sequence"),
            .. Count(schema.VirtualTables.Count, "virtual table"),
            .. Count(schema.Objects.Count, "other object"),
        ];
        return $"{Formats.Markdown.Escape(schema.Engine)}{version}: {(parts.Count > 0 ? string.Join(", ", parts) : "nothing")}.";
    }

    private static IEnumerable<string> Count(int count, string noun) => count == 0 ? [] : [Plural.Counted(count, noun)];

    private static void Tables(Markdown page, RelationalSchema schema, Func<DataType, string> types)
    {
        if (schema.Tables.Count == 0)
        {
            return;
        }

        page.Heading(2, "Tables");
        foreach (var table in schema.Tables)
        {
            page.Heading(3, Code(table.Name.ToString())).Paragraph(Text(table.Comment));
            page.List([
                .. table.PartitionBy is { } partitions ? [$"Partitioned by {Code(partitions)}."] : Array.Empty<string>(),
                .. table.PartitionOf is { } place
                    ? [$"Partition of {Code(place.Parent.ToString())}: {Code(place.Bound)}."]
                    : Array.Empty<string>(),
                .. table.Inherits.Select(p => $"Inherits from {Code(p.ToString())}."),
                .. table.Details.Select(d => $"{Detail(d)}."),
            ]);
            Columns(page, table.Columns, types, c => Keys(table, c));
            page.List(Constraints(table, schema));
            Indexes(page, table.Indexes);
            Triggers(page, table.Triggers);
        }
    }

    private static void Views(Markdown page, RelationalSchema schema, Func<DataType, string> types)
    {
        if (schema.Views.Count == 0)
        {
            return;
        }

        page.Heading(2, "Views");
        foreach (var view in schema.Views)
        {
            page.Heading(3, Code(view.Name.ToString())).Paragraph(Text(view.Comment));
            page.List([
                .. view.Materialized ? ["Its rows are kept."] : Array.Empty<string>(),
                .. view.Details.Select(d => $"{Detail(d)}."),
            ]);
            Columns(page, view.Columns, types, null);
            page.Code("sql", view.Query);
            Indexes(page, view.Indexes);
            Triggers(page, view.Triggers);
        }
    }

    private static void Columns(Markdown page, Sequence<Column> columns, Func<DataType, string> types, Func<Column, string>? keys)
    {
        if (keys is null)
        {
            page.Table(["column", "type", "about"], columns.Select(c => new[] { Code(c.Name), Code(types(c.Type)), About(c) }));
            return;
        }

        page.Table(
            ["column", "type", "null", "default", "key", "about"],
            columns.Select(c =>
                new[] { Code(c.Name), Code(types(c.Type)), c.Nullable ? "null" : "", Default(c), keys(c), About(c) }
            )
        );
    }

    private static string Default(Column column) =>
        column.Identity is { } identity ? $"numbered {Words.Of(identity)}"
        : column.Generated is { } generated ? $"{(generated.Stored ? "stored" : "computed")}: {Code(generated.Sql)}"
        : column.Default is { } sql ? Code(sql)
        : "";

    private static string Keys(Table table, Column column)
    {
        var keys = new List<string>();
        if (table.PrimaryKey?.Columns.Contains(column.Name) == true)
        {
            keys.Add("primary");
        }

        if (table.Uniques.Any(u => u.Columns is [var only] && only == column.Name))
        {
            keys.Add("unique");
        }

        keys.AddRange(
            table.ForeignKeys.Where(f => f.Columns.Contains(column.Name)).Select(f => Code(f.ReferencedTable.ToString()))
        );
        return string.Join(", ", keys);
    }

    private static string About(Column column) =>
        string.Join(
            " ",
            new[]
            {
                Text(column.Comment),
                column.Collation is { } collation ? $"Collation {Code(collation)}." : "",
                column.Inherited ? "Inherited." : "",
            }
                .Concat(column.Details.Select(d => $"{Detail(d)}."))
                .Where(t => t.Length > 0)
        );

    private static IEnumerable<string> Constraints(Table table, RelationalSchema schema)
    {
        if (table.PrimaryKey is { } key)
        {
            yield return $"Primary key {Code(key.Name)}: {Formats.Markdown.Spans(key.Columns)}{Details(key.Details)}";
        }

        foreach (var unique in table.Uniques)
        {
            yield return $"Unique {Code(unique.Name)}: {Formats.Markdown.Spans(unique.Columns)}{Details(unique.Details)}";
        }

        foreach (var check in table.Checks)
        {
            yield return $"Check {Code(check.Name)}: {Code(check.Sql)}{(check.NotValid ? ", not valid" : "")}{Details(check.Details)}";
        }

        foreach (var exclusion in table.Exclusions)
        {
            yield return $"Exclusion {Code(exclusion.Name)}: {Code(exclusion.Sql)}";
        }

        foreach (var reference in table.ForeignKeys)
        {
            yield return $"Foreign key {Code(reference.Name)}: {Reference(reference)}";
        }

        foreach (var other in schema.Tables)
        {
            foreach (var reference in other.ForeignKeys.Where(f => f.ReferencedTable == table.Name && other.Name != table.Name))
            {
                yield return $"Referred to by {Code(other.Name.ToString())}: {Formats.Markdown.Spans(reference.Columns)}";
            }
        }
    }

    private static string Reference(ForeignKey key) =>
        $"{Formats.Markdown.Spans(key.Columns)} → {Code(key.ReferencedTable.ToString())} ({Formats.Markdown.Spans(key.ReferencedColumns)})"
        + (key.OnDelete == ReferentialAction.NoAction ? "" : $", on delete {Words.Of(key.OnDelete)}")
        + (key.OnUpdate == ReferentialAction.NoAction ? "" : $", on update {Words.Of(key.OnUpdate)}")
        + (
            key.InitiallyDeferred ? ", deferred"
            : key.Deferrable ? ", deferrable"
            : ""
        )
        + (key.NotValid ? ", not valid" : "")
        + Details(key.Details);

    private static void Indexes(Markdown page, Sequence<TableIndex> indexes) =>
        page.Table(
            ["index", "on", "kind", "about"],
            indexes.Select(i => new[] { Code(i.Name), On(i), i.Unique ? $"unique {i.Method}" : i.Method, Text(i.Comment) })
        );

    private static string On(TableIndex index) =>
        string.Join(", ", index.Parts.Select(Part))
        + (index.Include.Count > 0 ? $", with {Formats.Markdown.Spans(index.Include)}" : "")
        + (index.Where is { } predicate ? $", where {Code(predicate)}" : "")
        + Details(index.Details);

    private static string Part(IndexPart part) =>
        Code(
            (part.Column ?? $"({part.Expression})")
                + (part.Length is { } length ? FormattableString.Invariant($"({length})") : "")
                + (part.Collation is { } collation ? $" collate {collation}" : "")
                + (part.OperatorClass is { } operators ? $" {operators}" : "")
                + (part.Descending ? " desc" : "")
                + part.NullsFirst switch
                {
                    true => " nulls first",
                    false => " nulls last",
                    null => "",
                }
        );

    private static void Triggers(Markdown page, Sequence<Trigger> triggers) =>
        page.Table(
            ["trigger", "when", "does"],
            triggers.Select(t => new[] { Code(t.Name), Fires(t), t.Action.Contains('\n') ? "see the SQL" : Code(t.Action) })
        );

    private static string Fires(Trigger trigger) =>
        $"{trigger.Timing} {string.Join(" or ", trigger.Events)}"
        + (trigger.Columns.Count > 0 ? $" of {Formats.Markdown.Spans(trigger.Columns)}" : "")
        + (trigger.ForStatement ? ", once for a statement" : "")
        + (trigger.When is { } condition ? $", when {Code(condition)}" : "")
        + Details(trigger.Details);

    private static string Details(Sequence<Detail> details) => string.Concat(details.Select(d => $", {Detail(d)}"));

    private static string Detail(Detail detail) =>
        detail.Value.Length == 0
            ? Formats.Markdown.Escape(detail.Name)
            : $"{Formats.Markdown.Escape(detail.Name)} {Code(detail.Value)}";

    private static string Code(string text) => Formats.Markdown.Span(text);

    private static string Text(string? text) => Formats.Markdown.Escape(text ?? "");
}
