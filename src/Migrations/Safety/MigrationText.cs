using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A file of migrations as its runner sees it.</summary>
/// <param name="Path">Its path as the user gave it; <c>-</c> for standard input.</param>
/// <param name="Text">What runs of it on the way up; what does not is blank, so that places are those of the file.</param>
public sealed record MigrationText(string Path, string Text)
{
    /// <summary>The tool whose file it is, for people; empty when nobody knows.</summary>
    public string Tool { get; init; } = "";

    /// <summary>Whether the tool runs it as one transaction; <see langword="null"/> when nobody knows.</summary>
    public bool? IsOneTransaction { get; init; }

    /// <summary>The edit that keeps the tool from opening a transaction; <see langword="null"/> where the file cannot say it.</summary>
    public TextEdit? NoTransaction { get; init; }

    /// <summary>Whether findings in it are wanted; of others only what they create is taken.</summary>
    public bool IsReported { get; init; } = true;

    /// <summary>Its version as the tool reads it from the name; empty when the file has none.</summary>
    public string Version { get; init; } = "";

    /// <summary>Whether what the files before it have made does not count for it and those behind it: a baseline makes it anew.</summary>
    public bool StartsAnew { get; init; }

    /// <summary>The whole text of the file, where parts of it are blank in <see cref="Text"/>.</summary>
    public string? Whole { get; init; }

    /// <summary>Where lines of the file are missing in <see cref="Text"/>, in their order; such a file is not rewritten.</summary>
    public Sequence<LeftOut> LeftOut { get; init; } = [];

    /// <summary>The name of the file without its folder.</summary>
    public string Name => Path[(Path.LastIndexOfAny(['/', '\\']) + 1)..];
}

/// <summary>Lines of a file that were left out while reading it: rows of a dump.</summary>
/// <param name="At">The place in the text before which they stood.</param>
/// <param name="Lines">How many.</param>
public sealed record LeftOut(int At, int Lines);

/// <summary>A file of a folder with what the tool makes of its name.</summary>
/// <param name="File">The file.</param>
/// <param name="Way">What it does.</param>
public sealed record FolderEntry(MigrationText File, MigrationWay Way)
{
    /// <summary>Its version as written; empty when it has none.</summary>
    public string Version => File.Version;

    /// <summary>Whether the file itself has a section that undoes it.</summary>
    public bool HasDown { get; init; }

    /// <summary>What became of the file since the revision that the review is told of; <see cref="FileHistory.Unknown"/> without one.</summary>
    public FileHistory History { get; init; }
}

/// <summary>What became of a file since a revision.</summary>
public enum FileHistory
{
    /// <summary>Nobody asked.</summary>
    Unknown,

    /// <summary>It is as it was.</summary>
    Unchanged,

    /// <summary>It was not there.</summary>
    Added,

    /// <summary>It was there and is another now.</summary>
    Edited,
}

/// <summary>What a file of a folder of migrations does.</summary>
public enum MigrationWay
{
    /// <summary>It leads to a newer schema.</summary>
    Up,

    /// <summary>It undoes another.</summary>
    Down,

    /// <summary>It runs again whenever it changes.</summary>
    Repeatable,

    /// <summary>It stands for all versions up to its own.</summary>
    Baseline,

    /// <summary>The tool would not run it.</summary>
    Unknown,
}

/// <summary>Where a statement stands.</summary>
public enum StatementPlace
{
    /// <summary>In the file itself.</summary>
    File,

    /// <summary>In a <c>do</c> block, which runs with the file.</summary>
    DoBlock,

    /// <summary>In the body of a function, procedure, trigger or event, which the migration does not run.</summary>
    Routine,
}

/// <summary>A statement that was read, with what was the case when it stood there.</summary>
/// <param name="Statement">The statement; its places are those of <see cref="Text"/>.</param>
/// <param name="Text">The text that it was read from: the file, or the body of a routine in it.</param>
/// <param name="Offset">Where <see cref="Text"/> begins in the file.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Transaction">The transaction that it runs in.</param>
public sealed record SeenStatement(
    SqlStatement Statement,
    string Text,
    int Offset,
    StatementPlace Place,
    TransactionInfo Transaction
)
{
    /// <summary>The part of the file.</summary>
    public TextSpan Span => new(Statement.Span.Start + Offset, Statement.Span.Length);
}

/// <summary>The transaction that a statement runs in.</summary>
/// <param name="Number">Two statements of a file run in the same transaction when their numbers are equal.</param>
/// <param name="IsOpen">Whether more than the one statement may run in it.</param>
/// <param name="IsRunner">Whether the runner has opened it, or would have.</param>
public sealed record TransactionInfo(int Number, bool IsOpen, bool IsRunner);

/// <summary>What a review has found.</summary>
/// <param name="Findings">The findings in the order of files and places.</param>
/// <param name="Files">How many files were reviewed.</param>
/// <param name="Statements">How many statements were read.</param>
public sealed record LintReport(Sequence<LintFinding> Findings, int Files, int Statements)
{
    /// <summary>How many findings remarks in the files keep silent.</summary>
    public int Suppressed { get; init; }
}
