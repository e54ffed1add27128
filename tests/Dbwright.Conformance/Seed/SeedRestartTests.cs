using System.Globalization;
using Dbwright.Commands;
using Dbwright.Conformance.Runs;
using Dbwright.Conformance.Sources;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Seed;

/// <summary>A server of MariaDB that is killed while rows are loaded, and started again: the rows in the end are those of a calm run.</summary>
public sealed class SeedRestartTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Rows_are_the_same_after_the_server_was_killed_while_they_were_loaded()
    {
        await using var server = await OwnServer.StartAsync("mariadb");

        var calm = await FilledAsync(server, isKilled: false);
        var killed = await FilledAsync(server, isKilled: true);

        Assert.StartsWith("200000 200000 ", calm, StringComparison.Ordinal);
        Assert.Equal(calm, killed);
    }

    private static async Task<string> FilledAsync(OwnServer server, bool isKilled)
    {
        var database = await server.CreateDatabaseAsync();
        await using (var session = await server.OpenAsync(database))
        {
            await session.ExecuteAsync(
                """
                create table parents (id bigint auto_increment primary key, email varchar(200) not null unique);
                create table children (
                    id bigint auto_increment primary key, parent_id bigint not null, quantity integer not null check (quantity between 1 and 9),
                    created_at datetime not null, constraint fk_children foreign key (parent_id) references parents (id)
                )
                """,
                Never
            );
        }

        var request = new SeedRequest(new(server.UrlOf(database)))
        {
            Rows = ["parents=200000", "children=200000"],
            Confirmed = true,
        };
        var seeding = SeedHandler.RunAsync(request, new StringWriter(), SourceContext.Create(), Never);
        if (isKilled)
        {
            await LoadsAsync(server, database, seeding);
            server.Kill();
            await server.StartAgainAsync();
        }

        await seeding;
        await using var after = await server.OpenAsync(database);
        var rows = await after.QueryAsync(
            """
            select (select count(*) from parents), (select count(*) from children),
                (select sum(crc32(concat_ws('|', id, email))) from parents),
                (select sum(crc32(concat_ws('|', id, parent_id, quantity, created_at))) from children),
                (select count(*) from information_schema.referential_constraints where constraint_schema = database()),
                (select count(*) from information_schema.tables where table_schema = database() and table_name = 'dbwright_seed')
            """,
            [],
            Never
        );
        return string.Join(' ', rows[0].Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)));
    }

    private static async Task LoadsAsync(OwnServer server, string database, Task seeding)
    {
        await using var session = await server.OpenAsync(database);
        while (true)
        {
            Assert.False(seeding.IsCompleted, "It was loaded before anybody saw it.");
            try
            {
                var done = await session.QueryAsync("select count(*) from dbwright_seed where kind = 'chunk'", [], Never);
                if (Convert.ToInt64(done[0][0], CultureInfo.InvariantCulture) > 0)
                {
                    return;
                }
            }
            catch (EngineException)
            {
                // The account is not there yet.
            }

            await Task.Delay(10);
        }
    }
}
