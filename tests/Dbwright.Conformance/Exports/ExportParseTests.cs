using System.Text.Json;
using Dbwright.Commands;
using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Exports;

/// <summary>
/// What cannot be run here is read by parsers of its language: the files are valid, and the texts in them are the statements, byte for byte.
/// </summary>
public sealed class ExportParseTests
{
    // Ruby's own parser, and one of PHP; every literal that can hold SQL.
    internal const string Script = """
        const { readFileSync } = require('fs');
        const { pathToFileURL } = require('url');
        const phpParser = require('php-parser');
        (async () => {
          const { loadPrism } = await import(pathToFileURL(require.resolve('@ruby/prism')));
          const ruby = await loadPrism();
          const found = [];
          for (const file of process.argv.slice(1)) {
            const text = readFileSync(file, 'utf8');
            const walk = (node) => {
              if (node === null || typeof node !== 'object') return;
              if (node.kind === 'nowdoc') found.push(node.value);
              if (node.constructor && node.constructor.name === 'StringNode') found.push(node.unescaped.value);
              for (const key of Object.keys(node)) if (key !== 'loc') walk(node[key]);
            };
            if (file.endsWith('.php')) {
              walk(new phpParser({ parser: { suppressErrors: false } }).parseCode(text, file));
            } else {
              const result = ruby(text);
              if (result.errors.length) throw new Error(file + ': ' + result.errors[0].message);
              walk(result.value);
            }
          }
          process.stdout.write(JSON.stringify(found));
        })().catch((e) => { console.error(e); process.exit(1); });
        """;

    [ToolTheory("knex")]
    [InlineData("laravel")]
    [InlineData("doctrine")]
    [InlineData("rails")]
    public async Task Literals_are_the_statements(string tool)
    {
        var one = new ExportCase("awkward");
        var target = Directory.CreateTempSubdirectory("dbwright-export-").FullName;
        try
        {
            var result = ExportHandler.Run(new(one.Migrations, tool, target) { Engine = one.Engine }, EngineCatalog.Find);
            var found = await LiteralsAsync(result.Files.Select(f => f.Path));
            Assert.Equal(Statements(one, tool), found.Select(t => t.TrimEnd('\n')));
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }

    // In the order of the files: the way up, then the way down.
    private static List<string> Statements(ExportCase one, string tool)
    {
        var files = Directory
            .GetFiles(one.Migrations)
            .Order(StringComparer.Ordinal)
            .Select(p => new Formats.FolderFile(Path.GetFileName(p), File.ReadAllText(p), p))
            .ToSequence();
        var folder = Formats.MigrationFolder.Read(files)!;
        var read = ExportReader.Read(folder, EngineCatalog.Find(one.Engine), ExportCatalog.Find(tool), new(), []);
        return read
            .Folder.Migrations.SelectMany(m => m.Up.Statements.Concat(m.Down?.Statements ?? []))
            .Select(s => s.Text.TrimEnd('\n'))
            .ToList();
    }

    private static async Task<List<string>> LiteralsAsync(IEnumerable<string> files)
    {
        var start = ProgramRun.Of("node", ["--no-warnings", "-e", Script, "--", .. files]);
        start.Environment["NODE_PATH"] = NodePackages.Modules;
        return [.. JsonSerializer.Deserialize<string[]>(await ProgramRun.OutputAsync(start))!];
    }
}
