using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>Loads SQL texts as SQLite's shell would, under the guard of a sandbox session.</summary>
internal sealed partial class SqliteScriptRunner : IScriptRunner
{
    private static readonly string[] Reaching = [".system", ".shell", ".open", ".import", ".load", ".output", ".once", ".backup"];

    /// <inheritdoc />
    public async Task<IScriptRun> RunAsync(ISandboxDatabase database, ScriptRequest request, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(SandboxUser.Owner, cancellation);
        var report = new ScriptReport();
        foreach (var file in request.Files)
        {
            await RunAsync(session, file, request, report, 0, cancellation);
        }

        return new FinishedScriptRun(report.Findings());
    }

    private static async Task RunAsync(
        ISession session,
        ScriptFile file,
        ScriptRequest request,
        ScriptReport report,
        int depth,
        CancellationToken cancellation
    )
    {
        // The rows of a dump say nothing about the schema, and those of shadow tables may not be written.
        var isDump = Dump().IsMatch(file.Text);
        foreach (var statement in SqliteScript.Split(file.Text))
        {
            var at = file.At(statement.Offset);
            if (statement.Text.StartsWith('.'))
            {
                if (Command(statement.Text, at, report) is { } path)
                {
                    var included = ScriptPlaces.Include(request, file, path, at, depth);
                    await RunAsync(session, included, request, report, depth + 1, cancellation);
                }
            }
            else if (VirtualTable().Match(statement.Text) is { Success: true } table)
            {
                await RunAsync(
                    session,
                    file,
                    statement with
                    {
                        Text = table.Groups["sql"].Value.Replace("''", "'", StringComparison.Ordinal),
                    },
                    report,
                    cancellation
                );
            }
            else if (isDump && Rows().IsMatch(statement.Text))
            {
                report.SkipRows(1, at);
            }
            else
            {
                await RunAsync(session, file, statement, report, cancellation);
            }
        }
    }

    private static async Task RunAsync(
        ISession session,
        ScriptFile file,
        ScriptStatement statement,
        ScriptReport report,
        CancellationToken cancellation
    )
    {
        try
        {
            await session.ExecuteAsync(statement.Text, cancellation);
        }
        catch (EngineException e) when (Pragma().IsMatch(statement.Text) && e.Code.Contains("AUTH", StringComparison.Ordinal))
        {
            // What a sandbox session may not set says nothing about the schema.
        }
        catch (EngineException e) when (e.Message.StartsWith("object name reserved for internal use", StringComparison.Ordinal))
        {
            // A shadow table of a dump: its virtual table has made it already. The library's own tables come by themselves.
        }
        catch (EngineException e) when (e.Message.StartsWith("no such module", StringComparison.Ordinal))
        {
            report.Lose(
                $"the module {e.Message[(e.Message.IndexOf(':', StringComparison.Ordinal) + 2)..]}",
                file.At(statement.Offset)
            );
        }
        catch (EngineException e) when (e.Code.Contains("AUTH", StringComparison.Ordinal))
        {
            throw ScriptPlaces.Outside($"{ScriptPlaces.FirstLine(statement.Text)} ({e.Message})", file.At(statement.Offset));
        }
        catch (EngineException e) when (report.HasLosses && e.Message.StartsWith("no such", StringComparison.Ordinal))
        {
            report.Miss(ScriptPlaces.FirstLine(statement.Text), e.Message, file.At(statement.Offset));
        }
        catch (EngineException e)
        {
            throw ScriptPlaces.Refusal(session.VersionText, statement.Text, e, file.At(statement.Offset + (e.Offset ?? 0)));
        }
    }

    // The file that it includes, or none.
    private static string? Command(string text, Location at, ScriptReport report)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words[0] == ".read" && words.Length > 1)
        {
            return words[1].StartsWith('|') ? throw ScriptPlaces.Outside(".read | runs a program", at) : words[1].Trim('\'', '"');
        }

        if (Reaching.Contains(words[0]))
        {
            throw ScriptPlaces.Outside($"{words[0]} reaches programs or other files", at);
        }

        report.Ignore("Commands of the shell are ignored", "They are no part of a schema.", words[0], at);
        return null;
    }

    [GeneratedRegex(
        @"^PRAGMA foreign_keys\s*=\s*OFF;\s*^BEGIN TRANSACTION;",
        RegexOptions.Multiline | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Dump();

    [GeneratedRegex(@"^(?:INSERT|REPLACE|DELETE)\s", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Rows();

    [GeneratedRegex(@"^PRAGMA\s", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Pragma();

    // A dump of a virtual table writes its definition into the catalogue, which a sandbox does not allow; it is run instead.
    [GeneratedRegex(
        @"^INSERT INTO sqlite_(?:schema|master)\b.*\bVALUES\s*\(\s*'table'\s*,.*,\s*'(?<sql>CREATE VIRTUAL TABLE (?:[^']|'')*)'\s*\)$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex VirtualTable();
}
