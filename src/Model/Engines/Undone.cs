namespace Dbwright.Model;

/// <summary>Work of which a failure leaves no open transaction behind.</summary>
public static class Undone
{
    /// <summary>Does work that begins and commits a transaction; when it fails, the transaction is undone.</summary>
    /// <param name="session">Where it is begun.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="EngineException">What the work failed with; that it cannot be undone, as the connection is gone, is nobody's error.</exception>
    public static async Task UndoneOnFailureAsync(this ISession session, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch
        {
            try
            {
                await session.RollbackAsync(CancellationToken.None);
            }
            catch (EngineException)
            {
                // The connection is gone, and the transaction with it.
            }

            throw;
        }
    }
}
