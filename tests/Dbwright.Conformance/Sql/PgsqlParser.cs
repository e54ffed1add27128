using System.Text.Json;
using Dbwright.TestKit;

namespace Dbwright.Conformance.Sql;

/// <summary>The grammar of PostgreSQL 18 itself, from npm: <c>pgsql-parser</c> and the <c>libpg-query</c> that it wraps.</summary>
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

    /// <summary>What it says to each text: empty when it takes it.</summary>
    public static async Task<string[]> JudgeAsync(IReadOnlyList<string> texts)
    {
        var start = ProgramRun.Of("node", "-e", Program);
        start.Environment["NODE_PATH"] = NodePackages.Modules;
        var verdicts = await ProgramRun.OutputAsync(start, JsonSerializer.Serialize(texts));
        return JsonSerializer.Deserialize<string[]>(verdicts)!;
    }
}
