using System.Text.RegularExpressions;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.MariaDb;

/// <summary>
/// The cases in <c>cases/inspect/mariadb</c>: what is read is written and, read again from there, the same; what is written says so
/// (<c>-- has:</c>, or <c>-- not:</c>), and what is not read is named (<c>-- unread:</c>). Accounts are there before (<c>-- account:</c>).
/// The referee is the server's own
/// <c>show create</c> of everything in both databases.
/// </summary>
public sealed partial class InspectCaseTests
{
    private const string Has = "-- has: ";
    private const string Not = "-- not: ";
    private const string Unread = "-- unread: ";
    private const string Account = "-- account: ";

    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = MariaDbEngine.Create();

    public static TheoryData<string> Cases =>
        new(
            Directory
                .EnumerateFiles(Repository.PathOf("cases", "inspect", "mariadb"), "*.sql")
                .Select(f => Path.GetFileNameWithoutExtension(f))
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_is_read_is_written_and_read_again(string name)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("cases", "inspect", "mariadb", $"{name}.sql"));
        await using var first = await Servers.MariaDbDatabase();
        await using (var administrator = await first.Database.OpenAsync(SandboxUser.Administrator, Never))
        {
            foreach (var account in Lines(text, Account))
            {
                await RunAsync(administrator, $"create {account}");
            }
        }

        await RunAsync(first.Session, text);
        var read = await Engine.Inspector!.ReadAsync(first.Session, Never);
        Assert.NotEmpty(SchemaParts.Of(read));

        var created = Engine.Writer!.Create(read);
        var spaced = Spaced(string.Join(";\n", created.Select(d => d.Sql)));
        Assert.All(Lines(text, Has), line => Assert.Contains(line, spaced, StringComparison.Ordinal));
        Assert.All(Lines(text, Not), line => Assert.DoesNotContain(line, spaced, StringComparison.Ordinal));
        var unread = await Engine.Inspector.UnreadAsync(first.Session, Never);
        Assert.Equal(Lines(text, Unread), unread.Select(f => f.Title));

        await using var second = await Servers.MariaDbDatabase();
        await RunAsync(second.Session, string.Concat(created.Select(d => ClientScript.Close(Engine.Name, d.Sql))));

        Assert.Equal(await RefereeAsync(first.Session), await RefereeAsync(second.Session));
        var again = await Engine.Inspector.ReadAsync(second.Session, Never);
        Assert.Empty(SchemaComparison.Differences(read, again));
        Assert.Equal(read, again);

        await CreateByPartsAsync(read);
        foreach (var definition in Engine.Writer.Drop(again))
        {
            await RunAsync(second.Session, definition.Sql, whole: true);
        }

        Assert.Empty(SchemaParts.Of(await Engine.Inspector.ReadAsync(second.Session, Never)));
    }

    // Every object by itself, what it needs before it, and away again the other way round.
    private static async Task CreateByPartsAsync(RelationalSchema schema)
    {
        var ids = SchemaParts
            .Of(schema)
            .Where(p => p.Key.Facet.Length == 0)
            .Select(p => (p.Key.Id, Rank: Rank(p.Value)))
            .Where(p => p.Rank >= 0)
            .OrderBy(p => p.Rank)
            .ThenBy(p => p.Id)
            .Select(p => p.Id)
            .ToList();
        await using var database = await Servers.MariaDbDatabase();
        var open = ids;
        while (open.Count > 0)
        {
            var left = new List<ObjectId>();
            foreach (var id in open)
            {
                try
                {
                    foreach (var definition in Engine.Writer!.Create(schema, id))
                    {
                        await database.Session.QueryAsync(definition.Sql, [], Never);
                    }
                }
                catch (EngineException) when (id.Kind is ObjectKind.View or ObjectKind.Trigger)
                {
                    // It names another one that is still to come.
                    left.Add(id);
                }
            }

            Assert.True(left.Count < open.Count, $"{string.Join(", ", left)} cannot be made.");
            open = left;
        }

        Assert.Empty(SchemaComparison.Differences(schema, await Engine.Inspector!.ReadAsync(database.Session, Never)));
        foreach (var id in ids.AsEnumerable().Reverse())
        {
            try
            {
                await RunAsync(database.Session, Engine.Writer!.Drop(schema, id).Sql, whole: true);
            }
            catch (Failure) when (id.Kind == ObjectKind.Index)
            {
                // The key of a numbered column goes with its table.
            }
        }

        Assert.Empty(SchemaParts.Of(await Engine.Inspector.ReadAsync(database.Session, Never)));
    }

    private static int Rank(SchemaPart part) =>
        part switch
        {
            SchemaPart.NumberSequencePart => 0,
            SchemaPart.TablePart => 1,
            SchemaPart.Index => 2,
            SchemaPart.ForeignKeyPart => 3,
            SchemaPart.RoutinePart or SchemaPart.Other { Definition.Id.Kind: ObjectKind.Aggregate } => 4,
            SchemaPart.ViewPart => 5,
            SchemaPart.TriggerPart => 6,
            SchemaPart.Other => 7,
            _ => -1,
        };

    [Fact]
    public async Task Accounts_are_named()
    {
        await using var database = await Servers.MariaDbDatabase();
        await RunAsync(
            database.Session,
            "create table t (a int); create view v as select 1 as one; create event e on schedule every 1 day do set @a = 1"
        );
        Assert.Empty(await Engine.Inspector!.UnreadAsync(database.Session, Never));

        var owner = (string)(await database.Session.QueryAsync("select current_user()", [], Never))[0][0]!;
        await using var administrator = await database.Database.OpenAsync(SandboxUser.Administrator, Never);
        Assert.Equal(
            [$"The rights of '{owner.Replace("@", "'@'")}' are not read."],
            (await Engine.Inspector.UnreadAsync(administrator, Never)).Select(f => f.Title)
        );
        var read = await Engine.Inspector.ReadAsync(database.Session, Never);
        var byOther = await Engine.Inspector.ReadAsync(administrator, Never);
        Assert.Contains(new("definer", owner), Assert.Single(byOther.Views).Details);
        Assert.Contains(new("definer", owner), Assert.Single(byOther.Objects).Details);
        Assert.NotEqual(read, byOther);
        Assert.Equal(read, Engine.Inspector.Without(byOther, owner));
        Assert.Equal(read, Engine.Inspector.Without(byOther, null));
    }

    private static List<string> Lines(string text, string mark) =>
        text.Split('\n').Where(l => l.StartsWith(mark, StringComparison.Ordinal)).Select(l => l[mark.Length..].Trim()).ToList();

    private static string Spaced(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task RunAsync(ISession session, string sql, bool whole = false)
    {
        try
        {
            await (whole ? session.QueryAsync(sql, [], Never) : session.ExecuteAsync(sql, Never));
        }
        catch (EngineException e)
        {
            Assert.Fail($"{e.Code} {e.Message} at {e.Offset} of\n{sql}");
        }
    }

    // The order of columns counts, that of keys does not; the next number is a state.
    private static async Task<string> RefereeAsync(ISession session)
    {
        var texts = new List<string>();
        var database = (await session.QueryAsync("select database()", [], Never))[0][0];
        var tables = await session.QueryAsync("show full tables", [], Never);
        foreach (var row in tables)
        {
            var kind = (string)row[1]! switch
            {
                "VIEW" => "view",
                "SEQUENCE" => "sequence",
                _ => "table",
            };
            var text = await CreateAsync($"show create {kind} {Quote(row[0])}", 1);
            texts.Add(kind == "table" ? Sorted(NextNumber().Replace(text, "")) : text);
        }

        foreach (var kind in new[] { "function", "procedure" })
        {
            var routines = await session.QueryAsync(
                $"select routine_name from information_schema.routines where routine_schema = database() and routine_type = '{kind}' and find_in_set('ORACLE', sql_mode) = 0 order by 1",
                [],
                Never
            );
            foreach (var row in routines)
            {
                texts.Add(await CreateAsync($"show create {kind} {Quote(row[0])}", 2));
            }
        }

        var triggers = await session.QueryAsync(
            "select trigger_name, action_order from information_schema.triggers where trigger_schema = database() order by 1",
            [],
            Never
        );
        foreach (var row in triggers)
        {
            texts.Add($"{row[1]}: {Trigger().Replace(await CreateAsync($"show create trigger {Quote(row[0])}", 2), "trigger ")}");
        }

        var events = await session.QueryAsync(
            "select event_name from information_schema.events where event_schema = database() order by 1",
            [],
            Never
        );
        foreach (var row in events)
        {
            texts.Add(Start().Replace(await CreateAsync($"show create event {Quote(row[0])}", 3), ""));
        }

        // The columns of a view come with the database where its definer has no right on what it reads.
        return string.Join("\n\n", texts).Replace($"{Quote(database)}.", "", StringComparison.Ordinal);

        async Task<string> CreateAsync(string sql, int column) => (string)(await session.QueryAsync(sql, [], Never))[0][column]!;
    }

    private static string Quote(object? name) => $"`{((string)name!).Replace("`", "``", StringComparison.Ordinal)}`";

    private static string Sorted(string create)
    {
        var lines = create.Split('\n').Select(l => l.TrimEnd(',')).ToList();
        var firstKey = lines.FindIndex(1, l => !l.StartsWith("  `", StringComparison.Ordinal));
        var end = lines.FindIndex(1, l => l.StartsWith(')'));
        return string.Join(
            '\n',
            lines[..firstKey].Concat(lines[firstKey..end].Order(StringComparer.Ordinal)).Concat(lines[end..])
        );
    }

    [GeneratedRegex(" AUTO_INCREMENT=[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NextNumber();

    // The server keeps the spaces between the words that it read.
    [GeneratedRegex(
        @"\btrigger\s+.*?\bfor\s+each\s+row\s+",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Trigger();

    [GeneratedRegex(" STARTS '[^']*'", RegexOptions.None, 1000)]
    private static partial Regex Start();
}
