using Dbwright.Sql;
using Xunit;

namespace Dbwright.Tests.Sql;

public sealed class MariaDbScriptTests
{
    [Theory]
    [InlineData("a 'x;y' `p;q`; b", "a 'x;y' `p;q`|b")]
    [InlineData(
        "create trigger t before insert on `o` for each row set new.a = 1; x",
        "create trigger t before insert on `o` for each row set new.a = 1|x"
    )]
    [InlineData(
        "create procedure p() begin for i in 1..3 do insert into t values (i); end for; select 1; end; x",
        "create procedure p() begin for i in 1..3 do insert into t values (i); end for; select 1; end|x"
    )]
    [InlineData(
        "create trigger t after insert on `o` for each row begin for r in (select 1) do set @a = 1; end for; end; x",
        "create trigger t after insert on `o` for each row begin for r in (select 1) do set @a = 1; end for; end|x"
    )]
    [InlineData(
        "create procedure p() begin l: while a < 3 do if a then set a = repeat('x', 2); end if; end while; end; x",
        "create procedure p() begin l: while a < 3 do if a then set a = repeat('x', 2); end if; end while; end|x"
    )]
    [InlineData("create table event (id int, begin datetime); x", "create table event (id int, begin datetime)|x")]
    [InlineData("create table t (function int, begin datetime); x", "create table t (function int, begin datetime)|x")]
    [InlineData(
        "create or replace view procedure_list as select case when begin then 1 end from event; x",
        "create or replace view procedure_list as select case when begin then 1 end from event|x"
    )]
    [InlineData(
        "create definer=`a`@`b` procedure p() begin select 1; end; x",
        "create definer=`a`@`b` procedure p() begin select 1; end|x"
    )]
    public void Semicolons_end_statements_only_outside_of_bodies(string script, string expected) =>
        Assert.Equal(expected, string.Join('|', MariaDbScript.Split(script).Select(s => s.Text)));
}
