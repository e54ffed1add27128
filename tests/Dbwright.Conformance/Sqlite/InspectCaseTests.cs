using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Sqlite;

/// <summary>
/// The cases in <c>cases/inspect/sqlite</c>: what is read is complete, is what it says (<c>-- has:</c>), and goes back and forth unchanged.
/// Two texts around <c>-- same as</c> are one schema.
/// </summary>
public sealed class InspectCaseTests
{
    private const string Has = "-- has: ";
    private const string SameAs = "-- same as\n";

    public static TheoryData<string> Cases =>
        new(
            Directory
                .EnumerateFiles(Repository.PathOf("cases", "inspect", "sqlite"), "*.sql")
                .Select(f => Path.GetFileNameWithoutExtension(f))
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_is_read_is_written_and_read_again(string name)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("cases", "inspect", "sqlite", $"{name}.sql"));
        var first = default(RelationalSchema);
        foreach (var sql in text.Split(SameAs))
        {
            var (schema, created) = await ReadAsync(sql);
            var spaced = string.Join(' ', created.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            foreach (var line in sql.Split('\n').Where(l => l.StartsWith(Has, StringComparison.Ordinal)))
            {
                Assert.Contains(line[Has.Length..], spaced, StringComparison.Ordinal);
            }

            Assert.Equal(first ?? schema, schema);
            first = schema;
        }
    }

    [Fact]
    public async Task What_is_not_understood_is_no_table()
    {
        var session = new KeptStatements(
            ("table", "t", "t", "create table t (a integer) flavoured"),
            ("index", "i", "t", "create index i on t (a)")
        );

        var schema = await SqliteFile.Engine.Inspector!.ReadAsync(session, CancellationToken.None);

        Assert.Empty(schema.Tables);
        Assert.Equal(["create table t (a integer) flavoured", "create index i on t (a)"], schema.Objects.Select(o => o.Create));
    }

    private static async Task<(RelationalSchema Schema, string Created)> ReadAsync(string sql)
    {
        await using var file = await SqliteFile.OpenAsync();
        await file.RunAsync(sql);
        var schema = await file.ReadAsync();
        Assert.Empty(schema.Objects);
        Assert.NotEmpty(SchemaParts.Of(schema));

        var names = await file.AskAsync(
            "select m.name from sqlite_master m left join pragma_table_list l on l.name = m.name and l.schema = 'main' "
                + "where m.sql is not null and coalesce(l.type, '') <> 'shadow' and m.name not like 'sqlite~_%' escape '~' order by m.name"
        );
        Assert.Equal(
            names.Select(n => (string)n[0]!).Order(StringComparer.Ordinal),
            NamesOf(schema).Order(StringComparer.Ordinal)
        );

        await using var other = await SqliteFile.OpenAsync();
        var definitions = SqliteFile.Engine.Writer!.Create(schema);
        await other.RunAsync(definitions);
        Assert.Equal(schema, await other.ReadAsync());
        return (schema, string.Join(";\n", definitions.Select(d => d.Sql)));
    }

    private static IEnumerable<string> NamesOf(RelationalSchema schema) =>
        schema
            .Tables.SelectMany(t => t.Indexes.Select(i => i.Name).Concat(t.Triggers.Select(g => g.Name)).Append(t.Name.Name))
            .Concat(schema.Views.SelectMany(v => v.Triggers.Select(g => g.Name).Append(v.Name.Name)))
            .Concat(schema.VirtualTables.Select(v => v.Name.Name));

    /// <summary>A session that answers with what a later version of SQLite might keep.</summary>
    private sealed class KeptStatements(params (string Type, string Name, string Table, string Sql)[] kept) : ISession
    {
        public EngineVersion Version => new(3, 31);

        public string VersionText => "SQLite 3.31";

        public Task<IReadOnlyList<object?[]>> QueryAsync(
            string sql,
            IReadOnlyList<object?> values,
            CancellationToken cancellation
        ) => Task.FromResult<IReadOnlyList<object?[]>>([.. kept.Select(k => new object?[] { k.Type, k.Name, k.Table, k.Sql })]);

        public Task ExecuteAsync(string sql, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IPreparedStatement> PrepareAsync(Statement statement, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task BeginAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public Task BeginReadingAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public Task CommitAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public Task RollbackAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
