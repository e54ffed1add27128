using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads the access patterns.</summary>
internal sealed class PatternBinder(DocumentErrors errors, EntityCatalog catalog, Quality quality)
{
    private const int MostRows = 1_000_000;

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

    private readonly ConditionReader conditions = new(errors, catalog);

    public Sequence<AccessPattern> Read(MapReader document)
    {
        var patterns = new List<AccessPattern>();
        var seen = new Dictionary<string, Location>(StringComparer.Ordinal);
        foreach (var (key, value) in document.Entries("access"))
        {
            if (!NameIsGood(key, "an access pattern", errors))
            {
                continue;
            }

            if (!seen.TryAdd(Names.Snake(key.Text), key.At))
            {
                errors.Add(
                    "duplicate-name",
                    $"The access pattern {DocumentErrors.Quote(key.Text)} is already declared at {seen[Names.Snake(key.Text)]}",
                    key.At,
                    "Give one another name."
                );
            }

            if (value is not YamlMap map)
            {
                errors.Add(
                    "pattern",
                    $"The access pattern '{key.Text}' needs a mapping, not {value.Kind}",
                    value is YamlScalar ? key.At : value.At,
                    $"Begin it with one of: {Forms}."
                );
                continue;
            }

            if (FormOf(map, key) is { } form && Pattern(key, new(map, form, errors), form) is { } pattern)
            {
                patterns.Add(pattern);
            }
        }

        return patterns.ToSequence();
    }

    private static string Forms => string.Join(", ", KeySet.Patterns.Select(p => p.Keys[0]));

    /// <summary>Checks the name of a pattern, transaction or role.</summary>
    public static bool NameIsGood(YamlScalar key, string what, DocumentErrors errors)
    {
        if (Names.IsKebab(key.Text))
        {
            return true;
        }

        var folded = Names.Snake(key.Text).Replace('_', '-');
        errors.Add(
            "name",
            $"{DocumentErrors.Quote(key.Text)} cannot name {what}",
            key.At,
            folded.Length is > 0 and < 64 ? $"Write '{folded}'." : null,
            "Names are lower-case words joined by '-', at most 63 characters."
        );
        return false;
    }

    private KeySet? FormOf(YamlMap map, YamlScalar name)
    {
        var given = KeySet.Patterns.Where(p => map.Entries.Any(e => e.Key.Text == p.Keys[0])).ToList();
        if (given.Count == 1)
        {
            return given[0];
        }

        if (given.Count > 1)
        {
            errors.Add(
                "conflict",
                $"'{name.Text}' is at the same time '{given[0].Keys[0]}' and '{given[1].Keys[0]}'",
                name.At,
                "Make two patterns of it."
            );
            return null;
        }

        var near = map
            .Entries.Select(e => (e.Key, Form: NearestName.Of(e.Key.Text, KeySet.Patterns.Select(p => p.Keys[0]))))
            .FirstOrDefault(n => n.Form is not null);
        errors.Add(
            "pattern",
            $"'{name.Text}' does not say what it does",
            near.Key?.At ?? name.At,
            near.Form is null ? null : $"Did you mean '{near.Form}' instead of {DocumentErrors.Quote(near.Key!.Text)}?",
            $"A pattern has exactly one of: {Forms}."
        );
        return null;
    }

    private AccessPattern? Pattern(YamlScalar key, MapReader source, KeySet form)
    {
        var first = source.Required(form.Keys[0], form == KeySet.Sql ? "Write the query." : "Name an entity.");
        var entity = first is null || form == KeySet.Sql ? null : catalog.Known(first.Text, first.At, $"'{key.Text}'");
        var about = source.Text("about") ?? "";
        var rate = source.Amount("rate", Units.PerSecond, Units.RateForm);
        var (p95, p99) = Levels.Read(source, "target", KeySet.Target, quality.P95, quality.P99);
        if (first is null || (entity is null && form != KeySet.Sql))
        {
            return null;
        }

        AccessPattern? pattern = form.Keys[0] switch
        {
            "find" => Find(key, entity!, source, p95, p99),
            "search" => Search(key, entity!, source, p95, p99),
            "similar" => Similar(key, entity!, source, p95, p99),
            "near" => Near(key, entity!, source, p95, p99),
            "traverse" => Traverse(key, entity!, source, p95, p99),
            "aggregate" => new AggregateBinder(errors, catalog, conditions).Read(key, entity!, source, p95, p99),
            "insert" => new AccessPattern.Insert(entity!.Name)
            {
                Name = key.Text,
                TargetP95 = p95,
                TargetP99 = p99,
            },
            "update" => Update(key, entity!, source, p95, p99),
            "delete" => new AccessPattern.Delete(entity!.Name)
            {
                Name = key.Text,
                TargetP95 = p95,
                TargetP99 = p99,
                Where = Where(entity, source, "delete"),
            },
            _ => Sql(key, first, source, p95, p99),
        };
        return pattern is null ? null : pattern with { About = about, PerSecond = rate, At = key.At };
    }

    private AccessPattern.Find Find(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99)
    {
        var find = new AccessPattern.Find(entity.Name)
        {
            Name = key.Text,
            TargetP95 = p95,
            TargetP99 = p99,
            Where = conditions.Read(entity, source.Scalars("where")),
            Sort = Sort(entity, source),
            Limit = source.Whole("limit", 1, MostRows),
            Return = Return(entity, source),
            Paged = source.Flag("pages") ?? false,
        };
        if (find.Paged && find is { Limit: null } or { Sort.Count: 0 } && find.Paged)
        {
            errors.Add("conflict", "Pages need an order and a size", source.Scalar("pages")!.At, "Add 'sort' and 'limit'.");
        }

        return find;
    }

    private AccessPattern.Search Search(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99)
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
            if (Own(entity, scalar, "'in'") is not { } attribute)
            {
                continue;
            }

            if (!attribute.IsUnreadable && !SemanticTypes.IsText(attribute.Type.Kind))
            {
                errors.Add(
                    "search",
                    $"'{attribute.Id}' is a {SemanticTypes.NameOf(attribute.Type.Kind)}, and only texts can be searched",
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
            Where = conditions.Read(entity, source.Scalars("where")),
            Language = source.Choice("language", Languages) ?? Assumptions.Language,
            Limit = source.Whole("limit", 1, MostRows) ?? Assumptions.SearchLimit,
            Return = Return(entity, source),
        };
    }

    private AccessPattern.Similar? Similar(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99)
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
        var where = conditions.Read(entity, source.Scalars("where"));
        var limit = source.Whole("limit", 1, MostRows) ?? Assumptions.SimilarLimit;
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

    private AccessPattern.Near? Near(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99)
    {
        var by = By(entity, source, SemanticKind.Location);
        var within = source.Amount("within", Units.Metres, "Write a distance such as 500m or 10km.");
        var where = conditions.Read(entity, source.Scalars("where"));
        var limit = source.Whole("limit", 1, MostRows) ?? Assumptions.SearchLimit;
        var columns = Return(entity, source);
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

    private AccessPattern.Traverse? Traverse(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99)
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
        var columns = Return(entity, source);
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

    private AccessPattern.Update Update(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99)
    {
        var set = new List<string>();
        if (!source.Has("set"))
        {
            errors.Add("missing-key", $"'{key.Text}' does not say what it changes", source.At, "Write 'set: [ATTRIBUTE, …]'.");
        }

        foreach (var scalar in source.Scalars("set"))
        {
            if (entity.Added.Contains(scalar.Text) && scalar.Text == "deleted_at" && !set.Contains(scalar.Text))
            {
                set.Add(scalar.Text);
            }
            else if (set.Contains(scalar.Text))
            {
                errors.Add("duplicate-name", $"'{scalar.Text}' is set twice", scalar.At, "Name it once.");
            }
            else if (entity.References.ContainsKey(scalar.Text) || Own(entity, scalar, "'set'") is not null)
            {
                set.Add(scalar.Text);
            }
        }

        return new(entity.Name)
        {
            Name = key.Text,
            TargetP95 = p95,
            TargetP99 = p99,
            Where = Where(entity, source, "update"),
            Set = set.ToSequence(),
        };
    }

    private AccessPattern.FreeSql Sql(YamlScalar key, YamlScalar text, MapReader source, TimeSpan p95, TimeSpan p99)
    {
        var parameters = new List<SqlParameterSource>();
        foreach (var (name, value) in source.Entries("parameters"))
        {
            var parts = (value as YamlScalar)?.Text.Split('.', 2);
            if (value is not YamlScalar path || parts is not [var from, var rest] || rest.Length == 0)
            {
                errors.Add(
                    "value",
                    $"The parameter '{name.Text}' needs the attribute that its values come from",
                    value.At,
                    "Write 'ENTITY.ATTRIBUTE', for example order.placed_at."
                );
            }
            else if (
                catalog.Known(from, path.At, "The parameter") is { } entity
                && catalog.Resolve(entity, rest, offset => path.Offset(from.Length + 1 + offset), "The parameter") is { } resolved
            )
            {
                parameters.Add(new(name.Text, new([from, .. resolved.Path.Path])));
            }
        }

        var used = SqlParameters.In(text.Text);
        foreach (var name in used.Where(n => !source.Entries("parameters").Any(p => p.Key.Text == n)))
        {
            errors.Add(
                "sql-parameter",
                $"The query has a parameter ':{name}' whose values come from nowhere",
                text.At,
                $"Write 'parameters: {{ {name}: ENTITY.ATTRIBUTE }}'."
            );
        }

        foreach (var (name, _) in source.Entries("parameters").Where(p => !used.Contains(p.Key.Text)))
        {
            errors.Unknown(
                "sql-parameter",
                $"The query has no parameter ':{DocumentErrors.Quote(name.Text)[1..^1]}'",
                name.Text,
                name.At,
                used,
                "It has"
            );
        }

        return new(text.Text.Trim())
        {
            Name = key.Text,
            TargetP95 = p95,
            TargetP99 = p99,
            Report = source.Flag("report") ?? false,
            Parameters = parameters.ToSequence(),
        };
    }

    private Sequence<Condition> Where(EntityDraft entity, MapReader source, string form)
    {
        if (!source.Has("where"))
        {
            errors.Add("missing-key", $"'{form}' without 'where' changes every row", source.At, "Write 'where: [id =]'.");
        }

        return conditions.Read(entity, source.Scalars("where"));
    }

    private Sequence<SortKey> Sort(EntityDraft entity, MapReader source)
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
                    $"'{path}' is a {SemanticTypes.NameOf(kind)}, which has no order",
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

    private Sequence<Expression.Reference> Return(EntityDraft entity, MapReader source)
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

    private AttributeDraft? Own(EntityDraft entity, YamlScalar scalar, string what)
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

    private string? By(EntityDraft entity, MapReader source, SemanticKind kind)
    {
        var type = SemanticTypes.NameOf(kind);
        if (
            source.Required("by", $"Name the {type} attribute.") is not { } scalar
            || Own(entity, scalar, "'by'") is not { } attribute
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
            $"'{attribute.Id}' is a {SemanticTypes.NameOf(attribute.Type.Kind)}, not a {type}",
            scalar.At,
            entity.Attributes.Find(a => a.Type.Kind == kind) is { } other
                ? $"Did you mean '{other.Name}'?"
                : $"Give '{entity.Name}' a {type} attribute."
        );
        return null;
    }
}
