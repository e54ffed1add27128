using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright migrate verify</c>.</summary>
internal static class VerifyVerb
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "verify",
            "Run migrations in a sandbox and see whether they do what they claim: up, down and up again with the catalogue and the rows compared, on "
                + "empty, full and awkward tables, with reads and writes beside them. Exit status 1 when a claim is refuted."
        );
        var folder = new Argument<string>("FOLDER")
        {
            Description = "The folder of migrations.",
            DefaultValueFactory = _ => "migrations",
        };
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files of it, or versions; without any, all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var newOnly = new Option<bool>("--new-only")
        {
            Description = "Only those of which it is not known yet that they hold, as their text or the server's version is new.",
        };
        var since = new Option<string?>("--changed-since")
        {
            Description = "Only those that have changed since this revision of git.",
            HelpName = "REV",
        };
        var engine = new Option<string?>("--engine", "--database")
        {
            Description = "The engine that they are written for, perhaps with its major version (postgresql:16).",
            HelpName = "NAME[:VERSION]",
        };
        var sandbox = new Option<string?>("--sandbox")
        {
            Description = "A server to work on, in databases of their own that are dropped afterwards.",
            HelpName = "URL",
        };
        var offline = new Option<bool>("--offline") { Description = "Never fetch server programs." };
        var rows = new Option<string[]>("--rows")
        {
            Description = "How many rows tables get: --rows 10000 for every one, --rows orders=50000 for one.",
            HelpName = "[TABLE=]N",
            DefaultValueFactory = _ => [],
        };
        var scale = new Option<decimal>("--scale")
        {
            Description = "Multiplies the numbers of rows that are not given.",
            DefaultValueFactory = _ => 1,
        };
        scale.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<decimal>() is <= 0 or > 100_000)
            {
                result.AddError("--scale is a number above 0 and at most 100000.");
            }
        });
        var statistics = new Option<string?>("--statistics")
        {
            Description = """The rows of tables in production, {"orders": 5000000}; --scale makes less of them.""",
            HelpName = "FILE",
        };
        var requirements = new Option<string?>("--requirements")
        {
            Description = "Requirements: their volumes count, and their access patterns must run after the last file.",
            HelpName = "FILE",
        };
        var statements = new Option<string?>("--statements")
        {
            Description = "Statements of the application as it is now, which must run after every file: SQL, or requirements.",
            HelpName = "FILE",
        };
        var newStatements = new Option<string?>("--new-statements")
        {
            Description = "Statements of the application that comes, which must run after the last file: SQL, or requirements.",
            HelpName = "FILE",
        };
        var stall = Durations.Option(
            "--max-stall",
            "How long reads and writes beside a migration may wait.",
            new VerifyRequest("").LongestStall
        );
        var evidence = new Option<string?>("--evidence")
        {
            Description = "Write everything that was found to this file, as JSON.",
            HelpName = "FILE",
        };
        var keepNothing = new Option<bool>("--no-evidence") { Description = "Keep nothing in FOLDER/.dbwright." };
        var writeDown = new Option<bool>("--write-down")
        {
            Description = "Write ways down that are missing, where a generated one holds.",
        };
        var seed = new Option<long>("--random-seed")
        {
            Description = "Chooses among all possible rows.",
            DefaultValueFactory = _ => 1,
        };
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Say nothing while working." };
        command.Add(folder);
        command.Add(files);
        foreach (
            var option in new Option[]
            {
                newOnly,
                since,
                engine,
                sandbox,
                offline,
                rows,
                scale,
                statistics,
                requirements,
                statements,
                newStatements,
                stall,
                evidence,
                keepNothing,
                writeDown,
                seed,
                format,
                quiet,
            }
        )
        {
            command.Add(option);
        }

        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var narrator = new LineNarrator(error);
                var request = new VerifyRequest(parsed.GetRequiredValue(folder))
                {
                    Files = (parsed.GetValue(files) ?? []).ToSequence(),
                    NewOnly = parsed.GetValue(newOnly),
                    ChangedSince = parsed.GetValue(since),
                    Engine = parsed.GetValue(engine),
                    Sandbox = parsed.GetValue(sandbox),
                    Offline = parsed.GetValue(offline),
                    Rows = parsed.GetRequiredValue(rows).ToSequence(),
                    Scale = parsed.GetValue(scale),
                    RowsFile = parsed.GetValue(statistics),
                    Requirements = parsed.GetValue(requirements),
                    Statements = parsed.GetValue(statements),
                    NewStatements = parsed.GetValue(newStatements),
                    LongestStall = parsed.GetValue(stall),
                    Evidence = parsed.GetValue(evidence),
                    KeepsNothing = parsed.GetValue(keepNothing),
                    WritesDown = parsed.GetValue(writeDown),
                    Seed = parsed.GetValue(seed),
                };
                var context = ProgramContext.Of(narrator, parsed.GetValue(quiet));
                var result = await VerifyHandler.RunAsync(request, context, cancellation);
                if (parsed.GetRequiredValue(format) == "json")
                {
                    output.Write(VerifyJson.Write(result));
                }
                else
                {
                    VerifyText.Write(result, output);
                    FindingText.Write(result.Findings, error);
                }

                return (int)(result.Holds ? ExitStatus.Fine : ExitStatus.NotHeld);
            }
        );
        return command;
    }
}
