using System.Diagnostics;
using System.Text.Json;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Sql;

/// <summary>The grammar of PostgreSQL 18 itself, from npm: <c>pgsql-parser</c> and the <c>libpg-query</c> that it wraps, both pinned.</summary>
internal static class PgsqlParser
{
    private const string Program = """
        const { readFileSync } = require('fs');
        const { parse } = require('pgsql-parser');
        (async () => {
          const verdicts = [];
          for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
            try { await parse(text); verdicts.push(''); } catch (e) { verdicts.push(e.message || 'rejected'); }
          }
          process.stdout.write(JSON.stringify(verdicts));
        })();
        """;

    private static readonly Lazy<string?> Missing = new(Install);

    /// <summary>Why it cannot be used; <see langword="null"/> when it can.</summary>
    public static string? Reason => Missing.Value;

    /// <summary>What it says to each text: empty when it takes it.</summary>
    public static string[] Judge(IReadOnlyList<string> texts)
    {
        var (status, output) = Run("node", ["-e", Program], JsonSerializer.Serialize(texts));
        Assert.True(status == 0, output);
        return JsonSerializer.Deserialize<string[]>(output)!;
    }

    private static string Folder => Repository.PathOf("artifacts", "npm", "pgsql-parser-18.2.8");

    private static string? Install()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "pgsql-parser")))
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(Folder);
            var (status, output) = Run(
                "npm",
                [
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--save-exact",
                    "pgsql-parser@18.2.8",
                    "libpg-query@18.1.5",
                ],
                ""
            );
            return status == 0 ? null : $"pgsql-parser cannot be fetched from npm: {output}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "node and npm are needed for pgsql-parser";
        }
    }

    private static (int Status, string Output) Run(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}

/// <summary>A test that needs pgsql-parser, which is fetched when it is not there; skipped with the reason when it cannot be.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PgsqlParserFactAttribute : FactAttribute
{
    /// <summary>Looks for the parser.</summary>
    public PgsqlParserFactAttribute()
    {
        if (PgsqlParser.Reason is { } reason)
        {
            Skip = reason;
        }
    }
}
