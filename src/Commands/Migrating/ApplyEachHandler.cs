using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What <c>dbwright migrate apply</c> with many targets is asked for.</summary>
/// <param name="Request">What is applied, and the database that leads to the targets.</param>
/// <param name="Pattern">The names of the targets, with <c>*</c> and <c>?</c>.</param>
/// <param name="AreSchemas">Whether they are schemas of the database; otherwise databases of its server.</param>
public sealed record ApplyEachRequest(MigrateRequest Request, string Pattern, bool AreSchemas)
{
    /// <summary>How many are worked on at the same time.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>After so many failures no further target is begun.</summary>
    public int MostFailures { get; init; } = int.MaxValue;
}

/// <summary>What became of one target.</summary>
/// <param name="Name">The schema or database.</param>
public sealed record TargetResult(string Name)
{
    /// <summary>What was applied; none when it failed or was not begun.</summary>
    public MigrateResult? Result { get; init; }

    /// <summary>Why it failed; none when it did not.</summary>
    public Failure? Failure { get; init; }
}

/// <summary>Applies migrations to many schemas or databases, several at a time, each with a history and a lock of its own.</summary>
public static class ApplyEachHandler
{
    /// <summary>Applies them. One that fails does not keep the others from going on.</summary>
    /// <returns>A result for each target, in the order of their names.</returns>
    /// <exception cref="Failure">The targets cannot be found, there is none, or the environment is not confirmed.</exception>
    public static async Task<Sequence<TargetResult>> RunAsync(
        ApplyEachRequest each,
        CommandContext context,
        CancellationToken cancellation
    )
    {
        var request = each.Request;
        var target = MigrateTarget.Of(request, context);
        ProductionGuard.Check(request.ProjectFile, target.Url, request.Ask, "change the schema of many of its tenants");
        var targets = await TargetsAsync(each, target, cancellation);
        var results = new TargetResult[targets.Count];
        var failures = 0;
        await Parallel.ForAsync(
            0,
            targets.Count,
            new ParallelOptions { MaxDegreeOfParallelism = each.Parallelism, CancellationToken = cancellation },
            async (i, token) =>
            {
                var (name, one) = targets[i];
                results[i] = new(name);
                if (Volatile.Read(ref failures) >= each.MostFailures)
                {
                    return;
                }

                try
                {
                    var told = context with { Narrator = new NamedNarrator(context.Narrator, name) };
                    results[i] = results[i] with { Result = await ApplyHandler.RunAsync(one, told, token) };
                }
                catch (Failure failure)
                {
                    Interlocked.Increment(ref failures);
                    results[i] = results[i] with { Failure = failure };
                }
                catch (EngineException e)
                {
                    Interlocked.Increment(ref failures);
                    results[i] = results[i] with { Failure = Failure.Because(ExitStatus.Failed, "engine", e.Message, cause: e) };
                }
            }
        );
        return results.ToSequence();
    }

    private static async Task<Sequence<(string Name, MigrateRequest Request)>> TargetsAsync(
        ApplyEachRequest each,
        MigrateTarget target,
        CancellationToken cancellation
    )
    {
        var confirmed = each.Request with
        {
            IsConfirmed = true,
            IsProduction = ProductionGuard.IsProduction(each.Request.ProjectFile, target.Url),
            Target = target.Url,
        };
        Sequence<(string, MigrateRequest)> found;
        if (each.AreSchemas)
        {
            var schemas =
                await target.Databases.SchemasAsync(target.Url, each.Pattern, cancellation)
                ?? throw Failure.Because(
                    ExitStatus.BadInput,
                    "no-schemas",
                    $"Databases of {target.Engine.Title} have no schemas.",
                    fix: "Name databases with --each-database."
                );
            found = schemas.Select(s => (s, confirmed with { Schema = s })).ToSequence();
        }
        else
        {
            var databases = await target.Databases.DatabasesAsync(target.Url, each.Pattern, cancellation);
            found = databases.Select(d => (d.Name, confirmed with { Target = d.Url })).ToSequence();
        }

        return found.Count > 0
            ? found
            : throw Failure.Because(
                ExitStatus.BadInput,
                "no-targets",
                $"No {(each.AreSchemas ? "schema" : "database")} is called {each.Pattern}.",
                "In the pattern * stands for any characters and ? for one. Nothing was done."
            );
    }

    private sealed class NamedNarrator(INarrator narrator, string name) : INarrator
    {
        public void Stage(string title) => narrator.Tell($"{name}: {title}");

        public void Tell(string line) => narrator.Tell($"{name}: {line}");

        public void Progress(string what, long done, long total) { }
    }
}
