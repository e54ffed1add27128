using System.Collections;
using System.Reflection;
using System.Text.Json;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class SchemaJsonTests
{
    [Fact]
    public void A_schema_is_read_back_as_it_was_written()
    {
        var schema = DesignFixture.Shop.Schema;
        Assert.Equal(schema, SchemaJson.Read(SchemaJson.Write(schema)));
    }

    [Fact]
    public void Any_schema_is_read_back_as_it_was_written() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260131, 11),
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).Select(GeneratedSchema.Of).ToArbitrary(),
                schema =>
                {
                    var text = SchemaJson.Write(schema);
                    var read = SchemaJson.Read(text);
                    return read.Equals(schema) && SchemaJson.Write(read) == text;
                }
            )
        );

    [Fact]
    public void Its_form_is_stable() => Golden.Match(SchemaJson.Write(GeneratedSchema.Of(7)), "schema.json");

    [Theory]
    [InlineData("", 1, 1, "is not JSON")]
    [InlineData("{\n  \"format\": \"dbwright-schema\",\n  \"version\": 1,\n  oops\n}", 4, 3, "is not JSON")]
    [InlineData("{ \"format\": \"dbwright-schema\" }", 1, 1, "\"version\" is missing.")]
    [InlineData(
        "{ \"format\": \"other\", \"version\": 1, \"engine\": \"x\" }",
        1,
        13,
        "Expected \"dbwright-schema\", found \"other\"."
    )]
    [InlineData("{ \"format\": \"dbwright-schema\", \"version\": 2, \"engine\": \"x\" }", 1, 43, "Expected version 1")]
    [InlineData("[]", 1, 1, "Expected an object, found a list.")]
    public void What_is_no_schema_is_refused_with_its_place(string text, int line, int column, string title)
    {
        var failure = Assert.Throws<Failure>(() => SchemaJson.Read(text, "schema.json"));
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        Assert.Equal(new Location("schema.json", line, column), failure.Findings[0].Location);
        Assert.Contains(title, failure.Findings[0].Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"name\": \"brands\"", "\"nmae\": \"brands\"", "\"nmae\" is not known here.", "Did you mean \"name\"?")]
    [InlineData("\"type\": \"jsonb\"", "\"type\": \"jsonx\"", "Expected a data type such as", null)]
    [InlineData("\"onDelete\": \"set null\"", "\"onDelete\": \"vanish\"", "\"no action\" or \"restrict\"", null)]
    [InlineData("\"nullable\": true", "\"nullable\": 1", "Expected true or false, found 1.", null)]
    [InlineData("\"method\": \"gin\"", "\"method\": null", "Expected a string, found null.", null)]
    [InlineData("\"method\": \"gin\"", "\"method\": \"gin\", \"method\": \"gin\"", "\"method\" is given twice.", null)]
    [InlineData("\"method\": \"gin\"", "\"m\\u0065thod\": \"\\ud800\"", "half a character is written as \\u", null)]
    public void A_wrong_member_is_refused_where_it_stands(string right, string wrong, string title, string? fix)
    {
        var text = SchemaJson.Write(DesignFixture.Shop.Schema);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at > 0);
        var broken = text[..at] + wrong + text[(at + right.Length)..];
        var finding = Assert.Throws<Failure>(() => SchemaJson.Read(broken, "s")).Findings[0];
        Assert.Contains(title, finding.Title, StringComparison.Ordinal);
        Assert.Equal(fix, finding.Fix ?? fix);
        Assert.Equal(text[..at].Count(c => c == '\n') + 1, finding.Location!.Line);
    }

    [Fact]
    public void Cut_texts_are_refused_and_never_crash()
    {
        var text = SchemaJson.Write(GeneratedSchema.Of(3));
        for (var length = 0; length < text.Length - 2; length += 7)
        {
            Assert.Throws<Failure>(() => SchemaJson.Read(text[..length]));
        }
    }

    [Fact]
    public void Generated_schemas_vary_every_member_of_the_model()
    {
        var seen = new Dictionary<PropertyInfo, HashSet<object>>();
        for (var number = 0; number < 150; number++)
        {
            Look(GeneratedSchema.Of(number));
        }

        Assert.Contains(typeof(TableIndex).GetProperty(nameof(TableIndex.Details))!, seen.Keys);
        Assert.Empty(seen.Where(s => s.Value.Count < 2).Select(s => $"{s.Key.DeclaringType!.Name}.{s.Key.Name}"));

        void Look(object record)
        {
            // What can be set is kept; what is computed from it is not.
            var members = record
                .GetType()
                .GetProperties()
                .Where(p => p.SetMethod is not null && p.GetIndexParameters().Length == 0);
            foreach (var member in members)
            {
                var value = member.GetValue(record);
                (seen.TryGetValue(member, out var values) ? values : seen[member] = []).Add(value ?? "none");
                foreach (var part in value is IEnumerable items and not string ? items.Cast<object>() : [value!])
                {
                    if (part?.GetType() is { Namespace: "Dbwright.Model", IsEnum: false })
                    {
                        Look(part);
                    }
                }
            }
        }
    }

    [Fact]
    public void What_is_written_satisfies_the_json_schema()
    {
        using var schema = JsonDocument.Parse(SchemaJson.Schema());
        for (var number = 0; number < 30; number++)
        {
            using var written = JsonDocument.Parse(SchemaJson.Write(GeneratedSchema.Of(number)));
            JsonSchemaCheck.Satisfies(written.RootElement, schema.RootElement);
        }
    }

    [Theory]
    [InlineData("1e400", "The number is too large.")]
    [InlineData("1.5", "Expected a whole number, found 1.5.")]
    public void A_number_that_is_none_is_refused(string number, string title)
    {
        var text = $$"""
            {"format": "dbwright-schema", "version": 1, "engine": "x", "sequences": [{"name": "s", "type": "int64", "start": {{number}}}]}
            """;
        var finding = Assert.Throws<Failure>(() => SchemaJson.Read(text)).Findings[0];
        Assert.Equal(title, finding.Title);
        Assert.Equal(text.IndexOf(number, StringComparison.Ordinal) + 1, finding.Location!.Column);
    }
}
