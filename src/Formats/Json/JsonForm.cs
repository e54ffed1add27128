using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Says once what an object looks like in JSON; the form decides whether that writes, reads or describes it.</summary>
/// <param name="form">The form.</param>
/// <param name="value">The value to write; none unless the form writes.</param>
/// <returns>The value read, or the one written.</returns>
internal delegate T JsonShape<T>(JsonForm form, T? value)
    where T : class;

/// <summary>
/// The members of one JSON object, each named once for writing, reading and the JSON schema, so that none of the three can forget one.
/// Every method takes the value to write and gives the value read; what has its default is absent.
/// </summary>
internal abstract class JsonForm
{
    /// <summary>A text that must be there and be this one.</summary>
    public abstract void Fixed(string name, string value);

    /// <summary>A number that must be there and be this one.</summary>
    public abstract void Fixed(string name, int value);

    /// <summary>A text that is always there.</summary>
    public abstract string Text(string name, string? value);

    /// <summary>A text, or none.</summary>
    public abstract string? Maybe(string name, string? value);

    /// <summary>A truth value that is always there.</summary>
    public abstract bool Said(string name, bool? value);

    /// <summary>A truth value, or none.</summary>
    public abstract bool? Maybe(string name, bool? value);

    /// <summary>A whole number, or none.</summary>
    public abstract long? Maybe(string name, long? value);

    /// <summary>One of some words, by its place among them; none where it may be absent and is.</summary>
    public abstract int? Word(string name, int? value, IReadOnlyList<string> words, bool required = false);

    /// <summary>The name of an object.</summary>
    public abstract QualifiedName Name(string name, QualifiedName? value);

    /// <summary>The name of an object, or none.</summary>
    public abstract QualifiedName? MaybeName(string name, QualifiedName? value);

    /// <summary>Names of objects.</summary>
    public abstract Sequence<QualifiedName> Names(string name, Sequence<QualifiedName>? value);

    /// <summary>A version of an engine, or none.</summary>
    public abstract EngineVersion? Maybe(string name, EngineVersion? value);

    /// <summary>A data type.</summary>
    public abstract DataType Type(string name, DataType? value);

    /// <summary>An object that is always there.</summary>
    public abstract T Part<T>(string name, T? value, JsonShape<T> shape)
        where T : class;

    /// <summary>An object, or none.</summary>
    public abstract T? MaybePart<T>(string name, T? value, JsonShape<T> shape)
        where T : class;

    /// <summary>Objects; an empty list is absent.</summary>
    /// <param name="name">The member.</param>
    /// <param name="value">The objects to write.</param>
    /// <param name="shape">What each looks like.</param>
    /// <param name="brief">The text that says all of an object, where one does, and the way back.</param>
    public abstract Sequence<T> List<T>(string name, Sequence<T>? value, JsonShape<T> shape, JsonBrief<T>? brief = null)
        where T : class;

    /// <summary>Texts; an empty list is absent.</summary>
    public abstract Sequence<string> Texts(string name, Sequence<string>? value);

    /// <summary>A text; the empty one is absent.</summary>
    public string Filled(string name, string? value) => Maybe(name, value is "" ? null : value) ?? "";

    /// <summary>A truth value; false is absent.</summary>
    public bool Truth(string name, bool? value) => Maybe(name, value is true ? true : (bool?)null) ?? false;

    /// <summary>A whole number; the usual one is absent.</summary>
    public long Number(string name, long? value, long usual) => Maybe(name, value == usual ? null : value) ?? usual;
}

/// <summary>An object that one text can say.</summary>
/// <param name="Write">The text; none when the object has more to say.</param>
/// <param name="Read">The object of the text.</param>
internal sealed record JsonBrief<T>(Func<T, string?> Write, Func<string, T> Read);
