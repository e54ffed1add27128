using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>The verbs of <c>dbwright migrate</c> that work on a database: apply, rollback, status, baseline, repair.</summary>
internal sealed class MigrateRunVerbs(TextWriter output, TextWriter error)
{
    private readonly Argument<string> target = new("TARGET")
    {
        Description = "The database: postgresql://, mariadb://, sqlite:PATH, or @name for an environment of dbwright.yaml.",
    };

    private readonly Option<string> folder = new("--migrations")
    {
        Description =
            "The folder: dbwright's or Flyway's, golang-migrate's, dbmate's, goose's, Sqitch's, Prisma's, or plain up and down files.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => "migrations",
    };

    private readonly Option<string?> to = new("--to") { HelpName = "VERSION" };
    private readonly Option<string> version = new("--version") { HelpName = "VERSION", Required = true };

    private readonly Option<string[]> allow = NameLists.Option(
        "--allow",
        "DANGER",
        "Permits dangers by their names: data-loss, out-of-order (a version before one that is applied), drift, unverified (what "
            + "`migrate verify` refuted, or in production never saw), early (a file that waits for another to be live), missing-rights (an account that "
            + "seems to lack rights), other-history (what another tool has applied runs again).",
        "data-loss",
        "out-of-order",
        "drift",
        "unverified",
        "early",
        "missing-rights",
        "other-history"
    );

    private readonly Option<TimeSpan> lockTimeout = Durations.Option(
        "--lock-timeout",
        "How long a statement waits for a lock before it gives way and is tried again.",
        new RunOptions().LockTimeout
    );

    private readonly Option<TimeSpan?> statementTimeout = new("--statement-timeout")
    {
        Description = "How long a statement may run: 30s, 5min. Without it, for ever.",
        HelpName = "TIME",
        CustomParser = Durations.Parse,
    };

    private readonly Option<int> attempts = WholeNumbers.Option(
        "--attempts",
        "How often a file is tried when a lock is not free.",
        new RunOptions().Attempts,
        1
    );

    private readonly Option<TimeSpan> wait = Durations.Option(
        "--wait",
        "How long to wait for another run on the same database.",
        new RunOptions().WaitForRun
    );

    private readonly Option<bool> dry = new("--dry-run") { Description = "Print what would run, and write nothing." };

    private readonly Option<string> format = Formats();
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Say nothing while working." };

    /// <summary><c>migrate apply</c>.</summary>
    public static Command Apply(TextWriter output, TextWriter error)
    {
        var verbs = new MigrateRunVerbs(output, error);
        verbs.to.Description = "Stop after this version.";
        var many = new ApplyEachOptions();
        var command = verbs.Create(
            "apply",
            "Apply the migrations that the database does not have yet, one run at a time. A file is one transaction with its row in the history; one "
                + "that cannot be goes statement by statement, and a run that was cut off goes on where it stopped.",
            [
                verbs.to,
                verbs.allow,
                verbs.dry,
                verbs.lockTimeout,
                verbs.statementTimeout,
                verbs.attempts,
                verbs.wait,
                .. many.Options,
            ],
            parsed => verbs.Request(parsed) with { Version = parsed.GetValue(verbs.to), IsDry = parsed.GetValue(verbs.dry) },
            ApplyHandler.RunAsync,
            many
        );
        command.Validators.Add(result =>
        {
            if (result.GetResult(verbs.dry) is { Implicit: false } && many.IsAsked(result))
            {
                result.AddError("--dry-run shows one target: leave --each-schema and --each-database out.");
            }
        });
        return command;
    }

    /// <summary><c>migrate rollback</c>.</summary>
    public static Command Rollback(TextWriter output, TextWriter error)
    {
        var verbs = new MigrateRunVerbs(output, error);
        verbs.to.Description = "Undo everything that was applied after this version.";
        var count = WholeNumbers.Option("--count", "How many migrations to undo, the newest first.", 1, 1);
        return verbs.Create(
            "rollback",
            "Undo the migration that was applied last, by its way down.",
            [verbs.to, count, verbs.allow, verbs.dry, verbs.lockTimeout, verbs.statementTimeout, verbs.attempts, verbs.wait],
            parsed =>
                verbs.Request(parsed) with
                {
                    Version = parsed.GetValue(verbs.to),
                    Count = parsed.GetValue(count),
                    IsDry = parsed.GetValue(verbs.dry),
                },
            RollbackHandler.RunAsync
        );
    }

    /// <summary><c>migrate status</c>.</summary>
    public static Command Status(TextWriter output, TextWriter error)
    {
        var verbs = new MigrateRunVerbs(output, error);
        return verbs.Create(
            "status",
            "Show where every migration stands. Reads only.",
            [],
            verbs.Request,
            StatusHandler.RunAsync
        );
    }

    /// <summary><c>migrate baseline</c>.</summary>
    public static Command Baseline(TextWriter output, TextWriter error)
    {
        var verbs = new MigrateRunVerbs(output, error);
        verbs.version.Description = "The newest version that the database has already.";
        return verbs.Create(
            "baseline",
            "Note which version a database is at that was there before dbwright. No migration runs.",
            [verbs.version, verbs.wait],
            parsed => verbs.Request(parsed) with { Version = parsed.GetRequiredValue(verbs.version) },
            BaselineHandler.RunAsync
        );
    }

    /// <summary><c>migrate repair</c>.</summary>
    public static Command Repair(TextWriter output, TextWriter error)
    {
        var verbs = new MigrateRunVerbs(output, error);
        verbs.version.Description = "The version whose row is changed.";
        var mark = new Option<string>("--mark")
        {
            Description =
                "applied or pending: it is, or is not, in the database. edited: the file's text is accepted. done or again: what became of a "
                + "statement that was cut off.",
            HelpName = "WHAT",
            Required = true,
        };
        mark.AcceptOnlyFromAmong("applied", "pending", "edited", "done", "again");
        return verbs.Create(
            "repair",
            "Bring the history in line with what you have made sure of. No migration runs.",
            [verbs.version, mark, verbs.wait],
            parsed =>
                verbs.Request(parsed) with
                {
                    Version = parsed.GetRequiredValue(verbs.version),
                    Mark = parsed.GetRequiredValue(mark),
                },
            RepairHandler.RunAsync
        );
    }

    private Command Create(
        string name,
        string description,
        Option[] options,
        Func<ParseResult, MigrateRequest> request,
        Func<MigrateRequest, CommandContext, CancellationToken, Task<MigrateResult>> run,
        ApplyEachOptions? many = null
    )
    {
        var command = new Command(name, description) { target, folder };
        foreach (var option in options.Concat([format, quiet]))
        {
            command.Add(option);
        }

        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var narrator = new LineNarrator(error);
                var context = ProgramContext.Of(narrator, parsed.GetValue(quiet));
                if (many?.Each(parsed, request(parsed)) is { } each)
                {
                    var results = await ApplyEachHandler.RunAsync(each, context, cancellation);
                    if (parsed.GetRequiredValue(format) == "json")
                    {
                        output.Write(MigrateJson.Write(results));
                    }
                    else
                    {
                        MigrateText.Write(results, output, error);
                    }

                    FindingText.Write(
                        results.SelectMany(r => r.Result is { } one ? one.Held.Concat(one.Warnings) : []).Distinct().ToSequence(),
                        error
                    );

                    return (int)(results.FirstOrDefault(r => r.Failure is not null)?.Failure!.Status ?? ExitStatus.Fine);
                }

                var result = await run(request(parsed), context, cancellation);
                if (parsed.GetRequiredValue(format) == "json")
                {
                    output.Write(MigrateJson.Write(result));
                }
                else
                {
                    MigrateText.Write(result, name, output);
                }

                FindingText.Write([.. result.Held, .. result.Warnings], error);
                return (int)ExitStatus.Fine;
            }
        );
        return command;
    }

    private MigrateRequest Request(ParseResult parsed) =>
        new(parsed.GetRequiredValue(target))
        {
            Folder = parsed.GetRequiredValue(folder),
            Allowed = (parsed.GetValue(allow) ?? []).ToSequence(),
            Ask = Console.IsInputRedirected || Console.IsErrorRedirected ? null : Answer,
            Options = new()
            {
                LockTimeout = parsed.GetValue(lockTimeout) is { Ticks: > 0 } limit ? limit : new RunOptions().LockTimeout,
                StatementTimeout = parsed.GetValue(statementTimeout),
                Attempts = parsed.GetValue(attempts) is > 0 and var count ? count : new RunOptions().Attempts,
                WaitForRun = parsed.GetValue(wait),
            },
        };

    private string? Answer(string question)
    {
        error.Write(question);
        error.Flush();
        return Console.In.ReadLine();
    }

    private static Option<string> Formats()
    {
        var option = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        option.AcceptOnlyFromAmong("text", "json");
        return option;
    }
}
