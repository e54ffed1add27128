using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Work of which a failure leaves no open transaction behind.</summary>
internal static class Undone
{
    /// <summary>Does work that begins and commits a transaction; when it fails, the transaction is undone.</summary>
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
