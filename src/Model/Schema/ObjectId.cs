namespace Dbwright.Model;

/// <summary>The kinds of objects that schemas are made of.</summary>
public enum ObjectKind
{
    /// <summary>A namespace.</summary>
    Schema,

    /// <summary>An extension.</summary>
    Extension,

    /// <summary>A language of routines.</summary>
    Language,

    /// <summary>A collation.</summary>
    Collation,

    /// <summary>An enumeration, composite, range or base type.</summary>
    Type,

    /// <summary>A domain.</summary>
    Domain,

    /// <summary>A generator of numbers.</summary>
    Sequence,

    /// <summary>A table.</summary>
    Table,

    /// <summary>A column; the part is its name.</summary>
    Column,

    /// <summary>The generator behind an identity column, for its rights and its comment; the name is the table's, the part the column's.</summary>
    ColumnSequence,

    /// <summary>A constraint of a table or domain; the part is its name.</summary>
    Constraint,

    /// <summary>An index; its name is that of a relation of its own.</summary>
    Index,

    /// <summary>A view.</summary>
    View,

    /// <summary>A view whose rows are kept.</summary>
    MaterializedView,

    /// <summary>A table of another server.</summary>
    ForeignTable,

    /// <summary>A table kept by a module.</summary>
    VirtualTable,

    /// <summary>A function; the part is its signature.</summary>
    Function,

    /// <summary>A procedure; the part is its signature.</summary>
    Procedure,

    /// <summary>An aggregate; the part is its signature.</summary>
    Aggregate,

    /// <summary>An operator; the part is its signature.</summary>
    Operator,

    /// <summary>An operator family; the part is the access method.</summary>
    OperatorFamily,

    /// <summary>An operator class; the part is the access method.</summary>
    OperatorClass,

    /// <summary>A conversion between types; the name is the source type, the part the target.</summary>
    Cast,

    /// <summary>A conversion between character encodings.</summary>
    Conversion,

    /// <summary>A parser of text search.</summary>
    TextSearchParser,

    /// <summary>A template of text search.</summary>
    TextSearchTemplate,

    /// <summary>A dictionary of text search.</summary>
    TextSearchDictionary,

    /// <summary>A configuration of text search.</summary>
    TextSearchConfiguration,

    /// <summary>A trigger; the name is the table's, the part its own.</summary>
    Trigger,

    /// <summary>A trigger on definitions.</summary>
    EventTrigger,

    /// <summary>A rewriting rule; the name is the table's, the part its own.</summary>
    Rule,

    /// <summary>A row-security policy; the name is the table's, the part its own.</summary>
    Policy,

    /// <summary>A publication.</summary>
    Publication,

    /// <summary>A subscription.</summary>
    Subscription,

    /// <summary>A wrapper for other servers.</summary>
    ForeignDataWrapper,

    /// <summary>Another server.</summary>
    ForeignServer,

    /// <summary>Who one is on another server; the name is the server's, the part the user's.</summary>
    UserMapping,

    /// <summary>Extended statistics.</summary>
    Statistics,

    /// <summary>An access method.</summary>
    AccessMethod,

    /// <summary>A transform between a type and a language; the part is the language.</summary>
    Transform,

    /// <summary>Rights that objects get when they are made; the name is the namespace, the part role and kind of object.</summary>
    DefaultPrivileges,

    /// <summary>Work at set times (MariaDB).</summary>
    Event,
}

/// <summary>Which object is meant, whatever it is defined as.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name, or that of the object which it is part of.</param>
/// <param name="Part">What tells it from others of the name: a column, a constraint, a signature; empty where the name is enough.</param>
public sealed record ObjectId(ObjectKind Kind, QualifiedName Name, string Part = "") : IComparable<ObjectId>
{
    /// <inheritdoc />
    public bool Equals(ObjectId? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Kind == other.Kind && Part == other.Part && Name.Equals(other.Name));

    /// <inheritdoc />
    public override int GetHashCode() =>
        (((Name.GetHashCode() * 31) + (int)Kind) * 31) + (Part.Length == 0 ? 0 : StringComparer.Ordinal.GetHashCode(Part));

    /// <inheritdoc />
    public int CompareTo(ObjectId? other)
    {
        if (other is null)
        {
            return 1;
        }

        // Comparing enumerations themselves would make an object of each.
        var byKind = ((int)Kind).CompareTo((int)other.Kind);
        var byName = byKind != 0 ? byKind : Name.CompareTo(other.Name);
        return byName != 0 ? byName : string.CompareOrdinal(Part, other.Part);
    }

    /// <summary>As a person reads it: <c>column orders.total</c>, <c>function app.total(integer)</c>.</summary>
    public override string ToString()
    {
        var kind = string.Concat(
            Kind.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? " " : "")}{char.ToLowerInvariant(c)}" : $"{c}")
        );
        return Kind is ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Aggregate or ObjectKind.Operator
                ? $"{kind} {Name}({Part})"
            : Part.Length == 0 ? $"{kind} {Name}"
            : Name.Name.Length == 0 ? $"{kind} {Part}"
            : $"{kind} {Name}.{Part}";
    }
}
