using Dbwright.Model;

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
    private readonly LintReport[] reports;
    private readonly int walkers;

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
        reports = new LintReport[pieces.Length];
    }

    /// <summary>Reviews them.</summary>
    /// <returns>What was found, and the schema behind the last file.</returns>
    public (LintReport Report, SchemaScope Scope) Run(CancellationToken cancellation)
    {
        var others = new Task[walkers - 1];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = Task.Run(() => Walk(isFirst: false, cancellation), cancellation);
        }

        var scope = Walk(isFirst: true, cancellation);
        Task.WhenAll(others).GetAwaiter().GetResult();
        var findings = reports.SelectMany(r => r.Findings).ToSequence();
        return (
            new(findings, reports.Sum(r => r.Files), reports.Sum(r => r.Statements))
            {
                Suppressed = reports.Sum(r => r.Suppressed),
            },
            scope
        );
    }

    private SchemaScope Walk(bool isFirst, CancellationToken cancellation)
    {
        var scope = new SchemaScope(target.Dialect);
        for (var i = 0; i < pieces.Length && (isFirst || !pieces[^1].IsClaimed); i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var isMine = pieces[i].Claim();
            var found = new List<LintFinding>();
            var (files, statements, suppressed) = (0, 0, 0);
            foreach (var read in pieces[i].Files())
            {
                scope = read.File.StartsAnew ? new(target.Dialect) : scope;
                var review = new FileReview(read, scope, target, options, isMine ? Speaking(read.File) : []);
                found.AddRange(review.Run());
                scope.EndFile();
                files += read.File.IsReported ? 1 : 0;
                statements += review.Count;
                suppressed += review.Suppressed;
            }

            if (isMine)
            {
                reports[i] = new(found.ToSequence(), files, statements) { Suppressed = suppressed };
            }
        }

        return scope;
    }

    private SpeakingRule[] Speaking(MigrationText file) =>
        !file.IsReported ? [] : everywhere ?? SpeakingRule.Of(target, options, file.Path);
}
