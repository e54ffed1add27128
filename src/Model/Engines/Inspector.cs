namespace Dbwright.Model;

/// <summary>Reads schemas.</summary>
public interface IInspector
{
    /// <summary>The schema of the database that the session is connected to, sorted.</summary>
    Task<RelationalSchema> ReadAsync(ISession session, CancellationToken cancellation);

    /// <summary>
    /// What the database has and <see cref="ReadAsync"/> leaves out: one finding for each object, so that nothing is lost in silence.
    /// </summary>
    Task<Sequence<Finding>> UnreadAsync(ISession session, CancellationToken cancellation) =>
        Task.FromResult<Sequence<Finding>>([]);

    /// <summary>The account that a session works as, where what names that account is no part of what is read (MariaDB); none otherwise.</summary>
    Task<string?> AccountAsync(ISession session, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>How the database compares texts where a definition does not say, where that is a matter of the database (MariaDB); none otherwise.</summary>
    Task<string?> CollationAsync(ISession session, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>
    /// The schema without what names an account: two schemas are compared as one account reads them, and as a sandbox that has no accounts
    /// holds them.
    /// </summary>
    /// <param name="schema">The schema.</param>
    /// <param name="account">The account; none for all.</param>
    RelationalSchema Without(RelationalSchema schema, string? account) => schema;
}
