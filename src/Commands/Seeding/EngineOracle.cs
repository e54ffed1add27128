using System.Text;
using System.Text.Json;
using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Asks the engine which values satisfy checks that only it can compute: in a sandbox, with a batch of candidates in one statement. What it says
/// is kept by content.
/// </summary>
/// <param name="request">What is asked for.</param>
/// <param name="schema">The schema.</param>
/// <param name="engine">The engine.</param>
/// <param name="context">The world.</param>
internal sealed class EngineOracle(SeedRequest request, RelationalSchema schema, Engine engine, CommandContext context)
{
    private const int Candidates = 20_000;
    private const int InStatement = 1000;

    // So many different values look as natural as more, and are drawn faster.
    private const int MostUsed = 1000;

    /// <summary>A sandbox that runs already; without one another is started when it is needed.</summary>
    public ISandbox? Running { get; init; }

    /// <summary>The rules, with one for each column of such a check for which values were found.</summary>
    /// <param name="rules">What a person says.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The rules, and what was found.</returns>
    /// <exception cref="Failure">
    /// No candidate satisfies a check, or it is about more than two columns (<see cref="ExitStatus.BadInput"/>); the error has the line to add.
    /// </exception>
    public async Task<(SeedRules Rules, Sequence<Finding> Findings)> CompleteAsync(
        SeedRules rules,
        CancellationToken cancellation
    )
    {
        var checks = EngineChecks.Of(schema, rules).ToList();
        if (checks.Count == 0)
        {
            return (rules, []);
        }

        var findings = new List<Finding>();
        ISandbox? sandbox = null;
        ISandboxDatabase? database = null;
        ISession? session = null;
        try
        {
            foreach (var group in checks.GroupBy(c => (c.Table.Name, Columns: string.Join(", ", c.Columns.Select(n => n.Name)))))
            {
                var all = group.ToList();
                if (
                    all[0]
                        .Columns.Any(c => rules.Find(all[0].Table.Name, c.Name) is { Values.Count: > 0 } or { Given.Count: > 0 })
                )
                {
                    continue;
                }

                if (IsNeeded(all[0]) is false)
                {
                    continue;
                }

                if (all[0].Columns.Count > 2)
                {
                    throw Ask(all[0], "It is about more than two columns, so values cannot be tried by themselves.");
                }

                var candidates = EngineChecks
                    .Candidates(schema, all[0], rules, request.Seed, Candidates)
                    .DistinctBy(c => string.Join('\u001f', c))
                    .ToList();
                var key = Key(all, candidates);
                var taken = Kept(key);
                if (taken is null)
                {
                    if (session is null)
                    {
                        context.Narrator.Stage("ask the engine which values its functions take");
                        if (Running is null)
                        {
                            sandbox = await engine
                                .Require<ISandboxes>()
                                .StartAsync(SandboxOf(), context.Narrator.Tell, cancellation);
                        }

                        database = await (Running ?? sandbox!).CreateDatabaseAsync(cancellation);
                        session = await database.OpenAsync(SandboxUser.Owner, cancellation);
                        foreach (var definition in engine.Require<IWriter>().Create(schema))
                        {
                            await session.ExecuteAsync(definition.Sql, cancellation);
                        }
                    }

                    taken = await TakenAsync(session, all, candidates, cancellation);
                    Keep(key, taken);
                }

                if (taken.Count == 0)
                {
                    throw Ask(
                        all[0],
                        $"{engine.Title} was asked about {candidates.Count} usual values in a sandbox and takes none."
                    );
                }

                var used = IsUnique(all[0]) ? taken : taken.Take(MostUsed).ToList();
                rules = With(rules, all[0], [.. used.Select(i => candidates[i])]);
                findings.Add(
                    new(
                        "seed-oracle",
                        Severity.Note,
                        FormattableString.Invariant(
                            $"{all[0].Table.Name}: {engine.Title} was asked about {candidates.Count} values of {group.Key.Columns} for {all[0].Name} and takes {taken.Count}."
                        )
                    )
                    {
                        Detail = "Only these are used. A rule in a file for --rules goes before them.",
                        Subject = all[0].Table.Name.ToString(),
                    }
                );
            }
        }
        finally
        {
            await (session?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (sandbox?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        return (rules, findings.ToSequence());
    }

    // Another way of satisfying the check may need no function; columns of references have values already.
    private bool IsNeeded(EngineCheck check) =>
        !check.Columns.Any(c => check.Table.ForeignKeys.Any(f => f.Columns.Contains(c.Name)))
        && EngineChecks.IsOpaque(schema, check);

    private static bool IsUnique(EngineCheck check) =>
        check.Columns.Any(c =>
            check.Table.PrimaryKey?.Columns.Contains(c.Name) == true
            || check.Table.Uniques.Any(u => u.Columns.Contains(c.Name))
            || check.Table.Indexes.Any(i => i.Unique && i.Parts.Any(p => p.Column == c.Name))
        );

    private SandboxRequest SandboxOf() =>
        new(SandboxMode.Scratch)
        {
            Url = request.Source.Sandbox,
            Offline = request.Source.Offline,
            Major = schema.Version?.Major,
        };

    private async Task<List<int>> TakenAsync(
        ISession session,
        List<EngineCheck> checks,
        List<string?[]> candidates,
        CancellationToken cancellation
    )
    {
        const string Name = "dbwright_candidates";
        var names = engine.Require<INames>();
        var types = engine.Require<ITypes>();
        var based = new TypeDirectory(schema);
        var columns = checks[0].Columns;
        var list = string.Join(
            ", ",
            columns.Select(c => $"{names.Quote(c.Name)} {types.Write(engine.Name == "mariadb" ? c.Type : based.Base(c.Type))}")
        );
        await session.ExecuteAsync($"create table {Name} (dbwright_number integer, {list})", cancellation);
        try
        {
            for (var first = 0; first < candidates.Count; first += InStatement)
            {
                var text = new StringBuilder($"insert into {Name} values ");
                for (var i = first; i < Math.Min(candidates.Count, first + InStatement); i++)
                {
                    text.Append(i == first ? "" : ", ")
                        .Append('(')
                        .Append(System.Globalization.CultureInfo.InvariantCulture, $"{i}")
                        .AppendJoin("", candidates[i].Select(v => v is null ? ", null" : $", {names.Literal(v)}"))
                        .Append(')');
                }

                await session.ExecuteAsync(text.ToString(), cancellation);
            }

            // A null is no violation; values are wanted that satisfy the check for certain.
            var condition = string.Join(" and ", checks.Select(c => $"({Own(c.Sql)})"));
            var found = await session.QueryAsync(
                $"select dbwright_number from {Name} where {condition} order by dbwright_number",
                [],
                cancellation
            );
            return [.. found.Select(r => Convert.ToInt32(r[0], System.Globalization.CultureInfo.InvariantCulture))];
        }
        catch (EngineException e)
        {
            throw Ask(checks[0], $"{engine.Title} was asked about usual values in a sandbox and stopped: {e.Message}");
        }
        finally
        {
            await session.ExecuteAsync($"drop table {Name}", CancellationToken.None);
        }
    }

    // Names of the table before columns are those of the candidates.
    private string Own(string sql) => engine.Name == "postgresql" ? sql : sql.Replace('"', engine.Name == "mariadb" ? '`' : '"');

    private static SeedRules With(SeedRules rules, EngineCheck check, IReadOnlyList<string?[]> rows)
    {
        var columns = rules.Columns.ToList();
        Add(
            check.Columns[0].Name,
            r => r with { Values = rows.Select(v => v[0]).OfType<string>().Distinct(StringComparer.Ordinal).ToSequence() }
        );
        if (check.Columns.Count == 2)
        {
            Add(
                check.Columns[1].Name,
                r =>
                    r with
                    {
                        DependsOn = [check.Columns[0].Name],
                        Given = rows.Where(v => v[0] is not null && v[1] is not null)
                            .GroupBy(v => v[0]!, StringComparer.Ordinal)
                            .Select(g => new GivenValues(
                                g.Key,
                                g.Select(v => v[1]!).Distinct(StringComparer.Ordinal).ToSequence()
                            ))
                            .ToSequence(),
                    }
            );
        }

        return rules with
        {
            Columns = columns.ToSequence(),
        };

        void Add(string column, Func<ColumnRule, ColumnRule> change)
        {
            var before = rules.Find(check.Table.Name, column);
            columns.Remove(before!);
            columns.Add(change(before ?? new ColumnRule($"{check.Table.Name}.{column}")));
        }
    }

    private static Failure Ask(EngineCheck check, string why) =>
        Failure.Because(
            ExitStatus.BadInput,
            "seed-function",
            $"{check.Table.Name}: {check.Name} uses what only the engine can compute: {check.Sql}",
            $"{why} Say in a file for --rules which values work.",
            $"columns: {{{check.Table.Name}.{check.Columns[0].Name}: {{values: [\"…\"]}}}}"
        );

    private string Key(List<EngineCheck> checks, List<string?[]> candidates)
    {
        var text = new StringBuilder()
            .AppendJoin('\n', engine.Name, schema.Version, context.ProgramVersion)
            .AppendJoin('\n', checks.Select(c => $"{c.Name} {c.Sql}"))
            .AppendJoin('\n', schema.Routines.Select(r => r.ToString()))
            .AppendJoin('\n', schema.Extensions.Select(e => e.ToString()));
        foreach (var candidate in candidates)
        {
            text.Append('\n').AppendJoin('\u001f', candidate);
        }

        return SchemaCache.Hash(text.ToString());
    }

    private string PathOf(string key) =>
        Path.Combine(Path.GetDirectoryName(request.Source.CacheFolder ?? SchemaCache.DefaultFolder())!, "oracle", $"{key}.json");

    private List<int>? Kept(string key)
    {
        try
        {
            if (!request.Source.UseCache || !File.Exists(PathOf(key)))
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllText(PathOf(key)));
            return [.. document.RootElement.EnumerateArray().Select(e => e.GetInt32())];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private void Keep(string key, List<int> taken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(key))!);
            var unfinished = $"{PathOf(key)}.{Environment.ProcessId}.tmp";
            File.WriteAllText(unfinished, $"[{string.Join(',', taken)}]");
            File.Move(unfinished, PathOf(key), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without a cache the next run asks again, that is all.
        }
    }
}
