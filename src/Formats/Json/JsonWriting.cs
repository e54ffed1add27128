using System.Text.Json;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Writes the members of objects.</summary>
internal sealed class JsonWriting(Utf8JsonWriter json) : JsonForm
{
    /// <summary>The value as an object.</summary>
    public void Write<T>(T value, JsonShape<T> shape)
        where T : class
    {
        json.WriteStartObject();
        shape(this, value);
        json.WriteEndObject();
    }

    /// <inheritdoc />
    public override void Fixed(string name, string value) => json.WriteString(name, value);

    /// <inheritdoc />
    public override void Fixed(string name, int value) => json.WriteNumber(name, value);

    /// <inheritdoc />
    public override string Text(string name, string? value)
    {
        json.WriteString(name, value);
        return value!;
    }

    /// <inheritdoc />
    public override string? Maybe(string name, string? value)
    {
        json.Text(name, value);
        return value;
    }

    /// <inheritdoc />
    public override bool Said(string name, bool? value)
    {
        json.WriteBoolean(name, value!.Value);
        return value.Value;
    }

    /// <inheritdoc />
    public override bool? Maybe(string name, bool? value)
    {
        if (value is { } truth)
        {
            json.WriteBoolean(name, truth);
        }

        return value;
    }

    /// <inheritdoc />
    public override long? Maybe(string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }

        return value;
    }

    /// <inheritdoc />
    public override int? Word(string name, int? value, IReadOnlyList<string> words, bool required = false)
    {
        json.Text(name, value is { } place ? words[place] : null);
        return value;
    }

    /// <inheritdoc />
    public override QualifiedName Name(string name, QualifiedName? value)
    {
        json.WritePropertyName(name);
        return Write(value!);
    }

    /// <inheritdoc />
    public override QualifiedName? MaybeName(string name, QualifiedName? value) => value is null ? null : Name(name, value);

    /// <inheritdoc />
    public override Sequence<QualifiedName> Names(string name, Sequence<QualifiedName>? value)
    {
        json.List(name, value!, n => Write(n));
        return value!;
    }

    /// <inheritdoc />
    public override EngineVersion? Maybe(string name, EngineVersion? value)
    {
        json.Text(name, value is { } v ? FormattableString.Invariant($"{v.Major}.{v.Minor}.{v.Patch}") : null);
        return value;
    }

    /// <inheritdoc />
    public override DataType Type(string name, DataType? value)
    {
        json.WritePropertyName(name);
        Write(value!);
        return value!;
    }

    /// <inheritdoc />
    public override T Part<T>(string name, T? value, JsonShape<T> shape)
        where T : class
    {
        json.WritePropertyName(name);
        Write(value!, shape);
        return value!;
    }

    /// <inheritdoc />
    public override T? MaybePart<T>(string name, T? value, JsonShape<T> shape)
        where T : class => value is null ? null : Part(name, value, shape);

    /// <inheritdoc />
    public override Sequence<T> List<T>(string name, Sequence<T>? value, JsonShape<T> shape, JsonBrief<T>? brief = null)
    {
        json.List(
            name,
            value!,
            item =>
            {
                if (brief?.Write(item) is { } text)
                {
                    json.WriteStringValue(text);
                }
                else
                {
                    Write(item, shape);
                }
            }
        );
        return value!;
    }

    /// <inheritdoc />
    public override Sequence<string> Texts(string name, Sequence<string>? value)
    {
        json.Texts(name, value!);
        return value!;
    }

    // A name in the default namespace is a text; a qualified one is a list of two, as either part may hold a dot.
    private QualifiedName Write(QualifiedName name)
    {
        if (name.Schema.Length == 0)
        {
            json.WriteStringValue(name.Name);
            return name;
        }

        json.WriteStartArray();
        json.WriteStringValue(name.Schema);
        json.WriteStringValue(name.Name);
        json.WriteEndArray();
        return name;
    }

    private void Write(DataType type)
    {
        if (type is not (DataType.Enum or DataType.Array or DataType.Native))
        {
            json.WriteStringValue(TypeText.Write(type));
            return;
        }

        json.WriteStartObject();
        switch (type)
        {
            case DataType.Enum(var name):
                Name("enum", name);
                break;
            case DataType.Array(var of):
                Type("array", of);
                break;
            case DataType.Native(var engine, var sql):
                json.WriteString("native", sql);
                json.WriteString("engine", engine);
                break;
        }

        json.WriteEndObject();
    }
}
