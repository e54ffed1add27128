using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright migrate new</c>.</summary>
internal static class NewVerb
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "new",
            "Make the next migration of a folder, with its way down and a header, in the layout and numbering that the folder has. A folder that is "
                + "empty or not there gets dbwright's own: V0001__name.sql and U0001__name.sql."
        );
        var folder = new Argument<string>("FOLDER") { Description = "The folder of migrations." };
        var name = new Argument<string>("NAME") { Description = "What it does, in a few words: add_email_to_customers." };
        var why = new Option<string?>("--why") { Description = "Why it is done, for the header.", HelpName = "TEXT" };
        var issue = new Option<string?>("--issue") { Description = "Where it was asked for.", HelpName = "ID" };
        var author = new Option<string?>("--author") { Description = "Who wrote it.", HelpName = "NAME" };
        var engine = new Option<string?>("--engine", "--database")
        {
            Description = "The engine that it is for; refused when the folder is for another.",
            HelpName = "NAME",
        };
        command.Add(folder);
        command.Add(name);
        foreach (var option in new Option[] { why, issue, author, engine })
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            using var narrator = new LineNarrator(error);
            var request = new NewMigrationRequest(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(name))
            {
                Reason = new(parsed.GetValue(why), parsed.GetValue(issue), parsed.GetValue(author)),
                Engine = parsed.GetValue(engine),
            };
            var context = ProgramContext.Of(narrator, isQuiet: false);
            var result = NewMigrationHandler.Run(request, context);
            foreach (var path in result.Files)
            {
                output.WriteLine($"written: {path}");
            }

            FindingText.Write(result.Findings, error);
            return (int)ExitStatus.Fine;
        });
        return command;
    }
}
