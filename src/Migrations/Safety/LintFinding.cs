using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A replacement of a part of a text.</summary>
/// <param name="Span">The part; empty to insert.</param>
/// <param name="Text">What comes in its place.</param>
public sealed record TextEdit(TextSpan Span, string Text)
{
    /// <summary>Inserts a text.</summary>
    public static TextEdit Insert(int at, string text) => new(new(at, 0), text);
}

/// <summary>A safe rewrite, ready to be applied.</summary>
/// <param name="Title">What it does, as an order: <c>Build the index concurrently</c>.</param>
/// <param name="Edits">The edits, none overlapping another.</param>
public sealed record LintFix(string Title, Sequence<TextEdit> Edits)
{
    /// <summary>
    /// Whether what it writes cannot run in a transaction. Where the runner opens one, the remark that keeps it from doing so is added; where
    /// that cannot be said in the file, or the file opens one itself, the fix is left out and its advice stays.
    /// </summary>
    public bool NeedsNoTransaction { get; init; }
}

/// <summary>What a rule has found.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">How much it matters here.</param>
/// <param name="File">The path of the file as the user gave it.</param>
/// <param name="Span">The part of the file's text.</param>
/// <param name="Title">One line that says what is the case, with the names of the objects.</param>
public sealed record LintFinding(RuleInfo Rule, Severity Severity, string File, TextSpan Span, string Title)
{
    /// <summary>The place of its first character.</summary>
    public required Location Start { get; init; }

    /// <summary>The place behind its last character.</summary>
    public required Location End { get; init; }

    /// <summary>The whole statement in which it lies; the same part as <see cref="Span"/> where there is none.</summary>
    public required TextSpan Statement { get; init; }

    /// <summary>The line of the first character of <see cref="Statement"/>.</summary>
    public required int StatementLine { get; init; }

    /// <summary>The table or other object that it is about, as written; <see langword="null"/> for none.</summary>
    public string? Subject { get; init; }

    /// <summary>What to write instead, with the names of the objects; <see langword="null"/> where the rule's own words are all there is.</summary>
    public string? Rewrite { get; init; }

    /// <summary>
    /// What the statement locks and does under its locks, in a sentence, where that is known and the rule is about it.
    /// </summary>
    public string? Locks { get; init; }

    /// <summary>The rewrite as edits of the text.</summary>
    public LintFix? Fix { get; init; }

    /// <summary>
    /// What stays the same when lines are moved: a hash of the rule, the file's name and the words of the statement. A baseline holds these.
    /// </summary>
    public required string Fingerprint { get; init; }
}
