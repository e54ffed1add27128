using Dbwright.Conformance.Runs;
using Dbwright.Engines;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Plans;

/// <summary>Whose sessions triggers do not fire for while a plan runs.</summary>
public sealed class QuietTriggerTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Only_who_may_make_triggers_on_the_table_can_silence_them()
    {
        var forms = EngineCatalog.Find("postgresql").OnlineForms!;
        await using var server = await OwnServer.StartAsync("postgresql");
        await using var session = await server.OpenAsync(await server.CreateDatabaseAsync());
        await session.ExecuteAsync(
            $"""
            create table t (id int primary key, n int not null, noted int not null default 0);
            create function note() returns trigger language plpgsql as $$begin new.noted := new.noted + 1; return new; end$$;
            create trigger note before update on t for each row
                when ({forms.WhileNotFilling(QualifiedName.Of("t"))}) execute function note();
            insert into t values (1, 1);
            create role writer;
            create role maker;
            grant select, update on t to writer, maker;
            grant trigger on t to maker;
            """,
            Never
        );

        Assert.True(await IsNotedAsync("reset role"));
        Assert.False(await IsNotedAsync("reset role", forms.Filling(begins: true)));
        Assert.True(await IsNotedAsync("set role writer"));
        Assert.True(await IsNotedAsync("set role writer", forms.Filling(begins: true)));
        Assert.False(await IsNotedAsync("set role maker", forms.Filling(begins: true)));
        Assert.True(await IsNotedAsync("set role maker", forms.Filling(begins: true), forms.Filling(begins: false)));

        async Task<bool> IsNotedAsync(params string[] before)
        {
            string[] anew = ["reset role", forms.Filling(begins: true), "update t set noted = 0", forms.Filling(begins: false)];
            foreach (var statement in anew.Concat(before))
            {
                await session.ExecuteAsync(statement, Never);
            }

            await session.ExecuteAsync("update t set n = n + 1", Never);
            return await TwoServers.OneAsync(session, "select noted::text from t") == "1";
        }
    }
}
