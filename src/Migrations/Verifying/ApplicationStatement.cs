using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A statement of the application that uses the database.</summary>
/// <param name="Name">What it is called for people: a place in a file, or the id of an access pattern.</param>
/// <param name="Statement">The statement with the engine's own marks for its parameters.</param>
public sealed record ApplicationStatement(string Name, Statement Statement);

/// <summary>How a statement of the application runs on a schema.</summary>
/// <param name="Error">The engine's words when it does not; none when it does.</param>
/// <param name="IsExecuted">Whether it was executed; otherwise it was only prepared, as it does not run with nulls for its parameters.</param>
public sealed record StatementRun(string? Error, bool IsExecuted);

/// <summary>Runs statements of the application and undoes them.</summary>
/// <param name="session">A session; the rows are as before when a statement was tried.</param>
public sealed class ApplicationStatements(ISession session)
{
    /// <summary>Tries each statement.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="executed">Which of them run with nulls; the others are only prepared. None to find out.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<Sequence<StatementRun>> TryAsync(
        Sequence<ApplicationStatement> statements,
        Sequence<StatementRun>? executed,
        CancellationToken cancellation
    )
    {
        var runs = new List<StatementRun>();
        for (var i = 0; i < statements.Count; i++)
        {
            var isExecuted = executed is null || executed[i].IsExecuted;
            if (
                isExecuted
                && await ExecuteAsync(statements[i].Statement, cancellation) is var error
                && (error is null || executed is not null)
            )
            {
                runs.Add(new(error, true));
                continue;
            }

            runs.Add(new(await PrepareAsync(statements[i].Statement, cancellation), false));
        }

        return runs.ToSequence();
    }

    private async Task<string?> ExecuteAsync(Statement statement, CancellationToken cancellation)
    {
        // A list of nulls has no length.
        if (statement.Parameters.Any(p => p.Many))
        {
            return "It has a list among its parameters.";
        }

        await session.BeginAsync(cancellation);
        try
        {
            await session.QueryAsync(statement.Sql, [.. statement.Parameters.Select(_ => (object?)null)], cancellation);
            return null;
        }
        catch (EngineException e)
        {
            return e.Message;
        }
        finally
        {
            await session.RollbackAsync(CancellationToken.None);
        }
    }

    private async Task<string?> PrepareAsync(Statement statement, CancellationToken cancellation)
    {
        try
        {
            if (statement.Parameters.All(p => p.Type is DataType.Native))
            {
                await session.QueryAsync(
                    $"explain {statement.Sql}",
                    [.. statement.Parameters.Select(_ => (object?)null)],
                    cancellation
                );
                return null;
            }

            await using var prepared = await session.PrepareAsync(statement, cancellation);
            return null;
        }
        catch (EngineException e)
        {
            return e.Message;
        }
    }
}
