using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <content>Reading.</content>
public static partial class SchemaJson
{
    private static readonly ReferentialAction[] Actions = Enum.GetValues<ReferentialAction>();
    private static readonly IdentityKind[] Identities = Enum.GetValues<IdentityKind>();

    /// <summary>The schema that <see cref="Write(RelationalSchema)"/> wrote.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="file">The file it comes from, for errors.</param>
    /// <exception cref="Failure">It is not such a text (<see cref="ExitStatus.BadInput"/>), with line and column.</exception>
    public static RelationalSchema Read(string text, string file = "-")
    {
        var root = JsonTree.Parse(text, file);
        var members = root.Object(
            "format",
            "version",
            "engine",
            "engineVersion",
            "extensions",
            "enums",
            "routines",
            "tables",
            "virtualTables"
        );
        var format = members.Get("format");
        if (format.Text != Format)
        {
            throw format.Expected($"\"{Format}\"");
        }

        var version = members.Get("version");
        if (version.Number != Version)
        {
            throw version.Expected(FormattableString.Invariant($"version {Version}, the only one this program knows"));
        }

        return new RelationalSchema(members.Get("engine").Text)
        {
            Version = members.Find("engineVersion") is { } v ? ReadVersion(v) : null,
            Extensions = members.List("extensions", e => new Extension(e.Text)),
            Enums = members.List("enums", ReadEnum),
            Routines = members.List("routines", ReadRoutine),
            Tables = members.List("tables", ReadTable),
            VirtualTables = members.List("virtualTables", ReadVirtualTable),
        };
    }

    private static EngineVersion ReadVersion(JsonValue value)
    {
        var parts = value
            .Text.Split('.')
            .Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)
            .ToList();
        return parts.Count == 3 && parts.All(p => p >= 0)
            ? new EngineVersion(parts[0], parts[1], parts[2])
            : throw value.Expected("a version of three numbers");
    }

    private static EnumDefinition ReadEnum(JsonValue value)
    {
        var members = value.Object("name", "values", "comment");
        return new(ReadName(members.Get("name")), members.Texts("values")) { Comment = members.Text("comment") };
    }

    private static Routine ReadRoutine(JsonValue value)
    {
        var members = value.Object("name", "arguments", "returns", "language", "body", "comment");
        return new(
            ReadName(members.Get("name")),
            members.Get("arguments").Text,
            members.Get("returns").Text,
            members.Get("language").Text,
            members.Get("body").Text
        )
        {
            Comment = members.Text("comment"),
        };
    }

    private static Detail ReadDetail(JsonValue value)
    {
        var members = value.Object("name", "value");
        return new(members.Get("name").Text, members.Text("value") ?? "");
    }

    private static VirtualTable ReadVirtualTable(JsonValue value)
    {
        var members = value.Object("name", "module", "arguments", "contentOf");
        return new(ReadName(members.Get("name")), members.Get("module").Text, members.Texts("arguments"))
        {
            ContentOf = members.Find("contentOf") is { } content ? ReadName(content) : null,
        };
    }

    private static Table ReadTable(JsonValue value)
    {
        var members = value.Object(
            "name",
            "comment",
            "columns",
            "primaryKey",
            "uniques",
            "checks",
            "foreignKeys",
            "indexes",
            "triggers",
            "details"
        );
        return new(ReadName(members.Get("name")))
        {
            Comment = members.Text("comment"),
            Columns = members.List("columns", ReadColumn),
            PrimaryKey = members.Find("primaryKey") is { } key ? ReadKey(key, (n, c) => new PrimaryKey(n, c)) : null,
            Uniques = members.List("uniques", u => ReadKey(u, (n, c) => new UniqueConstraint(n, c))),
            Checks = members.List("checks", ReadCheck),
            ForeignKeys = members.List("foreignKeys", ReadForeignKey),
            Indexes = members.List("indexes", ReadIndex),
            Triggers = members.List("triggers", ReadTrigger),
            Details = members.List("details", ReadDetail),
        };
    }

    private static Column ReadColumn(JsonValue value)
    {
        var members = value.Object("name", "type", "nullable", "default", "identity", "generated", "collation", "comment");
        return new(members.Get("name").Text, ReadType(members.Get("type")))
        {
            Nullable = members.Truth("nullable"),
            Default = members.Text("default"),
            Identity = members.Find("identity") is { } identity ? ReadWord(identity, Identities, Words.Of) : null,
            Generated = members.Find("generated") is { } generated ? ReadGenerated(generated) : null,
            Collation = members.Text("collation"),
            Comment = members.Text("comment"),
        };
    }

    private static GeneratedAs ReadGenerated(JsonValue value)
    {
        var members = value.Object("sql", "stored");
        return new(members.Get("sql").Text, members.Get("stored").Truth);
    }

    private static DataType ReadType(JsonValue value)
    {
        if (value.Members is null)
        {
            return TypeText.Read(value.Text)
                ?? throw value.Expected("a data type such as \"int64\", \"text\" or \"decimal(19,2)\"");
        }

        var members = value.Object("enum", "array", "native", "engine");
        if (members.Find("enum") is { } name)
        {
            return new DataType.Enum(ReadName(name));
        }

        return members.Find("array") is { } of
            ? new DataType.Array(ReadType(of))
            : new DataType.Native(members.Get("engine").Text, members.Get("native").Text);
    }

    private static CheckConstraint ReadCheck(JsonValue value)
    {
        var members = value.Object("name", "sql");
        return new(members.Get("name").Text, members.Get("sql").Text);
    }

    private static ForeignKey ReadForeignKey(JsonValue value)
    {
        var members = value.Object(
            "name",
            "columns",
            "table",
            "referenced",
            "onDelete",
            "onUpdate",
            "deferrable",
            "initiallyDeferred"
        );
        return new(
            members.Get("name").Text,
            members.Texts("columns"),
            ReadName(members.Get("table")),
            members.Texts("referenced")
        )
        {
            OnDelete = ReadAction(members, "onDelete"),
            OnUpdate = ReadAction(members, "onUpdate"),
            Deferrable = members.Truth("deferrable"),
            InitiallyDeferred = members.Truth("initiallyDeferred"),
        };
    }

    private static ReferentialAction ReadAction(JsonMembers members, string name) =>
        members.Find(name) is { } action ? ReadWord(action, Actions, Words.Of) : ReferentialAction.NoAction;

    private static TableIndex ReadIndex(JsonValue value)
    {
        var members = value.Object("name", "method", "unique", "parts", "include", "where", "comment");
        return new(members.Get("name").Text, members.List("parts", ReadPart))
        {
            Method = members.Text("method") ?? "btree",
            Unique = members.Truth("unique"),
            Include = members.Texts("include"),
            Where = members.Text("where"),
            Comment = members.Text("comment"),
        };
    }

    private static IndexPart ReadPart(JsonValue value)
    {
        var members = value.Object("column", "expression", "descending", "nullsFirst", "operatorClass");
        return new IndexPart
        {
            Column = members.Text("column"),
            Expression = members.Text("expression"),
            Descending = members.Truth("descending"),
            NullsFirst = members.Find("nullsFirst")?.Truth,
            OperatorClass = members.Text("operatorClass"),
        };
    }

    private static Trigger ReadTrigger(JsonValue value)
    {
        var members = value.Object("name", "timing", "events", "columns", "when", "action");
        return new(members.Get("name").Text, members.Get("timing").Text, members.Texts("events"), members.Get("action").Text)
        {
            Columns = members.Texts("columns"),
            When = members.Text("when"),
        };
    }

    private static T ReadKey<T>(JsonValue value, Func<string, Sequence<string>, T> make)
    {
        var members = value.Object("name", "columns");
        return make(members.Get("name").Text, members.Texts("columns"));
    }

    private static T ReadWord<T>(JsonValue value, T[] known, Func<T, string> word)
    {
        foreach (var one in known)
        {
            if (word(one) == value.Text)
            {
                return one;
            }
        }

        throw value.Expected(string.Join(" or ", known.Select(k => $"\"{word(k)}\"")));
    }

    private static QualifiedName ReadName(JsonValue value)
    {
        if (value.Items is null)
        {
            return QualifiedName.Of(value.Text);
        }

        var parts = value.List(v => v.Text);
        return parts.Count == 2
            ? new QualifiedName(parts[0], parts[1])
            : throw value.Expected("a name, or a list of namespace and name");
    }
}
