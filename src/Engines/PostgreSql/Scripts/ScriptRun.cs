using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>One loading of texts: goes through files, statements and psql's commands in their order.</summary>
internal sealed class PostgreSqlScriptRun(
    PostgreSqlSession owner,
    PostgreSqlAdministration administration,
    ScriptReport report,
    ScriptRequest request
)
{
    private readonly PostgreSqlStatements statements = new(owner, administration, report);
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal)
    {
        ["ON_ERROR_STOP"] = "on",
        ["AUTOCOMMIT"] = "on",
        ["ENCODING"] = "UTF8",
        ["DBNAME"] = "postgres",
    };

    private string? connected;

    /// <summary>Runs them all.</summary>
    /// <exception cref="Failure">A statement is refused.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        variables["USER"] = administration.Owner;
        variables["SERVER_VERSION_NUM"] = FormattableString.Invariant($"{(owner.Version.Major * 10000) + owner.Version.Minor}");
        await owner.ExecuteAsync("set client_min_messages = error", cancellation);
        await statements.ChooseOwnerAsync(request.Files, cancellation);
        foreach (var file in request.Files)
        {
            await statements.StartFileAsync(file, cancellation);
            await RunFileAsync(file, 0, cancellation);
            await statements.EndFileAsync(cancellation);
        }

        await statements.FinishAsync(cancellation);
    }

    private async Task RunFileAsync(ScriptFile file, int depth, CancellationToken cancellation)
    {
        var script = new PsqlScript(file.Text);
        var branches = new PsqlBranches();
        while (script.Next(name => variables.GetValueOrDefault(name)) is { } item)
        {
            cancellation.ThrowIfCancellationRequested();
            if (item is PsqlItem.Command command)
            {
                if (branches.Take(command, Condition) is { } problem)
                {
                    throw Bad(file, command, problem);
                }

                if (branches.IsActive && !await CommandAsync(file, script, command, depth, cancellation))
                {
                    break;
                }
            }
            else if (branches.IsActive && item is PsqlItem.Statement statement)
            {
                await StatementAsync(file, script, statement, cancellation);
            }
        }

        if (branches.IsOpen)
        {
            throw Failure.Because(ExitStatus.BadInput, "psql-command", @"A \if has no \endif.", at: file.At(file.Text.Length));
        }
    }

    private async Task StatementAsync(
        ScriptFile file,
        PsqlScript script,
        PsqlItem.Statement statement,
        CancellationToken cancellation
    )
    {
        var at = new PostgreSqlPlace(file, statement);
        if (statement.End is "g" or "gx" && statement.EndArguments.StartsWith('|'))
        {
            throw ScriptPlaces.Outside(@"\g | runs a program", file.At(statement.Offset));
        }

        if (statement.End is "gset" or "gexec")
        {
            foreach (var (name, value) in await statements.ResultAsync(at, cancellation))
            {
                if (statement.End == "gset")
                {
                    variables[statement.EndArguments + name] = value;
                }
                else
                {
                    await statements.RunAsync(at with { Text = value }, cancellation);
                }
            }

            return;
        }

        if (await statements.RunAsync(at, cancellation) is { } table)
        {
            var (rows, isEnded) = script.SkipRows();
            report.SkipRows(rows, file.At(statement.Offset));
            if (!isEnded)
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "copy-rows",
                    $@"The rows of {table} have no end: no line \. follows.",
                    at: file.At(statement.Offset)
                );
            }
        }

        script.PlainBackslash = statements.PlainBackslash;
    }

    // Whether the file goes on.
    private async Task<bool> CommandAsync(
        ScriptFile file,
        PsqlScript script,
        PsqlItem.Command command,
        int depth,
        CancellationToken cancellation
    )
    {
        var at = file.At(command.Offset);
        var arguments = PsqlArguments.Read(command.Arguments, name => variables.GetValueOrDefault(name)).ToArray();
        switch (command.Name)
        {
            case "if" or "elif" or "else" or "endif":
                break;
            case "set" when arguments is [var name, .. var values]:
                RefuseProgram(command, at);
                variables[name] = string.Concat(values);
                break;
            case "unset" when arguments is [var name, ..]:
                variables.Remove(name);
                break;
            case "i" or "include" or "ir" or "include_relative" when arguments is [var path, ..]:
                await IncludeAsync(file, path, at, depth, cancellation);
                break;
            case "c" or "connect":
                Connect(arguments, at);
                break;
            case "copy":
                Copy(script, command, at);
                break;
            case "!" or "o" or "out" or "w" or "write" when command.Name == "!" || arguments is [['|', ..], ..]:
                throw ScriptPlaces.Outside($@"\{command.Name} runs a program", at);
            case "q" or "quit":
                return false;
            default:
                RefuseProgram(command, at);
                if (!PsqlArguments.Known.Contains(command.Name) && !command.Name.StartsWith('d'))
                {
                    throw Bad(file, command, $@"psql has no command \{command.Name} that can be used here.");
                }

                break;
        }

        return true;
    }

    private void Connect(IReadOnlyList<string> arguments, Location at)
    {
        var database = arguments.FirstOrDefault(a => !a.StartsWith('-')) ?? "";
        if (database.Contains("://", StringComparison.Ordinal) || database.Contains('=', StringComparison.Ordinal))
        {
            database = "a database of its own";
        }

        report.Ignore(@"\connect is ignored: everything is loaded into one database", "", database, at);
        if (connected is not null && database.Length > 0 && connected != database && database is not ("postgres" or "template1"))
        {
            report.Add(
                new Finding(
                    "several-databases",
                    Severity.Warning,
                    $"The text fills several databases: {connected} and {database}."
                )
                {
                    Detail = "They are read as one schema here.",
                    Location = at,
                    Fix = "Give the text of one database.",
                }
            );
        }

        connected = database is "" or "postgres" or "template1" ? connected : database;
    }

    private void Copy(PsqlScript script, PsqlItem.Command command, Location at)
    {
        var words = PostgreSqlTokens.Read(command.Arguments).Select(t => t.Text).ToList();
        if (words.Contains("program"))
        {
            throw ScriptPlaces.Outside(@"\copy … program runs a program", at);
        }

        var from = words.IndexOf("from");
        report.SkipRows(from > 0 && words.Contains("stdin") ? script.SkipRows().Rows : 0, at);
    }

    private async Task IncludeAsync(ScriptFile file, string path, Location at, int depth, CancellationToken cancellation)
    {
        var included = ScriptPlaces.Include(request, file, path, at, depth);
        await RunFileAsync(included, depth + 1, cancellation);
    }

    private bool? Condition(string text) =>
        PsqlArguments.Truth(string.Concat(PsqlArguments.Read(text, name => variables.GetValueOrDefault(name))));

    private static void RefuseProgram(PsqlItem.Command command, Location at)
    {
        if (command.Arguments.Contains('`', StringComparison.Ordinal))
        {
            throw ScriptPlaces.Outside("a text in backquotes runs a program", at);
        }
    }

    private static Failure Bad(ScriptFile file, PsqlItem.Command command, string problem) =>
        Failure.Because(ExitStatus.BadInput, "psql-command", problem, at: file.At(command.Offset));
}
