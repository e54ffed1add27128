using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads the members of an object; a wrong one is refused where it stands.</summary>
internal sealed class JsonReading : JsonForm
{
    private readonly JsonMembers members;

    private JsonReading(JsonMembers members) => this.members = members;

    /// <summary>The object that the value is.</summary>
    /// <exception cref="Failure">It is another one (<see cref="ExitStatus.BadInput"/>).</exception>
    public static T Read<T>(JsonValue value, JsonShape<T> shape)
        where T : class => shape(new JsonReading(value.Object(JsonDescribing.NamesOf(shape))), null);

    /// <inheritdoc />
    public override void Fixed(string name, string value)
    {
        var found = members.Get(name);
        if (found.Text != value)
        {
            throw found.Expected($"\"{value}\"");
        }
    }

    /// <inheritdoc />
    public override void Fixed(string name, int value)
    {
        var found = members.Get(name);
        if (found.Number != value)
        {
            throw found.Expected(FormattableString.Invariant($"{name} {value}, the only one this program knows"));
        }
    }

    /// <inheritdoc />
    public override string Text(string name, string? value) => members.Get(name).Text;

    /// <inheritdoc />
    public override string? Maybe(string name, string? value) => members.Text(name);

    /// <inheritdoc />
    public override bool Said(string name, bool? value) => members.Get(name).Truth;

    /// <inheritdoc />
    public override bool? Maybe(string name, bool? value) => members.Find(name)?.Truth;

    /// <inheritdoc />
    public override long? Maybe(string name, long? value) => members.Find(name)?.Number;

    /// <inheritdoc />
    public override int? Word(string name, int? value, IReadOnlyList<string> words, bool required = false)
    {
        if ((required ? members.Get(name) : members.Find(name)) is not { } found)
        {
            return null;
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (found.Is(words[i]))
            {
                return i;
            }
        }

        throw found.Expected(string.Join(" or ", words.Select(w => $"\"{w}\"")));
    }

    /// <inheritdoc />
    public override QualifiedName Name(string name, QualifiedName? value) => ReadName(members.Get(name));

    /// <inheritdoc />
    public override QualifiedName? MaybeName(string name, QualifiedName? value) =>
        members.Find(name) is { } found ? ReadName(found) : null;

    /// <inheritdoc />
    public override Sequence<QualifiedName> Names(string name, Sequence<QualifiedName>? value) => members.List(name, ReadName);

    /// <inheritdoc />
    public override EngineVersion? Maybe(string name, EngineVersion? value)
    {
        if (members.Find(name) is not { } found)
        {
            return null;
        }

        var parts = found
            .Text.Split('.')
            .Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)
            .ToList();
        return parts.Count == 3 && parts.All(p => p >= 0)
            ? new EngineVersion(parts[0], parts[1], parts[2])
            : throw found.Expected("a version of three numbers");
    }

    /// <inheritdoc />
    public override DataType Type(string name, DataType? value) => ReadType(members.Get(name));

    /// <inheritdoc />
    public override T Part<T>(string name, T? value, JsonShape<T> shape)
        where T : class => Read(members.Get(name), shape);

    /// <inheritdoc />
    public override T? MaybePart<T>(string name, T? value, JsonShape<T> shape)
        where T : class => members.Find(name) is { } found ? Read(found, shape) : null;

    /// <inheritdoc />
    public override Sequence<T> List<T>(string name, Sequence<T>? value, JsonShape<T> shape, JsonBrief<T>? brief = null) =>
        members.List(name, v => brief is not null && v.IsText ? brief.Read(v.Text) : Read(v, shape));

    /// <inheritdoc />
    public override Sequence<string> Texts(string name, Sequence<string>? value) => members.Texts(name);

    private static QualifiedName ReadName(JsonValue value)
    {
        if (!value.IsList)
        {
            return QualifiedName.Of(value.Text);
        }

        var parts = value.List(v => v.Text);
        return parts.Count == 2
            ? new QualifiedName(parts[0], parts[1])
            : throw value.Expected("a name, or a list of namespace and name");
    }

    private static DataType ReadType(JsonValue value)
    {
        if (!value.IsObject)
        {
            return TypeText.Read(value.Text)
                ?? throw value.Expected("a data type such as \"int64\", \"text\" or \"decimal(19,2)\"");
        }

        var parts = value.Object("enum", "array", "native", "engine");
        if (parts.Find("enum") is { } name)
        {
            return new DataType.Enum(ReadName(name));
        }

        return parts.Find("array") is { } of
            ? new DataType.Array(ReadType(of))
            : new DataType.Native(parts.Get("engine").Text, parts.Get("native").Text);
    }
}
