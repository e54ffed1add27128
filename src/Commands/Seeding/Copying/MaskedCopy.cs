using System.Globalization;
using System.Runtime.CompilerServices;
using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Rows on their way from a live database, masked: foreign keys stay whole, the same original gets the same value in all tables, and afterwards
/// the result is compared with the originals.
/// </summary>
internal sealed class MaskedCopy
{
    private readonly SeedRequest request;
    private readonly CommandContext context;
    private readonly Engine engine;
    private readonly ISession session;
    private readonly RelationalSchema schema;
    private readonly SubsetSelection selection;
    private readonly MaskPlan masks;
    private readonly Originals originals;
    private readonly Dictionary<(QualifiedName Table, string Column), (long Values, long Survived)> counts = [];
    private readonly Dictionary<(QualifiedName Table, string Column), long> strays = [];

    /// <param name="request">What is asked for.</param>
    /// <param name="context">The world.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="session">A session whose transaction sees one moment of the database.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="rules">What is taken of tables, and what becomes of columns.</param>
    /// <exception cref="Failure">A personal column is not declared, or a mask does not fit its column.</exception>
    public MaskedCopy(
        SeedRequest request,
        CommandContext context,
        Engine engine,
        ISession session,
        RelationalSchema schema,
        SeedRules rules
    )
    {
        this.request = request;
        this.context = context;
        this.engine = engine;
        this.session = session;
        this.schema = schema;
        masks = MaskPlan.For(schema, rules, request.MaskKey is { } key ? new(key) : null);
        // Compared within this run alone; without a key of the user's the sets need one all the same.
        originals = new(new KeyedHash(request.MaskKey ?? $"{schema.Engine} {request.Seed}"));
        selection = new(session, schema, engine, rules, request.Seed);
    }

    /// <summary>Chooses the rows, copies them masked, and compares the result with the originals.</summary>
    /// <param name="into">The target; none for files.</param>
    /// <param name="output">Takes rows that are printed.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<SeedResult> RunAsync(SeedTarget? into, TextWriter output, CancellationToken cancellation)
    {
        context.Narrator.Stage("choose the rows");
        await selection.ChooseAsync(cancellation);
        context.Narrator.Stage("take the fingerprints of what is masked");
        await TakeOriginalsAsync(cancellation);
        var filled = schema with { Tables = selection.Tables.Select(t => t.Table).ToSequence() };
        return into is not null ? await IntoAsync(into, filled, cancellation) : await FilesAsync(filled, output, cancellation);
    }

    private async Task TakeOriginalsAsync(CancellationToken cancellation)
    {
        foreach (var table in selection.Tables)
        {
            var columns = table.Columns.Where(c => masks.Find(table.Table.Name, c.Name) is not null).ToSequence();
            if (columns.Count == 0)
            {
                continue;
            }

            await foreach (var page in table.RowsAsync(session, selection.KeysOf(table.Table.Name), columns, cancellation))
            {
                foreach (var row in page)
                {
                    for (var i = 0; i < row.Length; i++)
                    {
                        if (Text(row[i]) is { Length: > 0 } text)
                        {
                            originals.Add(table.Table.Name, columns[i].Name, text);
                        }
                    }
                }
            }
        }
    }

    private async IAsyncEnumerable<CopiedRows> PagesAsync(Table of, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = selection.Tables.First(t => t.Table == of);
        var own = table.Columns.Select(c => masks.Find(of.Name, c.Name)).ToArray();
        await foreach (var page in table.RowsAsync(session, selection.KeysOf(of.Name), table.Columns, cancellation))
        {
            foreach (var row in page)
            {
                for (var i = 0; i < row.Length; i++)
                {
                    if (own[i] is { } mask)
                    {
                        row[i] = Masked(mask, row[i], of.Name, table.Columns[i]);
                    }
                }
            }

            yield return new(of, table.Columns, page, engine.Name);
        }
    }

    private object? Masked(ColumnMask mask, object? value, QualifiedName table, Column column)
    {
        var before = Text(value);
        var after = mask.Of(before, originals.Has);
        // A number or date that is what it was; texts are compared as sets in the end.
        var (values, survived) = counts.GetValueOrDefault((table, column.Name));
        var stayed =
            before is not null
            && after is not null
            && !mask.ComparesSets
            && before == after
            && before is not ("infinity" or "-infinity");
        counts[(table, column.Name)] = (values + (before is null ? 0 : 1), survived + (stayed ? 1 : 0));
        return value switch
        {
            _ when after is null => null,
            long when long.TryParse(after, CultureInfo.InvariantCulture, out var number) => number,
            _ => after,
        };
    }

    private static string? Text(object? value) =>
        value switch
        {
            null => null,
            byte[] bytes => Convert.ToHexStringLower(bytes),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    private async Task<SeedResult> IntoAsync(SeedTarget into, RelationalSchema filled, CancellationToken cancellation)
    {
        var (loads, seconds, verdicts) = await into.CopyAsync(filled, isSandbox: false, PagesAsync, cancellation);
        await using (var result = await into.OpenAsync(cancellation))
        {
            await CompareAsync(result, filled, cancellation);
        }

        return Result(into.Description, loads, seconds, verdicts, []);
    }

    private async Task<SeedResult> FilesAsync(RelationalSchema filled, TextWriter output, CancellationToken cancellation)
    {
        using var writer = await SeedFiles.ParquetAsync(request, context, cancellation);
        Sequence<Verdict> verdicts = [];
        double? seconds = null;
        var where = "files";
        var loads = filled.Tables.Select(t => new TableLoad(t.Name.ToString(), selection.CountOf(t.Name) ?? 0, 0)).ToSequence();
        if (request.Verify)
        {
            context.Narrator.Stage("load the rows into a sandbox");
            await using var sandbox = await engine
                .Require<ISandboxes>()
                .StartAsync(SandboxOf(), context.Narrator.Tell, cancellation);
            await using var database = await sandbox.CreateDatabaseAsync(cancellation);
            await using (var owner = await database.OpenAsync(SandboxUser.Owner, cancellation))
            {
                foreach (var definition in engine.Require<IWriter>().Create(schema))
                {
                    await owner.ExecuteAsync(definition.Sql, cancellation);
                }
            }

            var scratch = new SeedTarget(
                token => database.OpenAsync(SandboxUser.Owner, token),
                engine,
                $"a sandbox ({sandbox.VersionText})",
                context
            );
            (loads, seconds, verdicts) = await scratch.CopyAsync(filled, isSandbox: true, PagesAsync, cancellation);
            await using var there = await scratch.OpenAsync(cancellation);
            await CompareAsync(there, filled, cancellation);
            where = $"files, after {sandbox.VersionText} took them in a sandbox";
        }

        context.Narrator.Stage("write the rows");
        counts.Clear();
        var files = new CopyFiles(engine, filled, selection.Tables, request.Verify ? PagesAsync : ComparedAsync);
        var parquet = writer is null ? null : new ParquetFiles(writer, schema);
        var written = await files.WriteAsync(request.Format, request.Output, parquet, output, cancellation);
        var result = Result(where, loads, seconds, verdicts, written);
        if (request.Output is not { } folder || Path.GetExtension(folder) == ".sql")
        {
            return result;
        }

        var report = Path.Combine(folder, MaskReport.Name);
        await File.WriteAllTextAsync(report, MaskReport.Of(result), cancellation);
        return result with { Written = [.. result.Written, report] };
    }

    private SandboxRequest SandboxOf() =>
        new(SandboxMode.Scratch)
        {
            Url = request.Source.Sandbox,
            Offline = request.Source.Offline,
            Major = schema.Version?.Major,
        };

    private async IAsyncEnumerable<CopiedRows> ComparedAsync(Table table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var columns = selection.Tables.First(t => t.Table == table).Columns;
        await foreach (var page in PagesAsync(table, cancellation))
        {
            foreach (var row in page.Values)
            {
                Compare(table, columns, row);
            }

            yield return page;
        }
    }

    // What the target holds in the end, whatever was meant to be written.
    private async Task CompareAsync(ISession result, RelationalSchema filled, CancellationToken cancellation)
    {
        context.Narrator.Stage("compare the result with the originals");
        foreach (var table in filled.Tables)
        {
            var there = new CopiedTable(schema, table, engine);
            await foreach (var page in there.RowsAsync(result, null, there.Columns, cancellation))
            {
                foreach (var row in page)
                {
                    Compare(table, there.Columns, row);
                }
            }
        }
    }

    private void Compare(Table table, Sequence<Column> columns, object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (Text(row[i]) is not { Length: > 0 } text)
            {
                continue;
            }

            var at = (table.Name, columns[i].Name);
            var mask = masks.Find(table.Name, columns[i].Name);
            var isLeft = mask is not null
                ? mask.ComparesSets && mask.Kind != MaskKind.Redact && originals.IsOwn(table.Name, columns[i].Name, text)
                : row[i] is string && originals.Tells(text);
            if (isLeft)
            {
                strays[at] = strays.GetValueOrDefault(at) + 1;
            }
        }
    }

    private SeedResult Result(
        string where,
        Sequence<TableLoad> loads,
        double? seconds,
        Sequence<Verdict> verdicts,
        Sequence<string> written
    )
    {
        var masked = masks
            .Masked.Where(m => counts.ContainsKey((m.Table.Name, m.Column.Name)))
            .Select(m =>
            {
                var at = (m.Table.Name, m.Column.Name);
                return new MaskedColumn(
                    $"{m.Table.Name}.{m.Column.Name}",
                    m.Mask.Kind,
                    counts[at].Values,
                    originals.CountOf(at.Item1, at.Item2),
                    counts[at].Survived + strays.GetValueOrDefault(at)
                );
            })
            .ToSequence();
        var left = masked.Where(m => m.Survived > 0).Select(m => $"{m.Column}: {m.Survived}").ToList();
        left.AddRange(
            strays
                .Where(s => masks.Find(s.Key.Table, s.Key.Column) is null)
                .Select(s => $"{s.Key.Table}.{s.Key.Column}, which stays as it is: {s.Value}")
        );
        var verdict = new Verdict(
            "masking.survivors",
            "No original value of a masked column is in the result",
            left.Count == 0,
            EvidenceState.Executed,
            left.Count == 0
                ? FormattableString.Invariant(
                    $"{originals.Count} different originals of {masked.Count} columns compared with every value {(request.Into is null && !request.Verify ? "written" : "read back")}, as keyed hashes: 0 found."
                )
                : $"Rows with one: {string.Join("; ", left)}."
        );
        return new(where, loads, seconds, [.. verdicts, verdict], written, []) { Masked = masked };
    }
}
