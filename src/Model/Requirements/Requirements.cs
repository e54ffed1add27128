namespace Dbwright.Model;

/// <summary>
/// The neutral, logical model of what an application needs; every engine's design comes from it.
/// Every part has a stable path (<c>order.total</c>, <c>access.recent-orders</c>) that designs, findings and evidence refer to.
/// </summary>
public sealed record Requirements
{
    /// <summary>The grammar's version; 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The application's name.</summary>
    public required string Application { get; init; }

    /// <summary>What the application is, in a sentence or two.</summary>
    public string About { get; init; } = "";

    /// <summary>The engine asked for, perhaps with a version (<c>postgresql:16</c>); none when it is to be selected.</summary>
    public string? Database { get; init; }

    /// <summary>Where and by whom it is run.</summary>
    public Deployment Deployment { get; init; } = new();

    /// <summary>The service levels.</summary>
    public Quality Quality { get; init; } = new();

    /// <summary>The regulations that apply, by their short names (<c>gdpr</c>, <c>pci-dss</c>).</summary>
    public Sequence<string> Compliance { get; init; } = [];

    /// <summary>The tenant that every row belongs to, if any.</summary>
    public Tenancy? Tenancy { get; init; }

    /// <summary>House rules of the design.</summary>
    public Conventions Conventions { get; init; } = new();

    /// <summary>What the application keeps, in document order.</summary>
    public Sequence<Entity> Entities { get; init; } = [];

    /// <summary>How entities belong together, in document order.</summary>
    public Sequence<Relationship> Relationships { get; init; } = [];

    /// <summary>The functional dependencies that the author knows.</summary>
    public Sequence<FunctionalDependency> Dependencies { get; init; } = [];

    /// <summary>The queries and writes of the application.</summary>
    public Sequence<AccessPattern> Access { get; init; } = [];

    /// <summary>Ordered patterns that succeed or fail together.</summary>
    public Sequence<BusinessTransaction> Transactions { get; init; } = [];

    /// <summary>Who may read and write what.</summary>
    public Sequence<AccessRole> Roles { get; init; } = [];

    /// <summary>The owner's own physical decisions.</summary>
    public Sequence<Pin> Physical { get; init; } = [];

    /// <summary>What the document leaves open, and what is assumed instead.</summary>
    public Sequence<Assumption> Assumptions { get; init; } = [];

    /// <summary>The path of the document as the user gave it.</summary>
    public string Source { get; init; } = "";

    /// <summary>The entity of that name, or none.</summary>
    public Entity? Find(string entity) => Entities.FirstOrDefault(e => e.Name == entity);
}

/// <summary>Something that the document leaves open.</summary>
/// <param name="Subject">The path it concerns.</param>
/// <param name="Text">What is assumed, as a sentence.</param>
public sealed record Assumption(string Subject, string Text);
