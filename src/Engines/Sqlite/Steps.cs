using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>Files of SQLite statement by statement. All but a few statements can be undone, definitions too.</summary>
internal sealed class SqliteSteps : ISteps
{
    /// <inheritdoc />
    public IEnumerable<Step> Read(string text) =>
        SqliteScript.Split(text).Select(s => new Step(s.Offset, s.Text, KindOf(s.Text)));

    /// <inheritdoc />
    public Task<string?> StateAsync(ISession session, Step step, CancellationToken cancellation) =>
        Task.FromResult<string?>(null);

    private static StepKind KindOf(string statement)
    {
        var words = statement.Split([' ', '\t', '\r', '\n', '('], 3, StringSplitOptions.RemoveEmptyEntries);
        return words[0].ToLowerInvariant() switch
        {
            "begin" => StepKind.Begin,
            "commit" or "end" => StepKind.Commit,
            "rollback" when !statement.Contains(" to ", StringComparison.OrdinalIgnoreCase) => StepKind.Rollback,
            "pragma" or "attach" or "detach" => StepKind.Setting,
            "vacuum" => StepKind.Repeatable,
            _ => statement[0] is '.' or '\\' ? StepKind.Client : StepKind.Plain,
        };
    }
}
