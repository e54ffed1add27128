using System.Globalization;
using System.Text.Json;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Which members the checks ask a document for, and which values they name for them.</summary>
internal sealed class JsonShape
{
    private readonly SortedDictionary<string, (string? Type, List<object> Constants)> members = new(StringComparer.Ordinal);
    private bool isArray;
    private bool isDocument;
    private decimal length = 2;

    private JsonShape() { }

    /// <summary>The shape that literals ask of a column, or none when they say nothing about it.</summary>
    public static JsonShape? Of(ColumnFacts facts, IEnumerable<Literal> literals)
    {
        if (facts.Type is not (DataType.Json or DataType.Text))
        {
            return null;
        }

        var shape = new JsonShape();
        foreach (var literal in literals.Where(l => l.Term.Columns().Contains(facts.Index)))
        {
            shape.Read(literal.Term, facts.Index);
        }

        return shape.members.Count > 0 || shape.isArray || shape.isDocument ? shape : null;
    }

    /// <summary>A document.</summary>
    public string Draw(ulong draw)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            if (isArray)
            {
                json.WriteStartArray();
                for (var i = 0; i < length + (long)(draw % 3); i++)
                {
                    json.WriteNumberValue(Mixer.Below(Mixer.Combine(draw, (ulong)i), 1000L));
                }

                json.WriteEndArray();
            }
            else
            {
                json.WriteStartObject();
                if (members.Count == 0)
                {
                    json.WriteNumber("id", Mixer.Below(draw, 1_000_000L));
                }

                var at = 0UL;
                foreach (var (name, (type, constants)) in members)
                {
                    json.WritePropertyName(name);
                    Member(json, type, constants, Mixer.Combine(draw, at++));
                }

                json.WriteEndObject();
            }
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Member(Utf8JsonWriter json, string? type, List<object> constants, ulong draw)
    {
        var constant = constants.Count == 0 ? null : constants[Mixer.Below(draw, constants.Count)];
        if (Casts.Number(constant) is { } number && constant is not bool)
        {
            // At the limit itself or on either side of it.
            json.WriteNumberValue(number + (Mixer.Below(Mixer.Next(draw), 3L) - 1) * Mixer.Below(Mixer.Mix(draw), 50L));
            return;
        }

        switch (type ?? (constant is bool ? "boolean" : "string"))
        {
            case "number":
                json.WriteNumberValue(Mixer.Below(draw, 1000L));
                break;
            case "boolean":
                json.WriteBooleanValue(constant is bool truth ? truth : draw >> 63 == 0);
                break;
            case "array":
                json.WriteStartArray();
                json.WriteNumberValue(Mixer.Below(draw, 100L));
                json.WriteEndArray();
                break;
            case "object":
                json.WriteStartObject();
                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(
                    constant as string ?? $"value {Mixer.Below(draw, 10_000L).ToString(CultureInfo.InvariantCulture)}"
                );
                break;
        }
    }

    private void Read(Term term, int column)
    {
        if (
            term is Term.Apply
            {
                Name: "=",
                Arguments: [
                    Term.Apply { Name: "jsonb_typeof" or "json_typeof" or "json_type" } kind,
                    Term.Constant { Value: string type },
                ]
            }
        )
        {
            if (
                kind.Arguments is [Term.Apply { Name: "->", Arguments: [var of, Term.Constant { Value: string member }] }]
                && IsColumn(of, column)
            )
            {
                Add(member, type, null);
            }
            else if (kind.Arguments is [var document, Term.Constant { Value: string path }] && IsColumn(document, column))
            {
                Add(
                    Name(path),
                    type is "text" ? "string"
                        : type is "integer" or "real" ? "number"
                        : type,
                    null
                );
            }
            else if (kind.Arguments is [var whole] && IsColumn(whole, column))
            {
                isArray |= type == "array";
            }

            return;
        }

        isDocument |= term is Term.Apply { Name: "json_valid", Arguments: [var valid] } && IsColumn(valid, column);
        if (
            term is Term.Apply
            {
                Arguments: [
                    Term.Apply { Name: "jsonb_array_length" or "json_array_length" },
                    Term.Constant { Value: decimal count },
                ]
            }
        )
        {
            isArray = true;
            length = count;
        }

        var constants = Constants(term).ToList();
        foreach (var name in Members(term, column))
        {
            Add(name, null, constants.Where(c => c as string != name));
        }
    }

    private static IEnumerable<string> Members(Term term, int column) =>
        term switch
        {
            Term.Apply
            {
                Name: "->" or "->>" or "?" or "json_extract",
                Arguments: [var document, Term.Constant { Value: string name }]
            } when IsColumn(document, column) => [Name(name)],
            Term.Apply apply => apply.Arguments.SelectMany(a => Members(a, column)),
            _ => [],
        };

    private static IEnumerable<object> Constants(Term term) =>
        term switch
        {
            Term.Apply { Name: "->" or "->>" or "?" or "json_extract" } => [],
            Term.Apply apply => apply.Arguments.SelectMany(Constants),
            Term.Constant { Value: decimal or string or bool } constant => [constant.Value],
            _ => [],
        };

    private static bool IsColumn(Term term, int column) =>
        term is Term.Column(var index) && index == column
        || (
            term is Term.Apply { Arguments: [var inner] } cast
            && cast.Name.StartsWith("cast:", StringComparison.Ordinal)
            && IsColumn(inner, column)
        );

    private static string Name(string path) => path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    private void Add(string name, string? type, IEnumerable<object>? constants)
    {
        var (known, all) = members.GetValueOrDefault(name, (null, []));
        all.AddRange(constants ?? []);
        members[name] = (type ?? known, all);
    }
}
