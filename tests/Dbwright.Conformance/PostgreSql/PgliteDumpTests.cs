using System.Diagnostics;
using System.Text.Json;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.PostgreSql;

/// <summary>
/// The cases in <c>cases/inspect/postgresql</c> on version 18: what is read there and written gives a database that <c>pg_dump</c> 18 prints
/// alike. That program runs inside PGlite (PostgreSQL in WebAssembly), which loads no modules: cases that need one are
/// left out, as are those that a remark <c>-- not dumped alike on 18: why</c> exempts. With DBWRIGHT_CASES only those whose path contains that text.
/// </summary>
public sealed class PgliteDumpTests(ITestOutputHelper output)
{
    private const string Owner = "select datdba::regrole::text from pg_database where datname = current_database()";

    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = PostgreSqlEngine.Create();

    [Fact]
    public async Task What_is_read_and_written_dumps_alike_on_18()
    {
        var wanted = Environment.GetEnvironmentVariable("DBWRIGHT_CASES") ?? "";
        var files = Directory
            .EnumerateFiles(Repository.PathOf("cases", "inspect", "postgresql"), "*.sql", SearchOption.AllDirectories)
            .Where(f => f.Contains(wanted, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal);
        await using var server = await Engine.Sandboxes!.StartAsync(
            new(SandboxMode.Scratch) { Major = 18 },
            output.WriteLine,
            Never
        );
        var lines = new List<string>();
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, Never);
            if (NeedsMore(text))
            {
                output.WriteLine($"left out: {Path.GetFileName(file)}");
                continue;
            }

            lines.Add(await CaseAsync(server, Path.GetFileName(file), text));
        }

        var failures = new List<string>();
        await foreach (var answer in DumpsAsync(lines))
        {
            if (answer.TryGetProperty("error", out var error))
            {
                failures.Add($"{answer.GetProperty("name")}\n{error}");
                continue;
            }

            var first = DumpText.Comparable(answer.GetProperty("first").GetString()!);
            var second = DumpText.Comparable(answer.GetProperty("second").GetString()!);
            if (first != second)
            {
                failures.Add(
                    $"{answer.GetProperty("name")}\npg_dump differs:\n{DumpText.Difference(first.Split('\n'), second.Split('\n'))}"
                );
            }
        }

        output.WriteLine($"{lines.Count} cases, {failures.Count} failed");
        Assert.True(wanted.Length > 0 || lines.Count >= 90, $"Only {lines.Count} cases were run.");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static bool NeedsMore(string text) =>
        text.Contains("create extension", StringComparison.OrdinalIgnoreCase)
        || DumpCase.Remark(text, "unread").Length > 0
        || DumpCase.Remark(text, "not dumped alike").Length > 0
        || DumpCase.Remark(text, "not dumped alike on 18").Length > 0;

    private static async Task<string> CaseAsync(ISandbox server, string name, string text)
    {
        var roles = DumpCase.Remark(text, "roles");
        var user = text.Contains("-- administrator\n", StringComparison.Ordinal) ? SandboxUser.Administrator : SandboxUser.Owner;
        await using var database = await server.CreateDatabaseAsync(Never);
        await PgDumpTests.RolesAsync(database, roles);
        await using var session = await database.OpenAsync(user, Never);
        await session.ExecuteAsync(text, Never);
        var schema = await Engine.Inspector!.ReadAsync(session, Never);
        var owner = (await session.QueryAsync(Owner, [], Never))[0][0];
        return JsonSerializer.Serialize(
            new
            {
                name,
                owner,
                user = (await session.QueryAsync("select current_user::text", [], Never))[0][0],
                roles,
                text,
                create = Engine.Writer!.Create(schema).Select(d => d.Sql),
                drop = Engine.Writer.Drop(schema).Select(d => d.Sql),
            }
        );
    }

    private static async IAsyncEnumerable<JsonElement> DumpsAsync(List<string> cases)
    {
        var start = ProgramRun.Of("node", "dump.mjs");
        start.WorkingDirectory = Path.GetDirectoryName(NodePackages.Modules);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Never);
        var written = Task.Run(
            async () =>
            {
                foreach (var line in cases)
                {
                    await process.StandardInput.WriteLineAsync(line);
                }

                process.StandardInput.Close();
            },
            Never
        );
        var answered = 0;
        while (await process.StandardOutput.ReadLineAsync(Never) is { } line)
        {
            answered++;
            yield return JsonSerializer.Deserialize<JsonElement>(line);
        }

        await written;
        await process.WaitForExitAsync(Never);
        Assert.True(process.ExitCode == 0 && answered == cases.Count, $"{answered} of {cases.Count} dumped. {await errors}");
    }
}
