namespace Dbwright.Model;

/// <summary>An extension of the engine.</summary>
public sealed record Extension(string Name)
{
    /// <summary>The version, when it is read from a server; none for whichever is there.</summary>
    public string? Version { get; init; }

    /// <summary>The namespace that its objects live in, when it is not the default one.</summary>
    public string? Schema { get; init; }
}

/// <summary>An enumeration type.</summary>
public sealed record EnumDefinition(QualifiedName Name, Sequence<string> Values)
{
    /// <summary>What it is.</summary>
    public string? Comment { get; init; }
}

/// <summary>A type with the values of another and conditions of its own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type it is based on.</param>
public sealed record DomainDefinition(QualifiedName Name, DataType Type)
{
    /// <summary>Whether null is a value.</summary>
    public bool Nullable { get; init; } = true;

    /// <summary>The default as SQL of the engine, or none.</summary>
    public string? Default { get; init; }

    /// <summary>The collation, when not that of the type.</summary>
    public string? Collation { get; init; }

    /// <summary>The conditions over <c>VALUE</c>.</summary>
    public Sequence<CheckConstraint> Checks { get; init; } = [];
}

/// <summary>A type of several named parts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Attributes">The parts in their order; only name, type and collation are used.</param>
public sealed record CompositeType(QualifiedName Name, Sequence<Column> Attributes);
