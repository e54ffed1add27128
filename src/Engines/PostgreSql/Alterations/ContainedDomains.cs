using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Domains within other types: the server looks at the values of a domain in columns of its own, and refuses conditions that must hold at once
/// where a column has them within an array, a composite type or a range.
/// </summary>
internal static class PostgreSqlContainedDomains
{
    /// <summary>Why a condition of a domain cannot come: a column that has its values within those of another type; none when there is none.</summary>
    public static Finding? Refusal(QualifiedName domain, SchemaGraph graph) =>
        Columns(new(new(ObjectKind.Domain, domain)), isWithin: false, graph, []).Order().FirstOrDefault() is { } column
            ? new(
                "domain-within-type",
                Severity.Error,
                $"PostgreSQL takes no new condition of the domain {domain}: {column} has its values within those of another type."
            )
            {
                Subject = $"{domain}",
                Fix = "Change the type of the column in a migration before this one, and back in one after it.",
            }
            : null;

    private static IEnumerable<ObjectId> Columns(PartKey type, bool isWithin, SchemaGraph graph, HashSet<PartKey> seen)
    {
        if (!seen.Add(type))
        {
            yield break;
        }

        foreach (var dependent in graph.NeededBy(type).Where(d => !graph.IsSoft(d, type)))
        {
            switch (graph.Parts[dependent])
            {
                case SchemaPart.ColumnPart(_, var column) when isWithin || column.Type is DataType.Array:
                    yield return dependent.Id;
                    break;
                case SchemaPart.Domain(var other):
                    foreach (var found in Columns(dependent, isWithin || other.Type is DataType.Array, graph, seen))
                    {
                        yield return found;
                    }

                    break;
                case SchemaPart.Composite or SchemaPart.Other { Id.Kind: ObjectKind.Type }:
                    foreach (var found in Columns(dependent, isWithin: true, graph, seen))
                    {
                        yield return found;
                    }

                    break;
                default:
                    break;
            }
        }
    }
}
