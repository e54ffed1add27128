using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// Finds statements that the engine cannot read, before any statement runs. dbwright's own parser suspects, the engine decides: what is suspected is prepared,
/// which changes nothing.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="session">A session on the database.</param>
public sealed class FileSyntax(Engine engine, ISession session)
{
    // MariaDB: this command is not supported in the prepared statement protocol yet.
    private const string NotPrepared = "1295";

    /// <summary>They with their places, and the engine's own words.</summary>
    /// <exception cref="EngineException">The connection is gone.</exception>
    public async Task<Sequence<Finding>> OfAsync(ScriptFile script, Sequence<Step> steps, CancellationToken cancellation)
    {
        var errors = Errors(script.Text, SqlDialects.Of(engine.Name));
        // A setting before it may change how a statement is read.
        var settled = steps.TakeWhile(s => s.Kind != StepKind.Setting).ToList();
        var suspects = errors
            .Select(e => (Error: e, At: settled.FindLastIndex(s => s.Offset <= e.Span.Start)))
            .Where(s => s.At >= 0)
            .DistinctBy(s => s.At)
            .Select(s => (s.Error, Step: settled[s.At]))
            .Where(s => s.Step.Kind is StepKind.Plain or StepKind.Alone or StepKind.Repeatable or StepKind.Opaque)
            .ToList();
        if (suspects.Count == 0)
        {
            return [];
        }

        var other = Other(script.Text);
        var found = new List<Finding>();
        foreach (var (error, step) in suspects)
        {
            var (said, offset) = await RefusedAsync(step, cancellation) switch
            {
                { Kind: EngineErrorKind.Syntax } e => ($"{Line(e.Message)} ({e.Code})", step.Offset + (e.Offset ?? 0)),
                // Nobody but the parsers can tell, and they agree.
                { Code: NotPrepared } when other is not null => (error.ToString(), error.Span.Start),
                _ => ("", 0),
            };
            if (said.Length == 0)
            {
                continue;
            }

            found.Add(
                new("syntax", Severity.Error, $"{engine.Title} cannot read this statement: {said}")
                {
                    Detail = other is null ? "" : $"{other} could read the file. Is this the right database?",
                    Fix = "Correct it. Nothing was done.",
                    Location = script.At(offset),
                }
            );
            if (other is not null)
            {
                break;
            }
        }

        return found.ToSequence();
    }

    // What is missing now may be there when the statement's turn comes; that is for the caller to tell from what cannot be read.
    private async Task<EngineException?> RefusedAsync(Step step, CancellationToken cancellation)
    {
        try
        {
            await using var prepared = await session.PrepareAsync(new Statement(step.Text, []), cancellation);
            return null;
        }
        catch (EngineException e)
        {
            return e;
        }
    }

    private static string Line(string message) =>
        string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string? Other(string text) =>
        new[] { (SqlDialect.PostgreSql, "PostgreSQL"), (SqlDialect.MariaDb, "MariaDB"), (SqlDialect.Sqlite, "SQLite") }
            .Where(d => d.Item1 != SqlDialects.Of(engine.Name) && Errors(text, d.Item1).Count == 0)
            .Select(d => d.Item2)
            .FirstOrDefault();

    private static List<SqlSyntaxError> Errors(string text, SqlDialect dialect)
    {
        var errors = new List<SqlSyntaxError>();
        foreach (var _ in SqlParser.Statements(text, dialect, errors))
        {
            // Reading finds them.
        }

        return errors;
    }
}
