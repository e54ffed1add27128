using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright diff</c>.</summary>
internal static class DiffVerb
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "diff",
            "What changed between two schemas, as a migration with its reverse. The migration is run in a sandbox, there and back, and the "
                + "results are compared, before it is printed. Equal schemas print nothing."
        );
        var from = new Argument<string>("FROM")
        {
            Description =
                "The schema as it is: a URL, SQL file or folder, migrations folder, .dbml, requirements.yaml or schema.json.",
        };
        var to = new Argument<string>("TO") { Description = "The schema as it should be: likewise." };
        var rename = new Option<string[]>("--rename")
        {
            Description =
                "The same thing under another name: orders=purchases, orders.total=amount, status.open=new. Also as a remark "
                + "in TO: -- dbwright:rename orders=purchases.",
            HelpName = "OLD=NEW",
            DefaultValueFactory = _ => [],
        };
        var reverse = new Option<bool>("--reverse") { Description = "The way back: from TO to FROM." };
        var allow = NameLists.Option(
            "--allow",
            "HAZARD",
            "Permits a danger by its name: data-loss lets values go that no conversion can keep.",
            Hazard.WordOf(HazardKind.DataLoss)
        );
        var unverified = new Option<bool>("--no-verify") { Description = "Print the migration without having run it." };
        var format = new Option<string?>("--format")
        {
            Description =
                "How the result is printed: sql (runs as it stands), json (the changes), md (a table). On a terminal md, otherwise sql.",
        };
        var folder = new Option<string?>("--output", "-o")
        {
            Description = "Write the migration and its reverse as the next pair of files of this folder.",
            HelpName = "FOLDER",
        };
        var exitCode = new Option<bool>("--exit-code")
        {
            Description = "Exit with 1 when there are differences, for checks in CI.",
        };
        format.AcceptOnlyFromAmong("sql", "json", "md");
        command.Add(from);
        command.Add(to);
        var common = new SourceOptions(command);
        foreach (var option in new Option[] { rename, reverse, allow, unverified, format, folder, exitCode })
        {
            command.Add(option);
        }

        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var narrator = new LineNarrator(error);
                var request = new DiffRequest(
                    common.Request(parsed, parsed.GetRequiredValue(from)),
                    common.Request(parsed, parsed.GetRequiredValue(to))
                )
                {
                    Renames = parsed.GetRequiredValue(rename).ToSequence(),
                    Ask = Console.IsInputRedirected || Console.IsErrorRedirected ? null : p => IsRename(p, error),
                    AllowDataLoss = parsed.GetRequiredValue(allow).Length > 0,
                    Reverse = parsed.GetValue(reverse),
                    Verify = !parsed.GetValue(unverified),
                };
                var result = await DiffHandler.RunAsync(request, common.Context(parsed, narrator), cancellation);
                if (parsed.GetValue(folder) is { } target)
                {
                    foreach (var file in DiffFiles.Write(result, target))
                    {
                        output.WriteLine($"written: {file}");
                    }
                }
                else
                {
                    output.Write(Text(result, parsed.GetValue(format) ?? (Console.IsOutputRedirected ? "sql" : "md")));
                }

                FindingText.Write(result.Findings, error);
                var differs = parsed.GetValue(exitCode) && result.Changes.Count > 0;
                return (int)(
                    differs || result.Findings.Any(f => f.Severity == Severity.Error) ? ExitStatus.NotHeld : ExitStatus.Fine
                );
            }
        );
        return command;
    }

    private static bool IsRename(RenameProposal proposal, TextWriter prompt)
    {
        prompt.Write(
            $"{proposal.From} goes and {proposal.To} comes ({string.Join("; ", proposal.Reasons)}). Is it the same, renamed? [y/N] "
        );
        prompt.Flush();
        return Console.In.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static string Text(DiffResult result, string format) =>
        format switch
        {
            "json" => DiffJson.Write(result),
            "md" => DiffText.Markdown(result),
            _ => result.Plan.Sql(),
        };
}
