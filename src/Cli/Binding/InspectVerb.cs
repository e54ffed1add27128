using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright inspect</c>.</summary>
internal static class InspectVerb
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "inspect",
            "Read any schema and print it in any form: a database, SQL files, migrations, DBML, requirements, or dbwright's JSON."
        );
        var source = new Argument<string>("SOURCE")
        {
            Description =
                "A URL (postgresql://, mariadb://, sqlite:PATH), a .sql file, a folder of them or of migrations, a .dbml file, "
                + "requirements.yaml, or a schema as JSON.",
        };
        var format = new Option<string>("--format")
        {
            Description = $"The form: {string.Join(", ", SchemaForms.All.Select(f => f.Name))}.",
            DefaultValueFactory = _ => SchemaForms.All[0].Name,
            HelpName = "FORM",
        };
        var only = new Option<string[]>("--only")
        {
            Description = "Only what has such a name; * and ? stand for any characters (billing.*).",
            HelpName = "PATTERN",
        };
        var exclude = new Option<string[]>("--exclude") { Description = "All but what has such a name.", HelpName = "PATTERN" };
        var file = new Option<string?>("--output", "-o")
        {
            Description = "The file to write, or the folder when the name has no ending; by default the schema is printed.",
            HelpName = "FILE|FOLDER",
        };
        command.Add(source);
        var common = new SourceOptions(command);
        foreach (var option in new Option[] { format, only, exclude, file })
        {
            command.Add(option);
        }

        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var narrator = new LineNarrator(error);
                var request = new InspectRequest(common.Request(parsed, parsed.GetRequiredValue(source)))
                {
                    Format = parsed.GetRequiredValue(format),
                    Only = (parsed.GetValue(only) ?? []).ToSequence(),
                    Exclude = (parsed.GetValue(exclude) ?? []).ToSequence(),
                    Output = parsed.GetValue(file),
                };
                var result = await InspectHandler.RunAsync(request, common.Context(parsed, narrator), cancellation);
                output.Write(result.Text);
                foreach (var path in result.Written)
                {
                    error.WriteLine($"written: {path}");
                }

                FindingText.Write(result.Findings, error);
                return (int)(result.Findings.Any(f => f.Severity == Severity.Error) ? ExitStatus.NotHeld : ExitStatus.Fine);
            }
        );
        return command;
    }
}
