using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What people say about a change; nothing of it is invented.</summary>
/// <param name="Why">Why it is done, as a sentence.</param>
/// <param name="Issue">Where it was asked for.</param>
/// <param name="Author">Who wrote it.</param>
public sealed record ChangeReason(string? Why = null, string? Issue = null, string? Author = null)
{
    /// <summary>What is missing of it: nobody's reason is ever invented.</summary>
    /// <param name="header">Where it would stand: <c>The headers of the files say</c>.</param>
    public Sequence<Finding> Missing(string header) =>
        Why is null
            ?
            [
                new("why-missing", Severity.Warning, "Nobody said why this is done.")
                {
                    Detail = $"{header} so. In a year somebody will ask.",
                    Fix = "--why \"…\" (and --issue, --author).",
                },
            ]
            : [];
}
