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
}
