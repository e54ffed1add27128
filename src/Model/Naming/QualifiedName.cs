namespace Dbwright.Model;

/// <summary>The name of a schema object: unquoted, already folded as the engine folds it.</summary>
/// <param name="Schema">The namespace; empty on engines without one, and for the engine's default.</param>
/// <param name="Name">The name within it.</param>
public sealed record QualifiedName(string Schema, string Name) : IComparable<QualifiedName>
{
    /// <inheritdoc />
    public bool Equals(QualifiedName? other) =>
        ReferenceEquals(this, other) || (other is not null && Name == other.Name && Schema == other.Schema);

    /// <inheritdoc />
    /// <remarks>Names are looked up by the million; most have no namespace.</remarks>
    public override int GetHashCode() =>
        Schema.Length == 0 ? StringComparer.Ordinal.GetHashCode(Name) : HashCode.Combine(Schema, Name);

    /// <summary>A name in the default namespace.</summary>
    public static QualifiedName Of(string name) => new("", name);

    /// <inheritdoc />
    public int CompareTo(QualifiedName? other)
    {
        if (other is null)
        {
            return 1;
        }

        var bySchema = string.CompareOrdinal(Schema, other.Schema);
        return bySchema != 0 ? bySchema : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary>The name as a person reads it, unquoted.</summary>
    public override string ToString() => Schema.Length == 0 ? Name : $"{Schema}.{Name}";
}
