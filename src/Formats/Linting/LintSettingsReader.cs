using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// Reads the part <c>lint</c> of <c>dbwright.yaml</c>:
/// <code>
/// lint:
///   engine: postgresql:16
///   fail_on: warning
///   rules:
///     index-without-concurrently: error
///     prefer-text: on
///   paths:
///     migrations/2019/**: { "*": off }
///   limits: { small_rows: 50000, index_columns: 3 }
///   required_columns: [id, created_at]
/// </code>
/// </summary>
public static class LintSettingsReader
{
    private static readonly string[] NameKeys = ["required_columns", "protected_tables", "forbidden_functions"];

    private static readonly string[] Keys =
    [
        "engine",
        "fail_on",
        "assume_in_transaction",
        "baseline",
        "rows",
        "rules",
        "paths",
        "limits",
        .. NameKeys,
    ];

    private static readonly string[] Words = ["on", "off", "note", "warning", "error"];

    private static readonly string[] Limits =
    [
        "small_rows",
        "index_columns",
        "table_indexes",
        "varchar_length",
        "written_rows",
        "transaction_statements",
        "conditions",
        "comment_length",
    ];

    /// <summary>The settings of a text; all empty without such a part.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <exception cref="Failure">It cannot be read (<see cref="ExitStatus.BadInput"/>), with all its errors.</exception>
    public static LintSettings Parse(string text, string file)
    {
        var errors = new DocumentErrors(file);
        var root = YamlTreeReader.Read(text, file, errors) as YamlMap;
        var settings = new LintSettings();
        if (root?.Entries.FirstOrDefault(e => e.Key.Text == "lint").Value is YamlMap lint)
        {
            settings = new SettingsPart(errors).Read(lint);
        }

        errors.ThrowIfAny();
        return settings;
    }

    private sealed class SettingsPart(DocumentErrors errors)
    {
        public LintSettings Read(YamlMap lint)
        {
            var settings = new LintSettings();
            foreach (var (key, value) in lint.Entries)
            {
                settings = key.Text switch
                {
                    "engine" => settings with { Engine = Text(value) },
                    "fail_on" => settings with { FailOn = OneOf(value, "error", "warning", "never") },
                    "assume_in_transaction" => settings with { AssumesTransaction = OneOf(value, "true", "false") is "true" },
                    "baseline" => settings with { Baseline = Text(value) },
                    "rows" => settings with { Rows = Text(value) },
                    "rules" => settings with { Rules = [.. Rules(value, null), .. settings.Rules] },
                    "paths" => settings with { Rules = [.. settings.Rules, .. Paths(value)] },
                    "limits" => settings with { Limits = LimitsOf(value) },
                    var name when NameKeys.Contains(name, StringComparer.Ordinal) => settings with
                    {
                        Names = [.. settings.Names, new(name, Names(name, value))],
                    },
                    _ => Unknown(settings, key),
                };
            }

            return settings;
        }

        private LintSettings Unknown(LintSettings settings, YamlScalar key)
        {
            errors.Add("unknown-key", $"lint has no key \"{key.Text}\"", key.At, Near(key.Text, Keys));
            return settings;
        }

        private Sequence<LintRuleSetting> Paths(YamlNode? node) =>
            node is YamlMap map ? map.Entries.SelectMany(e => Rules(e.Value, e.Key.Text)).ToSequence() : [];

        private Sequence<LintRuleSetting> Rules(YamlNode? node, string? path) =>
            node is YamlMap map
                ? map
                    .Entries.Select(e => new LintRuleSetting(e.Key.Text, OneOf(e.Value, Words) ?? "on", path, e.Key.At))
                    .ToSequence()
                : [];

        private Sequence<LintLimitSetting> LimitsOf(YamlNode? node)
        {
            var found = new List<LintLimitSetting>();
            foreach (var (key, value) in node is YamlMap map ? map.Entries : [])
            {
                if (!Limits.Contains(key.Text, StringComparer.Ordinal))
                {
                    errors.Add("unknown-key", $"There is no limit \"{key.Text}\"", key.At, Near(key.Text, Limits));
                }
                else if (long.TryParse(Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    found.Add(new(key.Text, number));
                }
                else
                {
                    errors.Add(
                        "limit",
                        $"The limit {key.Text} is a whole number",
                        key.At,
                        "Write it without signs, as in 10000."
                    );
                }
            }

            return found.ToSequence();
        }

        private Sequence<string> Names(string key, YamlNode? node)
        {
            var items = node is YamlList list ? list.Items : null;
            var names = items?.Select(Text).OfType<string>().ToSequence();
            if (node is not null && (names is null || names.Count < items!.Count))
            {
                errors.Add("value", $"{key} is a list of names", node.At, "Write it as in [orders, sales.items].");
            }

            return names ?? [];
        }

        private static string? Text(YamlNode? node) => (node as YamlScalar)?.Text;

        private string? OneOf(YamlNode? node, params string[] words)
        {
            if (Text(node) is { } text && words.Contains(text, StringComparer.Ordinal))
            {
                return text;
            }

            if (node is not null)
            {
                errors.Add("value", $"Expected one of {string.Join(", ", words)}", node.At, Near(Text(node) ?? "", words));
            }

            return null;
        }

        private static string Near(string word, string[] known) =>
            NearestName.Of(word, known) is { } near ? $"Did you mean {near}?" : $"Known are {string.Join(", ", known)}.";
    }
}
