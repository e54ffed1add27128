using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright migrate export</c>.</summary>
internal static class ExportVerb
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "export",
            "Write the migrations of a folder for another tool: the same statements, ways down and transactions in its own notation. What the tool "
                + "cannot say is named with its place, never changed."
        );
        var folder = new Argument<string>("FOLDER")
        {
            Description = "The folder of migrations.",
            DefaultValueFactory = _ => "migrations",
        };
        var to = new Option<string>("--to")
        {
            Description = $"The tool: {string.Join(", ", ExportCatalog.All.Select(e => e.Name))}.",
            HelpName = "TOOL",
            Required = true,
        };
        to.Validators.Add(result =>
        {
            try
            {
                ExportCatalog.Find(result.GetValueOrDefault<string>() ?? "");
            }
            catch (Failure e)
            {
                result.AddError($"{e.Message} {e.Findings[0].Fix ?? e.Findings[0].Detail}");
            }
        });
        var target = new Option<string>("--output", "-o")
        {
            Description = "The folder that gets the files.",
            HelpName = "FOLDER",
            Required = true,
        };
        var engine = new Option<string?>("--engine", "--database")
        {
            Description = "The engine that they are written for.",
            HelpName = "NAME",
        };
        var entity = new Option<string?>("--context")
        {
            Description = "EF Core: the class of the context with its namespace.",
            HelpName = "CLASS",
        };
        var allow = NameLists.Option(
            "--allow",
            "WHAT",
            "Permits by name what the tool leaves out: early (a file does not wait for another to be live), whole-backfill (a backfill runs as one "
                + "statement).",
            ExportReader.Early,
            ExportReader.WholeBackfill
        );
        var force = new Option<bool>("--force") { Description = "Overwrite files that are there and differ." };
        var format = new Option<string>("--format")
        {
            Description = "What is printed: text, json.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json");
        command.Add(folder);
        foreach (var option in new Option[] { to, target, engine, entity, allow, force, format })
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var request = new ExportRequest(
                parsed.GetRequiredValue(folder),
                parsed.GetRequiredValue(to),
                parsed.GetRequiredValue(target)
            )
            {
                Engine = parsed.GetValue(engine),
                Options = new() { Context = parsed.GetValue(entity) },
                Allowed = parsed.GetRequiredValue(allow).ToSequence(),
                Force = parsed.GetValue(force),
            };
            var result = ExportHandler.Run(request, name => EngineCatalog.Find(name.Split(':')[0]));
            output.Write(ExportText.Write(result, parsed.GetRequiredValue(format)));
            FindingText.Write(result.Findings, error, "--format json");
            return (int)ExitStatus.Fine;
        });
        return command;
    }
}
