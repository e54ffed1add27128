using System.Diagnostics;
using Dbwright.Model;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.Sqlite;

public sealed class LoaderTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_kind_of_value_is_stored_as_designed(bool bundled)
    {
        await using var file = await SqliteFile.OpenAsync(bundled: bundled);
        string[] columns = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        var table = Plain("all_kinds", columns);
        await file.RunAsync(SqliteFile.Engine.Writer!.Create(new("sqlite") { Tables = [table] }));
        var source = new Rows(
            table,
            columns,
            2,
            (row, sink) =>
            {
                sink.Null();
                sink.Boolean(row == 0);
                sink.Integer(long.MaxValue);
                sink.Decimal(150m);
                sink.Float(0.5);
                sink.Text(row == 0 ? "größe" : new string('x', 100_000));
                sink.Bytes([1, 2]);
                sink.Date(new(2026, 1, 31));
                sink.Time(new(23, 59, 1));
                sink.Timestamp(new DateTime(2026, 1, 31, 12, 0, 0, 7, DateTimeKind.Utc));
                sink.Interval(TimeSpan.FromHours(1));
                sink.Uuid(Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"));
            }
        );
        await SqliteFile.Engine.Loader!.LoadAsync(file.Session, source, 0, 2, null, CancellationToken.None);

        var rows = await file.AskAsync("select * from all_kinds order by b desc");
        Assert.Equal(
            [
                null,
                1L,
                long.MaxValue,
                150L,
                0.5,
                "größe",
                new byte[] { 1, 2 },
                "2026-01-31",
                "23:59:01",
                "2026-01-31T12:00:00.007Z",
                3600L,
                "01234567-89ab-cdef-0123-456789abcdef",
            ],
            rows[0]
        );
        Assert.Equal(new string('x', 100_000), rows[1][5]);
    }

    [Fact]
    public async Task Tables_come_in_any_order_and_every_reference_is_checked_afterwards()
    {
        await using var file = await SqliteFile.OpenAsync();
        var writer = SqliteFile.Engine.Writer!;
        var parent = Numbered("parents");
        var child = Numbered("children") with
        {
            Columns = [.. Numbered("children").Columns, new("parent_id", new DataType.Integer(64))],
            ForeignKeys = [new("fk_children_parents", ["parent_id"], parent.Name, ["id"])],
        };
        var schema = new RelationalSchema("sqlite") { Tables = [parent, child] };
        await file.RunAsync(writer.Create(schema));
        var (before, after) = writer.AroundBulkLoad(schema);
        await file.RunAsync(before);
        await using (var other = await file.AnotherAsync())
        {
            var children = new Rows(
                child,
                ["id", "parent_id"],
                10,
                (row, sink) =>
                {
                    sink.Integer(row + 1);
                    sink.Integer(row % 5 + 1);
                }
            );
            await SqliteFile.Engine.Loader!.LoadAsync(other, children, 0, 10, null, CancellationToken.None);
            Assert.Equal(1L, (await other.QueryAsync("pragma foreign_keys", [], CancellationToken.None))[0][0]);
        }

        var missing = await Assert.ThrowsAsync<EngineException>(() => file.RunAsync(after));
        Assert.Equal("SQLITE_CONSTRAINT_FOREIGNKEY", missing.Code);
        Assert.Contains(
            "row 1 of children refers to a row of parents that is not there (and 9 more such rows)",
            missing.Message,
            StringComparison.Ordinal
        );

        var parents = new Rows(parent, ["id"], 5, (row, sink) => sink.Integer(row + 1));
        await SqliteFile.Engine.Loader!.LoadAsync(file.Session, parents, 0, 5, null, CancellationToken.None);
        await file.RunAsync(after);
    }

    [Fact]
    public async Task Full_text_is_built_at_once_and_kept_by_triggers_from_then_on()
    {
        await using var file = await SqliteFile.OpenAsync();
        var writer = SqliteFile.Engine.Writer!;
        var table = Numbered("articles") with
        {
            Columns = [.. Numbered("articles").Columns, new("body", new DataType.Text())],
            Triggers =
            [
                new(
                    "articles_search_insert",
                    "after",
                    ["insert"],
                    "insert into articles_search (rowid, body) values (new.id, new.body);"
                ),
            ],
        };
        var schema = new RelationalSchema("sqlite")
        {
            Tables = [table],
            VirtualTables =
            [
                new(QualifiedName.Of("articles_search"), "fts5", ["body", "content='articles'", "content_rowid='id'"])
                {
                    ContentOf = table.Name,
                },
            ],
        };
        await file.RunAsync(writer.Create(schema));
        var (before, after) = writer.AroundBulkLoad(schema);
        await file.RunAsync(before);
        var source = new Rows(
            table,
            ["id", "body"],
            3,
            (row, sink) =>
            {
                sink.Integer(row + 1);
                sink.Text(row == 1 ? "needle" : "hay");
            }
        );
        await SqliteFile.Engine.Loader!.LoadAsync(file.Session, source, 0, 3, null, CancellationToken.None);
        await file.RunAsync(after);
        await file.RunAsync("insert into articles values (9, 'another needle')");

        Assert.Equal(
            [
                [2L],
                [9L],
            ],
            await file.AskAsync("select rowid from articles_search where articles_search match 'needle' order by 1")
        );
        Assert.Equal(schema.Sorted().Tables, (await file.ReadAsync()).Tables);

        await SqliteFile.Engine.Statistics!.AnalyzeAsync(file.Session, CancellationToken.None);
        await SqliteFile.Engine.Statistics!.WarmAsync(file.Session, CancellationToken.None);
        var sizes = await SqliteFile.Engine.Statistics!.IndexSizesAsync(file.Session, CancellationToken.None);
        Assert.True(sizes["articles_search"] >= 4096);
    }

    [Fact]
    public async Task A_row_that_breaks_a_constraint_ends_the_load_and_a_cancellation_too()
    {
        await using var file = await SqliteFile.OpenAsync();
        var table = Numbered("things");
        await file.RunAsync(SqliteFile.Engine.Writer!.Create(new("sqlite") { Tables = [table] }));
        var twice = new Rows(table, ["id"], 2, (_, sink) => sink.Integer(1));
        var error = await Assert.ThrowsAsync<EngineException>(() =>
            SqliteFile.Engine.Loader!.LoadAsync(file.Session, twice, 0, 2, null, CancellationToken.None)
        );
        Assert.Equal("SQLITE_CONSTRAINT_PRIMARYKEY", error.Code);
        Assert.Equal(0L, (await file.AskAsync("select count(*) from things"))[0][0]);

        using var stop = new CancellationTokenSource();
        var endless = new Rows(
            table,
            ["id"],
            long.MaxValue,
            (row, sink) =>
            {
                if (row == 50_000)
                {
                    stop.Cancel();
                }

                sink.Integer(row);
            }
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            SqliteFile.Engine.Loader!.LoadAsync(file.Session, endless, 0, long.MaxValue, null, stop.Token)
        );
        await file.RunAsync("insert into things values (7)");
    }

    [Fact]
    public async Task Simple_rows_are_loaded_fast()
    {
        await using var file = await SqliteFile.OpenAsync();
        var table = Numbered("facts") with
        {
            Columns =
            [
                .. Numbered("facts").Columns,
                new("amount", new DataType.Integer(64)),
                new("name", new DataType.Text()),
                new("at", new DataType.Text()),
            ],
        };
        await file.RunAsync(SqliteFile.Engine.Writer!.Create(new("sqlite") { Tables = [table] }));
        var at = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var source = new Rows(
            table,
            ["id", "amount", "name", "at"],
            400_000,
            (row, sink) =>
            {
                sink.Integer(row + 1);
                sink.Integer(row * 7 % 10_000);
                sink.Text("a name of common length");
                sink.Timestamp(at);
            }
        );
        var clock = Stopwatch.StartNew();
        await SqliteFile.Engine.Loader!.LoadAsync(file.Session, source, 0, source.Count, null, CancellationToken.None);
        var rate = source.Count / clock.Elapsed.TotalSeconds;
        output.WriteLine($"{rate:N0} rows/s");

        // A tenth of what an idle machine does, so that only a blunder fails.
        Assert.True(rate > 60_000, $"{rate:N0} rows/s");
        Assert.Equal(source.Count, (await file.AskAsync("select count(*) from facts"))[0][0]);
    }

    private static Table Numbered(string name) =>
        new(QualifiedName.Of(name))
        {
            Columns = [new("id", new DataType.Integer(64)) { Identity = IdentityKind.ByDefault }],
            PrimaryKey = new($"pk_{name}", ["id"]),
        };

    private static Table Plain(string name, string[] columns) =>
        new(QualifiedName.Of(name))
        {
            Columns = columns.Select(c => new Column(c, new DataType.Native("sqlite", "any")) { Nullable = true }).ToSequence(),
        };

    private sealed class Rows(Table table, string[] columns, long count, Action<long, IRowSink> write) : IRowSource
    {
        public Table Table => table;

        public Sequence<string> Columns => columns.ToSequence();

        long IRowSource.Rows => count;

        public long Count => count;

        public void Write(long row, IRowSink sink) => write(row, sink);
    }
}
