namespace Dbwright.Model;

/// <summary>How much a finding matters. <see cref="Error"/> fails a run, <see cref="Note"/> never does.</summary>
public enum Severity
{
    /// <summary>Worth knowing: an assumption, something read but not yet designed.</summary>
    Note,

    /// <summary>Probably wrong or costly; the run goes on.</summary>
    Warning,

    /// <summary>Wrong: input that cannot be used, or a claim that does not hold.</summary>
    Error,
}

/// <summary>A place in a text file.</summary>
/// <param name="File">The path as the user gave it; "-" for standard input.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in characters, counted from 1.</param>
public sealed record Location(string File, int Line, int Column)
{
    /// <summary>The form that editors and terminals understand: <c>file:line:column</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>What every stage returns about its input, so that one set of renderers serves all.</summary>
/// <param name="Rule">The rule's stable kebab-case name.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">One line that says what is the case.</param>
public sealed record Finding(string Rule, Severity Severity, string Title)
{
    /// <summary>Why it matters and what was expected; empty when the title says it all.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Where in the input, when it comes from a text.</summary>
    public Location? Location { get; init; }

    /// <summary>The stable path of the requirement or the qualified name of the object it is about.</summary>
    public string? Subject { get; init; }

    /// <summary>What to do or write instead.</summary>
    public string? Fix { get; init; }

    /// <summary>The documentation page of the rule, relative to <c>docs/</c>.</summary>
    public string? Page { get; init; }
}
