using System.Text.Json;
using System.Text.RegularExpressions;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class RequirementsSchemaTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly JsonElement Schema = JsonDocument.Parse(RequirementsSchema.Json).RootElement;

    public static TheoryData<string> KeySets() => [.. KeySet.All.Select(k => k.Definition)];

    [Theory]
    [MemberData(nameof(KeySets))]
    public void The_schema_and_the_reader_know_the_same_keys(string definition)
    {
        var keys = KeySet.All.Single(k => k.Definition == definition).Keys;
        var mapping = definition == "document" ? Schema : Schema.GetProperty("$defs").GetProperty(definition);
        Assert.Equal(
            keys.Order(StringComparer.Ordinal),
            mapping.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)
        );
        Assert.False(mapping.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void Every_closed_mapping_of_the_schema_is_read()
    {
        var closed = Schema
            .GetProperty("$defs")
            .EnumerateObject()
            .Where(d => d.Value.TryGetProperty("additionalProperties", out var a) && a.ValueKind == JsonValueKind.False)
            .Select(d => d.Name);
        Assert.Empty(closed.Except(KeySet.All.Select(k => k.Definition)));
    }

    [Fact]
    public void The_schema_and_the_reader_know_the_same_types()
    {
        var pattern = Schema
            .GetProperty("$defs")
            .GetProperty("attribute")
            .GetProperty("properties")
            .GetProperty("type")
            .GetProperty("pattern")
            .GetString()!;
        Assert.All(SemanticTypes.Known, t => Assert.Matches(pattern, t));
        var named = pattern[2..pattern.IndexOf(')')].Split('|');
        Assert.Equal(SemanticTypes.Known.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Everything_in_the_schema_is_described()
    {
        var names = Schema
            .GetProperty("$defs")
            .EnumerateObject()
            .SelectMany(d => d.Value.TryGetProperty("properties", out var p) ? p.EnumerateObject().Select(x => (d.Name, x)) : []);
        Assert.Empty(
            names
                .Where(n => !n.x.Value.TryGetProperty("description", out _) && !n.x.Value.TryGetProperty("$ref", out _))
                .Select(n => $"{n.Name}.{n.x.Name}")
        );
    }

    [Fact]
    public void Documents_that_the_reader_accepts_satisfy_the_schema()
    {
        var documents = RequirementsTemplates
            .Domains.Select(RequirementsTemplates.Of)
            .Concat(RequirementsGuideTests.Documents())
            .Concat(
                Directory
                    .GetFiles(Path.Combine(Repository.Root, "examples"), "requirements.yaml", SearchOption.AllDirectories)
                    .Select(File.ReadAllText)
            );
        foreach (var document in documents)
        {
            Assert.Equal("", Problem(document));
        }
    }

    [Theory]
    [InlineData("application: A\nentities: {}\nentitys: {}")]
    [InlineData("application: A")]
    [InlineData("application: A\nentities: { order: { attributes: { total: mony } } }")]
    [InlineData("application: A\nentities: { Order: {} }")]
    [InlineData("application: A\nentities: {}\nrelationships: [customer 1-n order]")]
    [InlineData("application: A\nentities: {}\naccess: { a: { find: order, where: [total ~ 5] } }")]
    [InlineData("application: A\nentities: {}\naccess: { a: { find: order, insert: order } }")]
    [InlineData("application: A\nentities: {}\nquality: { latency: { p95: fast } }")]
    public void Documents_that_the_reader_refuses_for_their_form_break_the_schema(string document)
    {
        Assert.NotEqual("", Problem(document));
        Assert.Throws<Failure>(() => RequirementsReader.Parse(document, "a.yaml", _ => null));
    }

    private static string Problem(string document) =>
        Check(YamlTreeReader.Read(document, "a.yaml", new DocumentErrors("a.yaml")), Schema, "") ?? "";

    /// <summary>The part of JSON schema that this schema uses; an unknown keyword fails the test.</summary>
    private static string? Check(YamlNode node, JsonElement schema, string path)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var value = keyword.Value;
            var problem = keyword.Name switch
            {
                "$schema" or "$id" or "$defs" or "title" or "description" or "additionalProperties" => null,
                "$ref" => Check(node, Schema.GetProperty("$defs").GetProperty(value.GetString()!["#/$defs/".Length..]), path),
                "type" => (
                    value.ValueKind == JsonValueKind.Array
                        ? value.EnumerateArray().Select(t => t.GetString())
                        : [value.GetString()]
                ).Contains(TypeOf(node)) || (TypeOf(node) == "integer" && value.ToString().Contains("number"))
                    ? null
                    : $"{path} is {TypeOf(node)}, not {value}",
                "const" => value.ToString() == ((YamlScalar)node).Text ? null : $"{path} is not {value}",
                "enum" => value.EnumerateArray().Any(v => v.ToString() == ((YamlScalar)node).Text)
                    ? null
                    : $"{path} is none of {value}",
                "pattern" => TypeOf(node) != "string"
                || Regex.IsMatch(((YamlScalar)node).Text, value.GetString()!, RegexOptions.None, Timeout)
                    ? null
                    : $"{path} does not match {value}",
                "minimum" => TypeOf(node) is not ("integer" or "number")
                || decimal.Parse(((YamlScalar)node).Text) >= value.GetDecimal()
                    ? null
                    : $"{path} < {value}",
                "exclusiveMinimum" => TypeOf(node) is not ("integer" or "number")
                || decimal.Parse(((YamlScalar)node).Text) > value.GetDecimal()
                    ? null
                    : $"{path} <= {value}",
                "maximum" => TypeOf(node) is not ("integer" or "number")
                || decimal.Parse(((YamlScalar)node).Text) <= value.GetDecimal()
                    ? null
                    : $"{path} > {value}",
                "minLength" => ((YamlScalar)node).Text.Length >= value.GetInt32() ? null : $"{path} is too short",
                "minItems" => ((YamlList)node).Items.Count >= value.GetInt32() ? null : $"{path} has too few items",
                "items" => node is YamlList list
                    ? list.Items.Select((item, i) => Check(item, value, $"{path}[{i}]")).FirstOrDefault(p => p is not null)
                    : null,
                "required" => value
                    .EnumerateArray()
                    .Where(r => node is YamlMap map && !map.Entries.Any(e => e.Key.Text == r.GetString()))
                    .Select(r => $"{path} lacks {r}")
                    .FirstOrDefault(),
                "propertyNames" => node is YamlMap names
                    ? names.Entries.Select(e => Check(e.Key, value, $"{path}.{e.Key.Text}")).FirstOrDefault(p => p is not null)
                    : null,
                "properties" => node is YamlMap properties
                    ? properties
                        .Entries.Select(e =>
                            value.TryGetProperty(e.Key.Text, out var p) ? Check(e.Value, p, $"{path}.{e.Key.Text}") : null
                        )
                        .FirstOrDefault(p => p is not null)
                    : null,
                "anyOf" => value.EnumerateArray().Select(s => Check(node, s, path)).ToList() is var any && any.Contains(null)
                    ? null
                    : string.Join(" and ", any),
                "oneOf" => value.EnumerateArray().Select(s => Check(node, s, path)).ToList() is var one
                && one.Count(p => p is null) == 1
                    ? null
                    : $"{path}: {string.Join(" and ", one)}",
                _ => throw new InvalidOperationException($"The test does not know the keyword {keyword.Name}."),
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        if (node is not YamlMap mapping || !schema.TryGetProperty("additionalProperties", out var additional))
        {
            return null;
        }

        var others = mapping.Entries.Where(e =>
            !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(e.Key.Text, out _)
        );
        return others
            .Select(e =>
                additional.ValueKind == JsonValueKind.False
                    ? $"{path} has {e.Key.Text}"
                    : Check(e.Value, additional, $"{path}.{e.Key.Text}")
            )
            .FirstOrDefault(p => p is not null);
    }

    private static string TypeOf(YamlNode node) =>
        node switch
        {
            YamlMap => "object",
            YamlList => "array",
            YamlScalar { IsNothing: true } => "null",
            YamlScalar { IsPlain: true, Text: "true" or "false" } => "boolean",
            YamlScalar { IsPlain: true } scalar when Regex.IsMatch(scalar.Text, "^-?[0-9]+$", RegexOptions.None, Timeout) =>
                "integer",
            YamlScalar { IsPlain: true } scalar
                when Regex.IsMatch(scalar.Text, "^-?[0-9]+\\.[0-9]+$", RegexOptions.None, Timeout) => "number",
            _ => "string",
        };
}
