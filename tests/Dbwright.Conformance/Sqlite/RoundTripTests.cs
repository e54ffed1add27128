using Dbwright.Model;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Conformance.Sqlite;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_is_read_back_equal_and_goes_again(bool bundled) =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                number =>
                {
                    RoundTripAsync(number, bundled).GetAwaiter().GetResult();
                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(600).WithStartSize(1));

    [Fact]
    public async Task Tables_that_refer_to_each_other_are_dropped_with_their_rows()
    {
        await using var file = await SqliteFile.OpenAsync();
        var schema = new RelationalSchema("sqlite") { Tables = [Side("a", "b"), Side("b", "a")] };
        await file.RunAsync(SqliteFile.Engine.Writer!.Create(schema));
        await file.RunAsync("begin; insert into a values (1, 1); insert into b values (1, 1); commit");

        await file.Session.BeginAsync(CancellationToken.None);
        await file.RunAsync(SqliteFile.Engine.Writer!.Drop(schema));
        await file.Session.CommitAsync(CancellationToken.None);

        Assert.Empty((await file.ReadAsync()).Tables);

        static Table Side(string name, string other) =>
            new(QualifiedName.Of(name))
            {
                Columns =
                [
                    new("id", new DataType.Integer(64)) { Identity = IdentityKind.ByDefault },
                    new("other_id", new DataType.Integer(64)),
                ],
                PrimaryKey = new($"pk_{name}", ["id"]),
                ForeignKeys =
                [
                    new($"fk_{name}", ["other_id"], QualifiedName.Of(other), ["id"])
                    {
                        Deferrable = true,
                        InitiallyDeferred = true,
                    },
                ],
            };
    }

    [Fact]
    public async Task A_schema_of_other_hands_is_read()
    {
        await using var file = await SqliteFile.OpenAsync(SandboxUser.Administrator);
        await file.RunAsync(
            """
            CREATE TABLE "Kunde" (
                -- the number
                [KundenNr] INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
                /* the name */
                `Name` VARCHAR (80) NOT NULL COLLATE NOCASE UNIQUE ON CONFLICT ABORT CHECK (length(Name) > 0),
                Rabatt DECIMAL(5, 2) DEFAULT 1e-3,
                Werber BIGINT REFERENCES Kunde ON DELETE SET NULL
            );
            CREATE TABLE posten (kunde INTEGER, nr INT, stand DATETIME DEFAULT CURRENT_TIMESTAMP,
                PRIMARY KEY (kunde, nr), FOREIGN KEY (kunde) REFERENCES kunde(KundenNr) ON UPDATE CASCADE) WITHOUT ROWID;
            ALTER TABLE posten ADD COLUMN bemerkung TEXT;
            CREATE VIEW v AS SELECT 1;
            """
        );

        var schema = await file.ReadAsync();

        var customer = schema.Find(QualifiedName.Of("Kunde"))!;
        Assert.Equal(["KundenNr", "Name", "Rabatt", "Werber"], customer.Columns.Select(c => c.Name));
        Assert.Equal(["the number", "the name", null, null], customer.Columns.Select(c => c.Comment));
        Assert.Equal((IdentityKind?)IdentityKind.Always, customer.Columns[0].Identity);
        Assert.Equal(new DataType.Text(80), customer.Columns[1].Type);
        Assert.Equal("nocase", customer.Columns[1].Collation);
        Assert.Equal("1e-3", customer.Columns[2].Default);
        Assert.Equal([new UniqueConstraint("unique (Name)", ["Name"])], customer.Uniques);
        Assert.Equal([new CheckConstraint("check (length(Name) > 0)", "length(Name) > 0")], customer.Checks);
        Assert.Equal(
            [
                new ForeignKey("foreign key (Werber) references Kunde (KundenNr)", ["Werber"], customer.Name, ["KundenNr"])
                {
                    OnDelete = ReferentialAction.SetNull,
                },
            ],
            customer.ForeignKeys
        );
        var item = schema.Find(QualifiedName.Of("posten"))!;
        Assert.Equal([false, false, true, true], item.Columns.Select(c => c.Nullable));
        Assert.Equal("current_timestamp", item.Columns[2].Default);
        Assert.Equal([new Detail("without rowid")], item.Details);
        Assert.Equal(customer.Name, item.ForeignKeys[0].ReferencedTable);
    }

    private static async Task RoundTripAsync(int number, bool bundled)
    {
        await using var file = await SqliteFile.OpenAsync(bundled: bundled);
        var writer = SqliteFile.Engine.Writer!;
        var schema = new SqliteSchemas(number, strictKnown: !bundled).Schema();

        await file.RunAsync(writer.Create(schema));
        var read = await file.ReadAsync();
        Assert.Equal(string.Join('\n', Describe(schema)), string.Join('\n', Describe(read)));
        Assert.Equal(schema.Sorted() with { Version = read.Version }, read);

        var before = await file.AskAsync("select * from sqlite_master order by rowid");
        await file.RunAsync(writer.Create(schema, repeatable: true));
        Assert.Equal(before, await file.AskAsync("select * from sqlite_master order by rowid"));

        await file.RunAsync(writer.Drop(schema));
        Assert.Empty(await file.AskAsync("select name from sqlite_master where name <> 'sqlite_sequence'"));

        await file.RunAsync(writer.Create(schema, repeatable: true));
        Assert.Equal(read, await file.ReadAsync());
    }

    // So that a failure shows what differs.
    private static List<string> Describe(RelationalSchema schema) =>
        [
            .. schema
                .Sorted()
                .Tables.SelectMany(t =>
                    t.Columns.Select(c => c.ToString())
                        .Concat(t.Indexes.Select(i => i.ToString()))
                        .Concat(t.Triggers.Select(g => g.ToString()))
                        .Append((t with { Columns = [], Indexes = [], Triggers = [] }).ToString())
                ),
        ];
}
