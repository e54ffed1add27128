using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>What a project file says of a rule.</summary>
/// <param name="Name">The rule's name or another tool's for it; <c>*</c> for every rule.</param>
/// <param name="Word"><c>on</c>, <c>off</c>, <c>note</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="Path">The files of which it is said, as a pattern; <see langword="null"/> for all.</param>
/// <param name="At">Where it stands.</param>
public sealed record LintRuleSetting(string Name, string Word, string? Path, Location At);

/// <summary>A limit of the rules that count.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The limit.</param>
public sealed record LintLimitSetting(string Name, long Value);

/// <summary>Names that rules of policy go by.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Values">The names.</param>
public sealed record LintNamesSetting(string Name, Sequence<string> Values);

/// <summary>The part <c>lint</c> of a project file.</summary>
public sealed record LintSettings
{
    /// <summary>The engine, perhaps with its version.</summary>
    public string? Engine { get; init; }

    /// <summary><c>error</c>, <c>warning</c> or <c>never</c>.</summary>
    public string? FailOn { get; init; }

    /// <summary>Whether the runner opens a transaction for each file.</summary>
    public bool? AssumesTransaction { get; init; }

    /// <summary>The baseline's path, beside the project file.</summary>
    public string? Baseline { get; init; }

    /// <summary>The path of the rows of tables, beside the project file.</summary>
    public string? Rows { get; init; }

    /// <summary>What is said of rules, in the order of the file, those of paths last.</summary>
    public Sequence<LintRuleSetting> Rules { get; init; } = [];

    /// <summary>The limits.</summary>
    public Sequence<LintLimitSetting> Limits { get; init; } = [];

    /// <summary>The names, as <c>required_columns</c>.</summary>
    public Sequence<LintNamesSetting> Names { get; init; } = [];
}
