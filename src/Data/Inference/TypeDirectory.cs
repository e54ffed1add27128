using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>The types that a schema defines itself, found by what columns say.</summary>
public sealed class TypeDirectory
{
    private readonly Dictionary<string, DomainDefinition> domains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EnumDefinition> enums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompositeType> composites = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> objects = new(StringComparer.Ordinal);

    /// <param name="schema">The schema.</param>
    public TypeDirectory(RelationalSchema schema)
    {
        foreach (var domain in schema.Domains)
        {
            domains[domain.Name.ToString()] = domain;
        }

        foreach (var item in schema.Enums)
        {
            enums[item.Name.ToString()] = item;
        }

        foreach (var type in schema.Tables.SelectMany(t => t.Columns).Select(c => c.Type))
        {
            if (MariaDbTypes.Neutral(type) is DataType.Enum(var name) && type is DataType.Native)
            {
                enums[name.ToString()] = new(name, MariaDbTypes.Labels(type)!);
            }
        }

        foreach (var composite in schema.Composites)
        {
            composites[composite.Name.ToString()] = composite;
        }

        foreach (var item in schema.Objects.Where(o => o.Id.Kind == ObjectKind.Type))
        {
            objects[item.Id.Name.ToString()] = item.Create;
        }
    }

    /// <summary>The domain that a type is, or none.</summary>
    public DomainDefinition? Domain(DataType type) => NameOf(type) is { } name ? domains.GetValueOrDefault(name) : null;

    /// <summary>The values of the enumeration that a type is, or none.</summary>
    public Sequence<string>? Enum(DataType type) =>
        type is DataType.Enum(var known) ? enums.GetValueOrDefault(known.ToString())?.Values
        : NameOf(type) is { } name ? enums.GetValueOrDefault(name)?.Values
        : null;

    /// <summary>The composite type, or none.</summary>
    public CompositeType? Composite(DataType type) => NameOf(type) is { } name ? composites.GetValueOrDefault(name) : null;

    /// <summary>The text that creates a type without a record of its own (ranges), or none.</summary>
    public string? Created(DataType type) => NameOf(type) is { } name ? objects.GetValueOrDefault(name) : null;

    /// <summary>What a type is based on when all domains are taken off.</summary>
    public DataType Base(DataType type)
    {
        while (Domain(type) is { } domain)
        {
            type = domain.Type;
        }

        return SqliteTypes.Neutral(MariaDbTypes.Neutral(type));
    }

    /// <summary>The domains of a type, outermost first.</summary>
    public IEnumerable<DomainDefinition> Domains(DataType type)
    {
        while (Domain(type) is { } domain)
        {
            yield return domain;
            type = domain.Type;
        }
    }

    private static string? NameOf(DataType type)
    {
        if (type is not DataType.Native(_, var sql))
        {
            return null;
        }

        var name = sql.Replace("\"", "", StringComparison.Ordinal);
        return name.StartsWith("public.", StringComparison.Ordinal) ? name["public.".Length..] : name;
    }
}
