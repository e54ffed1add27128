using System.Text;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// A schema as DBML (dbdiagram.io, <c>@dbml/core</c>). What the notation has no form for stands in notes: views, virtual tables, extensions, domains, sequences,
/// predicates, orders and included columns of indexes, generated columns, access methods other than btree and hash. What not even a note can
/// carry is listed at the end.
/// </summary>
public static partial class DbmlWriter
{
    /// <summary>How the name of a note begins that is a view.</summary>
    internal const string ViewNote = "view ";

    /// <summary>How the name of a note begins that is a view whose rows are kept.</summary>
    internal const string KeptViewNote = "materialized view ";

    /// <summary>How the name of a note begins that is a table kept by a module.</summary>
    internal const string VirtualNote = "virtual table ";

    /// <summary>How the name of a note begins that is an extension.</summary>
    internal const string ExtensionNote = "extension ";

    /// <summary>How the name of a note begins that is a domain.</summary>
    internal const string DomainNote = "domain ";

    /// <summary>How the name of a note begins that is a sequence.</summary>
    internal const string SequenceNote = "sequence ";

    /// <summary>The schema as DBML.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="types">How types are written; the neutral words when none are given.</param>
    public static string Write(RelationalSchema schema, Func<DataType, string>? types = null)
    {
        var text = new StringBuilder();
        schema = DbmlSerials.Shortened(schema);
        text.Append("// DBML of a schema for ")
            .Append(OneLine(schema.Engine))
            .Append(". Open it on dbdiagram.io, or with any reader of DBML.\n");
        text.Append("\nProject {\n  database_type: ").Append(Text(schema.Engine)).Append("\n}\n");
        foreach (var definition in schema.Enums.Where(e => e.Values.Any(HasName)))
        {
            Write(text, definition);
        }

        foreach (var table in schema.Tables.Where(t => t.Columns.Count > 0))
        {
            Write(text, table, types ?? TypeText.Write);
        }

        // DBML refuses two relations between the same columns, so the second one stays a comment.
        var drawn = new HashSet<(string, string)>();
        text.Append('\n');
        foreach (var table in schema.Tables)
        {
            foreach (var key in table.ForeignKeys)
            {
                Write(text, table, key, drawn);
            }
        }

        WriteNotes(text, schema, types ?? TypeText.Write);
        WriteRest(text, schema);
        return text.ToString();
    }

    private static bool HasName(string value) => value.Length > 0;

    private static void Write(StringBuilder text, EnumDefinition definition)
    {
        text.Append('\n');
        if (definition.Comment is { } comment)
        {
            text.Append("// ").Append(OneLine(comment)).Append('\n');
        }

        text.Append("Enum ").Append(Name(definition.Name)).Append(" {\n");
        foreach (var value in definition.Values.Where(HasName))
        {
            text.Append("  ").Append(Name(value)).Append('\n');
        }

        text.Append("}\n");
    }

    private static void Write(StringBuilder text, Table table, Func<DataType, string> types)
    {
        text.Append("\nTable ").Append(Name(table.Name));
        List<string> notes =
        [
            .. table.Comment is { Length: > 0 } comment ? [comment] : Array.Empty<string>(),
            .. table.PartitionBy is { } partitions ? [$"Partitioned by {partitions}."] : Array.Empty<string>(),
            .. table.PartitionOf is { } place ? [$"Partition of {place.Parent} {place.Bound}."] : Array.Empty<string>(),
            .. table.Inherits.Count > 0 ? [$"Inherits from {string.Join(", ", table.Inherits)}."] : Array.Empty<string>(),
        ];
        if (notes.Count > 0)
        {
            text.Append(" [note: ").Append(Text(string.Join(" ", notes))).Append(']');
        }

        text.Append(" {\n");
        foreach (var column in table.Columns)
        {
            Write(text, table, column, types);
        }

        WriteChecks(text, table);
        WriteIndexes(text, table);
        text.Append("}\n");
    }

    private static void Write(StringBuilder text, Table table, Column column, Func<DataType, string> types)
    {
        var settings = new List<string>();
        var notes = new List<string>();
        if (table.PrimaryKey is { Columns.Count: 1 } key && key.Columns[0] == column.Name)
        {
            settings.Add("pk");
        }

        if (column.Identity is not null)
        {
            settings.Add("increment");
        }

        if (table.Uniques.Any(u => u.Columns.Count == 1 && u.Columns[0] == column.Name))
        {
            settings.Add("unique");
        }

        settings.Add(column.Nullable ? "null" : "not null");
        if (column.Default is { } sql)
        {
            (sql.Contains('`') ? notes : settings).Add(sql.Contains('`') ? $"Default: {sql}" : $"default: {Default(sql)}");
        }

        if (column.Comment is { Length: > 0 } comment)
        {
            notes.Add(comment);
        }

        if (column.Collation is { } collation)
        {
            notes.Add($"Collation: {collation}");
        }

        if (column.Generated is { } generated)
        {
            notes.Add($"Generated{(generated.Stored ? ", stored" : "")}: {generated.Sql}");
        }

        if (notes.Count > 0)
        {
            settings.Add($"note: {Text(string.Join(" ", notes))}");
        }

        var type = column.Type is DataType.Enum(var name) ? Name(name) : Type(types(column.Type));
        text.Append("  ").Append(Name(column.Name)).Append(' ').Append(type);
        text.Append(" [").AppendJoin(", ", settings).Append("]\n");
    }

    private static void WriteChecks(StringBuilder text, Table table)
    {
        if (table.Checks.Count == 0)
        {
            return;
        }

        text.Append("\n  checks {\n");
        foreach (var check in table.Checks)
        {
            // There is no way to write a backtick within an expression.
            text.Append("    `")
                .Append(OneLine(check.Sql).Replace('`', '"'))
                .Append("` [name: ")
                .Append(Text(check.Name))
                .Append("]\n");
        }

        text.Append("  }\n");
    }

    private static void WriteIndexes(StringBuilder text, Table table)
    {
        var lines = new List<string>();
        if (table.PrimaryKey is { Columns.Count: > 1 } key)
        {
            lines.Add($"({Columns(key.Columns)}) [pk, name: {Text(key.Name)}]");
        }

        lines.AddRange(
            table.Uniques.Where(u => u.Columns.Count > 1).Select(u => $"({Columns(u.Columns)}) [unique, name: {Text(u.Name)}]")
        );
        lines.AddRange(table.Indexes.Select(Index));
        if (lines.Count == 0)
        {
            return;
        }

        text.Append("\n  indexes {\n");
        foreach (var line in lines)
        {
            text.Append("    ").Append(line).Append('\n');
        }

        text.Append("  }\n");
    }

    private static string Index(TableIndex index)
    {
        var settings = new List<string>();
        if (index.Method is "btree" or "hash")
        {
            settings.Add($"type: {index.Method}");
        }

        if (index.Unique)
        {
            settings.Add("unique");
        }

        settings.Add($"name: {Text(index.Name)}");
        var notes = new List<string>();
        if (index.Comment is { Length: > 0 } comment)
        {
            notes.Add(comment);
        }

        var orders = index
            .Parts.Where(p =>
                p.Descending
                || p.NullsFirst is not null
                || p.OperatorClass is not null
                || p.Collation is not null
                || p.Length is not null
            )
            .Select(Order)
            .ToList();
        if (orders.Count > 0)
        {
            notes.Add($"Keys: {string.Join(", ", orders)}.");
        }

        if (index.Method is not ("btree" or "hash"))
        {
            notes.Add($"Method: {index.Method}.");
        }

        if (index.Include.Count > 0)
        {
            notes.Add($"Includes {string.Join(", ", index.Include)}.");
        }

        if (index.Where is { } predicate)
        {
            notes.Add($"Only rows where {predicate}.");
        }

        if (notes.Count > 0)
        {
            settings.Add($"note: {Text(string.Join(" ", notes))}");
        }

        return $"({string.Join(", ", index.Parts.Select(Part))}) [{string.Join(", ", settings)}]";
    }

    private static string Part(IndexPart part) =>
        part.Column is { } column ? Name(column) : $"`{OneLine(part.Expression ?? "").Replace('`', '"')}`";

    private static string Order(IndexPart part) =>
        (part.Column ?? part.Expression)
        + (part.Length is { } length ? FormattableString.Invariant($"({length})") : "")
        + (part.Collation is { } collation ? $" collate {collation}" : "")
        + (part.OperatorClass is { } operators ? $" {operators}" : "")
        + (part.Descending ? " desc" : "")
        + part.NullsFirst switch
        {
            true => " nulls first",
            false => " nulls last",
            null => "",
        };

    private static void Write(StringBuilder text, Table table, ForeignKey key, HashSet<(string, string)> drawn)
    {
        var child = $"{Name(table.Name)}.{Endpoint(key.Columns)}";
        var parent = $"{Name(key.ReferencedTable)}.{Endpoint(key.ReferencedColumns)}";
        if (child == parent || !drawn.Add((child, parent)))
        {
            text.Append("// ").Append(OneLine($"{key.Name}: {child} > {parent}")).Append(", not drawn twice\n");
            return;
        }

        var settings = new List<string>();
        if (key.OnDelete != ReferentialAction.NoAction)
        {
            settings.Add($"delete: {Words.Of(key.OnDelete)}");
        }

        if (key.OnUpdate != ReferentialAction.NoAction)
        {
            settings.Add($"update: {Words.Of(key.OnUpdate)}");
        }

        // A one-to-one relation names the referring column second, the others first.
        var ends = table.IsUniqueBy(key.Columns) ? $"{parent} - {child}" : $"{child} > {parent}";
        text.Append("Ref ").Append(Name(key.Name)).Append(": ").Append(ends);
        text.Append(settings.Count > 0 ? $" [{string.Join(", ", settings)}]\n" : "\n");
    }

    private static string Endpoint(Sequence<string> columns) => columns.Count == 1 ? Name(columns[0]) : $"({Columns(columns)})";

    private static string Columns(IEnumerable<string> columns) => string.Join(", ", columns.Select(Name));

    private static string Default(string sql) =>
        sql is "true" or "false" or "null" ? sql
        : sql.Length > 0 && sql.All(char.IsAsciiDigit) ? sql
        : IsPlainText(sql) ? Text(sql[1..^1].Replace("''", "'"))
        : $"`{OneLine(sql)}`";

    private static bool IsPlainText(string sql) =>
        sql.Length >= 2 && sql[0] == '\'' && sql[^1] == '\'' && sql[1..^1].Replace("''", "").AsSpan().IndexOfAny('\'', '\\') < 0;

    private static string Type(string type) => PlainType().IsMatch(type) ? type : Name(type);

    private static string Name(QualifiedName name) =>
        name.Schema.Length == 0 ? Name(name.Name) : $"{Name(name.Schema)}.{Name(name.Name)}";

    private static string Name(string name) => $"\"{Escaped(name).Replace("\"", "\\\"")}\"";

    private static string Text(string text) => $"'{Escaped(text).Replace("'", "\\'")}'";

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\").Replace("\r", "").Replace("\n", "\\n").Replace("\t", "\\t");

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    [GeneratedRegex(
        @"^[a-z_][a-z0-9_]*(\([0-9]+(,[0-9]+)?\))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex PlainType();
}
