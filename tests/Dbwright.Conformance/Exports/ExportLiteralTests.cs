using System.Text;
using System.Text.Json;
using Dbwright.Commands;
using Dbwright.Engines;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Exports;

/// <summary>
/// Statements of random awkward characters: what the host language, and the library that takes the text, make of each literal is the
/// statement that was exported.
/// </summary>
public sealed class ExportLiteralTests
{
    private const int Statements = 400;
    private const int Seed = 6;

    private static readonly string[] Pieces =
    [
        "\\",
        "\"",
        "\"\"\"",
        "''",
        "`",
        "$",
        "${",
        "{",
        "}",
        "%",
        "%s",
        "%(a)s",
        ":",
        ":a",
        "::a",
        "\\:a",
        "?",
        "\\?",
        "??",
        "#",
        "#{",
        "@",
        "\n",
        "\nSQL\n",
        "SQL",
        "SQL_1",
        "?>",
        "]]>",
        "--",
        "/*",
        " ",
        "\t",
        "a",
        "é",
        "🐘",
        "\u2028",
        "$1",
        "<%",
    ];

    private const string Python = """
        import importlib.util, json, sys, types, sqlalchemy
        found = []
        op = types.SimpleNamespace(execute=lambda text: found.append(str(sqlalchemy.text(text))))
        module = types.ModuleType('alembic'); module.op = op; sys.modules['alembic'] = module
        spec = importlib.util.spec_from_file_location('revision', sys.argv[1])
        revision = importlib.util.module_from_spec(spec); spec.loader.exec_module(revision)
        revision.upgrade()
        sys.stdout.buffer.write(json.dumps(found).encode())
        """;

    // The real Knex words the text as its driver gets it; what it cannot word goes to the driver itself.
    private const string Knex = """
        const real = require('knex')({ client: 'pg' });
        const found = [];
        const driver = { query: async (sql) => { found.push(sql); } };
        const fake = {
          raw: async (sql) => { found.push(real.raw(sql).toSQL().toNative().sql); },
          client: { acquireConnection: async () => driver, releaseConnection: async () => {} },
        };
        require(process.argv[1]).up(fake).then(() => process.stdout.write(JSON.stringify(found)));
        """;

    private const string Sequelize = """
        const found = [];
        const sequelize = { transaction: (work) => work({}), query: async (sql) => { found.push(sql); } };
        require(process.argv[1]).up({ sequelize }).then(() => process.stdout.write(JSON.stringify(found)));
        """;

    [ToolTheory("alembic")]
    [InlineData("alembic", "/usr/bin/python3", Python)]
    public Task Python_and_SqlAlchemy(string tool, string program, string script) => CompareAsync(tool, program, "-c", script);

    [ToolTheory("knex")]
    [InlineData("knex", Knex)]
    [InlineData("sequelize", Sequelize)]
    [InlineData("laravel", ExportParseTests.Script)]
    [InlineData("doctrine", ExportParseTests.Script)]
    [InlineData("rails", ExportParseTests.Script)]
    public async Task Node_and_the_parsers(string tool, string script)
    {
        await CompareAsync(tool, "node", "--no-warnings", "-e", script, "--");
    }

    private static async Task CompareAsync(string tool, string program, params string[] arguments)
    {
        var work = Directory.CreateTempSubdirectory("dbwright-export-").FullName;
        try
        {
            var wanted = Generated();
            var folder = Directory.CreateDirectory(Path.Combine(work, "migrations")).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "V1__all.sql"), string.Concat(wanted.Select(s => $"{s}\n;\n")));
            var result = ExportHandler.Run(
                new(folder, tool, Path.Combine(work, "out")) { Engine = "postgresql" },
                EngineCatalog.Find
            );
            var found = await RunAsync(program, [.. arguments, result.Files.Single().Path]);
            // Behind them a parser finds what is said about the way down.
            Assert.Equal(wanted, found.Take(wanted.Count).Select(t => t.TrimEnd('\n')));
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static List<string> Generated()
    {
        var random = new Random(Seed);
        return Enumerable
            .Range(0, Statements)
            .Select(_ =>
            {
                var text = new StringBuilder("select '");
                for (var i = random.Next(12); i > 0; i--)
                {
                    text.Append(Pieces[random.Next(Pieces.Length)]);
                }

                return text.Append('\'').ToString();
            })
            .ToList();
    }

    private static async Task<List<string>> RunAsync(string program, string[] arguments)
    {
        var start = ProgramRun.Of(program, arguments);
        start.Environment["NODE_PATH"] = NodePackages.Modules;
        return [.. JsonSerializer.Deserialize<string[]>(await ProgramRun.OutputAsync(start))!];
    }
}
