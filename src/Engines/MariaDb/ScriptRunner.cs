using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>Loads SQL texts as MariaDB's client would, as the owner of a sandbox database, who has no right beyond it.</summary>
internal sealed partial class MariaDbScriptRunner : IScriptRunner
{
    /// <inheritdoc />
    public async Task<IScriptRun> RunAsync(ISandboxDatabase database, ScriptRequest request, CancellationToken cancellation)
    {
        await using var session = (MariaDbSession)await database.OpenAsync(SandboxUser.Owner, cancellation);
        await using var accounts = new MariaDbAccounts((MariaDbSandboxDatabase)database);
        var report = new ScriptReport();
        if (request.Collation is { } collation)
        {
            await session.ExecuteAsync($"alter database collate {collation}", cancellation);
        }

        var databases = new MariaDbTextDatabases();
        foreach (var file in request.Files)
        {
            await RunAsync(session, accounts, file, request, report, databases, 0, cancellation);
        }

        return new FinishedScriptRun(report.Findings());
    }

    private static async Task RunAsync(
        MariaDbSession session,
        MariaDbAccounts accounts,
        ScriptFile file,
        ScriptRequest request,
        ScriptReport report,
        MariaDbTextDatabases databases,
        int depth,
        CancellationToken cancellation
    )
    {
        var isDump = Dump().IsMatch(file.Text);
        databases.Begin(file.Text);
        foreach (var statement in MariaDbScript.Split(WithCommandsAsStatements(file)))
        {
            var at = file.At(statement.Offset);
            if (Included().Match(statement.Text) is { Success: true } include)
            {
                var included = ScriptPlaces.Include(request, file, include.Groups["path"].Value.Trim(), at, depth);
                await RunAsync(session, accounts, included, request, report, databases, depth + 1, cancellation);
                continue;
            }

            databases.Follow(statement.Text, at);
            var words = MariaDbScript.Words(statement.Text).Take(3).Select(w => w.ToLowerInvariant()).ToList();
            switch (words)
            {
                case ["load", "data" or "xml", ..]:
                    throw ScriptPlaces.Outside("load data reads a file", at);
                case ["insert" or "replace", ..] when isDump:
                    report.SkipRows(1, at);
                    break;
                case ["create" or "alter", "database" or "schema", ..]
                    when MariaDbTextDatabases.Texts(statement.Text) is { } texts:
                    report.Ignore(
                        "Everything is loaded into one database",
                        "Databases that the text makes or uses are not made.",
                        ScriptPlaces.FirstLine(statement.Text),
                        at
                    );
                    await RunAsync(session, accounts, file, statement with { Text = texts }, report, databases, cancellation);
                    break;
                case ["use", ..] or ["create" or "drop" or "alter", "database" or "schema", ..]:
                    report.Ignore(
                        "Everything is loaded into one database",
                        "Databases that the text makes or uses are not made.",
                        ScriptPlaces.FirstLine(statement.Text),
                        at
                    );
                    break;
                case ["set", "role", ..] or ["set", "default", "role"] or ["m", "set", "default"]:
                    report.Ignore(
                        "Accounts and their rights are ignored",
                        "They belong to the server; rights on single objects are read where the server is private.",
                        "set role",
                        at
                    );
                    break;
                case ["lock" or "unlock" or "analyze" or "optimize" or "flush" or "check" or "repair", ..]:
                    break;
                case ["create", "user" or "role", ..] when await accounts.CreateAsync(statement.Text, cancellation):
                    break;
                case ["grant" or "revoke", ..] when await accounts.RightsAsync(statement.Text, cancellation) is { } rights:
                    await RunAsync(session, accounts, file, statement with { Text = rights }, report, databases, cancellation);
                    break;
                case ["grant" or "revoke", ..] when MariaDbAccounts.IsRight(statement.Text):
                    report.LeaveOut(MariaDbAccounts.WithoutSecrets(ScriptPlaces.FirstLine(statement.Text)), at);
                    break;
                case ["create" or "drop" or "alter" or "rename", "user" or "role", ..]:
                case ["create", "or", "replace"] when User().IsMatch(statement.Text):
                case ["grant" or "revoke", ..]:
                    report.Ignore(
                        "Accounts and their rights are ignored",
                        "They belong to the server; rights on single objects are read where the server is private.",
                        words[0],
                        at
                    );
                    break;
                default:
                    await RunAsync(session, accounts, file, statement, report, databases, cancellation);
                    break;
            }
        }
    }

    private static async Task RunAsync(
        MariaDbSession session,
        MariaDbAccounts accounts,
        ScriptFile file,
        ScriptStatement statement,
        ScriptReport report,
        MariaDbTextDatabases databases,
        CancellationToken cancellation
    )
    {
        var at = file.At(statement.Offset);
        var text = await WithDefinerAsync(statement.Text, accounts, at, report, cancellation);
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                await session.RunAsync(text, cancellation);
                return;
            }
            catch (EngineException e)
                when (Set().IsMatch(text) && e.Code is "1227" or "1193" or "1231" or "1238" or "1273" or "1115")
            {
                // Settings of other versions, or of whoever may set them.
                return;
            }
            catch (EngineException e) when (isFirst && e.Code == "1273" && NewCollation().IsMatch(text))
            {
                text = NewCollation().Replace(text, "utf8mb4_unicode_ci");
                report.Ignore(
                    "Collations of MySQL 8 that this server does not have became utf8mb4_unicode_ci",
                    e.Message,
                    "utf8mb4_0900_*",
                    at
                );
            }
            catch (EngineException e)
                when (isFirst && e.Code is "1146" or "1142" or "1044" or "1049" or "1305" && databases.Bare(text) is { } bare)
            {
                // Dumps name the database before sequences, and people name it anywhere; here it has another name.
                text = bare;
            }
            catch (EngineException e) when (e.Code is "1227" or "1044" or "1142" or "1370" or "1419" or "1286" or "1524")
            {
                report.Lose(
                    $"what takes another account or a plugin ({ScriptPlaces.FirstLine(statement.Text)}: {e.Message})",
                    at
                );
                return;
            }
            catch (EngineException e) when (report.HasLosses && e.Code is "1146" or "1305" or "1356" or "1054")
            {
                report.Miss(ScriptPlaces.FirstLine(statement.Text), e.Message, at);
                return;
            }
            catch (EngineException e)
            {
                throw ScriptPlaces.Refusal(
                    session.VersionText,
                    statement.Text,
                    e,
                    file.At(statement.Offset + Offset(statement.Text, e.Message))
                );
            }
        }
    }

    // The server names a line of the statement and the text behind the place.
    private static int Offset(string statement, string message)
    {
        if (Near().Match(message) is not { Success: true } near)
        {
            return 0;
        }

        var line = int.Parse(near.Groups["line"].ValueSpan, CultureInfo.InvariantCulture);
        var at = 0;
        for (; line > 1 && statement.IndexOf('\n', at) is >= 0 and var end; line--)
        {
            at = end + 1;
        }

        // A long rest is cut, and three dots stand for what is missing.
        var text = near.Groups["text"].Value;
        text = text.Length > 3 && text.EndsWith("...", StringComparison.Ordinal) ? text[..^3] : text;
        var found = text.Length == 0 ? statement.Length : statement.IndexOf(text, at, StringComparison.Ordinal);
        return found < 0 ? at : found;
    }

    // On a server of somebody else there are no accounts for definers, and no right to name them; what they define is the same.
    private static async Task<string> WithDefinerAsync(
        string statement,
        MariaDbAccounts accounts,
        Location at,
        ScriptReport report,
        CancellationToken cancellation
    )
    {
        var definer = Definer().Match(statement);
        if (!definer.Success)
        {
            return statement;
        }

        var account = definer.Groups["account"].Value;
        if (
            account.StartsWith("current_", StringComparison.OrdinalIgnoreCase)
            || await accounts.DefinerAsync(account, cancellation)
        )
        {
            return statement;
        }

        report.LeaveOut($"definer {account}", at);
        var clause = definer.Groups["clause"];
        return string.Concat(
            statement.AsSpan(0, clause.Index),
            new string(' ', clause.Length),
            statement.AsSpan(clause.Index + clause.Length)
        );
    }

    // Lines of the client's own: \! runs a program, source includes a file and needs no end, so that its line break becomes one.
    private static string WithCommandsAsStatements(ScriptFile file)
    {
        if (Command().Match(file.Text) is { Success: true } command)
        {
            throw ScriptPlaces.Outside($"{command.Value.Trim()} runs a program", file.At(command.Index));
        }

        return Source().Replace($"{file.Text}\n", m => $"{m.Value[..^1]};");
    }

    [GeneratedRegex(@"^-- (?:MySQL|MariaDB) dump |^-- phpMyAdmin SQL Dump", RegexOptions.Multiline, 1000)]
    private static partial Regex Dump();

    [GeneratedRegex(@"^\\![^\n]*", RegexOptions.Multiline, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"^(?:source[ \t]|\\\.)[^\n;]*\.\w+[ \t\r]*\n", RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Source();

    [GeneratedRegex(@"^(?:source\s|\\\.)\s*(?<path>.+)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Included();

    [GeneratedRegex(@"^(?:/\*M?!\d*\s*)?set\s", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Set();

    [GeneratedRegex(@"^create\s+or\s+replace\s+(?:user|role)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex User();

    [GeneratedRegex(@"\butf8mb4_0900_\w+", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NewCollation();

    // At the head only, which mysqldump spreads over remarks.
    [GeneratedRegex(
        @"^(?:\s|/\*M?!\d*|\*/|create\b|or\s+replace\b|algorithm\s*=\s*\w+)*"
            + $@"(?<clause>\bdefiner\s*=\s*(?<account>current_(?:user|role)(?:\s*\(\s*\))?|{MariaDbAccounts.Name}(?:\s*@\s*{MariaDbAccounts.Name})?))",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Definer();

    [GeneratedRegex(@"near '(?<text>.*)' at line (?<line>\d+)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Near();
}
