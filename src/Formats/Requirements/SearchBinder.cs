using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads the patterns that look for what is close: text, vectors, places, relatives.</summary>
internal sealed class SearchBinder(DocumentErrors errors, PatternParts parts)
{
    /// <summary>The text search configurations that engines share; <c>simple</c> has no stemming.</summary>
    private static readonly string[] Languages =
    [
        "simple",
        "arabic",
        "armenian",
        "basque",
        "catalan",
        "danish",
        "dutch",
        "english",
        "finnish",
        "french",
        "german",
        "greek",
        "hindi",
        "hungarian",
        "indonesian",
        "irish",
        "italian",
        "lithuanian",
        "nepali",
        "norwegian",
        "portuguese",
        "romanian",
        "russian",
        "serbian",
        "spanish",
        "swedish",
        "tamil",
        "turkish",
        "yiddish",
    ];

    public AccessPattern.Search Search(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99)
    {
        var attributes = new List<string>();
        if (!source.Has("in"))
        {
            errors.Add(
                "missing-key",
                $"'{key.Text}' does not say what it searches in",
                source.At,
                "Write 'in: [ATTRIBUTE, …]', the most important first."
            );
        }

        foreach (var scalar in source.Scalars("in"))
        {
            if (parts.Own(entity, scalar, "'in'") is not { } attribute)
            {
                continue;
            }

            if (!attribute.IsUnreadable && !SemanticTypes.IsText(attribute.Type.Kind))
            {
                errors.Add(
                    "search",
                    $"'{attribute.Id}' is of type {SemanticTypes.NameOf(attribute.Type.Kind)}, and only texts can be searched",
                    scalar.At,
                    "Put a condition on it in 'where'."
                );
            }
            else if (attributes.Contains(attribute.Name))
            {
                errors.Add("duplicate-name", $"'{attribute.Name}' is named twice", scalar.At, "Name it once.");
            }
            else
            {
                attributes.Add(attribute.Name);
            }
        }

        return new(entity.Name)
        {
            Name = key.Text,
            TargetP95 = p95,
            TargetP99 = p99,
            In = attributes.ToSequence(),
            Where = parts.Conditions.Read(entity, source.Scalars("where")),
            Language = source.Choice("language", Languages) ?? Assumptions.Language,
            Limit = source.Whole("limit", 1, PatternParts.MostRows) ?? Assumptions.SearchLimit,
            Return = parts.Return(entity, source),
        };
    }

    public AccessPattern.Similar? Similar(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99)
    {
        var by = By(entity, source, SemanticKind.Vector);
        var metric = source.Choice("metric", "cosine", "l2", "inner-product") ?? "cosine";
        var recall = source.Amount<decimal>(
            "recall",
            text =>
                Units.Number(text) is { } share and > 0 and <= 1 ? share
                : Units.Percent(text) is { } percent and > 0 and <= 100 ? percent / 100
                : null,
            "Write a share such as 0.95 or 95%."
        );
        var where = parts.Conditions.Read(entity, source.Scalars("where"));
        var limit = source.Whole("limit", 1, PatternParts.MostRows) ?? Assumptions.SimilarLimit;
        return by is null
            ? null
            : new(entity.Name)
            {
                Name = key.Text,
                TargetP95 = p95,
                TargetP99 = p99,
                By = by,
                Metric = metric,
                EmbeddingModel = source.Text("model"),
                Recall = recall ?? Assumptions.Recall,
                Where = where,
                Limit = limit,
            };
    }

    public AccessPattern.Near? Near(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99)
    {
        var by = By(entity, source, SemanticKind.Location);
        var within = source.Amount("within", Units.Metres, "Write a distance such as 500m or 10km.");
        var where = parts.Conditions.Read(entity, source.Scalars("where"));
        var limit = source.Whole("limit", 1, PatternParts.MostRows) ?? Assumptions.SearchLimit;
        var columns = parts.Return(entity, source);
        return by is null
            ? null
            : new(entity.Name)
            {
                Name = key.Text,
                TargetP95 = p95,
                TargetP99 = p99,
                By = by,
                WithinMetres = within,
                Where = where,
                Limit = limit,
                Return = columns,
            };
    }

    public AccessPattern.Traverse? Traverse(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99)
    {
        var along = source.Required("along", "Name the role of a relationship of the entity with itself.");
        var loops = entity.References.Values.Where(r => r.Target == entity.Name).Select(r => r.Role).ToList();
        if (along is not null && !loops.Contains(along.Text))
        {
            errors.Unknown(
                "unknown-path",
                $"'{entity.Name}' has no reference {DocumentErrors.Quote(along.Text)} to itself",
                along.Text,
                along.At,
                loops,
                "It refers to itself by"
            );
            along = null;
        }

        var isDown = source.Choice("direction", "down", "up") != "up";
        var depth = source.Whole("depth", 1, 1000) ?? Assumptions.TraverseDepth;
        var columns = parts.Return(entity, source);
        return along is null
            ? null
            : new(entity.Name)
            {
                Name = key.Text,
                TargetP95 = p95,
                TargetP99 = p99,
                Along = along.Text,
                Down = isDown,
                Depth = depth,
                Return = columns,
            };
    }

    private string? By(EntityDraft entity, MapReader source, SemanticKind kind)
    {
        var type = SemanticTypes.NameOf(kind);
        if (
            source.Required("by", $"Name the {type} attribute.") is not { } scalar
            || parts.Own(entity, scalar, "'by'") is not { } attribute
        )
        {
            return null;
        }

        if (attribute.IsUnreadable || attribute.Type.Kind == kind)
        {
            return attribute.Name;
        }

        errors.Add(
            "pattern",
            $"'{attribute.Id}' is of type {SemanticTypes.NameOf(attribute.Type.Kind)}, not {type}",
            scalar.At,
            entity.Attributes.Find(a => a.Type.Kind == kind) is { } other
                ? $"Did you mean '{other.Name}'?"
                : $"Give '{entity.Name}' a {type} attribute."
        );
        return null;
    }
}
