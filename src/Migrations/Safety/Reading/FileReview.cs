using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Reads one file, calls the rules and gathers what they find; without rules it only follows what the file makes of the schema.</summary>
internal sealed partial class FileReview
{
    private const int DeepestBody = 8;
    private const int Remembered = 2_500;
    private readonly List<Found> findings = [];
    private readonly List<SeenStatement> seen = [];
    private readonly List<TextSpan> statements = [];
    private readonly List<SqlNode> nodes = [];
    private SqlStatement? nodesOf;
    private readonly ReadFile read;
    private readonly SpeakingRule[] rules;
    private readonly SchemaWalk walk;
    private readonly Fingerprints fingerprints;
    private FileLines? lines;
    private SpeakingRule current = null!;
    private bool isInStatement;

    public FileReview(ReadFile read, SchemaScope scope, LintTarget target, LintOptions options, SpeakingRule[] rules)
    {
        this.read = read;
        Scope = scope;
        Target = target;
        Options = options;
        this.rules = rules;
        walk = new(scope);
        fingerprints = new(File.Name);
        Transactions = new(RunnerTransaction.Opens(read, target, options));
    }

    public MigrationText File => read.File;

    public SchemaScope Scope { get; }

    public LintTarget Target { get; }

    public LintOptions Options { get; }

    public TransactionWalk Transactions { get; }

    public IReadOnlyList<SeenStatement> Seen => seen;

    public int Count { get; private set; }

    public int Suppressed { get; private set; }

    private bool IsReviewed => rules.Length > 0;

    /// <summary>The locks that earlier statements of the file have taken.</summary>
    public HeldLocks Locks { get; } = new();

    /// <summary>Reads the file.</summary>
    /// <returns>What was found, in the order of the text.</returns>
    public IReadOnlyList<LintFinding> Run()
    {
        foreach (var (statement, error) in read.Statements)
        {
            Count++;
            if (IsReviewed)
            {
                statements.Add(statement.Span);
                Report(error, statement.Span);
            }

            Take(new(statement, File.Text, 0, StatementPlace.File, Transactions.Current), 0);
        }

        if (!IsReviewed)
        {
            return [];
        }

        Report(read.LastError, new(File.Text.Length, 0));
        var whole = new FileContext(this);
        foreach (var rule in rules)
        {
            current = rule;
            rule.Rule.CheckFile(whole);
        }

        return Kept(read.Comments);
    }

    /// <summary>A statement and all nodes below it, in a list that holds until those of another one are asked for.</summary>
    public IReadOnlyList<SqlNode> NodesOf(SqlStatement statement)
    {
        if (!ReferenceEquals(nodesOf, statement))
        {
            nodes.Clear();
            statement.GatherTo(nodes);
            nodesOf = statement;
        }

        return nodes;
    }

    /// <summary>A finding of a rule that looks at all files.</summary>
    public LintFinding Single(LintRule rule, Severity severity, TextSpan at, string title, string? rewrite)
    {
        current = new(rule, severity);
        ReportFile(at, title, rewrite, null);
        return findings[^1].Finding;
    }

    public void Report(
        StatementContext context,
        TextSpan at,
        string title,
        SqlObjectName? table,
        string? rewrite,
        LintFix? fix,
        Severity? severity
    )
    {
        var rule = current.Rule.Info;
        if (table is not null && IsQuiet(rule, table))
        {
            return;
        }

        if (Measured(context.Seen)?.Measure is { } measure && !MeasuredWork.Did(measure, rule.Work))
        {
            contradicted.Add(rule.Name);
            return;
        }

        var offset = context.Seen.Offset;
        var span = new TextSpan(at.Start + offset, at.Length);
        if (offset != 0 && fix is not null)
        {
            fix = fix with
            {
                Edits = fix.Edits.Select(e => e with { Span = new(e.Span.Start + offset, e.Span.Length) }).ToSequence(),
            };
        }

        var before = findings.Count;
        Add(span, context.Seen.Span, title, table?.ToString(), rewrite, Usable(fix, context.Transaction), severity);
        if (LocksOf(context) is { Length: > 0 } locks)
        {
            findings[before] = findings[before] with { Finding = findings[before].Finding with { Locks = locks } };
        }
    }

    // Only where the rule is about tables in use, and while the schema is still that before the statement.
    private string? LocksOf(StatementContext context) =>
        !isInStatement || current.Rule.Info.Exposure == Exposure.Anything ? null
        : Measured(context.Seen)?.Measure is { } measure && MeasuredWork.Describe(measure, Options.Measured!.Server) is { } seen
            ? seen
        : Target.Engine == LintEngines.PostgreSql
            ? context.Locks ??=
                LockTable.Find(context.Statement, Scope, Target, Transactions.Setting("timezone") is "UTC" or "utc")?.Describe()
                ?? ""
        : null;

    public void ReportFile(TextSpan at, string title, string? rewrite, LintFix? fix) =>
        Add(at, at, title, null, rewrite, fix, null, isFile: true);

    private void Report(SqlSyntaxError? error, TextSpan statement)
    {
        if (error is not null && Speaking<SyntaxRule>() is { } rule)
        {
            current = rule;
            Add(error.Span, statement, SyntaxRule.Describe(error), null, null, null, null);
        }
    }

    private bool IsQuiet(RuleInfo rule, SqlObjectName table) =>
        rule.Exposure != Exposure.Anything
        && (
            Scope.IsNew(table)
            || (
                rule.Exposure == Exposure.LargeTables && Options.Rows.Of(Scope.Key(table)) is { } rows && rows < Options.SmallRows
            )
        );

    // A fix that cannot run in a transaction is of use only where there is none, or where the file can keep the runner from opening one.
    private LintFix? Usable(LintFix? fix, TransactionInfo transaction)
    {
        if (File.LeftOut.Count > 0)
        {
            return null;
        }

        if (fix is not { NeedsNoTransaction: true } || !transaction.IsOpen)
        {
            return fix;
        }

        return transaction.IsRunner && File.NoTransaction is { } mark && !fix.Edits.Any(e => e.Span == mark.Span)
            ? fix with
            {
                Title = $"{fix.Title}, and open no transaction for the file",
                Edits = [.. fix.Edits, mark],
            }
            : null;
    }

    private void Add(
        TextSpan span,
        TextSpan statement,
        string title,
        string? subject,
        string? rewrite,
        LintFix? fix,
        Severity? severity,
        bool isFile = false
    )
    {
        lines ??= new(File);
        findings.Add(
            new(
                new LintFinding(current.Rule.Info, Loudness(severity), File.Path, span, title)
                {
                    Start = lines.At(span.Start),
                    End = lines.At(span.End),
                    Statement = statement,
                    StatementLine = lines.At(statement.Start).Line,
                    Subject = subject,
                    Rewrite = rewrite,
                    Fix = fix,
                    Fingerprint = fingerprints.Of(current.Rule.Info, statement.Of(File.Text)),
                },
                isFile
            )
        );
    }

    // What a rule says of one case moves with what the user says of the rule.
    private Severity Loudness(Severity? said) =>
        said is not { } severity ? current.Severity
        : current.Severity == current.Rule.Info.Severity ? severity
        : current.Severity;

    private void Take(SeenStatement statement, int depth)
    {
        var context = IsReviewed ? new StatementContext(this, statement) : null;
        if (context is not null)
        {
            isInStatement = true;
            foreach (var rule in rules)
            {
                if (statement.Place != StatementPlace.Routine || rule.Rule.ReadsRoutines)
                {
                    current = rule;
                    rule.Check(context);
                }
            }

            isInStatement = false;
            Confront(context, statement);
        }

        if (statement.Place != StatementPlace.Routine)
        {
            if (Target.Engine == LintEngines.PostgreSql && context is not null)
            {
                Locks.Take(context);
            }

            if (statement.Place == StatementPlace.File || statement.Statement is not SelectStatement)
            {
                walk.Take(statement.Statement, statement.Transaction.Number);
            }

            if (statement.Place == StatementPlace.File)
            {
                Transactions.Take(statement.Statement);
            }

            if (statement.Statement is not (SelectStatement or InsertStatement))
            {
                Remember(statement);
            }
        }

        if (depth < DeepestBody)
        {
            TakeBody(statement, depth);
        }
    }

    // Rules look back over as many statements; a file may have more of them than memory should hold.
    private void Remember(SeenStatement statement)
    {
        if (seen.Count == 2 * Remembered)
        {
            seen.RemoveRange(0, Remembered);
        }

        seen.Add(statement);
    }

    private void TakeBody(SeenStatement outer, int depth)
    {
        TextSpan? body = outer.Statement switch
        {
            DoStatement block => block.Body,
            CreateRoutineStatement routine => routine.Body,
            CreateTriggerStatement trigger => trigger.Body,
            _ => null,
        };
        var place =
            outer.Statement is DoStatement && outer.Place != StatementPlace.Routine
                ? StatementPlace.DoBlock
                : StatementPlace.Routine;
        if (body is not { } span || (outer.Statement is not DoStatement && !IsReviewed))
        {
            return;
        }

        var language = outer.Statement switch
        {
            DoStatement block => block.Language,
            CreateRoutineStatement routine => routine.Language,
            _ => "",
        };
        if (RoutineBody.Sql(outer.Text, span, language, Target.Dialect) is not { } sql)
        {
            return;
        }

        // Whatever is around it, a body runs as a whole.
        var transaction = outer.Transaction with
        {
            IsOpen = true,
            IsRunner = false,
        };

        // What could not be read there may be right: the words around it are not known here.
        var errors = new List<SqlSyntaxError>();
        foreach (var statement in SqlParser.Statements(sql, Target.Dialect, errors))
        {
            if (errors.Count == 0 && statement is not UnparsedStatement)
            {
                Take(new(statement, sql, outer.Offset + span.Start, place, transaction), depth + 1);
            }

            errors.Clear();
        }
    }

    private List<LintFinding> Kept(List<TextSpan> comments)
    {
        var suppressions = Suppression.Read(File, comments, statements);
        var kept = new List<LintFinding>();
        foreach (var (finding, isFile) in findings)
        {
            var silent = false;
            foreach (var suppression in suppressions)
            {
                if (suppression.Silences(finding.Rule, isFile ? null : finding.Statement))
                {
                    suppression.Use(finding.Rule);
                    silent = true;
                }
            }

            Suppressed += silent ? 1 : 0;
            if (!silent)
            {
                kept.Add(finding);
            }
        }

        findings.Clear();
        if (suppressions.Count > 0 && Speaking<UnusedSuppression>() is { } unused)
        {
            current = unused;
            foreach (var suppression in suppressions)
            {
                if (suppression.Unused(rules.Select(r => r.Rule.Info)) is { } title)
                {
                    Add(suppression.Span, suppression.Span, title, null, null, suppression.Removal(File.Text), null);
                }
            }
        }

        if (comments.Count > 0 && Speaking<UnknownDirective>() is { } unknown)
        {
            current = unknown;
            foreach (var (span, title) in Directives.Unknown(File.Text, comments))
            {
                Add(span, span, title, null, null, null, null);
            }
        }

        foreach (var complaint in findings)
        {
            kept.Add(complaint.Finding);
        }

        kept.Sort(
            (a, b) => a.Span.Start != b.Span.Start ? a.Span.Start - b.Span.Start : string.CompareOrdinal(a.Rule.Name, b.Rule.Name)
        );
        return kept;
    }

    private sealed record Found(LintFinding Finding, bool IsFile);
}
