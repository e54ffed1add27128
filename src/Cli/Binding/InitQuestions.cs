using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>The questions of <c>dbwright init</c> without a domain.</summary>
internal static class InitQuestions
{
    /// <summary>Asks on the terminal; an empty answer ends a list.</summary>
    /// <exception cref="Failure">Nobody is there to answer.</exception>
    public static ProjectAnswers Ask(TextReader input, TextWriter prompt, bool isUnattended)
    {
        if (isUnattended)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "nobody-answers",
                "init asks questions when no --domain is given, and standard input is not a terminal.",
                fix: $"Give --domain {string.Join('|', RequirementsTemplates.Domains)}."
            );
        }

        var application = Line("What is the application called?", "Application");
        var engine = Line("Which engine (postgresql, sqlite, mariadb)?", "postgresql");
        var entities = new List<EntityAnswer>();
        while (
            Line(
                $"{(entities.Count == 0 ? "What does it keep? Name one thing" : "And another thing")}, singular (empty to end):",
                ""
            )
                is { Length: > 0 } name
        )
        {
            var attributes = new List<AttributeAnswer>();
            while (
                Line($"  An attribute of {name}, as `name type` (email text(200), total money; empty to end):", "")
                    is { Length: > 0 } attribute
            )
            {
                var words = attribute.Split(
                    (char[])[' ', ':'],
                    2,
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                );
                attributes.Add(new AttributeAnswer(words[0], words.Length > 1 ? words[1] : "text"));
            }

            entities.Add(new EntityAnswer(name, attributes.ToSequence()));
        }

        var relationships = new List<string>();
        while (
            entities.Count > 1
            && Line("How do they belong together? For example `customer 1..* order` (empty to end):", "")
                is { Length: > 0 } relationship
        )
        {
            relationships.Add(relationship);
        }

        return new ProjectAnswers(application, entities.ToSequence(), relationships.ToSequence(), engine);

        string Line(string question, string otherwise)
        {
            prompt.Write(otherwise.Length > 0 ? $"{question} [{otherwise}] " : $"{question} ");
            prompt.Flush();
            var answer = input.ReadLine()?.Trim() ?? "";
            return answer.Length > 0 ? answer : otherwise;
        }
    }
}
