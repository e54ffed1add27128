using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>An entity, or the join entity of a many-to-many relationship, while the document is read.</summary>
internal sealed class EntityDraft(string name, Location at)
{
    public string Name { get; } = name;

    public Location At { get; } = at;

    /// <summary>The mapping it was read from; none for join entities.</summary>
    public MapReader? Source { get; init; }

    public bool IsJoin { get; init; }

    public List<AttributeDraft> Attributes { get; } = [];

    /// <summary>The references it holds, by role.</summary>
    public Dictionary<string, ReferenceDraft> References { get; } = new(StringComparer.Ordinal);

    /// <summary>The entities that refer to it, many to one; for explaining paths that reach many rows.</summary>
    public List<string> ReferredBy { get; } = [];

    public Sequence<string> Key { get; set; } = [];

    /// <summary>Columns that the conventions add: created_at, updated_at, deleted_at.</summary>
    public List<string> Added { get; } = [];

    /// <summary>Whether a pattern may speak of <c>id</c>.</summary>
    public bool HasSurrogateKey => !IsJoin && Source?.Has("key") != true;

    public AttributeDraft? Find(string attribute) => Attributes.Find(a => a.Name == attribute);

    /// <summary>What a path may begin with.</summary>
    public IEnumerable<string> PathNames() =>
        Attributes.Select(a => a.Name).Concat(References.Keys).Concat(HasSurrogateKey ? ["id"] : []).Concat(Added);
}

/// <summary>An attribute while the document is read: its default and rules wait until all names are known.</summary>
internal sealed record AttributeDraft(string Name, string Id, SemanticType Type, Location At)
{
    public string About { get; init; } = "";

    public bool Optional { get; init; }

    public bool Unique { get; init; }

    public bool Personal { get; init; }

    public bool Secret { get; init; }

    /// <summary>Whether its declaration could not be read, so that nothing about its values can be checked.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Whether the author gives the digits of a decimal.</summary>
    public bool HasDigits { get; init; }

    /// <summary>The default as an expression's text, or none.</summary>
    public string? DefaultText { get; init; }

    public Location? DefaultAt { get; init; }

    public IReadOnlyList<YamlScalar> Rules { get; init; } = [];
}

/// <summary>A reference that an entity holds.</summary>
internal sealed record ReferenceDraft(string Role, string Target, bool IsOptional, Location At);
