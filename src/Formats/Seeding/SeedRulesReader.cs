using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// Reads <c>seed.yaml</c>: rules for generated data beyond the schema.
/// <code>
/// tables:
///   orders: { rows: 100000 }
///   customers: { subset: 5% }
/// columns:
///   orders.code: { pattern: "[A-Z]{3}-[0-9]{5}" }
///   orders.channel: { values: [web, shop], distribution: zipf }
///   orders.weight: { range: [0, 30], nulls: 10% }
///   orders.total: { expression: "quantity * price" }
///   orders.customer_id: { distribution: { kind: zipf, exponent: 1.2 } }
///   orders.tax: { range: [0, 90], correlates: { with: total, coefficient: 0.8 } }
///   orders.currency: { depends_on: country }
///   customers.email: { mask: fake }
///   customers.born: { mask: { kind: shift, days: 90 } }
/// </code>
/// </summary>
public static class SeedRulesReader
{
    private static readonly string[] TopKeys = ["locale", "tables", "columns"];
    private static readonly string[] TableKeys = ["rows", "subset", "locale"];
    private static readonly string[] ColumnKeys =
    [
        "values",
        "pattern",
        "range",
        "expression",
        "nulls",
        "distribution",
        "distinct",
        "correlates",
        "depends_on",
        "mask",
        "locale",
    ];
    private static readonly string[] MaskKeys = ["kind", "days"];

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
        Sequence<string> locale = [];
        foreach (var (key, value) in Map(YamlTreeReader.Read(text, file, errors), TopKeys, "seed rules", errors))
        {
            if (key.Text == "locale")
            {
                locale = Locale(value, "the file", errors);
                continue;
            }

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
        return new()
        {
            Locale = locale,
            Tables = tables.ToSequence(),
            Columns = columns.ToSequence(),
        };
    }

    private static TableRule Table(string name, YamlNode node, DocumentErrors errors)
    {
        var rule = new TableRule(name);
        foreach (var (key, value) in Map(node, TableKeys, $"the table {name}", errors))
        {
            if (key.Text == "locale")
            {
                rule = rule with { Locale = Locale(value, name, errors) };
            }
            else if (key.Text == "subset")
            {
                if (value is YamlScalar { IsNothing: false, Text: var part })
                {
                    rule = rule with { Subset = Subset(part) };
                }
                else
                {
                    errors.Add(
                        "seed-rule",
                        $"subset of {name} cannot be read",
                        value.At,
                        "Expected a share (5%), a number of rows, a condition (country = 'DE'), all or none."
                    );
                }
            }
            else if (
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
                ("values", YamlMap { Entries.Count: > 0 } shares)
                    when shares.Entries.All(e => e.Value is YamlScalar s && Share(s.Text) is not null) => rule with
                {
                    Values = shares.Entries.Select(e => e.Key.Text).ToSequence(),
                    Weights = shares.Entries.Select(e => Share(((YamlScalar)e.Value).Text)!.Value).ToSequence(),
                },
                ("distinct", YamlScalar number) when Number(number.Text) is { } count && count >= 1 && count % 1 == 0 => rule with
                {
                    Distinct = (long)count,
                },
                ("distribution", YamlScalar or YamlMap) => SeedDistributions.Read(rule, value, errors),
                ("correlates", YamlMap map) => SeedDistributions.Correlation(rule, map, errors),
                ("depends_on", YamlScalar column) => rule with { DependsOn = [column.Text] },
                ("depends_on", YamlList { Items.Count: > 0 } list) when list.Items.All(i => i is YamlScalar) => rule with
                {
                    DependsOn = list.Items.Select(i => ((YamlScalar)i).Text).ToSequence(),
                },
                ("depends_on", YamlMap map) => SeedDistributions.Dependency(rule, map, errors),
                ("mask", YamlScalar word) when Enum.TryParse<MaskKind>(word.Text, ignoreCase: true, out var kind) => rule with
                {
                    Mask = new(kind),
                },
                ("mask", YamlMap map) => Mask(rule, map, errors),
                ("locale", _) => rule with { Locale = Locale(value, rule.Path, errors) },
                _ => Wrong(rule, key, value, errors),
            };
        }

        return rule;
    }

    private static Sequence<string> Locale(YamlNode node, string of, DocumentErrors errors)
    {
        switch (node)
        {
            case YamlScalar { IsNothing: false, Text: var one }:
                return [one];
            case YamlList { Items.Count: > 0 } list when list.Items.All(i => i is YamlScalar):
                return list.Items.Select(i => ((YamlScalar)i).Text).ToSequence();
            default:
                errors.Add(
                    "seed-rule",
                    $"locale of {of} cannot be read",
                    node.At,
                    "Expected a language or a list of them: de, or [de, fr]."
                );
                return [];
        }
    }

    /// <summary>Which rows of a table are taken: <c>5%</c>, <c>200</c>, <c>all</c>, <c>none</c>, or a condition in SQL.</summary>
    public static SubsetRule Subset(string text) =>
        text.Trim() switch
        {
            "all" => SubsetRule.All,
            "none" => SubsetRule.None,
            var share when share.EndsWith('%') && Share(share) is { } part => new() { Share = part },
            var number
                when long.TryParse(
                    number.Replace("_", "", StringComparison.Ordinal),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var count
                ) => new() { Count = count },
            var condition => new() { Condition = condition },
        };

    private static ColumnRule Mask(ColumnRule rule, YamlMap map, DocumentErrors errors)
    {
        MaskKind? kind = null;
        var days = new MaskRule(MaskKind.Shift).Days;
        foreach (var (key, value) in Map(map, MaskKeys, $"mask of {rule.Path}", errors))
        {
            switch (key.Text, value)
            {
                case ("kind", YamlScalar word) when Enum.TryParse<MaskKind>(word.Text, ignoreCase: true, out var known):
                    kind = known;
                    break;
                case ("days", YamlScalar number) when Number(number.Text) is >= 1 and <= 36_500 and var count:
                    days = (int)count;
                    break;
                default:
                    Wrong(rule, key, value, errors);
                    break;
            }
        }

        return rule with
        {
            Mask = new(kind ?? MaskKind.Shift) { Days = days },
        };
    }

    private static ColumnRule Wrong(ColumnRule rule, YamlScalar key, YamlNode value, DocumentErrors errors)
    {
        var expected = key.Text switch
        {
            "values" => "a list: [a, b], or shares: {a: 70%, b: 30%}",
            "range" => "two values: [0, 100]",
            "nulls" => "a share: 10% or 0.1",
            "distinct" => "a whole number above 0",
            "correlates" => "{with: COLUMN, coefficient: 0.8}",
            "mask" => "keep, null, hash, fake, shift or redact, or {kind: shift, days: 30}",
            "depends_on" => "a column, or {column: COLUMN, values: {VALUE: [a, b]}}",
            _ => "a text",
        };
        errors.Add("seed-rule", $"{key.Text} of {rule.Path} cannot be read", value.At, $"Expected {expected}.");
        return rule;
    }

    /// <summary>A number, or none.</summary>
    internal static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    private static double? Share(string text)
    {
        var isPercent = text.EndsWith('%');
        return
            double.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && (isPercent ? number / 100 : number) is >= 0 and <= 1 and var share
            ? share
            : null;
    }

    /// <summary>The entries of a mapping; what it is not, and keys it does not know, are errors.</summary>
    internal static IEnumerable<(YamlScalar Key, YamlNode Value)> Map(
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
