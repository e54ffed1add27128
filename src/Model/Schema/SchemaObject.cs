namespace Dbwright.Model;

/// <summary>
/// An object for which there is no record of its own: what creates it, as the engine words it. Policies, rules, aggregates, operators,
/// publications, foreign servers and their like are kept so.
/// </summary>
/// <param name="Id">Which object it is.</param>
/// <param name="Create">
/// The statements that create it, in the engine's SQL, without comment, owner and rights; several are parted by <c>;</c> and a line break.
/// </param>
public sealed record SchemaObject(ObjectId Id, string Create)
{
    /// <summary>The parts that the engine can alter without making the object anew, each with its value in the engine's SQL.</summary>
    public Sequence<Detail> Details { get; init; } = [];
}

/// <summary>What only one engine knows about a part of a schema.</summary>
/// <param name="Name">What it is about, as the engine's own word: <c>tablespace</c>, <c>fillfactor</c>, <c>row_format</c>, <c>strict</c>.</param>
/// <param name="Value">The value in the engine's SQL; empty where being there says all.</param>
public sealed record Detail(string Name, string Value = "") : IComparable<Detail>
{
    /// <inheritdoc />
    public int CompareTo(Detail? other)
    {
        var byName = string.CompareOrdinal(Name, other?.Name);
        return byName != 0 ? byName : string.CompareOrdinal(Value, other?.Value);
    }
}

/// <summary>One object cannot be without another.</summary>
/// <param name="Dependent">What goes first.</param>
/// <param name="On">What it needs.</param>
public sealed record Dependency(ObjectId Dependent, ObjectId On) : IComparable<Dependency>
{
    /// <inheritdoc />
    public int CompareTo(Dependency? other)
    {
        var byDependent = Dependent.CompareTo(other?.Dependent);
        return byDependent != 0 ? byDependent : On.CompareTo(other?.On);
    }
}

/// <summary>Rights of a role on an object.</summary>
/// <param name="On">The object; a column has rights of its own.</param>
/// <param name="Role">The role, or <c>public</c> for everyone.</param>
/// <param name="Privilege">One right, in the engine's word and lower case: <c>select</c>.</param>
/// <param name="Grantable">Whether the role may pass it on.</param>
public sealed record Grant(ObjectId On, string Role, string Privilege, bool Grantable = false) : IComparable<Grant>
{
    /// <inheritdoc />
    public int CompareTo(Grant? other)
    {
        var byObject = On.CompareTo(other?.On);
        var byRole = byObject != 0 ? byObject : string.CompareOrdinal(Role, other?.Role);
        return byRole != 0 ? byRole : string.CompareOrdinal(Privilege, other?.Privilege);
    }
}

/// <summary>Whose an object is, when it is not the role's that owns the database.</summary>
public sealed record Ownership(ObjectId Of, string Role);

/// <summary>The comment on an object whose own record has no place for one.</summary>
public sealed record ObjectComment(ObjectId On, string Text);
