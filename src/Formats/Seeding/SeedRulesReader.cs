using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// Reads <c>seed.yaml</c>: rules for generated data beyond the schema.
/// <code>
/// tables:
///   orders: { rows: 100000 }
/// columns:
///   orders.code: { pattern: "[A-Z]{3}-[0-9]{5}" }
///   orders.channel: { values: [web, shop], distribution: zipf }
///   orders.weight: { range: [0, 30], nulls: 10% }
///   orders.total: { expression: "quantity * price" }
/// </code>
/// </summary>
public static class SeedRulesReader
{
    private static readonly string[] TopKeys = ["tables", "columns"];
    private static readonly string[] TableKeys = ["rows"];
    private static readonly string[] ColumnKeys = ["values", "pattern", "range", "expression", "nulls", "distribution"];
    private static readonly string[] Distributions = ["uniform", "normal", "zipf", "pareto"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="Failure">It cannot be read (<see cref="ExitStatus.BadInput"/>), with all its errors.</exception>
    public static SeedRules Read(string path) =>
        File.Exists(path)
            ? Parse(File.ReadAllText(path), path)
            : throw Failure.Because(
                ExitStatus.BadInput,
                "no-such-file",
                $"{path} does not exist.",
                "Expected a file with rules for seed."
            );

    /// <summary>Reads a text.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <exception cref="Failure">It cannot be read (<see cref="ExitStatus.BadInput"/>), with all its errors.</exception>
    public static SeedRules Parse(string text, string file)
    {
        var errors = new DocumentErrors(file);
        var tables = new List<TableRule>();
        var columns = new List<ColumnRule>();
        foreach (var (key, value) in Map(YamlTreeReader.Read(text, file, errors), TopKeys, "seed rules", errors))
        {
            foreach (var (name, rule) in Map(value, null, key.Text, errors))
            {
                if (key.Text == "tables")
                {
                    tables.Add(Table(name.Text, rule, errors));
                }
                else
                {
                    columns.Add(Column(name, rule, errors));
                }
            }
        }

        errors.ThrowIfAny();
        return new() { Tables = tables.ToSequence(), Columns = columns.ToSequence() };
    }

    private static TableRule Table(string name, YamlNode node, DocumentErrors errors)
    {
        var rule = new TableRule(name);
        foreach (var (_, value) in Map(node, TableKeys, $"the table {name}", errors))
        {
            if (
                value is YamlScalar scalar
                && long.TryParse(
                    scalar.Text.Replace("_", "", StringComparison.Ordinal),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var rows
                )
            )
            {
                rule = rule with { Rows = rows };
            }
            else
            {
                errors.Add("seed-rule", $"rows of {name} is no whole number", value.At);
            }
        }

        return rule;
    }

    private static ColumnRule Column(YamlScalar path, YamlNode node, DocumentErrors errors)
    {
        var rule = new ColumnRule(path.Text);
        if (!path.Text.Contains('.', StringComparison.Ordinal))
        {
            errors.Add("seed-rule", $"{path.Text} is no column", path.At, "Write table.column.");
        }

        foreach (var (key, value) in Map(node, ColumnKeys, $"the column {path.Text}", errors))
        {
            rule = (key.Text, value) switch
            {
                ("values", YamlList { Items.Count: > 0 } list) when list.Items.All(i => i is YamlScalar) => rule with
                {
                    Values = list.Items.Select(i => ((YamlScalar)i).Text).ToSequence(),
                },
                ("pattern", YamlScalar text) => rule with { Pattern = text.Text },
                ("expression", YamlScalar text) => rule with { Expression = text.Text },
                ("range", YamlList { Items: [YamlScalar low, YamlScalar high] }) => rule with
                {
                    Minimum = low.IsNothing ? null : low.Text,
                    Maximum = high.IsNothing ? null : high.Text,
                },
                ("nulls", YamlScalar share) when Share(share.Text) is { } number => rule with { NullShare = number },
                ("distribution", YamlScalar word) when Distributions.Contains(word.Text, StringComparer.Ordinal) => rule with
                {
                    Distribution = Enum.Parse<ValueDistribution>(word.Text, ignoreCase: true),
                },
                _ => Wrong(rule, key, value, errors),
            };
        }

        return rule;
    }

    private static ColumnRule Wrong(ColumnRule rule, YamlScalar key, YamlNode value, DocumentErrors errors)
    {
        var expected = key.Text switch
        {
            "values" => "a list: [a, b]",
            "range" => "two values: [0, 100]",
            "nulls" => "a share: 10% or 0.1",
            "distribution" => string.Join(", ", Distributions),
            _ => "a text",
        };
        errors.Add("seed-rule", $"{key.Text} of {rule.Path} cannot be read", value.At, $"Expected {expected}.");
        return rule;
    }

    private static double? Share(string text)
    {
        var isPercent = text.EndsWith('%');
        return
            double.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && (isPercent ? number / 100 : number) is >= 0 and <= 1 and var share
            ? share
            : null;
    }

    private static IEnumerable<(YamlScalar Key, YamlNode Value)> Map(
        YamlNode? node,
        string[]? keys,
        string what,
        DocumentErrors errors
    )
    {
        switch (node)
        {
            case YamlMap map:
                foreach (var entry in map.Entries)
                {
                    if (keys is not null && !keys.Contains(entry.Key.Text, StringComparer.Ordinal))
                    {
                        errors.Unknown(
                            "unknown-key",
                            $"{what} has no key '{entry.Key.Text}'",
                            entry.Key.Text,
                            entry.Key.At,
                            keys
                        );
                        continue;
                    }

                    yield return entry;
                }

                break;
            case null or YamlScalar { IsNothing: true }:
                break;
            default:
                errors.Add("seed-rule", $"{what} is {node.Kind}, not a mapping", node.At);
                break;
        }
    }
}
