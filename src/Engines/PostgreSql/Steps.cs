using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>Files of PostgreSQL statement by statement.</summary>
internal sealed class PostgreSqlSteps : ISteps
{
    // Enough words to tell any statement by, behind long names.
    private const int Words = 40;

    private const string Indexes = """
        select coalesce(string_agg(i.indexrelid::text, ',' order by i.indexrelid), '')
        from pg_index i
        where i.indisvalid and (i.indexrelid = to_regclass($1) or $2 and i.indrelid = to_regclass($1))
        """;

    private const string InvalidIndexes = """
        select i.indexrelid::regclass::text
        from pg_index i
        where not i.indisvalid and i.indexrelid = to_regclass($1)
        """;

    // reindex concurrently builds beside the old index, under a name of its own.
    private const string AbandonedCopies = """
        select i.indexrelid::regclass::text
        from pg_index i
        join pg_class c on c.oid = i.indexrelid
        where not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$'
          and (i.indrelid = to_regclass($1) or i.indrelid = (select o.indrelid from pg_index o where o.indexrelid = to_regclass($1)))
        """;

    private const string Home = """
        select coalesce(
            (select n.nspname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass($1)),
            current_schema()::text
        )
        """;

    private const string Partition = "select count(*)::text from pg_inherits where inhrelid = to_regclass($1)";

    private const string PendingPartition = """
        select inhparent::regclass::text, inhrelid::regclass::text
        from pg_inherits
        where inhrelid = to_regclass($1) and (to_jsonb(pg_inherits) ->> 'inhdetachpending')::boolean
        """;

    /// <inheritdoc />
    public IEnumerable<Step> Read(string text) =>
        PostgreSqlScript.Split(text).Select(s => new Step(s.Offset, s.Text, KindOf(s.Text)));

    /// <inheritdoc />
    public async Task<string?> StateAsync(ISession session, Step step, CancellationToken cancellation)
    {
        var tokens = TokensOf(step.Text);
        var (query, name, ofTable) = tokens switch
        {
            ["create", "index" or "unique", ..] => IndexOf(tokens) is { } index
                ? (Indexes, index, false)
                : (Indexes, TableOf(tokens), true),
            ["drop", "index", ..] => (Indexes, Behind(tokens, "concurrently"), false),
            ["alter", "table", ..] => (Partition, Behind(tokens, "partition"), false),
            [_, "database", ..] => (
                "select count(*)::text from pg_database where quote_ident(datname) = $1",
                Behind(tokens, "database"),
                false
            ),
            [_, "tablespace", ..] => (
                "select count(*)::text from pg_tablespace where quote_ident(spcname) = $1",
                Behind(tokens, "tablespace"),
                false
            ),
            [_, "subscription", ..] => (
                "select count(*)::text from pg_subscription where quote_ident(subname) = $1",
                Behind(tokens, "subscription"),
                false
            ),
            _ => ("", null, false),
        };
        if (name is null)
        {
            return null;
        }

        object?[] values = query == Indexes ? [name, ofTable] : [name];
        return (string?)(await session.QueryAsync(query, values, cancellation))[0][0];
    }

    /// <inheritdoc />
    // A schema that is called as the account takes the first place in the path as soon as it is there.
    public async Task<string?> HomeAsync(ISession session, string table, CancellationToken cancellation) =>
        (string?)(await session.QueryAsync(Home, [table], cancellation))[0][0];

    /// <inheritdoc />
    public async Task<Sequence<string>> RemainsAsync(ISession session, Step step, CancellationToken cancellation)
    {
        var tokens = TokensOf(step.Text);
        return tokens switch
        {
            ["create", "index" or "unique", ..] when IndexOf(tokens) is { } index => await DropsAsync(InvalidIndexes, index),
            ["reindex", ..] when Behind(tokens, "concurrently") is { } name => await DropsAsync(AbandonedCopies, name),
            ["alter", "table", ..] when Behind(tokens, "partition") is { } part => (
                await session.QueryAsync(PendingPartition, [part], cancellation)
            )
                .Select(r => $"alter table {r[0]} detach partition {r[1]} finalize")
                .ToSequence(),
            _ => [],
        };

        async Task<Sequence<string>> DropsAsync(string query, string name) =>
            (await session.QueryAsync(query, [name], cancellation)).Select(r => $"drop index concurrently {r[0]}").ToSequence();
    }

    private static string[] TokensOf(string statement) => [.. PostgreSqlTokens.Read(statement).Take(Words).Select(t => t.Text)];

    private static StepKind KindOf(string statement)
    {
        if (statement[0] == '\\')
        {
            return StepKind.Client;
        }

        var tokens = TokensOf(statement);
        var isConcurrent = tokens.Contains("concurrently");
        return tokens switch
        {
            ["begin", ..] or ["start", "transaction", ..] => StepKind.Begin,
            ["commit" or "end", not "prepared", ..] or ["commit" or "end"] => StepKind.Commit,
            ["rollback" or "abort", ..] => tokens.Contains("to") ? StepKind.Plain : StepKind.Rollback,
            ["set", "local" or "transaction" or "constraints", ..] => StepKind.Plain,
            ["set" or "reset" or "discard" or "listen" or "load", ..] => StepKind.Setting,
            // As dumps empty the search path.
            ["select", "set_config", ..] or ["select", "pg_catalog", ".", "set_config", ..] => StepKind.Setting,
            ["create", "temp" or "temporary", ..] => StepKind.Setting,
            ["copy", ..] => IsFromClient(statement) ? StepKind.Client : StepKind.Plain,
            ["call", ..] => StepKind.Opaque,
            ["do", ..] => statement.Contains("commit", StringComparison.OrdinalIgnoreCase) ? StepKind.Opaque : StepKind.Plain,
            ["create", "index", "concurrently", ..] or ["create", "unique", "index", "concurrently", ..] => StepKind.Alone,
            ["drop", "index", "concurrently", ..] => StepKind.Alone,
            ["alter", "table", ..] when isConcurrent && tokens.Contains("detach") => StepKind.Alone,
            ["create" or "drop", "database" or "tablespace" or "subscription", ..] => StepKind.Alone,
            ["reindex", ..] when isConcurrent || tokens is [_, "database" or "system" or "schema" or "(", ..] =>
                StepKind.Repeatable,
            ["vacuum", ..] or ["alter", "system", ..] or ["cluster"] => StepKind.Repeatable,
            ["alter", "database", _, "set", "tablespace", ..] => StepKind.Repeatable,
            _ => StepKind.Plain,
        };
    }

    private static bool IsFromClient(string statement) =>
        PostgreSqlTokens.Read(statement).Select(t => t.Text).SkipWhile(t => t != "from").Skip(1).FirstOrDefault() is "stdin";

    // create [unique] index concurrently [if not exists] [name] on [only] table
    private static string? IndexOf(string[] tokens) => Behind(tokens, "concurrently");

    private static string? TableOf(string[] tokens) => Behind(tokens, "on");

    // The name behind a word, with its schema, as the server takes it.
    private static string? Behind(string[] tokens, string word)
    {
        var at = Array.IndexOf(tokens, word) + 1;
        if (at == 0)
        {
            return null;
        }

        while (at < tokens.Length && tokens[at] is "if" or "not" or "exists" or "only")
        {
            at++;
        }

        var name = at < tokens.Length ? tokens[at] : null;
        return name is null or "on" ? null
            : at + 2 < tokens.Length && tokens[at + 1] == "." ? $"{name}.{tokens[at + 2]}"
            : name;
    }
}
