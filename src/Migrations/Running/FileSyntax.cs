using Dbwright.Formats;
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
    /// <summary>They with their places, and the engine's own words.</summary>
    /// <exception cref="EngineException">The connection is gone.</exception>
    public async Task<Sequence<Finding>> OfAsync(ScriptFile script, Sequence<Step> steps, CancellationToken cancellation)
    {
        var errors = Errors(script.Text, DataLoss.Dialect(engine));
        // A setting before it may change how a statement is read.
        var settled = steps.TakeWhile(s => s.Kind != StepKind.Setting).ToList();
        var suspects = errors
            .Select(e => settled.FindLastIndex(s => s.Offset <= e.Span.Start))
            .Where(i => i >= 0)
            .Distinct()
            .Select(i => settled[i])
            .Where(s => s.Kind is StepKind.Plain or StepKind.Alone or StepKind.Repeatable or StepKind.Opaque);
        var found = new List<Finding>();
        foreach (var step in suspects)
        {
            try
            {
                await using var prepared = await session.PrepareAsync(new Statement(step.Text, []), cancellation);
            }
            catch (EngineException e) when (EngineErrors.IsSyntax(e))
            {
                var said = string.Join(' ', e.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                var other = Other(script.Text);
                found.Add(
                    new("syntax", Severity.Error, $"{engine.Title} cannot read this statement: {said} ({e.Code})")
                    {
                        Detail = other is null ? "" : $"{other} could read the file. Is this the right database?",
                        Fix = "Correct it. Nothing was done.",
                        Location = script.At(step.Offset + (e.Offset ?? 0)),
                    }
                );
                if (other is not null)
                {
                    return found.ToSequence();
                }
            }
            catch (EngineException)
            {
                // What is missing now may be there when the statement's turn comes; and some statements cannot be prepared.
            }
        }

        return found.ToSequence();
    }

    private string? Other(string text) =>
        new[] { (SqlDialect.PostgreSql, "PostgreSQL"), (SqlDialect.MariaDb, "MariaDB"), (SqlDialect.Sqlite, "SQLite") }
            .Where(d => d.Item1 != DataLoss.Dialect(engine) && Errors(text, d.Item1).Count == 0)
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
