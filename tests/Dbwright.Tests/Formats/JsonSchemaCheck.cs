using System.Text.Json;
using Xunit;
using Xunit.Sdk;

namespace Dbwright.Tests.Formats;

/// <summary>Checks a JSON text against a schema of the few keywords that dbwright's own schemas use.</summary>
internal static class JsonSchemaCheck
{
    /// <summary>Fails the test when the value does not satisfy the schema.</summary>
    public static void Satisfies(JsonElement value, JsonElement schema) => Satisfies(value, schema, schema, "$");

    private static void Satisfies(JsonElement value, JsonElement schema, JsonElement root, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Satisfies(value, root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]), root, path);
            return;
        }

        if (schema.TryGetProperty("anyOf", out var choices))
        {
            Assert.True(choices.EnumerateArray().Any(c => IsSatisfied(value, c, root)), $"{path} is none of the choices");
            return;
        }

        if (schema.TryGetProperty("enum", out var words))
        {
            Assert.Contains(value.GetString(), words.EnumerateArray().Select(w => w.GetString()));
            return;
        }

        if (schema.TryGetProperty("const", out var constant))
        {
            Assert.Equal(constant.GetRawText(), value.GetRawText());
            return;
        }

        switch (schema.GetProperty("type").GetString())
        {
            case "object":
                Assert.Equal(JsonValueKind.Object, value.ValueKind);
                var known = schema.GetProperty("properties");
                Assert.All(
                    value.EnumerateObject(),
                    m => Assert.True(known.TryGetProperty(m.Name, out _), $"{path}.{m.Name} is not in the schema")
                );
                Assert.All(
                    schema.GetProperty("required").EnumerateArray(),
                    r => Assert.True(value.TryGetProperty(r.GetString()!, out _), $"{path}.{r} is missing")
                );
                foreach (var member in value.EnumerateObject())
                {
                    Satisfies(member.Value, known.GetProperty(member.Name), root, $"{path}.{member.Name}");
                }

                break;
            case "array":
                Assert.Equal(JsonValueKind.Array, value.ValueKind);
                foreach (var item in value.EnumerateArray())
                {
                    Satisfies(item, schema.GetProperty("items"), root, $"{path}[]");
                }

                break;
            case "string":
                Assert.Equal(JsonValueKind.String, value.ValueKind);
                break;
            case "boolean":
                Assert.Contains(value.ValueKind, new[] { JsonValueKind.True, JsonValueKind.False });
                break;
            default:
                Assert.Equal(JsonValueKind.Number, value.ValueKind);
                break;
        }
    }

    private static bool IsSatisfied(JsonElement value, JsonElement schema, JsonElement root)
    {
        try
        {
            Satisfies(value, schema, root, "");
            return true;
        }
        catch (XunitException)
        {
            return false;
        }
    }
}
