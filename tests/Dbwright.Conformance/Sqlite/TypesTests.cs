using System.Text.RegularExpressions;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.Sql;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Conformance.Sqlite;

/// <summary>What the checks of types and the translations of expressions let through, asked of the engine.</summary>
public sealed class TypesTests
{
    private static readonly SqliteTypes Types = new();
    private static readonly SqliteWriter Writer = new();

    [Theory]
    [InlineData(
        SemanticKind.Email,
        "a@b.de",
        "jane.doe+x@mail.example.org",
        "!A@b.de",
        "!a@b",
        "!a b@c.de",
        "!@b.de",
        "!a@b@c.de",
        "!a@b.de\n"
    )]
    [InlineData(
        SemanticKind.Phone,
        "+4915123456789",
        "+1234567",
        "!+0123456789",
        "!0491512345",
        "!+49151 2345678",
        "!+1",
        "!+1234567890123456"
    )]
    [InlineData(SemanticKind.Url, "https://a.b/c?d=e", "http://x", "!ftp://x", "!https://", "!https://a b")]
    [InlineData(SemanticKind.Slug, "a-b-c9", "x", "!-a", "!a-", "!a--b", "!A", "!ä", "!")]
    [InlineData(SemanticKind.Ip, "127.0.0.1", "::1", "fe80::1", "!localhost", "!FE80::1", "!abc")]
    [InlineData(SemanticKind.Uuid, "01234567-89ab-cdef-0123-456789abcdef", "!01234567-89AB-cdef-0123-456789abcdef", "!x")]
    [InlineData(SemanticKind.Json, "{}", "[1]", "null", "!{", "!x")]
    [InlineData(SemanticKind.Country, "DE", "!de", "!DEU")]
    [InlineData(SemanticKind.Currency, "EUR", "!EU")]
    [InlineData(SemanticKind.Language, "de", "de-CH", "zh-Hant-TW", "gsw", "!d", "!DE", "!de-", "!de--CH", "!deutsch")]
    [InlineData(SemanticKind.Postcode, "12345", "SW1A 1AA", "!-1", "!1")]
    [InlineData(SemanticKind.Color, "#00ff7f", "!#00FF7F", "!00ff7f", "!#00ff7")]
    [InlineData(
        SemanticKind.Date,
        "2026-01-31",
        "2024-02-29",
        "!2026-02-30",
        "!2026-1-1",
        "!31.01.2026",
        "!2026-01-31T00:00:00Z"
    )]
    [InlineData(SemanticKind.Time, "00:00:00", "23:59:59", "!24:00:00", "!9:00:00", "!12:00")]
    [InlineData(
        SemanticKind.Timestamp,
        "2026-01-31T12:00:00.000Z",
        "!2026-01-31 12:00:00",
        "!2026-02-30T12:00:00.000Z",
        "!2026-01-31T12:00:00Z",
        "!2026-01-31T24:00:00.000Z",
        "!2026-01-31T12:00:00.abcZ",
        "!"
    )]
    [InlineData(SemanticKind.Boolean, "0", "1", "!2")]
    public async Task Checks_of_form(SemanticKind kind, params string[] values)
    {
        foreach (var bundled in (bool[])[false, true])
        {
            await using var file = await SqliteFile.OpenAsync(bundled: bundled);
            var choice = Types.Choose(new(kind), null)!;
            await file.RunAsync($"create table t (value {Types.Write(choice.Type)} check ({Sql(choice)}))");
            await file.RunAsync("insert into t values (null)");
            foreach (var value in values)
            {
                var refused = value.StartsWith('!');
                var insert = file.AskAsync("insert into t values (?1)", refused ? value[1..] : value);
                var error = await Record.ExceptionAsync(() => insert);
                Assert.True(error is not null == refused, $"{value}: {error?.Message ?? "was taken"}");
            }
        }
    }

    [Fact]
    public async Task Every_millisecond_passes_the_check_of_moments()
    {
        foreach (var bundled in (bool[])[false, true])
        {
            await using var file = await SqliteFile.OpenAsync(bundled: bundled);
            var check = Sql(Types.Choose(new(SemanticKind.Timestamp), null)!);
            var failed = await file.AskAsync(
                $"""
                with recursive n(i) as (select 0 union all select i + 1 from n where i < 59999),
                t(value) as (select printf('2026-07-09T23:59:%02d.%03dZ', i / 1000, i % 1000) from n)
                select value from t where not ({check})
                """
            );
            Assert.Empty(failed);
        }
    }

    [Theory]
    [InlineData("price > 10.5", "price > 1050")]
    [InlineData("price > 1.005", "price * 10 > 1005")]
    [InlineData("price between 1 and 2.5", "price between 100 and 250")]
    [InlineData("price in (1, 2.50)", "price in (100, 250)")]
    [InlineData("name in ('a', 'b', 'c') and active = true", "(name = 'a' or name = 'b' or name = 'c') and active = 1")]
    [InlineData("price in (1, 2.50, 3)", "price = 100 or price = 250 or price = 300")]
    [InlineData("price + fee = total", "(price + fee) * 100 = total")]
    [InlineData("price * quantity <= total", "price * quantity * 100 <= total")]
    [InlineData("price * 1.5 = total", "price * 15 * 10 = total")]
    [InlineData("total / quantity > 2.5", "total / 10000.0 / quantity > 2.5")]
    [InlineData("quantity / 2 = 1", "quantity * 1.0 / 2 = 1")]
    [InlineData("-price < 0", "0 - price < 0")]
    [InlineData("abs(price) > 1", "abs(price) > 100")]
    [InlineData("coalesce(price, 0.5) > quantity", "coalesce(price, 50) > quantity * 100")]
    [InlineData("quantity > 3", "quantity > 3")]
    [InlineData("quantity = 3 and (name = 'a' or not name = 'it''s')", "quantity = 3 and (name = 'a' or not name = 'it''s')")]
    [InlineData("length(name) > 3", "length(name) > 3")]
    [InlineData("quantity - (price - 1) > 0", "quantity * 100 - (price - 100) > 0")]
    [InlineData("name matches '^[A-Z]{3}$'", "name glob '[A-Z][A-Z][A-Z]'")]
    [InlineData("active = true", "active = 1")]
    public void Decimals_meet_at_one_scale(string rule, string sql) =>
        Assert.Equal(sql, Writer.Write(ExpressionParser.Parse(rule), Column));

    [Fact]
    public void Defaults_are_scaled_and_take_the_form_of_their_type()
    {
        Assert.Equal("150", Default(SemanticKind.Money, new Expression.Constant(1.5m)));
        Assert.Equal("0", Default(SemanticKind.Boolean, new Expression.Constant(false)));
        Assert.Equal("date('now')", Default(SemanticKind.Date, new Expression.Now(DateOnly: false)));
        Assert.Equal(
            "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
            Default(SemanticKind.Timestamp, new Expression.Now(DateOnly: false))
        );
        Assert.Equal("time('now')", Default(SemanticKind.Time, new Expression.Now(DateOnly: false)));
        Assert.Throws<Failure>(() => Default(SemanticKind.Money, new Expression.Constant(1.555m)));
    }

    [Theory]
    [InlineData("^[a-z]+(-[a-z]+)*$")]
    [InlineData("(a+b+)+")]
    [InlineData("^[a-z]+[0-9]+$")]
    [InlineData("(?=x)y")]
    [InlineData("(a)\\1")]
    [InlineData("[[:alpha:]]")]
    public void What_glob_cannot_say_is_refused(string pattern)
    {
        var rule = new Expression.Binary(
            BinaryOperator.Matches,
            new Expression.Reference(["name"]),
            new Expression.Constant(pattern)
        );
        Assert.False(Writer.CanWrite(rule));
        Assert.False(Writer.CanWrite(new Expression.Not(rule)));
        Assert.Throws<Failure>(() => Writer.Write(rule, Column));
    }

    [Theory]
    [InlineData("^[A-Z]{2,4}-[0-9]{3}$")]
    [InlineData("^(ab|c[0-9]?|)x*$")]
    [InlineData("a.c")]
    [InlineData("^a.*b.*c$")]
    [InlineData("^[^ab]{2,}$")]
    [InlineData("^[-a^]+$")]
    [InlineData("[*?]")]
    [InlineData(@"^\[?[0-9]+\]$")]
    [InlineData("^(a|b)(a|c){0,2}$")]
    [InlineData(@"\s")]
    [InlineData("^$")]
    [InlineData("")]
    [InlineData("^a{0}b$")]
    [InlineData("^[]a]b$")]
    [InlineData("^[A-Z]{2}[0-9]{4,8}$")]
    [InlineData("^(DE|AT|CH)[0-9]+$")]
    public async Task Glob_says_what_the_regular_expression_says(string pattern)
    {
        await using var file = await SqliteFile.OpenAsync();
        var rule = new Expression.Binary(
            BinaryOperator.Matches,
            new Expression.Reference(["value"]),
            new Expression.Constant(pattern)
        );
        var sql = Writer.Write(rule, _ => ("value", 0));
        var texts = Gen.Sample(Gen.ArrayOf(Gen.Elements("abcx019A-^*?[] \tBZ".ToCharArray())).Resize(6), 400)
            .Select(c => new string(c))
            .Concat(["", "a", "AB-123", "ab", "c7xx", "abc", "[12]", "12]", "a*", "^-a", "]b", "axxbxxc"])
            .ToList();
        var expected = texts
            .Where(t => Regex.IsMatch(t, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
            .ToList();
        var actual = await file.AskAsync($"select value from json_each(?1) where {sql}", (object)texts);
        Assert.Equal(expected, actual.Select(r => (string)r[0]!));
    }

    [Fact]
    public async Task Touching_keeps_the_time_of_the_last_change_without_calling_itself()
    {
        foreach (var options in (string[])["strict", "strict, without rowid"])
        {
            await using var file = await SqliteFile.OpenAsync();
            var table = new Table(QualifiedName.Of("things"))
            {
                Columns =
                [
                    new("id", new DataType.Integer(64)),
                    new("a", new DataType.Text()),
                    new("updated_at", new DataType.Text()),
                ],
                PrimaryKey = new("pk_things", ["id"]),
                Details = options.Contains("rowid", StringComparison.Ordinal)
                    ? [new Detail("strict"), new Detail("without rowid")]
                    : [new Detail("strict")],
            };
            table = table with { Triggers = [Writer.Touch(table, "updated_at").Trigger] };
            await file.RunAsync(Writer.Create(new("sqlite") { Tables = [table] }));
            await file.RunAsync("pragma recursive_triggers = on; insert into things values (1, 'x', '2000'), (2, 'x', '2000')");

            await file.RunAsync("update things set a = 'y' where id = 1");
            await file.RunAsync("update things set a = 'z' where id = 1");
            await file.RunAsync("update things set a = 'y', updated_at = '2001' where id = 2");

            var rows = await file.AskAsync("select id, updated_at > '2020', updated_at from things order by id");
            Assert.Equal([1L, 1L], rows[0][..2]);
            Assert.Equal([2L, 0L, "2001"], rows[1]);
        }
    }

    [Fact]
    public void Types_are_written_and_read()
    {
        DataType[] types =
        [
            new DataType.Integer(64),
            new DataType.Integer(32),
            new DataType.Text(),
            new DataType.Text(7),
            new DataType.Text(3, Fixed: true),
            new DataType.Decimal(10, 2),
            new DataType.Decimal(5),
            new DataType.Timestamp(WithZone: true, 3),
            new DataType.Native("sqlite", "nonsense (1,2)"),
        ];
        Assert.All(types, t => Assert.Equal(t, Types.Read(Types.Write(t))));
        Assert.Throws<Failure>(() => Types.Write(new DataType.Array(new DataType.Text())));
        Assert.Null(Types.Choose(new(SemanticKind.Location), null));
        Assert.Null(Types.Choose(new(SemanticKind.Decimal) { Precision = 30, Scale = 10 }, null));
        Assert.Empty(Types.TableDetails(new EngineVersion(3, 35, 5)));
        Assert.Equal([new Detail("strict")], Types.TableDetails(null));
    }

    private static string Default(SemanticKind kind, Expression value) =>
        Writer.WriteDefault(value, Types.Choose(new(kind), null)!);

    private static (string Sql, int ScaleDigits) Column(Expression.Reference reference) =>
        reference.Path[0] switch
        {
            "price" or "fee" => (reference.Path[0], 2),
            "total" => ("total", 4),
            var other => (other, 0),
        };

    private static string Sql(TypeChoice choice) =>
        Writer.Write(
            choice.Checks.Aggregate((a, b) => new Expression.Binary(BinaryOperator.And, a, b)),
            _ => ("value", choice.ScaleDigits)
        );
}
