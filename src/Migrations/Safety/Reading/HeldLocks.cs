namespace Dbwright.Migrations;

/// <summary>The locks that the statements of a file take one after the other, on PostgreSQL.</summary>
internal sealed class HeldLocks
{
    private readonly List<string> held = [];
    private int transaction;

    /// <summary>Whether a statement has taken a lock that keeps something out.</summary>
    public bool Any { get; private set; }

    /// <summary>The keys of the tables that a transaction keeps locked against everything, in the order in which it took them.</summary>
    public IReadOnlyList<string> In(TransactionInfo open) => open.IsOpen && open.Number == transaction ? held : [];

    /// <summary>Takes those of a statement.</summary>
    public void Take(StatementContext at)
    {
        if (transaction != at.Transaction.Number)
        {
            held.Clear();
            transaction = at.Transaction.Number;
        }

        foreach (var taken in PostgreSqlLocks.Of(at.Statement, at.Nodes, at.Scope))
        {
            Any = true;
            if (
                taken is { Strength: LockStrength.StopsAll, Table: { } table }
                && at.Scope.Key(table) is var key
                && !held.Contains(key)
            )
            {
                held.Add(key);
            }
        }
    }
}
