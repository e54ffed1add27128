using System.CommandLine;
using Dbwright.Commands;
using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary><c>dbwright seed</c>.</summary>
internal static class SeedVerb
{
    /// <summary>The command with its options.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command(
            "seed",
            "Fill any schema with rows that satisfy all its constraints: keys, references, checks, domains, exclusions, partitions. Into a "
                + "database, or as files whose rows a sandbox has taken. The same seed gives the same bytes."
        );
        var source = new Argument<string?>("SOURCE")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description =
                "The schema: a URL (which is then filled itself), a .sql file or folder, migrations, .dbml, requirements.yaml, "
                + "or a schema as JSON.",
        };
        var into = new Option<string?>("--into")
        {
            Description = "The database to fill; it must have the tables.",
            HelpName = "URL",
        };
        var format = new Option<string>("--format")
        {
            Description =
                "Print the rows, or write files with -o, in this form: sql, csv or parquet. A source that is a database is only read then.",
            DefaultValueFactory = _ => "sql",
        };
        format.AcceptOnlyFromAmong("sql", "csv", "parquet");
        var folder = new Option<string?>("--output", "-o")
        {
            Description = "Write files to this folder instead of printing the rows.",
            HelpName = "FOLDER",
        };
        var rows = new Option<string[]>("--rows")
        {
            Description =
                "How many rows a table gets: --rows orders=1000. Others get what their place among the references suggests.",
            HelpName = "TABLE=N",
            DefaultValueFactory = _ => [],
        };
        var scale = new Option<decimal>("--scale")
        {
            Description = "Multiplies the numbers of rows that are not given.",
            DefaultValueFactory = _ => 1,
        };
        var profile = new Option<string>("--profile")
        {
            Description =
                "minimal: a handful of rows for each table; full: up to tens of thousands; performance: up to millions.",
            DefaultValueFactory = _ => "full",
        };
        profile.AcceptOnlyFromAmong("minimal", "full", "performance");
        var seed = new Option<long>("--random-seed")
        {
            Description = "Chooses among all possible rows.",
            DefaultValueFactory = _ => 1,
        };
        var rules = new Option<string?>("--rules")
        {
            Description = "A file that says more about tables and columns: values, patterns, ranges, expressions (seed.yaml).",
            HelpName = "FILE",
        };
        var like = new Option<string?>("--like")
        {
            Description =
                "Data of the shape of this database, read from its planner's statistics and never from rows: numbers of rows, "
                + "different values, nulls, skew, order. PostgreSQL, MariaDB.",
            HelpName = "URL",
        };
        var locale = new Option<string?>("--locale")
        {
            Description =
                "Whose names and places rows have: de, or several of en, de, fr, es, it, ja with commas. By default those of everywhere.",
            HelpName = "NAMES",
        };
        var from = new Option<string?>("--from")
        {
            Description =
                "Copy rows of this database in place of made ones, with personal values masked as the file for --rules declares. "
                + "DBWRIGHT_MASK_KEY holds the key of masks. No SOURCE is needed.",
            HelpName = "URL",
        };
        var subset = new Option<string[]>("--subset")
        {
            Description =
                "With --from, which rows of a table are copied: a share, a number, a condition in SQL, all or none. Rows that refer to them, and "
                + "those that they refer to, come along.",
            HelpName = "TABLE=PART",
            DefaultValueFactory = _ => [],
        };
        var allow = NameLists.Option(
            "--allow",
            "DANGER",
            "statistics-values: with --like, most common values and bounds of histograms are used too; they come from rows.",
            "statistics-values"
        );
        var topUp = new Option<bool>("--top-up")
        {
            Description =
                "Add rows to tables that hold some and leave those as they are; numbers of rows are what the tables hold in the end.",
        };
        var yes = new Option<bool>("--yes") { Description = "The target may be written to." };
        var unverified = new Option<bool>("--no-verify")
        {
            Description = "Write files without loading the rows into a sandbox first.",
        };
        scale.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<decimal>() is <= 0 or > 100_000)
            {
                result.AddError("--scale is a number above 0 and at most 100000.");
            }
        });
        command.Add(source);
        var common = new SourceOptions(command);
        foreach (
            var option in new Option[]
            {
                into,
                format,
                folder,
                rows,
                scale,
                profile,
                seed,
                rules,
                like,
                from,
                subset,
                locale,
                allow,
                topUp,
                yes,
                unverified,
            }
        )
        {
            command.Add(option);
        }

        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var narrator = new LineNarrator(error);
                var request = new SeedRequest(common.Request(parsed, Schema(parsed.GetValue(source), parsed.GetValue(from))))
                {
                    Into = parsed.GetValue(into),
                    Format = parsed.GetRequiredValue(format),
                    SaysFormat = parsed.GetResult(format) is { Implicit: false },
                    Output = parsed.GetValue(folder),
                    Rows = parsed.GetRequiredValue(rows).ToSequence(),
                    Scale = parsed.GetValue(scale),
                    Size = Enum.Parse<SeedSize>(parsed.GetRequiredValue(profile), ignoreCase: true),
                    Seed = parsed.GetValue(seed),
                    Rules = parsed.GetValue(rules),
                    TopUp = parsed.GetValue(topUp),
                    Like = parsed.GetValue(like),
                    From = parsed.GetValue(from),
                    Locale = (parsed.GetValue(locale) ?? "")
                        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                        .ToSequence(),
                    Subset = parsed.GetRequiredValue(subset).ToSequence(),
                    MaskKey = Environment.GetEnvironmentVariable("DBWRIGHT_MASK_KEY") is { Length: > 0 } key ? key : null,
                    Allowed = parsed.GetRequiredValue(allow).ToSequence(),
                    Confirmed = parsed.GetValue(yes),
                    Verify = !parsed.GetValue(unverified),
                    Ask = Console.IsInputRedirected || Console.IsErrorRedirected ? null : question => Answer(question, error),
                };
                var result = await SeedHandler.RunAsync(request, output, common.Context(parsed, narrator), cancellation);
                var isPrinted =
                    result.Written.Count == 0
                    && request.Into is null
                    && result.Target.StartsWith("files", StringComparison.Ordinal);
                SeedText.Write(result, isPrinted ? error : output);
                FindingText.Write(result.Findings, error);
                return (int)(result.Verdicts.All(v => v.Holds) ? ExitStatus.Fine : ExitStatus.NotHeld);
            }
        );
        return command;
    }

    // Copied rows have the schema of the database that they come from.
    private static string Schema(string? source, string? from) =>
        (source, from) switch
        {
            ({ } schema, null) => schema,
            (null, { } url) => url,
            _ => throw Failure.Because(
                ExitStatus.BadInput,
                "seed-source",
                source is null ? "seed needs a schema to fill." : "SOURCE and --from do not go together.",
                source is null
                    ? "Neither SOURCE nor --from is there."
                    : "Copied rows have the schema of the database that they come from.",
                source is null ? "dbwright seed schema.sql --into URL" : "Leave SOURCE out."
            ),
        };

    private static string? Answer(string question, TextWriter prompt)
    {
        prompt.Write(question);
        prompt.Flush();
        return Console.In.ReadLine();
    }
}
