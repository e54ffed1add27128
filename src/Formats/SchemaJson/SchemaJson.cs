using System.Text.Json;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// dbwright's own form of a relational schema: complete, so that reading gives back the equal schema, and stable, so that version
/// control shows what changed. What has its default value is left out.
/// </summary>
public static partial class SchemaJson
{
    private const string Format = "dbwright-schema";
    private const int Version = 1;

    /// <summary>The schema as indented JSON.</summary>
    public static string Write(RelationalSchema schema) =>
        JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteString("engine", schema.Engine);
            json.Text(
                "engineVersion",
                schema.Version is { } v ? FormattableString.Invariant($"{v.Major}.{v.Minor}.{v.Patch}") : null
            );
            json.Texts("extensions", schema.Extensions.Select(e => e.Name).ToList());
            json.List("enums", schema.Enums, e => Write(json, e));
            json.List("routines", schema.Routines, r => Write(json, r));
            json.List("tables", schema.Tables, t => Write(json, t));
            json.List("virtualTables", schema.VirtualTables, t => Write(json, t));
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, EnumDefinition definition)
    {
        json.WriteStartObject();
        Name(json, "name", definition.Name);
        json.Texts("values", definition.Values);
        json.Text("comment", definition.Comment);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Routine routine)
    {
        json.WriteStartObject();
        Name(json, "name", routine.Name);
        json.WriteString("arguments", routine.Arguments);
        json.WriteString("returns", routine.Returns);
        json.WriteString("language", routine.Language);
        json.WriteString("body", routine.Body);
        json.Text("comment", routine.Comment);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VirtualTable table)
    {
        json.WriteStartObject();
        Name(json, "name", table.Name);
        json.WriteString("module", table.Module);
        json.Texts("arguments", table.Arguments);
        if (table.ContentOf is { } content)
        {
            Name(json, "contentOf", content);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Table table)
    {
        json.WriteStartObject();
        Name(json, "name", table.Name);
        json.Text("comment", table.Comment);
        json.List("columns", table.Columns, c => Write(json, c));
        if (table.PrimaryKey is { } key)
        {
            json.WritePropertyName("primaryKey");
            Key(json, key.Name, key.Columns);
        }

        json.List("uniques", table.Uniques, u => Key(json, u.Name, u.Columns));
        json.List("checks", table.Checks, c => Write(json, c));
        json.List("foreignKeys", table.ForeignKeys, f => Write(json, f));
        json.List("indexes", table.Indexes, i => Write(json, i));
        json.List("triggers", table.Triggers, t => Write(json, t));
        json.List("details", table.Details, d => Write(json, d));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Detail detail)
    {
        json.WriteStartObject();
        json.WriteString("name", detail.Name);
        json.Text("value", detail.Value.Length == 0 ? null : detail.Value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Column column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WritePropertyName("type");
        Write(json, column.Type);
        json.Truth("nullable", column.Nullable);
        json.Text("default", column.Default);
        json.Text("identity", column.Identity is { } identity ? Words.Of(identity) : null);
        if (column.Generated is { } generated)
        {
            json.WriteStartObject("generated");
            json.WriteString("sql", generated.Sql);
            json.WriteBoolean("stored", generated.Stored);
            json.WriteEndObject();
        }

        json.Text("collation", column.Collation);
        json.Text("comment", column.Comment);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DataType type)
    {
        switch (type)
        {
            case DataType.Enum(var name):
                json.WriteStartObject();
                Name(json, "enum", name);
                json.WriteEndObject();
                break;
            case DataType.Array(var of):
                json.WriteStartObject();
                json.WritePropertyName("array");
                Write(json, of);
                json.WriteEndObject();
                break;
            case DataType.Native(var engine, var sql):
                json.WriteStartObject();
                json.WriteString("native", sql);
                json.WriteString("engine", engine);
                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(TypeText.Write(type));
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, CheckConstraint check)
    {
        json.WriteStartObject();
        json.WriteString("name", check.Name);
        json.WriteString("sql", check.Sql);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ForeignKey key)
    {
        json.WriteStartObject();
        json.WriteString("name", key.Name);
        json.Texts("columns", key.Columns);
        Name(json, "table", key.ReferencedTable);
        json.Texts("referenced", key.ReferencedColumns);
        json.Text("onDelete", key.OnDelete == ReferentialAction.NoAction ? null : Words.Of(key.OnDelete));
        json.Text("onUpdate", key.OnUpdate == ReferentialAction.NoAction ? null : Words.Of(key.OnUpdate));
        json.Truth("deferrable", key.Deferrable);
        json.Truth("initiallyDeferred", key.InitiallyDeferred);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TableIndex index)
    {
        json.WriteStartObject();
        json.WriteString("name", index.Name);
        json.Text("method", index.Method == "btree" ? null : index.Method);
        json.Truth("unique", index.Unique);
        json.List("parts", index.Parts, p => Write(json, p));
        json.Texts("include", index.Include);
        json.Text("where", index.Where);
        json.Text("comment", index.Comment);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IndexPart part)
    {
        json.WriteStartObject();
        json.Text("column", part.Column);
        json.Text("expression", part.Expression);
        json.Truth("descending", part.Descending);
        if (part.NullsFirst is { } first)
        {
            json.WriteBoolean("nullsFirst", first);
        }

        json.Text("operatorClass", part.OperatorClass);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Trigger trigger)
    {
        json.WriteStartObject();
        json.WriteString("name", trigger.Name);
        json.WriteString("timing", trigger.Timing);
        json.Texts("events", trigger.Events);
        json.Texts("columns", trigger.Columns);
        json.Text("when", trigger.When);
        json.WriteString("action", trigger.Action);
        json.WriteEndObject();
    }

    private static void Key(Utf8JsonWriter json, string name, Sequence<string> columns)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.Texts("columns", columns);
        json.WriteEndObject();
    }

    // A name in the default namespace is a text; a qualified one is a list of two, as either part may hold a dot.
    private static void Name(Utf8JsonWriter json, string member, QualifiedName name)
    {
        if (name.Schema.Length == 0)
        {
            json.WriteString(member, name.Name);
            return;
        }

        json.WriteStartArray(member);
        json.WriteStringValue(name.Schema);
        json.WriteStringValue(name.Name);
        json.WriteEndArray();
    }
}
