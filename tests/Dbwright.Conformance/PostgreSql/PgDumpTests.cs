using System.Collections.Concurrent;
using System.Diagnostics;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.PostgreSql;

/// <summary>
/// The cases in <c>cases/inspect/postgresql</c>: what is loaded, read and written gives a database that <c>pg_dump</c> prints alike and that
/// reads alike. A remark <c>-- roles: a, b</c> names roles that must be there, <c>-- administrator</c> says that it takes a superuser,
/// <c>-- unread: n</c> how many findings name what is not read. With DBWRIGHT_CASES only those whose path contains that text.
/// </summary>
public sealed class PgDumpTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    // Roles are of the whole server: two cases may want the same one.
    private static readonly SemaphoreSlim Turn = new(1);
    private static readonly Engine Engine = PostgreSqlEngine.Create();

    [Theory]
    [InlineData("objects")]
    [InlineData("tables")]
    public async Task What_is_read_and_written_dumps_alike(string folder)
    {
        var server = await Servers.PostgreSql();
        var wanted = Environment.GetEnvironmentVariable("DBWRIGHT_CASES") ?? "";
        var root = Repository.PathOf("cases", "inspect", "postgresql", folder);
        var cases = Directory.Exists(root)
            ? Directory
                .EnumerateFiles(root, "*.sql")
                .Where(f => f.Contains(wanted, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .ToList()
            : [];
        var failures = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (file, _) =>
            {
                try
                {
                    await There_and_back(server, await File.ReadAllTextAsync(file, Never));
                }
                catch (Exception e) when (e is EngineException or Failure or InvalidOperationException or ArgumentException)
                {
                    failures[Path.GetFileName(file)] = e is EngineException or Failure ? e.Message : $"{e}";
                }
            }
        );
        output.WriteLine($"{cases.Count} cases, {failures.Count} failed");
        Assert.True(
            failures.IsEmpty,
            string.Join("\n\n", failures.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}\n{f.Value}"))
        );
    }

    [Fact]
    public async Task Views_in_a_circle_are_named()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        await RunAsync(
            database.Session,
            "create view a as select 1 as x; create view b as select x from a; create or replace view a as select x from b;"
        );
        var read = await Engine.Inspector!.ReadAsync(database.Session, Never);
        var failure = Assert.Throws<Failure>(() => Engine.Writer!.Create(read));
        Assert.Contains("view a needs view b needs view a", failure.Message, StringComparison.Ordinal);
    }

    private static async Task There_and_back(ISandbox server, string text)
    {
        var user = text.Contains("-- administrator\n", StringComparison.Ordinal) ? SandboxUser.Administrator : SandboxUser.Owner;
        await using var first = await server.CreateDatabaseAsync(Never);
        await using var second = await server.CreateDatabaseAsync(Never);
        await RolesAsync(first, DumpCase.Remark(text, "roles"));
        await using var a = await first.OpenAsync(user, Never);
        await using var b = await second.OpenAsync(user, Never);
        if (DumpCase.Remark(text, "since") is [var since] && a.Version.Major < int.Parse(since))
        {
            return;
        }

        await RunAsync(a, text);
        var read = await Engine.Inspector!.ReadAsync(a, Never);
        var unread = await Engine.Inspector.UnreadAsync(a, Never);
        var named = DumpCase.Remark(text, "unread") is [var number] ? int.Parse(number) : 0;
        if (unread.Count != named)
        {
            throw new InvalidOperationException($"{named} findings expected: {string.Join("; ", unread)}");
        }

        var definitions = Engine.Writer!.Create(read);
        foreach (var definition in definitions)
        {
            await RunAsync(b, definition.Sql);
        }

        var again = await Engine.Inspector.ReadAsync(b, Never);
        if (again != read)
        {
            throw new InvalidOperationException($"It reads differently:\n{DumpText.Difference(Lines(read), Lines(again))}");
        }

        if (named == 0 && DumpCase.Remark(text, "not dumped alike").Length == 0)
        {
            var (dump, copy) = (await DumpAsync(a), await DumpAsync(b));
            if (dump != copy)
            {
                throw new InvalidOperationException(
                    $"pg_dump differs:\n{DumpText.Difference(dump.Split('\n'), copy.Split('\n'))}"
                );
            }
        }

        // Each object goes by itself, what depends on it before it.
        foreach (var definition in Engine.Writer.Drop(again))
        {
            await RunAsync(b, definition.Sql);
        }
    }

    private static async Task RunAsync(ISession session, string sql)
    {
        try
        {
            await session.ExecuteAsync(sql, Never);
        }
        catch (EngineException e)
        {
            throw new InvalidOperationException($"{e.Message}\nin {sql}", e);
        }
    }

    internal static async Task RolesAsync(ISandboxDatabase database, string[] roles)
    {
        await Turn.WaitAsync(Never);
        try
        {
            await using var session = await database.OpenAsync(SandboxUser.Administrator, Never);
            foreach (var role in roles)
            {
                await session.ExecuteAsync(
                    $"""
                    do $do$
                    begin
                        if not exists (select from pg_roles where rolname = '{role}') then
                            create role "{role}";
                        end if;
                        execute format('grant %I to %I', '{role}', (select datdba::regrole::text from pg_database where datname = current_database()));
                    end
                    $do$
                    """,
                    Never
                );
            }
        }
        finally
        {
            Turn.Release();
        }
    }

    internal static async Task<string> DumpAsync(ISession session)
    {
        var connection = ((PostgreSqlSession)session).Connection;
        var program = $"/usr/lib/postgresql/{session.Version.Major}/bin/pg_dump";
        if (!File.Exists(program))
        {
            // A server that was fetched comes without it; that it reads alike must do.
            return "";
        }

        var start = new ProcessStartInfo(
            program,
            ["--schema-only", "-h", connection.Host!, "-U", PostgreSqlCluster.Administrator, connection.Database]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync(Never);
        var errors = await process.StandardError.ReadToEndAsync(Never);
        await process.WaitForExitAsync(Never);
        return process.ExitCode == 0 ? DumpText.Comparable(text) : throw new InvalidOperationException(errors);
    }

    private static IEnumerable<string> Lines(RelationalSchema schema) =>
        SchemaParts
            .Of(schema)
            .OrderBy(p => p.Key)
            .Select(p => $"{p.Key}: {p.Value}")
            .Concat(schema.Dependencies.Select(d => $"{d.Dependent} needs {d.On}"))
            .Append($"{schema.Tables}");
}
