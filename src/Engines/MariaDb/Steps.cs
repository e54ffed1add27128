using System.Globalization;
using System.Text;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>Files of MariaDB statement by statement. Every definition is committed by itself.</summary>
internal sealed class MariaDbSteps : ISteps
{
    private const string Objects = """
        select 'table', table_name from information_schema.tables where table_schema = database() and table_type <> 'VIEW'
        union all select 'view', table_name from information_schema.views where table_schema = database()
        union all select lower(routine_type), routine_name from information_schema.routines where routine_schema = database()
        union all select 'trigger', trigger_name from information_schema.triggers where trigger_schema = database()
        union all select 'event', event_name from information_schema.events where event_schema = database()
        """;

    private readonly MariaDbNames names = new();

    /// <inheritdoc />
    public IEnumerable<Step> Read(string text) =>
        MariaDbScript.Split(text).Select(s => new Step(s.Offset, s.Text, KindOf(s.Text)));

    /// <summary>What the server says about every object whose name stands in the statement.</summary>
    /// <exception cref="EngineException">The server refuses to tell.</exception>
    public async Task<string?> StateAsync(ISession session, Step step, CancellationToken cancellation)
    {
        var words = MariaDbScript.Words(step.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = (await session.QueryAsync(Objects, [], cancellation))
            .Select(r => (Kind: (string)r[0]!, Name: (string)r[1]!))
            .Where(o => words.Contains(o.Name))
            .Order()
            .ToList();
        var state = new StringBuilder();
        foreach (var (kind, name) in named)
        {
            var shown = (await session.QueryAsync($"show create {kind} {names.Quote(name)}", [], cancellation))[0];
            state.Append(CultureInfo.InvariantCulture, $"{kind} {name}: {shown[kind is "table" or "view" ? 1 : 2]}\n");
        }

        return state.ToString();
    }

    /// <inheritdoc />
    public async Task<string?> HomeAsync(ISession session, string table, CancellationToken cancellation) =>
        (string?)(await session.QueryAsync("select database()", [], cancellation))[0][0];

    private static StepKind KindOf(string statement)
    {
        var words = MariaDbScript.Words(statement).Take(3).Select(w => w.ToLowerInvariant()).ToList();
        return words switch
        {
            ["begin", "not", ..] or ["call" or "execute", ..] => StepKind.Opaque,
            ["begin", ..] or ["start", "transaction", ..] => StepKind.Begin,
            ["commit", ..] => StepKind.Commit,
            ["rollback", ..] => words.Contains("to") ? StepKind.Plain : StepKind.Rollback,
            ["set" or "use" or "lock" or "unlock" or "prepare" or "deallocate", ..] => StepKind.Setting,
            ["create", "temporary", ..] => StepKind.Setting,
            ["insert" or "update" or "delete" or "replace" or "select" or "with" or "savepoint" or "values" or "do", ..] =>
                StepKind.Plain,
            ["truncate" or "analyze" or "optimize" or "check" or "repair" or "flush" or "grant" or "revoke", ..] =>
                StepKind.Repeatable,
            ["source" or "delimiter", ..] => StepKind.Client,
            _ => statement[0] == '\\' ? StepKind.Client : StepKind.Alone,
        };
    }
}
