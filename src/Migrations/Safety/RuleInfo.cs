using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Which tables a rule speaks of; of the others its findings are left out.</summary>
public enum Exposure
{
    /// <summary>Any table, also one that the same file creates.</summary>
    Anything,

    /// <summary>Tables that were there before this file, for what matters because programs use them.</summary>
    TablesInUse,

    /// <summary>
    /// Tables that were there before this file and are not known to be small, for what takes time in proportion to the rows.
    /// </summary>
    LargeTables,
}

/// <summary>What a rule says of itself.</summary>
/// <param name="Name">Its kebab-case name: the problem in a few words. It never changes; what else it was called is an alias.</param>
/// <param name="Title">One line that says what is the case, without a full stop.</param>
public sealed record RuleInfo(string Name, string Title)
{
    /// <summary>Why it matters, in whole sentences; Markdown without headings.</summary>
    public required string Why { get; init; }

    /// <summary>What to do instead, in whole sentences; Markdown without headings.</summary>
    public required string Instead { get; init; }

    /// <summary>The engines it speaks of.</summary>
    public required LintEngines Engines { get; init; }

    /// <summary>The numbers of the catalogue of known dangers that it covers, for accounting only: <c>U-01</c>; several with commas.</summary>
    public required string Reference { get; init; }

    /// <summary>How much its findings matter where nobody says otherwise.</summary>
    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>Which tables it speaks of.</summary>
    public Exposure Exposure { get; init; } = Exposure.Anything;

    /// <summary>What it says that the server does.</summary>
    public ServerWork Work { get; init; }

    /// <summary>Whether it is a matter of taste or policy, so that it is silent until it is asked for by its name.</summary>
    public bool IsOptIn { get; init; }

    /// <summary>The oldest version that it speaks of: <c>PostgreSql 15</c> by <c>new(15, 0)</c>; for rules of one engine.</summary>
    public Version? Since { get; init; }

    /// <summary>The version from which on it is silent.</summary>
    public Version? Until { get; init; }

    /// <summary>What other tools call it: <c>squawk:require-concurrent-index-creation</c>, <c>eugene:E6</c>.</summary>
    public Sequence<string> Aliases { get; init; } = [];

    /// <summary>The documentation page, relative to <c>docs/</c>.</summary>
    public string Page => $"rules/{Name}.md";
}
