using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright migrate lint</c> and <c>dbwright lint</c>.</summary>
internal static class LintVerb
{
    /// <summary>The command with its options.</summary>
    public static Verb Verb { get; } = new("lint", Create) { WarmUp = LintHandler.WarmUpAsync };

    private static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "lint",
            "Review migrations before they run: locks, rewrites, scans, lost data, broken rollouts, and what to write instead. No database is "
                + "needed; --measure runs the files in a sandbox. Exit status 1 when there are findings at or above --fail-on."
        );
        var sources = new Argument<string[]>("SOURCE")
        {
            Description =
                "SQL files, folders of migrations (Flyway, golang-migrate, dbmate, goose, Sqitch, Prisma, up/down pairs), or - for standard "
                + "input. By default ./migrations.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var engine = new Option<string?>("--engine")
        {
            Description =
                "The server that they are written for, perhaps with its version (postgresql:16, mariadb:10.11, mysql:8.4, sqlite).",
            HelpName = "NAME[:VERSION]",
        };
        var format = new Option<string>("--format")
        {
            Description = "text, json, sarif, github (marks in a workflow), gitlab (code quality), junit.",
            DefaultValueFactory = _ => "text",
            HelpName = "FORM",
        };
        var failOn = new Option<string>("--fail-on")
        {
            Description = "The severity from which on findings fail the run: error, warning, never.",
            DefaultValueFactory = _ => "warning",
            HelpName = "SEVERITY",
        };
        var fix = new Option<bool>("--fix") { Description = "Write the safe rewrites into the files, where there is one." };
        var only = NameLists.Option(
            "--only",
            "RULE",
            "Only these rules, by their names or another tool's (squawk:…, atlas:PG101, eugene:E6)."
        );
        var except = NameLists.Option("--except", "RULE", "All but these rules.");
        var assume = new Option<bool>("--assume-in-transaction")
        {
            Description = "The runner opens a transaction for each file of which nothing else is known.",
        };
        var since = new Option<string?>("--changed-since")
        {
            Description = "Report only files that have changed since this revision of git; the others tell what there is.",
            HelpName = "REV",
        };
        var baseline = new Option<string?>("--baseline")
        {
            Description = "Findings in this file may stay; only new ones are reported.",
            HelpName = "FILE",
        };
        var writeBaseline = new Option<bool>("--write-baseline")
        {
            Description = "Write the findings into the baseline (lint-baseline.json unless said otherwise).",
        };
        var rows = new Option<string?>("--rows", "--statistics")
        {
            Description = """How many rows tables have, {"orders": 5000000}: small ones make no findings about time.""",
            HelpName = "FILE",
        };
        var database = new Option<string?>("--database")
        {
            Description =
                "The database that the files are for: its version and the sizes of its tables count. It is only read. An engine's name means --engine.",
            HelpName = "URL",
        };
        var measure = new Option<bool>("--measure")
        {
            Description =
                "Run the files in a sandbox, statement by statement; locks, rewrites and scans are then what the server did.",
        };
        var schema = new Option<string?>("--schema")
        {
            Description =
                "The schema that the files start from: a URL, SQL file or folder, .dbml, requirements.yaml or schema.json.",
            HelpName = "SOURCE",
        };
        var sandbox = new Option<string?>("--sandbox")
        {
            Description = "A server in which to measure, in a database of its own that is dropped afterwards.",
            HelpName = "URL",
        };
        var offline = new Option<bool>("--offline") { Description = "Never fetch server programs." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Say nothing while working." };
        var project = new Option<string?>("--config")
        {
            Description = "The project file instead of the nearest dbwright.yaml.",
            HelpName = "FILE",
        };
        var target = new Option<string?>("--output", "-o")
        {
            Description = "The file to write the result to.",
            HelpName = "FILE",
        };
        format.AcceptOnlyFromAmong("text", "json", "sarif", "github", "gitlab", "junit");
        failOn.AcceptOnlyFromAmong("error", "warning", "never");
        command.Add(sources);
        foreach (
            var option in new Option[]
            {
                engine,
                format,
                failOn,
                fix,
                only,
                except,
                assume,
                since,
                baseline,
                writeBaseline,
                rows,
                database,
                measure,
                schema,
                sandbox,
                offline,
                quiet,
                project,
                target,
            }
        )
        {
            command.Add(option);
        }

        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var narrator = new LineNarrator(error);
                var request = new LintRequest(Sources(parsed.GetValue(sources)))
                {
                    Engine = parsed.GetValue(engine) ?? (IsUrl(parsed.GetValue(database)) ? null : parsed.GetValue(database)),
                    Database = IsUrl(parsed.GetValue(database)) ? parsed.GetValue(database) : null,
                    Measure = parsed.GetValue(measure),
                    Schema = parsed.GetValue(schema),
                    Sandbox = parsed.GetValue(sandbox),
                    Offline = parsed.GetValue(offline),
                    FailOn = parsed.GetRequiredValue(failOn) switch
                    {
                        "error" => Severity.Error,
                        "warning" => Severity.Warning,
                        _ => null,
                    },
                    IsFailOnSaid = parsed.GetResult(failOn) is { Implicit: false },
                    Fix = parsed.GetValue(fix),
                    Only = parsed.GetRequiredValue(only).ToSequence(),
                    Except = parsed.GetRequiredValue(except).ToSequence(),
                    AssumesTransaction = parsed.GetValue(assume) ? true : null,
                    ChangedSince = parsed.GetValue(since),
                    Baseline = parsed.GetValue(baseline),
                    WriteBaseline = parsed.GetValue(writeBaseline),
                    Rows = parsed.GetValue(rows),
                    Project = parsed.GetValue(project),
                    ReadInput = Console.OpenStandardInput,
                };
                var result = await LintHandler.RunAsync(
                    request,
                    ProgramContext.Of(narrator, parsed.GetValue(quiet)),
                    cancellation
                );
                if (parsed.GetValue(target) is { } file)
                {
                    await using var written = new StreamWriter(file);
                    Write(result, parsed.GetRequiredValue(format), written);
                }
                else
                {
                    Write(result, parsed.GetRequiredValue(format), output);
                }

                return (int)(result.Fails ? ExitStatus.NotHeld : ExitStatus.Fine);
            }
        );
        return command;
    }

    private static void Write(LintResult result, string format, TextWriter to)
    {
        switch (format)
        {
            case "json":
                LintJson.Write(result, to);
                break;
            case "sarif":
                LintJson.Sarif(result, Program.Version, to);
                break;
            case "gitlab":
                LintJson.GitLab(result, to);
                break;
            case "github":
                to.Write(LintMarks.GitHub(result));
                break;
            case "junit":
                to.Write(LintMarks.JUnit(result));
                break;
            default:
                LintText.Write(result, to);
                break;
        }
    }

    // sqlite:shop.db is a database, sqlite:3.45 an engine with its version.
    private static bool IsUrl(string? text) =>
        text is not null
        && (
            text.Contains("://", StringComparison.Ordinal)
            || (
                text.StartsWith("sqlite:", StringComparison.Ordinal)
                && !text["sqlite:".Length..].All(c => c is '.' or (>= '0' and <= '9'))
            )
        );

    private static Sequence<string> Sources(string[]? given) => given is { Length: > 0 } ? given.ToSequence() : ["migrations"];
}
