using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Commands;
using Dbwright.Conformance.Sources;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Seed;

/// <summary>Files hold the rows that a database gets, whatever their form: <c>cases/seed-files</c> has tables with every type.</summary>
public sealed partial class SeedFileTests : IDisposable
{
    private const int Rows = 40;
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dbwright-files");

    public SeedFileTests()
    {
        // The servers run as users of their own, and read the files themselves.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                folder.FullName,
                File.GetUnixFileMode(folder.FullName) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute
            );
        }
    }

    public static TheoryData<string> Engines => new("postgresql", "mariadb", "sqlite");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sql_says_what_a_load_does(string engine)
    {
        await WriteAsync(engine, "sql", Rows);

        var loaded = await HeldAsync(
            engine,
            async database =>
            {
                var target = new SeedTarget(
                    t => database.OpenAsync(SandboxUser.Owner, t),
                    EngineCatalog.Find(engine),
                    "a test",
                    SourceContext.Create()
                );
                await using var session = await target.OpenAsync(Never);
                var schema = await EngineCatalog.Find(engine).Require<IInspector>().ReadAsync(session, Never);
                await target.FillAsync(Request(engine, "sql", Rows), new(schema, "a test", []), SeedRules.None, Never);
            }
        );
        var ran = await HeldAsync(engine, d => RunAsync(d, File.ReadAllText(Path.Combine(folder.FullName, "seed.sql"))));

        Assert.Equal(loaded, ran);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Csv_says_what_sql_does(string engine)
    {
        await WriteAsync(engine, "sql", Rows);
        var written = await WriteAsync(engine, "csv", Rows);
        var inserts = written.SelectMany(f => Inserts(EngineCatalog.Find(engine).Require<INames>(), f));

        var ran = await HeldAsync(engine, d => RunAsync(d, File.ReadAllText(Path.Combine(folder.FullName, "seed.sql"))));
        var inserted = await HeldAsync(engine, d => RunAsync(d, string.Concat(inserts)));

        Assert.Equal(ran, inserted);
    }

    [Fact]
    public async Task Copy_reads_csv()
    {
        await WriteAsync("postgresql", "sql", Rows);
        var csv = (await WriteAsync("postgresql", "csv", Rows)).Single(f => f.EndsWith("Things.csv", StringComparison.Ordinal));

        var ran = await HeldAsync("postgresql", d => RunAsync(d, File.ReadAllText(Path.Combine(folder.FullName, "seed.sql"))));
        var copied = await HeldAsync(
            "postgresql",
            d => RunAsync(d, $"""copy "Things" from '{csv}' (format csv, header)""", SandboxUser.Administrator)
        );

        Assert.Equal(ran, copied);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Csv_and_parquet_can_be_read(string engine)
    {
        var csv = await WriteAsync(engine, "csv", 3);
        var parquet = await WriteAsync(engine, "parquet", 3);

        Assert.All(parquet, f => Assert.EndsWith(".parquet", f, StringComparison.Ordinal));
        Assert.Equal(csv.Concat(parquet).Order(), Directory.GetFiles(folder.FullName).Order());
        Golden.Match(string.Concat(csv.Select(f => $"-- {Path.GetFileName(f)}\n{File.ReadAllText(f)}")), $"{engine}.csv");
        Golden.Match(await ReadAsync(parquet), $"{engine}.parquet.txt");
    }

    [Fact]
    public async Task Parquet_has_the_same_bytes_every_time()
    {
        // More rows than a group of DuckDB has.
        const int Many = 300_000;
        var schema = Path.Combine(folder.FullName, "schema.sql");
        await File.WriteAllTextAsync(
            schema,
            "create table t (id integer primary key, a integer not null, b text not null)",
            Never
        );
        var request = Request("sqlite", "parquet", Many) with
        {
            Source = new(schema) { Engine = "sqlite", CacheFolder = Path.Combine(folder.FullName, "cache") },
            Rows = [$"t={Many}"],
        };

        var first = await File.ReadAllBytesAsync((await SeedAsync(request)).Written[0], Never);
        var second = await File.ReadAllBytesAsync((await SeedAsync(request)).Written[0], Never);

        Assert.Equal(first, second);
    }

    /// <summary>What another reader finds in files of Parquet.</summary>
    internal static Task<string> ReadAsync(params IEnumerable<string> files)
    {
        var start = ProgramRun.Of("node", ["parquet.mjs", .. files]);
        start.WorkingDirectory = NodePackages.Folder;
        return ProgramRun.OutputAsync(start);
    }

    private async Task<Sequence<string>> WriteAsync(string engine, string format, int rows) =>
        (await SeedAsync(Request(engine, format, rows))).Written;

    private static Task<SeedResult> SeedAsync(SeedRequest request) =>
        SeedHandler.RunAsync(request, new StringWriter(), SourceContext.Create(), Never);

    private SeedRequest Request(string engine, string format, int rows) =>
        new(new(Schema(engine)) { Engine = engine, CacheFolder = Path.Combine(folder.FullName, "cache") })
        {
            Format = format,
            Output = folder.FullName,
            Rows = engine switch
            {
                "postgresql" => [$"Things={rows}", "empty=0"],
                "sqlite" => [$"things={rows}", $"strict_things={rows}"],
                _ => [$"things={rows}"],
            },
            Verify = false,
        };

    private static string Schema(string engine) => Repository.PathOf("cases", "seed-files", engine, "schema.sql");

    // What the tables of the case hold after they were filled in some way.
    private static async Task<string> HeldAsync(string name, Func<ISandboxDatabase, Task> fill)
    {
        var engine = EngineCatalog.Find(name);
        var server = name switch
        {
            "postgresql" => await Servers.PostgreSql(),
            "mariadb" => await Servers.MariaDb(),
            _ => await engine.Require<ISandboxes>().StartAsync(new(SandboxMode.Scratch), _ => { }, Never),
        };
        await using var database = await server.CreateDatabaseAsync(Never);
        await RunAsync(database, await File.ReadAllTextAsync(Schema(name), Never));
        await fill(database);
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        var schema = await engine.Require<IInspector>().ReadAsync(session, Never);
        var held = new List<string>();
        foreach (var table in schema.Tables.Where(t => t.Name.Name != "dbwright_seed"))
        {
            var sums = await engine
                .Require<IRowSums>()
                .ReadAsync(session, table.Name, ["id"], table.Columns.Select(c => c.Name).ToSequence(), Never);
            held.AddRange(sums.Columns.Select(c => $"{table.Name}.{c.Column}: {c.Values} of {sums.Rows}, {c.Sum}"));
        }

        return string.Join("\n", held);
    }

    private static async Task RunAsync(ISandboxDatabase database, string sql, SandboxUser user = SandboxUser.Owner)
    {
        await using var session = await database.OpenAsync(user, Never);
        await session.ExecuteAsync(sql, Never);
    }

    // A statement for each row of a file, with the texts of the file as they are.
    private static IEnumerable<string> Inserts(INames names, string file)
    {
        var rows = Fields(File.ReadAllText(file)).ToList();
        var head =
            $"insert into {names.Quote(Path.GetFileNameWithoutExtension(file))} ({string.Join(", ", rows[0].Select(c => names.Quote(c!)))})";
        return rows.Skip(1).Select(r => $"{head} values ({string.Join(", ", r.Select(Literal))});\n");

        string Literal(string? field) =>
            field is null ? "null"
            // Bits are a number, not a text of digits.
            : int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out _) && names is not PostgreSqlNames ? field
            : field.StartsWith("\\x", StringComparison.Ordinal) && names is not PostgreSqlNames ? $"x'{field[2..]}'"
            : field.StartsWith("POINT", StringComparison.Ordinal) || field.StartsWith("POLYGON", StringComparison.Ordinal)
                ? $"st_geomfromtext({names.Literal(field)})"
            : names.Literal(field);
    }

    // The rows of a file (RFC 4180); nothing between two commas is no value.
    private static IEnumerable<List<string?>> Fields(string text)
    {
        var row = new List<string?>();
        foreach (Match match in Field().Matches(text))
        {
            var quoted = match.Groups["quoted"];
            var plain = match.Groups["plain"].Value;
            row.Add(
                quoted.Success ? quoted.Value.Replace("\"\"", "\"", StringComparison.Ordinal)
                : plain.Length > 0 ? plain
                : null
            );
            if (match.Groups["end"].Value == "\n")
            {
                yield return row;
                row = [];
            }
        }
    }

    [GeneratedRegex("(?:\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<plain>[^,\"\n]*))(?<end>[,\n])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();
}
