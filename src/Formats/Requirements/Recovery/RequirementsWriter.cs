using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// A schema as the requirements that it may have come from: a document to correct and go on with. What is a guess says why in a comment;
/// what requirements have no words for stands in comments too.
/// </summary>
public static partial class RequirementsWriter
{
    /// <summary>The requirements as YAML; <see cref="RequirementsReader"/> takes them.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="application">The name of the application.</param>
    /// <param name="rows">How many rows a table has, where it is known.</param>
    public static string Write(RelationalSchema schema, string application, Func<QualifiedName, long?>? rows = null)
    {
        var recovery = new SchemaRecovery(schema);
        var text = new StringBuilder();
        text.Append("# Recovered from a schema of ")
            .Append(Comment(schema.Engine))
            .Append(". Guesses say why; correct what is wrong,\n");
        text.Append("# and add what a schema cannot say: access patterns, volumes, roles, what the application is.\n");
        text.Append("version: 1\n");
        text.Append("application: ").Append(Quoted(application)).Append('\n');
        text.Append("database: ").Append(Quoted(schema.Engine)).Append('\n');
        WriteConventions(text, recovery);
        text.Append("\nentities:").Append(recovery.Entities.Count == 0 ? " {}\n" : "\n");
        var isFirst = true;
        foreach (var entity in recovery.Entities)
        {
            text.Append(isFirst ? "" : "\n");
            isFirst = false;
            Write(text, entity, rows?.Invoke(entity.Table.Name));
        }

        WriteRelationships(text, recovery);
        WritePins(text, recovery);
        WriteRest(text, schema.Sorted(), recovery.HasAudit);
        return text.ToString();
    }

    private static void WriteConventions(StringBuilder text, SchemaRecovery recovery)
    {
        text.Append("\nconventions:\n  keys: ").Append(recovery.HasUuids ? "uuid7" : "identity").Append('\n');
        text.Append("  audit: ").Append(recovery.HasAudit ? "true" : "false");
        text.Append(recovery.HasAudit ? "  # most tables have created_at and updated_at\n" : "\n");
        if (recovery.Entities.Exists(e => e.Attributes.Exists(a => a.Column.Type is DataType.Enum)))
        {
            text.Append("  enums: native\n");
        }

        var deleted = recovery.Entities.Where(e => e.HasSoftDelete).Select(e => e.Name).ToList();
        if (deleted.Count > 0)
        {
            text.Append("  soft_delete: [").AppendJoin(", ", deleted).Append("]  # their tables have deleted_at\n");
        }
    }

    private static void Write(StringBuilder text, RecoveredEntity entity, long? rows)
    {
        foreach (var remark in entity.Remarks)
        {
            text.Append("  # ").Append(Comment(remark)).Append('\n');
        }

        text.Append("  ").Append(entity.Name).Append(":\n");
        if (entity.Table.Comment is { Length: > 0 } about)
        {
            text.Append("    about: ").Append(Quoted(about)).Append('\n');
        }

        if (rows is { } count)
        {
            text.Append("    volume: { rows: ").Append(count.ToString(CultureInfo.InvariantCulture)).Append(" }\n");
        }

        if (entity.Key.Count > 0)
        {
            text.Append("    key: [").AppendJoin(", ", entity.Key).Append("]\n");
        }

        if (entity.Uniques.Count > 0)
        {
            var lists = entity.Uniques.Select(u => $"[{string.Join(", ", u)}]");
            text.Append("    unique: [").AppendJoin(", ", lists).Append("]\n");
        }

        WriteAttributes(text, entity, "    ");
    }

    private static void WriteAttributes(StringBuilder text, RecoveredEntity entity, string indent)
    {
        text.Append(indent).Append("attributes:").Append(entity.Attributes.Count == 0 ? " {}\n" : "\n");
        foreach (var attribute in entity.Attributes)
        {
            var isKey = entity.Key.Contains(attribute.Name);
            text.Append(indent).Append("  ").Append(attribute.Name).Append(": ").Append(Form(attribute, isKey));
            var remarks = new[] { attribute.Guess.Why, attribute.Remark }.Where(r => r is not null).ToList();
            text.Append(remarks.Count > 0 ? $"  # {Comment(string.Join("; ", remarks))}\n" : "\n");
        }
    }

    private static string Form(RecoveredAttribute attribute, bool isKey)
    {
        var type = attribute.Guess.Type;
        var about = attribute.Column.Comment is { Length: > 0 } comment ? comment : null;
        var isPersonal = type.Kind is SemanticKind.Email or SemanticKind.Phone or SemanticKind.PersonName or SemanticKind.Ip;
        var isOptional = attribute.Column.Nullable && !isKey;
        var standard = attribute.Unique ? null : attribute.Default;
        var words = SemanticText.Type(type);
        var range = SemanticText.Range(type);
        if (about is null && !isPersonal)
        {
            var shortForm =
                words
                + (isOptional ? "?" : "")
                + (attribute.Unique ? " unique" : "")
                + (range.Length > 0 ? $" {range}" : "")
                + (standard is null ? "" : $" = {standard}");
            return PlainScalar().IsMatch(shortForm) && !shortForm.Contains(" #", StringComparison.Ordinal)
                ? shortForm
                : Quoted(shortForm);
        }

        List<string> parts =
        [
            $"type: {Quoted(range.Length > 0 ? $"{words} {range}" : words)}",
            .. isOptional ? ["optional: true"] : Array.Empty<string>(),
            .. attribute.Unique ? ["unique: true"] : Array.Empty<string>(),
            .. standard is null ? Array.Empty<string>() : [$"default: {Quoted(standard)}"],
            .. isPersonal ? ["personal: true"] : Array.Empty<string>(),
            .. about is null ? Array.Empty<string>() : [$"about: {Quoted(about)}"],
        ];
        return $"{{ {string.Join(", ", parts)} }}";
    }

    private static void WriteRelationships(StringBuilder text, SchemaRecovery recovery)
    {
        var lines = new List<string>();
        foreach (var entity in recovery.Entities)
        {
            foreach (var reference in entity.References)
            {
                lines.Add($"  - {Line(entity, reference)}\n");
            }
        }

        foreach (var pairs in recovery.Pairs)
        {
            var line = $"{pairs.Left.Name} *..* {pairs.Right.Name} as {pairs.Join.Name} on delete {Word(pairs.OnDelete)}";
            var more = new StringBuilder();
            if (pairs.Join.Attributes.Count > 0)
            {
                WriteAttributes(more, pairs.Join, "    ");
            }

            lines.Add(more.Length > 0 ? $"  - between: {line}\n{more}" : $"  - {line}\n");
        }

        if (lines.Count > 0)
        {
            text.Append("\nrelationships:\n").AppendJoin("", lines);
        }
    }

    private static string Line(RecoveredEntity entity, RecoveredReference reference)
    {
        var rule = SchemaRecovery.DeleteRuleOf(reference.Key);
        var remark = reference.Remark;
        if (rule == DeleteRule.SetNull && !reference.Optional)
        {
            (rule, remark) = (DeleteRule.Restrict, "it was set null although the column cannot be");
        }
        else if (reference.Key.OnDelete == ReferentialAction.SetDefault)
        {
            remark = "it became its default";
        }

        var role = reference.Role == reference.Target.Name && entity != reference.Target ? "" : $" as {reference.Role}";
        var line =
            $"{reference.Target.Name} {(reference.Optional ? "?" : "1")}..{(reference.OneToOne ? "?" : "*")} {entity.Name}{role}"
            + $" on delete {Word(rule)}";
        return remark is null ? line : $"{line}  # {Comment(remark)}";
    }

    private static string Word(DeleteRule rule) =>
        rule switch
        {
            DeleteRule.Cascade => "cascade",
            DeleteRule.SetNull => "set null",
            _ => "restrict",
        };

    /// <summary>Names that the conventions would not give.</summary>
    private static void WritePins(StringBuilder text, SchemaRecovery recovery)
    {
        var pins = new List<(string On, string Value)>();
        foreach (var entity in recovery.Entities)
        {
            if (Plural.Of(entity.Name) != entity.Table.Name.Name)
            {
                pins.Add((entity.Name, entity.Table.Name.Name));
            }

            pins.AddRange(
                entity.Attributes.Where(a => a.Name != a.Column.Name).Select(a => ($"{entity.Name}.{a.Name}", a.Column.Name))
            );
        }

        var possible = pins.Where(p => !p.Value.Contains('.') && !p.Value.Any(char.IsControl)).ToList();
        if (possible.Count == 0)
        {
            return;
        }

        text.Append("\nphysical:\n");
        foreach (var (on, value) in possible)
        {
            text.Append("  - { pin: name, on: ").Append(on).Append(", value: ").Append(Quoted(value));
            text.Append(", reason: \"The name that it has.\" }\n");
        }
    }

    private static void WriteRest(StringBuilder text, RelationalSchema schema, bool hasAudit)
    {
        List<string> rest =
        [
            .. schema.Views.Select(v => $"the {Words.Of(v.Id.Kind)} {v.Name}: perhaps an access pattern"),
            .. schema.Routines.Where(r => !IsAudit(r.Name.Name)).Select(r => $"the {Words.Of(r.Kind)} {r.Name}({r.Arguments})"),
            .. schema.Tables.SelectMany(t =>
                t.Triggers.Where(r => !IsAudit(r.Name)).Select(r => $"the trigger {r.Name} of {t.Name}")
            ),
            .. schema.Tables.SelectMany(t => t.Exclusions.Select(e => $"the exclusion constraint {e.Name} of {t.Name}: {e.Sql}")),
            .. schema.Objects.Select(o => $"the {o.Id}"),
        ];
        if (rest.Count > 0)
        {
            text.Append("\n# Requirements have no words for:\n");
            text.AppendJoin("", rest.Select(r => $"# - {Comment(r)}\n"));
        }

        // The convention brings what keeps updated_at.
        bool IsAudit(string name) => hasAudit && name.Contains("updated_at", StringComparison.OrdinalIgnoreCase);
    }

    // JSON's quotes are YAML's.
    private static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Comment(string text) => string.Concat(text.ReplaceLineEndings(" ").Where(c => !char.IsControl(c)));

    [GeneratedRegex(@"^[a-z][A-Za-z0-9_ ().,?*<>='/+-]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainScalar();
}
