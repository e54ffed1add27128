using System.Text;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <content>What DBML has no form for.</content>
public static partial class DbmlWriter
{
    private static void WriteNotes(StringBuilder text, RelationalSchema schema, Func<DataType, string> types)
    {
        foreach (var extension in schema.Extensions)
        {
            WriteNote(text, $"{ExtensionNote}{extension.Name}", [DbmlNotes.Line(extension)]);
        }

        foreach (var domain in schema.Domains)
        {
            WriteNote(text, $"{DomainNote}{domain.Name}", DbmlNotes.Lines(domain, types));
        }

        foreach (var sequence in schema.Sequences)
        {
            WriteNote(text, $"{SequenceNote}{sequence.Name}", DbmlNotes.Lines(sequence, types));
        }

        foreach (var view in schema.Views)
        {
            WriteNote(text, $"{(view.Materialized ? KeptViewNote : ViewNote)}{view.Name}", [view.Query]);
        }

        foreach (var table in schema.VirtualTables)
        {
            // The module, then an argument on each line.
            WriteNote(text, $"{VirtualNote}{table.Name}", table.Arguments.Prepend(table.Module));
        }
    }

    private static void WriteNote(StringBuilder text, string name, IEnumerable<string> lines) =>
        text.Append("\nNote ").Append(Name(name)).Append(" {\n  ").Append(Text(string.Join('\n', lines))).Append("\n}\n");

    private static void WriteRest(StringBuilder text, RelationalSchema schema)
    {
        var lines = Rest(schema).ToList();
        if (lines.Count == 0)
        {
            return;
        }

        text.Append("\n// DBML has no form for:\n");
        foreach (var line in lines)
        {
            text.Append("// - ").Append(OneLine(line)).Append('\n');
        }
    }

    private static IEnumerable<string> Rest(RelationalSchema schema) =>
        [
            .. schema.Tables.Where(t => t.Columns.Count == 0).Select(t => $"table {t.Name}, which has no columns"),
            .. schema.Enums.Where(e => e.Values.Count == 0).Select(e => $"enumeration {e.Name}, which has no values"),
            .. schema.Enums.Where(e => e.Values.Contains("")).Select(e => $"the empty value of enumeration {e.Name}"),
            .. schema.Composites.Select(c => $"composite type {c.Name} ({string.Join(", ", c.Attributes.Select(a => a.Name))})"),
            .. schema
                .Sequences.Where(s => s.OwnedBy is not null)
                .Select(s => $"sequence {s.Name} goes with {s.OwnedBy!.Table}.{s.OwnedBy.Column}"),
            .. schema.Routines.Select(r => $"{Words.Of(r.Kind)} {r.Name}({r.Arguments})"),
            .. schema.Tables.SelectMany(t => t.Exclusions.Select(e => $"exclusion constraint {e.Name} on {t.Name}: {e.Sql}")),
            .. schema.Tables.SelectMany(t => t.Triggers.Select(r => Fires(r, t.Name))),
            .. schema.Views.SelectMany(v => v.Triggers.Select(r => Fires(r, v.Name))),
            .. schema.Views.SelectMany(v => v.Indexes.Select(i => $"index {i.Name} on {v.Name}")),
            .. schema.Objects.Select(o => o.Id.ToString()),
            .. Count(schema.Grants.Count + schema.Revocations.Count, "right"),
            .. Count(schema.Owners.Count, "owner"),
        ];

    private static string Fires(Trigger trigger, QualifiedName on) =>
        $"trigger {trigger.Name} {trigger.Timing} {string.Join(" or ", trigger.Events)} on {on}";

    private static IEnumerable<string> Count(int count, string noun) => count == 0 ? [] : [Plural.Counted(count, noun)];
}
