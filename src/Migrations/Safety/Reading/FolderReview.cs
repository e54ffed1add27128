namespace Dbwright.Migrations;

/// <summary>
/// Reviews files on several processors. What files make of the schema is followed by each of them through all files, which takes little; the
/// rules, which take most of the time, are called by the one that comes to a piece first.
/// </summary>
internal sealed class FolderReview
{
    // Files in one piece, and the processors beyond which following the schema once more outweighs what is left of the rules for each.
    private const int Piece = 8;
    private const int MostWalkers = 4;

    private readonly LintTarget target;
    private readonly LintOptions options;
    private readonly SpeakingRule[]? everywhere;
    private readonly ReadPiece[] pieces;
    private readonly IReadOnlyList<LintFinding>[] found;
    private readonly int walkers;
    private int files;
    private int statements;
    private int suppressed;

    /// <summary>A review of files.</summary>
    /// <param name="files">The files in the order in which they run.</param>
    /// <param name="target">The server that they are written for.</param>
    /// <param name="options">What is known besides.</param>
    public FolderReview(IEnumerable<MigrationText> files, LintTarget target, LintOptions options)
    {
        this.target = target;
        this.options = options;
        everywhere = options.Rules.IsSameEverywhere ? SpeakingRule.Of(target, options, "") : null;
        var chunks = files.Chunk(Piece).ToArray();
        walkers = Math.Clamp(chunks.Length, 1, Math.Min(Environment.ProcessorCount, MostWalkers));
        pieces = Array.ConvertAll(chunks, c => new ReadPiece(c, target.Dialect, walkers));
        found = new IReadOnlyList<LintFinding>[pieces.Length];
    }

    /// <summary>Files whose findings are wanted.</summary>
    public int Files => files;

    /// <summary>Statements of all files.</summary>
    public int Statements => statements;

    /// <summary>Findings that the files themselves silence.</summary>
    public int Suppressed => suppressed;

    /// <summary>What was found, in the order of the files.</summary>
    public IEnumerable<LintFinding> Found => found.SelectMany(f => f);

    /// <summary>Reviews them.</summary>
    /// <returns>The schema behind the last file.</returns>
    public SchemaScope Run(CancellationToken cancellation)
    {
        var others = new Task[walkers - 1];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = Task.Run(() => Walk(isFirst: false, cancellation), cancellation);
        }

        var scope = Walk(isFirst: true, cancellation);
        Task.WhenAll(others).GetAwaiter().GetResult();
        return scope;
    }

    private SchemaScope Walk(bool isFirst, CancellationToken cancellation)
    {
        var scope = new SchemaScope(target.Dialect);
        for (var i = 0; i < pieces.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!isFirst && pieces[^1].IsClaimed)
            {
                break;
            }

            var isMine = pieces[i].Claim();
            var mine = new List<LintFinding>();
            foreach (var read in pieces[i].Files())
            {
                scope = read.File.StartsAnew ? new(target.Dialect) : scope;
                mine.AddRange(Review(read, scope, isMine));
                scope.EndFile();
            }

            if (isMine)
            {
                found[i] = mine;
            }
        }

        return scope;
    }

    private IReadOnlyList<LintFinding> Review(ReadFile read, SchemaScope scope, bool isMine)
    {
        var file = read.File;
        var isReported = isMine && file.IsReported;
        var review = new FileReview(
            read,
            scope,
            target,
            options,
            isReported ? everywhere ?? SpeakingRule.Of(target, options, file.Path) : []
        );
        var findings = review.Run();
        if (isMine)
        {
            Interlocked.Add(ref files, file.IsReported ? 1 : 0);
            Interlocked.Add(ref statements, review.Count);
            Interlocked.Add(ref suppressed, review.Suppressed);
        }

        return findings;
    }
}
