using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>
/// The full-text document of a table that one or several search patterns share: the generated column (PostgreSQL) or the virtual table
/// (SQLite) that holds it. Queries and index design name it alike because both ask here.
/// </summary>
/// <param name="Entity">The entity searched.</param>
/// <param name="Table">Its table.</param>
/// <param name="Columns">The columns it is made of, the most important first.</param>
/// <param name="Language">The language whose stemming is used; <c>simple</c> for none.</param>
/// <param name="Column">The name of the generated column.</param>
/// <param name="VirtualTable">The name of the virtual table.</param>
public sealed record FullTextDocument(
    string Entity,
    QualifiedName Table,
    Sequence<string> Columns,
    string Language,
    string Column,
    QualifiedName VirtualTable
)
{
    /// <summary>How many matches are ranked: ranking reads the document of every match, and a frequent word matches a large part of the table.</summary>
    public const int RankedMatches = 1000;

    /// <summary>The weight of the column at a position: each counts half of the one before, down to an eighth.</summary>
    public static decimal Weight(int position) => 1m / (1 << Math.Min(position, 3));

    /// <summary>The document that a search pattern reads.</summary>
    public static FullTextDocument Of(AccessPattern.Search search, DatabaseDesign design)
    {
        var wanted = Key(search, design);
        return All(design, search.Entity).FirstOrDefault(d => (d.Language, d.Columns) == (wanted.Language, wanted.Columns))
            ?? All(design with { Requirements = design.Requirements with { Access = [search] } }, search.Entity)[0];
    }

    /// <summary>The documents of an entity: one for each list of columns and language that its search patterns name.</summary>
    public static Sequence<FullTextDocument> All(DatabaseDesign design, string entity)
    {
        var mapping = DesignPath.MappingOf(design, entity);
        var keys = design
            .Requirements.Access.OfType<AccessPattern.Search>()
            .Where(s => s.Entity == entity)
            .Select(s => Key(s, design))
            .Distinct()
            .ToList();
        return keys.Select(
                (key, i) =>
                {
                    // The first one has the plain name; the others say what they hold.
                    var suffix = i == 0 ? "" : $"_{string.Join('_', key.Columns)}_{key.Language}";
                    return new FullTextDocument(
                        entity,
                        mapping.Table,
                        key.Columns,
                        key.Language,
                        ShortName.Fit(Free(design, mapping, $"search_vector{suffix}"), 63),
                        mapping.Table with
                        {
                            Name = ShortName.Fit($"{mapping.Table.Name}_search{suffix}", 63),
                        }
                    );
                }
            )
            .ToSequence();
    }

    private static string Free(DatabaseDesign design, TableMapping mapping, string name) =>
        DesignPath.TableOf(design, mapping).Find(name) is { Generated: null } ? Free(design, mapping, $"{name}_text") : name;

    private static (string Language, Sequence<string> Columns) Key(AccessPattern.Search search, DatabaseDesign design) =>
        (
            search.Language,
            search.In.Select(a => DesignPath.Find(design, search.Entity, a, search.At).Columns[0].Name).ToSequence()
        );
}
