using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads how values spread, and how columns go together.</summary>
internal static class SeedDistributions
{
    private static readonly string[] Kinds = ["uniform", "normal", "zipf", "pareto"];
    private static readonly string[] Keys = ["kind", "exponent", "shape", "mean", "deviation"];

    /// <summary><c>zipf</c>, or <c>{kind: zipf, exponent: 1.2}</c>.</summary>
    public static ColumnRule Read(ColumnRule rule, YamlNode node, DocumentErrors errors)
    {
        if (node is YamlScalar word)
        {
            return Kind(rule, word, errors);
        }

        var map = (YamlMap)node;

        foreach (var (key, value) in SeedRulesReader.Map(node, Keys, $"distribution of {rule.Path}", errors))
        {
            if (key.Text == "kind" && value is YamlScalar kind)
            {
                rule = Kind(rule, kind, errors);
            }
            else if (
                value is YamlScalar { Text: var text }
                && SeedRulesReader.Number(text) is { } number
                && (key.Text == "mean" || number > 0)
            )
            {
                rule = key.Text switch
                {
                    "mean" => rule with { Mean = number },
                    "deviation" => rule with { Deviation = number },
                    _ => rule with { Exponent = number },
                };
            }
            else
            {
                errors.Add("seed-rule", $"{key.Text} of {rule.Path} cannot be read", value.At, "Expected a number above 0.");
            }
        }

        if (rule.Distribution is null && !map.Entries.Any(e => e.Key.Text == "kind"))
        {
            errors.Add(
                "seed-rule",
                $"distribution of {rule.Path} has no kind",
                node.At,
                $"Write kind: {string.Join(", ", Kinds)}."
            );
        }

        return rule;
    }

    /// <summary><c>{with: total, coefficient: 0.8}</c>.</summary>
    public static ColumnRule Correlation(ColumnRule rule, YamlMap node, DocumentErrors errors)
    {
        string? with = null;
        double? coefficient = null;
        foreach (var (key, value) in SeedRulesReader.Map(node, ["with", "coefficient"], $"correlates of {rule.Path}", errors))
        {
            if (key.Text == "with")
            {
                with = (value as YamlScalar)?.Text;
            }
            else
            {
                coefficient =
                    value is YamlScalar text && SeedRulesReader.Number(text.Text) is >= -1 and <= 1 and var number
                        ? number
                        : null;
            }
        }

        if (with is null || coefficient is null)
        {
            errors.Add(
                "seed-rule",
                $"correlates of {rule.Path} cannot be read",
                node.At,
                "Expected {with: COLUMN, coefficient: 0.8}, the coefficient between -1 and 1."
            );
            return rule;
        }

        return rule with
        {
            Correlates = new(with, coefficient.Value),
        };
    }

    /// <summary><c>{column: country, values: {DE: [Berlin, Hamburg], FR: [Paris]}}</c>.</summary>
    public static ColumnRule Dependency(ColumnRule rule, YamlMap node, DocumentErrors errors)
    {
        foreach (var (key, value) in SeedRulesReader.Map(node, ["column", "values"], $"depends_on of {rule.Path}", errors))
        {
            rule = (key.Text, value) switch
            {
                ("column", YamlScalar column) => rule with { DependsOn = [column.Text] },
                ("values", YamlMap map) when map.Entries.All(e => Texts(e.Value).Count > 0) => rule with
                {
                    Given = map.Entries.Select(e => new GivenValues(e.Key.Text, Texts(e.Value))).ToSequence(),
                },
                _ => rule,
            };
        }

        if (rule.DependsOn.Count == 0 || rule.Given.Count == 0)
        {
            errors.Add(
                "seed-rule",
                $"depends_on of {rule.Path} cannot be read",
                node.At,
                "Expected {column: COLUMN, values: {VALUE: [a, b]}}."
            );
        }

        return rule;
    }

    private static Sequence<string> Texts(YamlNode node) =>
        node switch
        {
            YamlScalar one => [one.Text],
            YamlList list when list.Items.All(i => i is YamlScalar) => list.Items.Select(i => ((YamlScalar)i).Text).ToSequence(),
            _ => [],
        };

    private static ColumnRule Kind(ColumnRule rule, YamlScalar word, DocumentErrors errors)
    {
        if (Kinds.Contains(word.Text, StringComparer.Ordinal))
        {
            return rule with { Distribution = Enum.Parse<ValueDistribution>(word.Text, ignoreCase: true) };
        }

        errors.Unknown(
            "seed-rule",
            $"{rule.Path}: there is no distribution {DocumentErrors.Quote(word.Text)}",
            word.Text,
            word.At,
            Kinds
        );
        return rule;
    }
}
