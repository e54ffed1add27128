using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads the access patterns.</summary>
internal sealed class PatternBinder(DocumentErrors errors, EntityCatalog catalog, Quality quality)
{
    private readonly PatternParts parts = new(errors, catalog);

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
            "search" => new SearchBinder(errors, parts).Search(key, entity!, source, p95, p99),
            "similar" => new SearchBinder(errors, parts).Similar(key, entity!, source, p95, p99),
            "near" => new SearchBinder(errors, parts).Near(key, entity!, source, p95, p99),
            "traverse" => new SearchBinder(errors, parts).Traverse(key, entity!, source, p95, p99),
            "aggregate" => new AggregateBinder(errors, catalog, parts.Conditions).Read(key, entity!, source, p95, p99),
            "insert" => new AccessPattern.Insert(entity!.Name)
            {
                Name = key.Text,
                TargetP95 = p95,
                TargetP99 = p99,
            },
            "update" => new WriteBinder(errors, parts).Update(key, entity!, source, p95, p99),
            "delete" => new WriteBinder(errors, parts).Delete(key, entity!, source, p95, p99),
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
            Where = parts.Conditions.Read(entity, source.Scalars("where")),
            Sort = parts.Sort(entity, source),
            Limit = source.Whole("limit", 1, PatternParts.MostRows),
            Return = parts.Return(entity, source),
            Paged = source.Flag("pages") ?? false,
        };
        if (find is { Paged: true, Limit: null } or { Paged: true, Sort.Count: 0 })
        {
            errors.Add("conflict", "Pages need an order and a size", source.Scalar("pages")!.At, "Add 'sort' and 'limit'.");
        }

        return find;
    }

    private AccessPattern.FreeSql Sql(YamlScalar key, YamlScalar text, MapReader source, TimeSpan p95, TimeSpan p99)
    {
        var parameters = new List<SqlParameterSource>();
        foreach (var (name, value) in source.Entries("parameters"))
        {
            var names = (value as YamlScalar)?.Text.Split('.', 2);
            if (value is not YamlScalar path || names is not [var from, var rest] || rest.Length == 0)
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
}
