using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>What the server refuses at first: what is missing is made, what only a superuser may is done for the owner, the rest is told or refused.</summary>
internal sealed partial class PostgreSqlStatements
{
    // Makes what belongs to the server and is only named: roles, tablespaces.
    private async Task<bool> RepairAsync(EngineException error, PostgreSqlPlace place, CancellationToken cancellation)
    {
        if (error.Code != "42704" || Missing().Match(error.Message) is not { Success: true } missing)
        {
            return false;
        }

        var name = missing.Groups["name"].Value;
        if (missing.Groups["kind"].ValueSpan is "role")
        {
            return await administration.MakeRoleAsync(name, cancellation);
        }

        if (await administration.MakeTablespaceAsync(name, cancellation))
        {
            return true;
        }

        report.Lose($"the tablespace {name}", place.At());
        return false;
    }

    private async Task ForgiveAsync(
        EngineException error,
        PostgreSqlPlace place,
        List<PostgreSqlToken> tokens,
        CancellationToken cancellation
    )
    {
        switch (error.Code)
        {
            case "42501" when await AsAdministratorAsync(place, tokens, cancellation):
            case "42P06" when tokens is [_, { Text: "schema" }, { Text: "public" }]:
                return;
            case "42501" when PostgreSqlDefinitions.IsAboutBuiltIn(tokens):
                return;
            case "42501":
                report.Lose($"what takes a superuser ({place.FirstLine()})", place.At());
                return;
            case var code when report.HasLosses && IsMissing(code):
                report.Miss(place.FirstLine(), error.Message, place.At());
                return;
            case ['2', '2' or '3', ..]
                when report.HasSkippedRows && tokens[0].Text is "insert" or "update" or "delete" or "merge" or "select":
                return;
            default:
                throw Refusal(place, error, tokens);
        }
    }

    // The administrator sees what is committed only: what went and came in the owner's transaction so far must be.
    private async Task BesideAsync(IReadOnlyList<string> statements, CancellationToken cancellation)
    {
        if (!inTransaction)
        {
            await administration.RunAsync(owner, statements, cancellation);
            return;
        }

        await owner.RunAsync(["commit"], cancellation);
        try
        {
            await administration.RunAsync(owner, statements, cancellation);
        }
        finally
        {
            await owner.RunAsync(["begin"], cancellation);
        }
    }

    private async Task<bool> AsAdministratorAsync(
        PostgreSqlPlace place,
        List<PostgreSqlToken> tokens,
        CancellationToken cancellation
    )
    {
        var isOwnerChange = tokens is [{ Text: "alter" }, .., { Text: "owner" }, { Text: "to" }, _];
        var listed =
            isOwnerChange && administration.MayOwn(tokens[^1].Name)
                ? [place.Text]
                : PostgreSqlAdministratorList.For(place.Text, tokens, names.Quote(role ?? administration.Owner));
        if (listed is null || !administration.IsSuperuser)
        {
            return false;
        }

        try
        {
            await BesideAsync(listed, cancellation);
            return true;
        }
        catch (EngineException e) when (isOwnerChange || e.Code == "42501")
        {
            return false;
        }
        catch (EngineException e)
        {
            throw Refusal(place, e, tokens);
        }
    }
}
