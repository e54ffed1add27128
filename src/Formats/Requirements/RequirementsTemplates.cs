using System.Text;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Starting points for requirements.yaml: documents of common domains, or one made from answers.</summary>
public static class RequirementsTemplates
{
    /// <summary>The domains, in alphabetical order.</summary>
    public static Sequence<string> Domains { get; } = ["blog", "ecommerce", "saas"];

    /// <summary>The commented document of a domain.</summary>
    /// <exception cref="Failure">There is no such domain (<see cref="ExitStatus.BadInput"/>).</exception>
    public static string Of(string domain)
    {
        if (Domains.Contains(domain))
        {
            return RequirementsSchema.Resource($"{domain}.yaml");
        }

        var nearest = NearestName.Of(domain, Domains);
        throw Failure.Because(
            ExitStatus.BadInput,
            "unknown-domain",
            $"There is no domain {DocumentErrors.Quote(domain)}",
            $"The domains are: {string.Join(", ", Domains)}.",
            nearest is null ? null : $"Did you mean '{nearest}'?"
        );
    }

    /// <summary>A commented document from answers, with a lookup and an insert for every entity.</summary>
    /// <exception cref="Failure">The answers do not make a valid document (<see cref="ExitStatus.BadInput"/>), with all errors.</exception>
    public static string ForAnswers(ProjectAnswers answers)
    {
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(line).Append('\n');

        Line("# What the application needs of its database. Change it, then run: dbwright design requirements.yaml");
        Line("version: 1");
        Line($"application: {Quoted(answers.Application)}");
        Line(
            answers.Database is null
                ? "# database: postgresql         # or sqlite; while it is left out, it is selected"
                : $"database: {Quoted(answers.Database)}"
        );
        Line();
        Line("# quality: { latency: { p95: 100ms, p99: 300ms }, availability: 99.9% }");
        Line("# conventions: { keys: identity, audit: true, soft_delete: [] }");
        Line();
        Line("entities:");
        var names = new List<string>();
        foreach (var entity in answers.Entities)
        {
            var name = Name(entity.Name);
            names.Add(name);
            Line($"  {name}:");
            Line("    # volume: { rows: 10k, growth: 500/month }");
            Line(
                entity.Attributes.Count == 0 ? "    attributes: {}             # for example name: text(100)" : "    attributes:"
            );
            foreach (var attribute in entity.Attributes)
            {
                Line($"      {Name(attribute.Name)}: {Quoted(attribute.Type)}");
            }

            Line();
        }

        if (answers.Relationships.Count > 0)
        {
            Line(
                "relationships:                  # customer 1..* order: an order has one customer; a customer any number of orders"
            );
            foreach (var relationship in answers.Relationships)
            {
                Line($"  - {Quoted(relationship)}");
            }

            Line();
        }

        Line("access:                         # the queries and writes; add where, sort, limit, rate and target");
        foreach (var name in names)
        {
            var kebab = name.Replace('_', '-');
            Line($"  get-{kebab}: {{ find: {name}, where: [id =] }}");
            Line($"  add-{kebab}: {{ insert: {name} }}");
        }

        var document = text.ToString();
        RequirementsReader.Parse(document, "answers", _ => null);
        return document;
    }

    private static string Name(string name) => Names.Snake(name) is { Length: > 0 } folded ? folded : Quoted(name);

    /// <summary>A double-quoted YAML value; quotes are always written, so that no value means anything else to YAML.</summary>
    private static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            text.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    _ when char.IsControl(c) => $"\\u{(int)c:x4}",
                    _ => c.ToString(),
                }
            );
        }

        return text.Append('"').ToString();
    }
}

/// <summary>What a person answered when asked for the start of a document.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="Entities">What it keeps.</param>
/// <param name="Relationships">In the short form: <c>customer 1..* order</c>.</param>
/// <param name="Database">The engine, or none to have it selected.</param>
public sealed record ProjectAnswers(
    string Application,
    Sequence<EntityAnswer> Entities,
    Sequence<string> Relationships,
    string? Database = null
);

/// <summary>An entity of <see cref="ProjectAnswers"/>.</summary>
/// <param name="Name">Its name; folded to snake_case.</param>
/// <param name="Attributes">Its attributes.</param>
public sealed record EntityAnswer(string Name, Sequence<AttributeAnswer> Attributes);

/// <summary>An attribute of <see cref="EntityAnswer"/>.</summary>
/// <param name="Name">Its name; folded to snake_case.</param>
/// <param name="Type">In the short form: <c>text(200)</c>, <c>money >= 0</c>.</param>
public sealed record AttributeAnswer(string Name, string Type);
