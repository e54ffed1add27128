using Dbwright.Data;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Fills a database, or writes files, with rows that satisfy every constraint of a schema.</summary>
public static class SeedHandler
{
    /// <summary>Runs the command.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="output">Takes the rows when they are printed.</param>
    /// <param name="context">The world.</param>
    /// <param name="cancellation">Stops it; what is loaded so far stays and the next run goes on there.</param>
    /// <exception cref="Failure">
    /// The source cannot be read, a constraint cannot be satisfied (<see cref="ExitStatus.BadInput"/>), or the target must not be written to
    /// (<see cref="ExitStatus.Refused"/>).
    /// </exception>
    public static async Task<SeedResult> RunAsync(
        SeedRequest request,
        TextWriter output,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        if (request.Into is null)
        {
            SeedFiles.RequireFolder(request);
        }

        var rules = request.Rules is { } file ? SeedRulesReader.Read(file) : SeedRules.None;
        rules = request.Locale.Count > 0 ? rules with { Locale = request.Locale } : rules;
        if (request.From is not null)
        {
            return await SeedCopy.RunAsync(request, rules, output, context, cancellation);
        }

        var target = Target(request);
        if (request.Like is not null && request.Like == target)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "like-target",
                "--like names the database whose shape is imitated, and it would be filled itself.",
                "It is only read.",
                "Name another one with --into URL, or files with -o FOLDER."
            );
        }

        if (target is not null)
        {
            SeedGuard.Check(request, target);
        }
        else if (request.TopUp)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "top-up-files",
                "--top-up adds rows to a database, and none is named.",
                "Files have no rows before.",
                "Name the database with --into URL, or leave --top-up out."
            );
        }

        context.Narrator.Stage("read the schema");
        var source = await SourceReader.ReadAsync(request.Source, context, cancellation);
        var engine = context.FindEngine(source.Schema.Engine);
        if (request.Like is not null)
        {
            context.Narrator.Stage("read the statistics");
            var shapes = await SeedLike.ReadAsync(request, context, cancellation);
            rules = SeedLike.Merge(rules, shapes, source.Schema, request.Scale);
            request = request with { Fingerprint = SeedLike.Fingerprint(shapes) };
            source = source with
            {
                Findings = [.. source.Findings, .. SeedLike.Used(shapes, request.Allowed.Contains(SeedLike.Permission))],
            };
        }

        rules = WithVolumes(rules, source, request);
        var (completed, asked) = await new EngineOracle(request, source.Schema, engine, context).CompleteAsync(
            rules,
            cancellation
        );
        rules = completed;
        source = source with { Findings = [.. source.Findings, .. asked] };
        if (target is null)
        {
            return await FilesAsync(request, source, engine, rules, output, context, cancellation);
        }

        var databases = engine.Require<ILiveDatabases>();
        var live = new SeedTarget(
            token => databases.OpenToWriteAsync(target, token),
            engine,
            databases.Describe(target),
            context
        );
        return request.TopUp
            ? await live.AddAsync(request, source, rules, cancellation)
            : await live.FillAsync(request, source, rules, cancellation);
    }

    // The volumes of requirements, unless a person says another number, or wants a handful.
    private static SeedRules WithVolumes(SeedRules rules, SourceSchema source, SeedRequest request)
    {
        if (request.Size == SeedSize.Minimal || source.Volumes.Count == 0)
        {
            return rules;
        }

        var tables = rules.Tables.ToList();
        foreach (var volume in source.Volumes.Where(v => source.Schema.Find(v.Table) is not null))
        {
            var said = rules.Find(volume.Table);
            if (said?.Rows is null)
            {
                tables.Remove(said!);
                tables.Add(
                    (said ?? new(volume.Table.ToString())) with
                    {
                        Yields = true,
                        Rows = volume.Fixed?.Rows.Count ?? (long)Math.Max(1, Math.Round(volume.Rows * request.Scale)),
                    }
                );
            }
        }

        return rules with
        {
            Tables = tables.ToSequence(),
        };
    }

    private static string? Target(SeedRequest request) =>
        request.Into
        ?? (
            request is { Output: null, SaysFormat: false }
            && (
                request.Source.Text.Contains("://", StringComparison.Ordinal)
                || request.Source.Text.StartsWith("sqlite:", StringComparison.Ordinal)
            )
                ? request.Source.Text
                : null
        );

    private static async Task<SeedResult> FilesAsync(
        SeedRequest request,
        SourceSchema source,
        Engine engine,
        SeedRules rules,
        TextWriter output,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        var schema = source.Schema;
        using var writer = await SeedFiles.ParquetAsync(request, context, cancellation);
        var rows = Generate(request, schema, rules, context, cancellation);
        var loads = rows.LoadOrder.Select(t => new TableLoad(t.ToString(), rows.Source(t).Rows, 0)).ToSequence();
        Sequence<Verdict> verdicts = [];
        double? seconds = null;
        var where = "files";
        if (request.Verify)
        {
            context.Narrator.Stage("load the rows into a sandbox");
            var wanted = new SandboxRequest(SandboxMode.Scratch)
            {
                Url = request.Source.Sandbox,
                Offline = request.Source.Offline,
                Major = schema.Version?.Major,
            };
            await using var sandbox = await engine.Require<ISandboxes>().StartAsync(wanted, context.Narrator.Tell, cancellation);
            await using var database = await sandbox.CreateDatabaseAsync(cancellation);
            await using (var session = await database.OpenAsync(SandboxUser.Owner, cancellation))
            {
                foreach (var definition in engine.Require<IWriter>().Create(schema))
                {
                    await session.ExecuteAsync(definition.Sql, cancellation);
                }
            }

            var scratch = new SeedTarget(
                token => database.OpenAsync(SandboxUser.Owner, token),
                engine,
                $"a sandbox ({sandbox.VersionText})",
                context
            );
            (loads, seconds, verdicts) = await scratch.LoadAsync(schema, rows, cancellation);
            where = $"files, after {sandbox.VersionText} took them in a sandbox";
        }

        context.Narrator.Stage("write the rows");
        var parquet = writer is null ? null : new ParquetFiles(writer, schema);
        var files = new SeedFiles(engine, schema, rows);
        var written = files.Write(request.Format, request.Output, parquet, output, cancellation);
        return new(where, loads, seconds, verdicts, written, [.. source.Findings, .. rows.Notes]);
    }

    /// <summary>The rows for a schema.</summary>
    internal static SchemaRows Generate(
        SeedRequest request,
        RelationalSchema schema,
        SeedRules rules,
        CommandContext context,
        CancellationToken cancellation,
        IReadOnlyDictionary<QualifiedName, HeldRows>? held = null
    )
    {
        context.Narrator.Stage("solve the constraints");
        var asked = SeedVolumes.Read(request.Rows, rules, schema);
        return SchemaRows.For(
            schema,
            Profile(request, schema, asked),
            rules,
            request.Seed,
            t => asked.ContainsKey(t) && (rules.Find(t)?.Yields != true || request.Rows.Any(r => SeedVolumes.Names(r, t))),
            held,
            cancellation
        );
    }

    /// <summary>What the data of a schema looks like.</summary>
    internal static DataProfile Profile(
        SeedRequest request,
        RelationalSchema schema,
        IReadOnlyDictionary<QualifiedName, long> asked
    ) => ProfileInference.For(schema, request.Size, asked, request.Scale);
}
