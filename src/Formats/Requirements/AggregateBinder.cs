using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads <c>aggregate</c> patterns: groups, measures and their order.</summary>
internal sealed class AggregateBinder(DocumentErrors errors, EntityCatalog catalog, ConditionReader conditions)
{
    private const string MeasureForm = "Write count, count distinct PATH, sum(PATH), avg(PATH), min(PATH) or max(PATH).";
    private static readonly string[] Units = ["hour", "day", "week", "month", "year"];
    private static readonly string[] Functions = ["sum", "avg", "min", "max"];

    public AccessPattern.Aggregate Read(YamlScalar key, EntityDraft entity, MapReader source, TimeSpan p95, TimeSpan p99)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var groups = new List<GroupKey>();
        foreach (var scalar in source.Scalars("group"))
        {
            if (Group(entity, scalar) is { } group && Register(texts, scalar, group.Name))
            {
                groups.Add(group);
            }
        }

        if (!source.Has("measures"))
        {
            errors.Add(
                "missing-key",
                $"'{key.Text}' does not say what it computes",
                source.At,
                $"Write 'measures: [count]'. {MeasureForm}"
            );
        }

        var measures = new List<Measure>();
        foreach (var scalar in source.Scalars("measures"))
        {
            if (Measured(entity, scalar) is { } measure && Register(texts, scalar, measure.Name))
            {
                measures.Add(measure);
            }
        }

        return new(entity.Name)
        {
            Name = key.Text,
            TargetP95 = p95,
            TargetP99 = p99,
            Where = conditions.Read(entity, source.Scalars("where")),
            Group = groups.ToSequence(),
            Measures = measures.ToSequence(),
            Sort = Sort(source, texts),
            Limit = source.Whole("limit", 1, 1_000_000),
            Freshness = source.Duration("freshness"),
        };
    }

    /// <summary>Remembers by which texts a result column may be sorted.</summary>
    private bool Register(Dictionary<string, string> texts, YamlScalar scalar, string name)
    {
        if (texts.ContainsValue(name))
        {
            errors.Add("duplicate-name", $"{DocumentErrors.Quote(scalar.Text)} is given twice", scalar.At, "Name it once.");
            return false;
        }

        texts[Compact(scalar.Text)] = name;
        texts[name] = name;
        return true;
    }

    private GroupKey? Group(EntityDraft entity, YamlScalar scalar)
    {
        var (function, path, offset) = Split(scalar.Text);
        if (function is not null && !Units.Contains(function))
        {
            errors.Unknown(
                "aggregate",
                $"Nothing can be grouped by {DocumentErrors.Quote(function)}",
                function,
                scalar.At,
                Units,
                "The units of time are"
            );
            return null;
        }

        if (catalog.Resolve(entity, path, at => scalar.Offset(offset + at), "The group") is not { } resolved)
        {
            return null;
        }

        if (
            function is not null
            && resolved.Attribute is not { IsUnreadable: true }
            && resolved.Kind is not (SemanticKind.Timestamp or SemanticKind.Date)
        )
        {
            errors.Add(
                "aggregate",
                $"'{path}' is no timestamp or date, so it has no {function}",
                scalar.At,
                $"Group by '{path}' itself."
            );
            return null;
        }

        if (resolved.Kind is { } kind && (!SemanticTypes.IsOrdered(kind)))
        {
            errors.Add(
                "aggregate",
                $"'{path}' is of type {SemanticTypes.NameOf(kind)}, by which nothing can be grouped",
                scalar.At,
                "Group by another attribute."
            );
            return null;
        }

        var name = string.Join('_', resolved.Path.Path);
        return new(resolved.Path, function, function is null ? name : $"{name}_{function}");
    }

    private Measure? Measured(EntityDraft entity, YamlScalar scalar)
    {
        var text = scalar.Text.Trim();
        if (text is "count" or "count(*)")
        {
            return new("count", null, "count");
        }

        const string Distinct = "count distinct ";
        var (function, path, offset) = text.StartsWith(Distinct)
            ? ("count distinct", text[Distinct.Length..].Trim(), Distinct.Length)
            : Split(text);
        if (function is not "count distinct" && !Functions.Contains(function))
        {
            errors.Unknown(
                "aggregate",
                $"There is no measure {DocumentErrors.Quote(text)}",
                function ?? text,
                scalar.At,
                [.. Functions, "count", "count distinct"],
                MeasureForm + " They are"
            );
            return null;
        }

        if (catalog.Resolve(entity, path, at => scalar.Offset(offset + at), "The measure") is not { } resolved)
        {
            return null;
        }

        var isUnknown = resolved.Attribute is { IsUnreadable: true };
        if (
            !isUnknown
            && function is "sum" or "avg"
            && (resolved.Kind is not { } number || !(SemanticTypes.IsNumber(number) || number == SemanticKind.Duration))
        )
        {
            errors.Add(
                "aggregate",
                $"'{function}' needs a number, and '{path}' is {(resolved.Kind is { } other ? $"of type {SemanticTypes.NameOf(other)}" : "a reference")}",
                scalar.At,
                $"Count it: 'count distinct {path}'."
            );
            return null;
        }

        if (
            !isUnknown
            && function is "min" or "max"
            && (resolved.Kind is not { } ordered || !SemanticTypes.IsOrdered(ordered) || ordered == SemanticKind.Boolean)
        )
        {
            errors.Add(
                "aggregate",
                $"'{path}' has no order, so it has no {function}",
                scalar.At,
                $"Count it: 'count distinct {path}'."
            );
            return null;
        }

        return new(function!, resolved.Path, $"{function!.Replace(' ', '_')}_{string.Join('_', resolved.Path.Path)}");
    }

    private Sequence<SortKey> Sort(MapReader source, Dictionary<string, string> texts)
    {
        var keys = new List<SortKey>();
        foreach (var scalar in source.Scalars("sort"))
        {
            if (SortForm.Read(scalar, errors) is not var (text, isDescending))
            {
                continue;
            }

            if (!texts.TryGetValue(Compact(text), out var name))
            {
                errors.Unknown(
                    "unknown-path",
                    $"The result has no {DocumentErrors.Quote(text)} to sort by",
                    text,
                    scalar.At,
                    texts.Keys,
                    "Sort by a group or measure"
                );
                continue;
            }

            keys.Add(new(new([name]), isDescending));
        }

        return keys.ToSequence();
    }

    private static string Compact(string text) => text.StartsWith("count distinct ") ? text : text.Replace(" ", "");

    private static (string? Function, string Path, int Offset) Split(string text)
    {
        var open = text.IndexOf('(');
        return open > 0 && text.TrimEnd().EndsWith(')')
            ? (text[..open].Trim(), text[(open + 1)..text.LastIndexOf(')')].Trim(), open + 1)
            : (null, text.Trim(), 0);
    }
}
