using System.Globalization;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// What a run keeps in the database itself while it fills it, in the table <c>dbwright_seed</c>: the schema as it was before the foreign
/// keys went, and each chunk in the transaction that loads it. A run that was killed is gone on with, and no constraint is forgotten.
/// </summary>
internal sealed class SeedJournal
{
    private const string Name = "dbwright_seed";
    private readonly HashSet<(string Table, long From)> done = [];
    private readonly string options;
    private readonly Engine engine;

    private SeedJournal(string options, Engine engine)
    {
        this.options = options;
        this.engine = engine;
        Names = engine.Require<INames>();
    }

    private INames Names { get; }

    /// <summary>Whether an earlier run is gone on with.</summary>
    public bool IsResumed { get; private set; }

    /// <summary>The schema that the earlier run began with.</summary>
    public RelationalSchema? Schema { get; private set; }

    /// <summary>Looks for an earlier run.</summary>
    /// <exception cref="Failure">There is one with other options (<see cref="ExitStatus.Refused"/>).</exception>
    public static async Task<SeedJournal> OpenAsync(
        ISession session,
        Engine engine,
        SeedRequest request,
        CancellationToken cancellation
    )
    {
        var asked = string.Create(
            CultureInfo.InvariantCulture,
            $"seed {request.Seed}, scale {request.Scale}, {request.Size}, rows {string.Join(' ', request.Rows)}, rules {request.Rules}{(request.Locale.Count == 0 ? "" : $", locale {string.Join(',', request.Locale)}")}{(request.Like is null ? "" : $", like {request.Fingerprint}")}"
        );
        var journal = new SeedJournal(asked, engine);
        IReadOnlyList<object?[]> rows;
        try
        {
            rows = await session.QueryAsync($"select kind, subject, first_row, content from {Name}", [], cancellation);
        }
        catch (EngineException)
        {
            return journal;
        }

        foreach (var row in rows)
        {
            switch ((string)row[0]!)
            {
                case "schema":
                    journal.Schema = SchemaJson.Read((string)row[3]!, Name);
                    journal.IsResumed = true;
                    break;
                case "options" when (string)row[3]! != asked:
                    throw Failure.Because(
                        ExitStatus.Refused,
                        "unfinished-run",
                        "An earlier run with other options did not end on this database.",
                        $"It was: {row[3]}. Foreign keys may be missing until it ends.",
                        "Run it again with its options; it goes on where it stopped."
                    );
                case "chunk":
                    journal.done.Add(((string)row[1]!, Convert.ToInt64(row[2], CultureInfo.InvariantCulture)));
                    break;
            }
        }

        return journal;
    }

    /// <summary>Whether a chunk was loaded by an earlier run.</summary>
    public bool IsDone(QualifiedName table, long from) => done.Contains((table.ToString(), from));

    /// <summary>Begins the account and takes the constraints out of the way, in one transaction where the engine can.</summary>
    public async Task BeginAsync(
        ISession session,
        RelationalSchema schema,
        Sequence<Definition> before,
        CancellationToken cancellation
    )
    {
        await session.BeginAsync(cancellation);
        await session.ExecuteAsync(
            $"create table if not exists {Name} (kind varchar(10) not null, subject varchar(200) not null, first_row bigint not null, content "
                + $"{engine.Require<ITypes>().Write(new DataType.Text())})",
            cancellation
        );
        await InsertAsync(session, "schema", "", 0, SchemaJson.Write(schema), cancellation);
        await InsertAsync(session, "options", "", 0, options, cancellation);
        foreach (var definition in before)
        {
            await session.ExecuteAsync(definition.Sql, cancellation);
        }

        await session.CommitAsync(cancellation);
    }

    /// <summary>Makes a session ready to load within transactions of its own.</summary>
    public async Task PrepareAsync(ISession session, CancellationToken cancellation)
    {
        if (engine.Require<IWriter>().BeforeBulkLoad is { } ignore)
        {
            await session.ExecuteAsync(ignore, cancellation);
        }
    }

    /// <summary>Whether a chunk is there; asked after a connection was lost in the moment of its commit.</summary>
    public async Task<bool> HasAsync(ISession session, QualifiedName table, long from, CancellationToken cancellation)
    {
        var found = await session.QueryAsync(
            $"select 1 from {Name} where kind = 'chunk' and subject = {Names.Literal(table.ToString())} and first_row = {from.ToString(CultureInfo.InvariantCulture)}",
            [],
            cancellation
        );
        return found.Count > 0;
    }

    /// <summary>Notes a chunk, in the transaction that loads it.</summary>
    public Task DoneAsync(ISession session, QualifiedName table, long from, CancellationToken cancellation) =>
        InsertAsync(session, "chunk", table.ToString(), from, "", cancellation);

    /// <summary>Ends the account.</summary>
    public static Task EndAsync(ISession session, CancellationToken cancellation) =>
        session.ExecuteAsync($"drop table {Name}", cancellation);

    private Task InsertAsync(
        ISession session,
        string kind,
        string subject,
        long from,
        string content,
        CancellationToken cancellation
    ) =>
        session.ExecuteAsync(
            $"insert into {Name} values ({Names.Literal(kind)}, {Names.Literal(subject)}, {from.ToString(CultureInfo.InvariantCulture)}, {Names.Literal(content)})",
            cancellation
        );
}
