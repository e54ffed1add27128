using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads what several forms of access patterns share.</summary>
internal sealed class PatternParts(DocumentErrors errors, EntityCatalog catalog)
{
    /// <summary>The greatest number of rows that a pattern may ask for.</summary>
    public const int MostRows = 1_000_000;

    public ConditionReader Conditions { get; } = new(errors, catalog);

    public Sequence<SortKey> Sort(EntityDraft entity, MapReader source)
    {
        var keys = new List<SortKey>();
        foreach (var scalar in source.Scalars("sort"))
        {
            if (
                SortForm.Read(scalar, errors) is not var (path, isDescending)
                || catalog.Resolve(entity, path, scalar.Offset, "The order") is not { } resolved
            )
            {
                continue;
            }

            if (resolved.Kind is { } kind && !SemanticTypes.IsOrdered(kind))
            {
                errors.Add(
                    "sort",
                    $"'{path}' is of type {SemanticTypes.NameOf(kind)}, which has no order",
                    scalar.At,
                    "Sort by another attribute."
                );
            }
            else if (keys.Exists(k => k.Path == resolved.Path))
            {
                errors.Add("duplicate-name", $"'{path}' is sorted by twice", scalar.At, "Name it once.");
            }
            else
            {
                keys.Add(new(resolved.Path, isDescending));
            }
        }

        return keys.ToSequence();
    }

    public Sequence<Expression.Reference> Return(EntityDraft entity, MapReader source)
    {
        var paths = new List<Expression.Reference>();
        foreach (var scalar in source.Scalars("return"))
        {
            if (catalog.Resolve(entity, scalar.Text, scalar.Offset, "'return'") is { } resolved)
            {
                if (paths.Contains(resolved.Path))
                {
                    errors.Add("duplicate-name", $"'{scalar.Text}' is returned twice", scalar.At, "Name it once.");
                    continue;
                }

                paths.Add(resolved.Path);
            }
        }

        return paths.ToSequence();
    }

    /// <summary>An attribute of the entity itself, or none, which is reported.</summary>
    public AttributeDraft? Own(EntityDraft entity, YamlScalar scalar, string what)
    {
        if (entity.Find(scalar.Text) is { } attribute)
        {
            return attribute;
        }

        errors.Unknown(
            "unknown-path",
            $"{what} names {DocumentErrors.Quote(scalar.Text)}, which '{entity.Name}' does not have",
            scalar.Text,
            scalar.At,
            entity.Attributes.Select(a => a.Name).Concat(what == "'set'" ? entity.References.Keys : []),
            $"'{entity.Name}' has"
        );
        return null;
    }
}
