using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright init</c>.</summary>
internal static class InitVerb
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "init",
            "Start a project: write a valid, commented requirements.yaml of a domain, or by questions."
        );
        var domain = new Option<string?>("--domain")
        {
            Description = $"One of {string.Join(", ", RequirementsTemplates.Domains)}; without it, questions are asked.",
            HelpName = "NAME",
        };
        var folder = new Argument<string>("FOLDER")
        {
            Description = "The folder of the project.",
            DefaultValueFactory = _ => ".",
        };
        command.Add(folder);
        command.Add(domain);
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(domain);
            var answers = name is null ? InitQuestions.Ask(Console.In, error, Console.IsInputRedirected) : null;
            var path = InitHandler.Run(new InitRequest(parsed.GetRequiredValue(folder), name, answers));
            output.WriteLine($"written: {path}");
            output.WriteLine($"Edit it, then: dbwright prove {path}");
            return (int)ExitStatus.Fine;
        });
        return command;
    }
}
