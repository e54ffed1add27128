using Dbwright.Data;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Copies a part of a live database, or all of it, with personal values masked.</summary>
internal static class SeedCopy
{
    /// <summary>Runs it.</summary>
    /// <exception cref="Failure">
    /// A personal column is not declared, the target may not be written to (<see cref="ExitStatus.Refused"/>), something in the request does not fit
    /// (<see cref="ExitStatus.BadInput"/>), or the engine refuses a row (<see cref="ExitStatus.Failed"/>); nothing is left then.
    /// </exception>
    public static async Task<SeedResult> RunAsync(
        SeedRequest request,
        SeedRules rules,
        TextWriter output,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        if (SourceLocator.Find(new(request.From!), context) is not Source.Live(var engine, var url))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "from-url",
                $"--from {request.From} is no database.",
                "Rows are copied from a live database.",
                "Name one by its URL: --from postgresql://USER@HOST/DATABASE."
            );
        }

        if (request.Into == url)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "from-target",
                "--from and --into name the same database.",
                "The one is only read, the other is filled.",
                "Name another one with --into URL, or files with -o FOLDER."
            );
        }

        if (request.Into is { } target)
        {
            SeedGuard.Check(request, target);
        }

        var databases = engine.Require<ILiveDatabases>();
        await using var session = await databases.OpenAsync(url, cancellation);
        var into = request.Into is { } filled
            ? new SeedTarget(token => databases.OpenToWriteAsync(filled, token), engine, databases.Describe(filled), context)
            : null;
        return await RunAsync(request, rules, engine, session, into, output, context, cancellation);
    }

    /// <summary>Copies from a session into a target; without one into files.</summary>
    /// <exception cref="Failure">As above.</exception>
    public static async Task<SeedResult> RunAsync(
        SeedRequest request,
        SeedRules rules,
        Engine engine,
        ISession session,
        SeedTarget? into,
        TextWriter output,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        context.Narrator.Stage("read the schema");
        await session.BeginReadingAsync(cancellation);
        var read = await engine.Require<IInspector>().ReadAsync(session, cancellation);
        var schema = read with { Tables = read.Tables.Where(t => t.Name.Name != "dbwright_seed").ToSequence() };
        rules = WithOptions(rules, request, schema);
        var copy = new MaskedCopy(request, context, engine, session, schema, rules);
        return await copy.RunAsync(into, output, cancellation);
    }

    private static SeedRules WithOptions(SeedRules rules, SeedRequest request, RelationalSchema schema)
    {
        var tables = rules.Tables.ToList();
        foreach (var option in request.Subset)
        {
            var at = option.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == option.Length - 1)
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "subset-option",
                    $"--subset {option} cannot be read.",
                    "Expected a table and what is taken of it: --subset customers=5%, customers=200, \"customers=country = 'DE'\", customers=all, logs=none."
                );
            }

            var table = SeedVolumes.Find(option[..at].Trim(), schema);
            var rule = tables.Find(t => t.Table == table.ToString() || t.Table == table.Name) ?? new(table.ToString());
            tables.Remove(rule);
            tables.Add(rule with { Subset = SeedRulesReader.Subset(option[(at + 1)..]) });
        }

        foreach (var rule in tables.Where(t => t.Subset is not null))
        {
            SeedVolumes.Find(rule.Table, schema);
        }

        SchemaRows.Known(schema, rules);
        return rules with { Tables = tables.ToSequence() };
    }
}
