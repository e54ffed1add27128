using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright migrate plan</c>.</summary>
internal static class PlanVerb
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "plan",
            "Plan a change for a running application: expand, backfill, contract, each in a file of its own with its reverse, and a page that says "
                + "what it locks, loses and needs. The files are run in a sandbox, there and back, before they are given."
        );
        var from = new Argument<string>("FROM")
        {
            Description =
                "The schema as it is: a URL, SQL file or folder, migrations folder, .dbml, requirements.yaml or schema.json.",
        };
        var to = new Argument<string?>("TO")
        {
            Description = "The schema as it should be: likewise. Without it, the change is described.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var options = new PlanOptions(command, from, to);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var narrator = new LineNarrator(error);
                var context = options.Sources.Context(parsed, narrator);
                var result = await PlanHandler.RunAsync(options.Request(parsed), context, cancellation);
                if (options.FolderOf(parsed) is { } folder)
                {
                    foreach (var path in PlanFiles.Write(result, folder, context.ProgramVersion))
                    {
                        output.WriteLine($"written: {path}");
                    }
                }
                else
                {
                    output.Write(PlanText.Write(result, options.FormatOf(parsed)));
                }

                FindingText.Write(result.Findings, error);
                return (int)ExitStatus.Fine;
            }
        );
        return command;
    }
}

/// <summary>The options of <c>dbwright migrate plan</c>.</summary>
internal sealed class PlanOptions
{
    private readonly Argument<string> from;
    private readonly Argument<string?> to;
    private readonly Option<string[]> sql = Many(
        "--sql",
        "SQL",
        "The change as SQL that need not think of others; a text, or @FILE."
    );
    private readonly Option<string[]> rename = Many(
        "--rename",
        "OLD=NEW",
        "The same thing under another name: orders=purchases, orders.total=amount."
    );

    private readonly Option<string[]> notNull = Many("--set-not-null", "TABLE.COLUMN", "The column may not be null any more.");
    private readonly Option<string[]> fill = Many(
        "--fill",
        "TABLE.COLUMN=SQL",
        "What rows that are there get in a new column that may not be null."
    );

    private readonly Option<string> zeroDowntime = new("--zero-downtime")
    {
        Description = "no gives the short form: one file that does everything at once, for a window in which nobody works.",
        DefaultValueFactory = _ => "yes",
    };

    private readonly Option<string?> strategy = new("--strategy")
    {
        Description =
            "expand-contract (applications work meanwhile; the usual one), plain (one file, for a window in which nobody works), blue-green (on a "
            + "second server that follows the first) or replica-promotion (on a replica, which takes the place of its primary).",
        HelpName = "STRATEGY",
    };

    private readonly Option<TimeSpan?> window = new("--window")
    {
        Description = "How long nobody works, for plain: 30m, 2h. Told when the statements take longer.",
        HelpName = "TIME",
        CustomParser = Durations.Parse,
    };

    private readonly Option<TimeSpan> live = Durations.Option(
        "--live",
        "How long the new application must have run alone before what the old one would not survive: 12h, 7d, 0s.",
        TimeSpan.FromDays(1)
    );

    private readonly Option<string?> why = new("--why") { Description = "Why it is done, for the headers.", HelpName = "TEXT" };
    private readonly Option<string?> issue = new("--issue") { Description = "Where it was asked for.", HelpName = "ID" };
    private readonly Option<string?> author = new("--author") { Description = "Who wrote it.", HelpName = "NAME" };
    private readonly Option<string?> folder = new("--output", "-o")
    {
        Description = "Write the files as the next ones of this folder, and the page beside them.",
        HelpName = "FOLDER",
    };

    private readonly Option<string> format = new("--format")
    {
        Description = "What is printed without -o: md (the page and the files), sql (the files), json.",
        DefaultValueFactory = _ => "md",
    };

    private readonly Option<string[]> allow = NameLists.Option(
        "--allow",
        "HAZARD",
        "Permits a danger by its name: data-loss.",
        Hazard.WordOf(HazardKind.DataLoss)
    );

    private readonly Option<long> rows = new("--rows")
    {
        Description = "How many rows the touched tables get when the files are measured; 0 leaves that out.",
        HelpName = "N",
        DefaultValueFactory = _ => 10_000,
    };

    private readonly Option<string?> statistics = new("--statistics")
    {
        Description =
            "Where production's rows and sizes are known from, for the times there: the URL of a database (only its statistics are read; FROM, "
            + "when that is one), or a file: {\"orders\": 5000000}.",
        HelpName = "URL|FILE",
    };

    private readonly Option<bool> unverified = new("--no-verify") { Description = "Give the files without having run them." };

    private readonly Option<bool> keepsNothing = new("--no-evidence")
    {
        Description = "Do not keep what was found in .dbwright within the folder.",
    };

    /// <summary>Adds the options to the verb.</summary>
    public PlanOptions(Command command, Argument<string> from, Argument<string?> to)
    {
        (this.from, this.to) = (from, to);
        format.AcceptOnlyFromAmong("md", "sql", "json");
        zeroDowntime.AcceptOnlyFromAmong("yes", "no");
        strategy.AcceptOnlyFromAmong("expand-contract", "plain", "blue-green", "replica-promotion");
        command.Add(from);
        command.Add(to);
        Sources = new(command);
        foreach (
            var option in new Option[]
            {
                sql,
                rename,
                notNull,
                fill,
                zeroDowntime,
                strategy,
                window,
                live,
                why,
                issue,
                author,
                folder,
                format,
                allow,
                rows,
                statistics,
                unverified,
                keepsNothing,
            }
        )
        {
            command.Add(option);
        }
    }

    /// <summary>The options of every verb that reads schemas.</summary>
    public SourceOptions Sources { get; }

    /// <summary>Where the files go; none when they are printed.</summary>
    public string? FolderOf(ParseResult parsed) => parsed.GetValue(folder);

    /// <summary>What is printed.</summary>
    public string FormatOf(ParseResult parsed) => parsed.GetRequiredValue(format);

    /// <summary>What is asked for.</summary>
    public PlanRequest Request(ParseResult parsed) =>
        new(Sources.Request(parsed, parsed.GetRequiredValue(from)))
        {
            To = parsed.GetValue(to) is { } goal ? Sources.Request(parsed, goal) : null,
            Sql = parsed.GetRequiredValue(sql).Select(Text).ToSequence(),
            Renames = parsed.GetRequiredValue(rename).ToSequence(),
            NotNull = parsed.GetRequiredValue(notNull).ToSequence(),
            Fills = parsed.GetRequiredValue(fill).ToSequence(),
            Strategy = parsed.GetValue(strategy) switch
            {
                "blue-green" => PlanStrategy.BlueGreen,
                "replica-promotion" => PlanStrategy.ReplicaPromotion,
                "plain" => PlanStrategy.Plain,
                null when parsed.GetValue(zeroDowntime) == "no" => PlanStrategy.Plain,
                _ => PlanStrategy.ExpandContract,
            },
            Window = parsed.GetValue(window),
            Live = parsed.GetValue(live),
            Reason = new(parsed.GetValue(why), parsed.GetValue(issue), parsed.GetValue(author)),
            Folder = parsed.GetValue(folder),
            AllowDataLoss = parsed.GetRequiredValue(allow).Length > 0,
            Verify = !parsed.GetValue(unverified),
            KeepsNothing = parsed.GetValue(keepsNothing),
            Rows = parsed.GetValue(rows),
            Statistics = parsed.GetValue(statistics),
        };

    private static string Text(string given)
    {
        if (!given.StartsWith('@'))
        {
            return given;
        }

        return File.Exists(given[1..])
            ? File.ReadAllText(given[1..])
            : throw Failure.Because(
                ExitStatus.BadInput,
                "no-file",
                $"There is no file {given[1..]}.",
                "Expected SQL, or @ and a file."
            );
    }

    private static Option<string[]> Many(string name, string help, string description) =>
        new(name)
        {
            Description = description,
            HelpName = help,
            DefaultValueFactory = _ => [],
        };
}
