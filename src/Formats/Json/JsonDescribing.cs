using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Describes objects as a JSON schema.</summary>
internal sealed class JsonDescribing : JsonForm
{
    private static readonly ConcurrentDictionary<Type, string[]> Known = [];

    private readonly JsonObject properties = [];
    private readonly JsonArray required = [];
    private readonly JsonObject? definitions;

    private JsonDescribing(JsonObject? definitions) => this.definitions = definitions;

    /// <summary>The names of an object's members.</summary>
    public static string[] NamesOf<T>(JsonShape<T> shape)
        where T : class =>
        Known.GetOrAdd(
            typeof(T),
            _ =>
            {
                var form = new JsonDescribing(null);
                shape(form, null);
                return [.. form.properties.Select(p => p.Key)];
            }
        );

    /// <summary>The JSON schema of a text that is such an object.</summary>
    public static JsonObject Schema<T>(string title, JsonShape<T> shape)
        where T : class
    {
        var shared = new JsonObject
        {
            ["name"] = new JsonObject
            {
                ["description"] = "A name in the default namespace, or a list of namespace and name.",
                ["anyOf"] = new JsonArray(Of("string"), ListOf(Of("string"))),
            },
            ["type"] = new JsonObject
            {
                ["description"] =
                    "A neutral type such as int64, text(200), decimal(19,2), timestamptz; or an enumeration of the schema, an array, a type of the engine.",
                ["anyOf"] = new JsonArray(
                    Of("string"),
                    Object(new() { ["enum"] = Reference("name") }, "enum"),
                    Object(new() { ["array"] = Reference("type") }, "array"),
                    Object(new() { ["native"] = Of("string"), ["engine"] = Of("string") }, "native", "engine")
                ),
            },
        };
        var form = new JsonDescribing(shared);
        shape(form, null);
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = title };
        foreach (var (name, value) in form.Described())
        {
            schema[name] = value?.DeepClone();
        }

        schema["$defs"] = shared;
        return schema;
    }

    /// <inheritdoc />
    public override void Fixed(string name, string value) => Add(name, new JsonObject { ["const"] = value }, isRequired: true);

    /// <inheritdoc />
    public override void Fixed(string name, int value) => Add(name, new JsonObject { ["const"] = value }, isRequired: true);

    /// <inheritdoc />
    public override string Text(string name, string? value)
    {
        Add(name, Of("string"), isRequired: true);
        return "";
    }

    /// <inheritdoc />
    public override string? Maybe(string name, string? value)
    {
        Add(name, Of("string"));
        return null;
    }

    /// <inheritdoc />
    public override bool Said(string name, bool? value)
    {
        Add(name, Of("boolean"), isRequired: true);
        return false;
    }

    /// <inheritdoc />
    public override bool? Maybe(string name, bool? value)
    {
        Add(name, Of("boolean"));
        return null;
    }

    /// <inheritdoc />
    public override long? Maybe(string name, long? value)
    {
        Add(name, Of("integer"));
        return null;
    }

    /// <inheritdoc />
    public override int? Word(string name, int? value, IReadOnlyList<string> words, bool required = false)
    {
        Add(name, new JsonObject { ["enum"] = new JsonArray([.. words.Select(w => JsonValue(w))]) }, required);
        return 0;
    }

    /// <inheritdoc />
    public override QualifiedName Name(string name, QualifiedName? value)
    {
        Add(name, Reference("name"), isRequired: true);
        return QualifiedName.Of("");
    }

    /// <inheritdoc />
    public override QualifiedName? MaybeName(string name, QualifiedName? value)
    {
        Add(name, Reference("name"));
        return null;
    }

    /// <inheritdoc />
    public override Sequence<QualifiedName> Names(string name, Sequence<QualifiedName>? value)
    {
        Add(name, ListOf(Reference("name")));
        return [];
    }

    /// <inheritdoc />
    public override EngineVersion? Maybe(string name, EngineVersion? value)
    {
        Add(name, Of("string"));
        return null;
    }

    /// <inheritdoc />
    public override DataType Type(string name, DataType? value)
    {
        Add(name, Reference("type"), isRequired: true);
        return new DataType.Boolean();
    }

    /// <inheritdoc />
    public override T Part<T>(string name, T? value, JsonShape<T> shape)
        where T : class
    {
        Add(name, Defined(shape), isRequired: true);
        return null!;
    }

    /// <inheritdoc />
    public override T? MaybePart<T>(string name, T? value, JsonShape<T> shape)
        where T : class
    {
        Add(name, Defined(shape));
        return null;
    }

    /// <inheritdoc />
    public override Sequence<T> List<T>(string name, Sequence<T>? value, JsonShape<T> shape, JsonBrief<T>? brief = null)
    {
        var item = Defined(shape);
        Add(name, ListOf(brief is null ? item : new JsonObject { ["anyOf"] = new JsonArray(Of("string"), item) }));
        return [];
    }

    /// <inheritdoc />
    public override Sequence<string> Texts(string name, Sequence<string>? value)
    {
        Add(name, ListOf(Of("string")));
        return [];
    }

    private static JsonNode JsonValue(string text) => System.Text.Json.Nodes.JsonValue.Create(text);

    private static JsonObject Of(string type) => new() { ["type"] = type };

    private static JsonObject ListOf(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    private static JsonObject Object(JsonObject properties, params string[] required) =>
        Object(properties, new JsonArray([.. required.Select(JsonValue)]));

    private static JsonObject Object(JsonObject properties, JsonArray required) =>
        new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = required,
            ["properties"] = properties,
        };

    private void Add(string name, JsonObject schema, bool isRequired = false)
    {
        properties[name] = schema;
        if (isRequired)
        {
            required.Add(JsonValue(name));
        }
    }

    private JsonObject Described() => Object(properties, required);

    private JsonObject Defined<T>(JsonShape<T> shape)
        where T : class
    {
        var name = $"{char.ToLowerInvariant(typeof(T).Name[0])}{typeof(T).Name[1..]}";
        if (definitions is not null && !definitions.ContainsKey(name))
        {
            var form = new JsonDescribing(definitions);
            shape(form, null);
            definitions[name] = form.Described();
        }

        return Reference(name);
    }
}
