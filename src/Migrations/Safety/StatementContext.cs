using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A statement with all that is known where it stands.</summary>
public sealed class StatementContext
{
    private readonly FileReview review;

    internal StatementContext(FileReview review, SeenStatement seen)
    {
        this.review = review;
        Seen = seen;
    }

    // What many rules go through, gathered by the first of them.
    internal DefinedColumn[]? Defined { get; set; }

    internal AddedColumn[]? Added { get; set; }

    internal WrittenType[]? Written { get; set; }

    // The locks that the statement takes, in words; empty for none.
    internal string? Locks { get; set; }

    /// <summary>The statement.</summary>
    public SqlStatement Statement => Seen.Statement;

    /// <summary>The statement and all nodes below it, each before those below it; gathered once for all rules.</summary>
    public IReadOnlyList<SqlNode> Nodes => review.NodesOf(Statement);

    /// <summary>The statement with its place and its transaction.</summary>
    public SeenStatement Seen { get; }

    /// <summary>The text that the statement's places belong to: the file, or the body of a routine in it.</summary>
    public string Text => Seen.Text;

    /// <summary>Where the statement stands.</summary>
    public StatementPlace Place => Seen.Place;

    /// <summary>The transaction that it runs in.</summary>
    public TransactionInfo Transaction => Seen.Transaction;

    /// <summary>The file.</summary>
    public MigrationText File => review.File;

    /// <summary>The schema before the statement.</summary>
    public SchemaScope Scope => review.Scope;

    /// <summary>The server that it is written for.</summary>
    public LintTarget Target => review.Target;

    /// <summary>What the review was told.</summary>
    public LintOptions Options => review.Options;

    /// <summary>
    /// The file's statements before this one, those of <c>do</c> blocks included; without queries and inserts, of which there may be very many,
    /// and in very long files without those that are more than 2,500 statements back.
    /// </summary>
    public IReadOnlyList<SeenStatement> Earlier => review.Seen;

    /// <summary>The value of a setting that the file has made; <see langword="null"/> for none.</summary>
    public string? Setting(string name) => review.Transactions.Setting(name);

    /// <summary>Whether a setting that the file has made is on or off; <see langword="null"/> where it does not say.</summary>
    public bool? Switch(string name) =>
        Setting(name)?.ToLowerInvariant() switch
        {
            null => null,
            "on" or "1" or "yes" or "true" => true,
            _ => false,
        };

    /// <summary>On PostgreSQL: whether an earlier statement of the file has taken a lock that keeps something out.</summary>
    public bool HasLocked => review.Locks.Any;

    /// <summary>
    /// On PostgreSQL: the keys of the tables that earlier statements of the open transaction keep locked against reads and writes.
    /// </summary>
    public IReadOnlyList<string> Held => review.Locks.In(Transaction);

    /// <summary>A node as it was written; nothing for one that a broken statement lacks.</summary>
    public string TextOf(SqlNode? node) => node is null ? "" : node.Span.Of(Text).ToString();

    /// <summary>A part of the text as it was written.</summary>
    public string TextOf(TextSpan span) => span.Of(Text).ToString();

    /// <summary>Where words stand in the statement, one after the other; <see langword="null"/> where they do not.</summary>
    public TextSpan? Find(params ReadOnlySpan<string> words) => StatementWords.Find(Text, Statement.Span, Target.Dialect, words);

    /// <summary>Where words stand in a part of the statement, one after the other; <see langword="null"/> where they do not.</summary>
    public TextSpan? FindIn(TextSpan part, params ReadOnlySpan<string> words) =>
        StatementWords.Find(Text, part, Target.Dialect, words);

    /// <summary>Keywords in the case in which the statement is written.</summary>
    public string InCase(string words) => TextOf(Statement) is [>= 'A' and <= 'Z', ..] ? words.ToUpperInvariant() : words;

    /// <summary>Whether the table is created by this file, so that nothing uses it and it is empty.</summary>
    public bool IsNew(SqlObjectName table) => Scope.IsNew(table);

    /// <summary>The rows of a table, where a snapshot tells; <see langword="null"/> otherwise.</summary>
    public long? Rows(SqlObjectName table) => Options.Rows.Of(Scope.Key(table));

    /// <summary>Reports what was found at a node of the statement.</summary>
    /// <param name="at">The node.</param>
    /// <param name="title">What is the case, with the names of the objects; one line.</param>
    /// <param name="table">
    /// The table it is about: by the rule's <see cref="Exposure"/> new and small tables make no findings.
    /// </param>
    /// <param name="rewrite">What to write instead, with the names of the objects: complete SQL, or whole sentences.</param>
    /// <param name="fix">The rewrite as edits of <see cref="Text"/>.</param>
    /// <param name="severity">When it matters more or less than usual.</param>
    public void Report(
        SqlNode at,
        string title,
        SqlObjectName? table = null,
        string? rewrite = null,
        LintFix? fix = null,
        Severity? severity = null
    ) => Report(at.Span, title, table, rewrite, fix, severity);

    /// <summary>Reports what was found at a part of the text; otherwise like the other.</summary>
    /// <param name="at">The part.</param>
    /// <param name="title">What is the case.</param>
    /// <param name="table">The table it is about.</param>
    /// <param name="rewrite">What to write instead.</param>
    /// <param name="fix">The rewrite as edits.</param>
    /// <param name="severity">When it matters more or less than usual.</param>
    public void Report(
        TextSpan at,
        string title,
        SqlObjectName? table = null,
        string? rewrite = null,
        LintFix? fix = null,
        Severity? severity = null
    ) => review.Report(this, at, title, table, rewrite, fix, severity);
}

/// <summary>A file of which all statements have been read.</summary>
public sealed class FileContext
{
    private readonly FileReview review;

    internal FileContext(FileReview review) => this.review = review;

    /// <summary>The file.</summary>
    public MigrationText File => review.File;

    /// <summary>The schema behind the file.</summary>
    public SchemaScope Scope => review.Scope;

    /// <summary>The server that it is written for.</summary>
    public LintTarget Target => review.Target;

    /// <summary>What the review was told.</summary>
    public LintOptions Options => review.Options;

    /// <summary>
    /// Its statements, those of <c>do</c> blocks included; without queries and inserts, of which there may be very many, and of a very long
    /// file the last 2,500 at least.
    /// </summary>
    public IReadOnlyList<SeenStatement> Statements => review.Seen;

    /// <summary>How many statements it has.</summary>
    public int Count => review.Count;

    /// <summary>What a statement behind the last one would run in.</summary>
    public TransactionInfo Transaction => review.Transactions.Current;

    /// <summary>Whether the file creates the table.</summary>
    public bool IsNew(SqlObjectName table) => Scope.IsNew(table);

    /// <summary>Reports what was found at a statement.</summary>
    /// <param name="seen">The statement.</param>
    /// <param name="title">What is the case, with the names of the objects; one line.</param>
    /// <param name="table">The table it is about.</param>
    /// <param name="rewrite">What to write instead.</param>
    /// <param name="fix">The rewrite as edits of the statement's text.</param>
    /// <param name="at">The part of the statement's text; the whole statement when not said.</param>
    public void Report(
        SeenStatement seen,
        string title,
        SqlObjectName? table = null,
        string? rewrite = null,
        LintFix? fix = null,
        TextSpan? at = null
    ) => review.Report(new(review, seen), at ?? seen.Statement.Span, title, table, rewrite, fix, null);

    /// <summary>Reports what was found of the file as a whole.</summary>
    /// <param name="title">What is the case; one line.</param>
    /// <param name="rewrite">What to write instead.</param>
    /// <param name="fix">The rewrite as edits of the file.</param>
    /// <param name="at">The part of the file; its beginning when not said.</param>
    public void Report(string title, string? rewrite = null, LintFix? fix = null, TextSpan? at = null) =>
        review.ReportFile(at ?? new(0, 0), title, rewrite, fix);
}

/// <summary>All files, when all have been read.</summary>
public sealed class FolderContext
{
    private readonly Action<MigrationText, TextSpan, string, string?> report;

    internal FolderContext(
        IReadOnlyList<FolderEntry> entries,
        SchemaScope scope,
        LintTarget target,
        LintOptions options,
        Action<MigrationText, TextSpan, string, string?> report
    )
    {
        Entries = entries;
        Scope = scope;
        Target = target;
        Options = options;
        this.report = report;
    }

    /// <summary>The files in the order in which they run, then those that do not run.</summary>
    public IReadOnlyList<FolderEntry> Entries { get; }

    /// <summary>The schema behind the last file.</summary>
    public SchemaScope Scope { get; }

    /// <summary>The server that they are written for.</summary>
    public LintTarget Target { get; }

    /// <summary>What the review was told.</summary>
    public LintOptions Options { get; }

    /// <summary>Reports what was found of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="title">What is the case; one line.</param>
    /// <param name="rewrite">What to do instead.</param>
    /// <param name="at">The part of the file; its beginning when not said.</param>
    public void Report(MigrationText file, string title, string? rewrite = null, TextSpan? at = null) =>
        report(file, at ?? new(0, 0), title, rewrite);
}
