using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Reads a schema from whatever holds one: a database, SQL texts, a folder of migrations, DBML, requirements, or dbwright's own JSON. Texts
/// are loaded into a sandbox and read from its catalogues, as the engine alone knows what they mean; the result is kept for the next time.
/// </summary>
public static class SourceReader
{
    /// <summary>Reads the schema.</summary>
    /// <exception cref="Failure">There is no such source, it cannot be read, or no engine can be started for it.</exception>
    public static async Task<SourceSchema> ReadAsync(
        SourceRequest request,
        CommandContext context,
        CancellationToken cancellation
    ) => HistoryTables.LeftOut((await ReadWholeAsync(request, onlyKnown: false, context, cancellation))!);

    /// <summary>Reads two schemas; what takes no server of the second is read beside the first.</summary>
    /// <exception cref="Failure">As for one; of a database before a text, and of the first before the second.</exception>
    public static async Task<(SourceSchema From, SourceSchema To)> ReadAsync(
        SourceRequest from,
        SourceRequest to,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        // A text that leaves open which version it is for, or how texts are compared, means the database that it is compared with.
        if (SourceLocator.EngineOfDatabase(from.Text) is not null)
        {
            var live = await ReadAsync(from, context, cancellation);
            return (live, await ReadAsync(Beside(to, live), context, cancellation));
        }

        if (SourceLocator.EngineOfDatabase(to.Text) is not null)
        {
            var live = await ReadAsync(to, context, cancellation);
            return (await ReadAsync(Beside(from, live), context, cancellation), live);
        }

        var known = Task.Run(() => ReadWholeAsync(to, onlyKnown: true, context, cancellation), cancellation);
        var first = await ReadAsync(from, context, cancellation);
        return (first, await known is { } second ? HistoryTables.LeftOut(second) : await ReadAsync(to, context, cancellation));
    }

    // None when only what is known is wanted, and a server would have to be asked.
    private static async Task<SourceSchema?> ReadWholeAsync(
        SourceRequest request,
        bool onlyKnown,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        var source = SourceLocator.Find(request, context);
        switch (source)
        {
            case Source.Live live:
                return onlyKnown ? null : await LiveAsync(live, cancellation);
            case Source.Ready ready:
                return ready.Schema;
            case Source.Scripts scripts:
                var engine = Engine(request, scripts, context);
                var loaded = await LoadAsync(request, scripts, engine, onlyKnown, context, cancellation);
                return loaded is null ? null : loaded with { Renames = RenamesIn(scripts) };
            default:
                var designed = (Source.Designed)source;
                var canonical = await CanonicalAsync(request, designed, onlyKnown, context, cancellation);
                return canonical is null ? null : canonical with { Volumes = designed.Volumes };
        }
    }

    private static Renames RenamesIn(Source.Scripts scripts) =>
        scripts.Texts.Files.Aggregate(Renames.None, (all, file) => all.And(Renames.Remarked(file.Text, file.Path)));

    private static async Task<SourceSchema> LiveAsync(Source.Live live, CancellationToken cancellation)
    {
        var databases = live.Engine.Require<ILiveDatabases>();
        await using var session = await databases.OpenAsync(live.Url, cancellation);
        try
        {
            var inspector = live.Engine.Require<IInspector>();
            var schema = await inspector.ReadAsync(session, cancellation);
            var unread = await inspector.UnreadAsync(session, cancellation);
            return new(schema, $"{databases.Describe(live.Url)} ({session.VersionText})", unread)
            {
                Account = await inspector.AccountAsync(session, cancellation),
                Collation = await inspector.CollationAsync(session, cancellation),
            };
        }
        catch (EngineException e)
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "read-schema",
                $"The schema of {databases.Describe(live.Url)} cannot be read.",
                e.Message,
                cause: e
            );
        }
    }

    private static Engine Engine(SourceRequest request, Source.Scripts scripts, CommandContext context)
    {
        var name = request.Engine ?? scripts.Texts.Engine ?? request.EngineOtherwise;
        return name is not null
            ? context.FindEngine(name)
            : throw Failure.Because(
                ExitStatus.BadInput,
                "no-engine",
                $"{request.Text} does not say which engine it is written for.",
                fix: "Add --engine postgresql, --engine mariadb or --engine sqlite; a version may follow: postgresql:16."
            );
    }

    private static async Task<SourceSchema?> LoadAsync(
        SourceRequest request,
        Source.Scripts scripts,
        Engine engine,
        bool onlyKnown,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        if (engine.NotExecuted is { } why)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "not-executed",
                $"dbwright cannot read {request.Text} as {engine.Title}: only a server knows what SQL means.",
                why,
                "Read it with --engine mariadb, which takes most of what MySQL takes and names what it left out; what is compared without a "
                    + "server are requirements, and the schema.json files of designs."
            );
        }

        var runner = engine.Require<IScriptRunner>();
        var wanted = Sandbox(request);
        var key = SchemaCache.Key(engine, wanted, context.ProgramVersion, scripts.Texts.Files, request.Collation);
        var cache = Cache(request, context);
        var version = cache is null
            ? Task.FromResult<string?>(null)
            : engine.Require<ISandboxes>().FindVersionAsync(wanted, cancellation);
        if (cache is not null && await cache.FindAsync(key, version) is { } known)
        {
            return new(known.Schema, scripts.Texts.Description, [.. scripts.Texts.Findings, .. known.Findings]);
        }

        if (onlyKnown)
        {
            return null;
        }

        var included = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var sandbox = await engine.Require<ISandboxes>().StartAsync(wanted, context.Narrator.Tell, cancellation);
        await using var database = await sandbox.CreateDatabaseAsync(cancellation);
        var loading = new ScriptRequest(scripts.Texts.Files)
        {
            Collation = request.Collation,
            Include = path =>
            {
                var file = SourceInclude.Read(path);
                if (file is not null)
                {
                    included[Path.GetFullPath(path)] = SchemaCache.Hash(file.Text);
                }

                return file;
            },
        };
        await using var run = await runner.RunAsync(database, loading, cancellation);
        var (schema, unread) = await ReadAsync(engine, database, cancellation);
        Sequence<Finding> found = [.. run.Findings, .. unread];
        cache?.Put(key, new(schema, found, await version, included));
        return new(schema, scripts.Texts.Description, [.. scripts.Texts.Findings, .. found]);
    }

    private static async Task<SourceSchema?> CanonicalAsync(
        SourceRequest request,
        Source.Designed designed,
        bool onlyKnown,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        var engine = designed.Engine;
        if (engine.NotExecuted is { } why)
        {
            var note = new Finding("not-executed", Severity.Note, $"The schema for {engine.Title} is shown as designed.")
            {
                Detail = why,
            };
            return new(designed.Schema.Sorted(), designed.Description, [.. designed.Findings, note]);
        }

        var statements = engine.Require<IWriter>().Create(designed.Schema).Select(d => d.Sql).ToList();
        var wanted = Sandbox(request);
        var key = SchemaCache.Key(
            engine,
            wanted,
            context.ProgramVersion,
            statements.Select(s => new ScriptFile("", s)).ToSequence()
        );
        var cache = Cache(request, context);
        var version = cache is null
            ? Task.FromResult<string?>(null)
            : engine.Require<ISandboxes>().FindVersionAsync(wanted, cancellation);
        if (cache is not null && await cache.FindAsync(key, version) is { } known)
        {
            return new(known.Schema, designed.Description, designed.Findings);
        }

        if (onlyKnown)
        {
            return null;
        }

        await using var sandbox = await engine.Require<ISandboxes>().StartAsync(wanted, context.Narrator.Tell, cancellation);
        await using var database = await sandbox.CreateDatabaseAsync(cancellation);
        await using (var session = await database.OpenAsync(SandboxUser.Owner, cancellation))
        {
            foreach (var statement in statements)
            {
                await RunAsync(session, statement, engine, designed, cancellation);
            }
        }

        var (schema, _) = await ReadAsync(engine, database, cancellation);
        cache?.Put(key, new(schema, [], await version, new Dictionary<string, string>()));
        return new(schema, designed.Description, designed.Findings);
    }

    private static async Task RunAsync(
        ISession session,
        string statement,
        Engine engine,
        Source.Designed designed,
        CancellationToken cancellation
    )
    {
        try
        {
            await session.ExecuteAsync(statement, cancellation);
        }
        catch (EngineException e)
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "create-schema",
                $"{engine.Title} does not take the schema of {designed.Description}: {e.Message}",
                statement,
                cause: e
            );
        }
    }

    // As the owner, so that nothing of what was loaded ever runs with more rights.
    private static async Task<(RelationalSchema Schema, Sequence<Finding> Unread)> ReadAsync(
        Engine engine,
        ISandboxDatabase database,
        CancellationToken cancellation
    )
    {
        await using var session = await database.OpenAsync(SandboxUser.Owner, cancellation);
        var inspector = engine.Require<IInspector>();
        return (await inspector.ReadAsync(session, cancellation), await inspector.UnreadAsync(session, cancellation));
    }

    private static SchemaCache? Cache(SourceRequest request, CommandContext context) =>
        request.UseCache ? new(request.CacheFolder ?? SchemaCache.DefaultFolder(), context.Clock) : null;

    private static SourceRequest Beside(SourceRequest request, SourceSchema live) =>
        request with
        {
            Collation = live.Collation,
            VersionOtherwise = live.Schema.Version?.Major,
        };

    private static SandboxRequest Sandbox(SourceRequest request) =>
        new(SandboxMode.Scratch)
        {
            Major = request.Version ?? EngineText.Major(request.Engine),
            Preferred = request.VersionOtherwise,
            Url = request.Sandbox,
            Offline = request.Offline,
        };
}
