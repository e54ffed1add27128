using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What a review wants to know of a live database.</summary>
/// <param name="Engine">Its engine with its version: <c>postgresql:16.4</c>.</param>
/// <param name="Rows">About how many rows its tables have.</param>
/// <param name="Description">The database for people, without secrets.</param>
internal sealed record DatabaseSizes(string Engine, TableRows Rows, string Description)
{
    /// <summary>The bytes that its tables take with their indexes.</summary>
    public IReadOnlyDictionary<QualifiedName, long> Sizes { get; init; } = new Dictionary<QualifiedName, long>();

    /// <summary>Reads it; nothing is written.</summary>
    /// <exception cref="Failure">It is no URL of a database, or the server cannot be reached.</exception>
    public static async Task<DatabaseSizes> ReadAsync(string url, CommandContext context, CancellationToken cancellation)
    {
        if (SourceLocator.Find(new(url), context) is not Source.Live live)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "no-database",
                $"{url} is no database.",
                "The sizes of tables come from a database: postgresql://, mariadb://, sqlite:PATH."
            );
        }

        var databases = live.Engine.Require<ILiveDatabases>();
        await using var session = await databases.OpenAsync(live.Url, cancellation);
        try
        {
            var statistics = live.Engine.Require<IStatistics>();
            var rows = await statistics.RowsAsync(session, cancellation);
            return new(
                $"{live.Engine.Name}:{session.Version}",
                new(rows.Select(r => KeyValuePair.Create(r.Key.ToString(), r.Value))),
                databases.Describe(live.Url)
            )
            {
                Sizes = await statistics.SizesAsync(session, cancellation),
            };
        }
        catch (EngineException e)
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "read-rows",
                $"The sizes of the tables of {databases.Describe(live.Url)} cannot be read.",
                e.Message,
                cause: e
            );
        }
    }

    /// <summary>Refuses a database of another engine than the files are written for.</summary>
    public void MustBe(LintTarget target)
    {
        if (!Engine.StartsWith($"{target.Name}:", StringComparison.Ordinal) && target.Name != "mysql")
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "other-engine",
                $"The files are written for {target.Title}, and {Description} is one of {Engine.Split(':')[0]}."
            );
        }
    }
}
