using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>Runs the statements of texts and decides what an error means.</summary>
internal sealed partial class PostgreSqlStatements(
    PostgreSqlSession owner,
    PostgreSqlAdministration administration,
    ScriptReport report
)
{
    private const int MostRepairs = 64;
    private const string Savepoint = "dbwright_statement";

    private readonly PostgreSqlNames names = new();
    private readonly PostgreSqlDefinitions definitions = new();
    private readonly List<PostgreSqlPlace> atTheEnd = [];
    private ScriptFile? file;
    private bool inTransaction;
    private bool isOurTransaction;
    private string? role;

    /// <summary>Whether a backslash is nothing special in ordinary strings.</summary>
    public bool PlainBackslash { get; private set; } = true;

    /// <summary>
    /// The role that the text gives most things to becomes the owner of the database, as it is where the text comes from: what belongs to
    /// it needs no mention, and what it makes is its own.
    /// </summary>
    public async Task ChooseOwnerAsync(Sequence<ScriptFile> files, CancellationToken cancellation)
    {
        var most = files
            .SelectMany(f => OwnerLine().Matches(f.Text))
            .Select(m => PostgreSqlTokens.Read(m.Groups["role"].Value).First().Name)
            .Where(r => !administration.Superusers.Contains(r))
            .GroupBy(r => r)
            .OrderByDescending(g => g.Count())
            .FirstOrDefault();
        if (most is not null && administration.IsPrivate && await administration.MakeRoleAsync(most.Key, cancellation))
        {
            await administration.GiveDatabaseAsync(most.Key, cancellation);
            role = most.Key;
        }
    }

    /// <summary>Begins a file with the settings that a new session has.</summary>
    public async Task StartFileAsync(ScriptFile next, CancellationToken cancellation)
    {
        file = next;
        PlainBackslash = true;
        await owner.RunAsync(["reset all", "set client_min_messages = error", BecomeOwner()], cancellation);
    }

    /// <summary>Ends a file: what its tool would commit is committed, what it left open is undone.</summary>
    public async Task EndFileAsync(CancellationToken cancellation)
    {
        if (inTransaction)
        {
            await owner.RunAsync([isOurTransaction ? "commit" : "rollback"], cancellation);
            inTransaction = isOurTransaction = false;
        }
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>The table whose rows follow in the text, or none.</returns>
    /// <exception cref="Failure">The server refuses it.</exception>
    public async Task<string?> RunAsync(PostgreSqlPlace place, CancellationToken cancellation)
    {
        var tokens = PostgreSqlTokens.Read(place.Text).ToList();
        if (tokens.Count == 0)
        {
            return null;
        }

        var (treatment, about) = PostgreSqlStatementKind.Of(tokens);
        switch (treatment)
        {
            case PostgreSqlTreatment.Skip:
                break;
            case PostgreSqlTreatment.Ignore:
                report.Ignore("Statements about the server are ignored", "They are no part of a schema.", about, place.At());
                break;
            case PostgreSqlTreatment.MakeRole:
                await administration.MakeRoleAsync(tokens[2].Text == "if" ? tokens[^1].Name : tokens[2].Name, cancellation);
                break;
            case PostgreSqlTreatment.Rows:
                return about;
            case PostgreSqlTreatment.Refuse:
                throw ScriptPlaces.Outside($"this copy {about}", place.At());
            case PostgreSqlTreatment.Begin:
                await BeginAsync(place, cancellation);
                break;
            case PostgreSqlTreatment.End:
                await SendAsync(place, ["commit", "end", "abort", "rollback"], tokens, cancellation);
                inTransaction = isOurTransaction = false;
                break;
            case PostgreSqlTreatment.BecomeRole:
                await BecomeAsync(about, cancellation);
                break;
            case PostgreSqlTreatment.AtTheEnd:
                atTheEnd.Add(place);
                break;
            case PostgreSqlTreatment.GiveToOwner:
                await GiveAsync(place, tokens, about, cancellation);
                break;
            case PostgreSqlTreatment.Set:
                await SetAsync(place, tokens, cancellation);
                break;
            default:
                await RunPlainAsync(WithoutSuperusers(place, tokens), tokens, cancellation);
                break;
        }

        return null;
    }

    /// <summary>The first row of a query as names and values; all its cells for one whose cells are statements.</summary>
    /// <exception cref="Failure">The server refuses it.</exception>
    public async Task<IReadOnlyList<(string Name, string Value)>> ResultAsync(
        PostgreSqlPlace place,
        CancellationToken cancellation
    )
    {
        try
        {
            return place.Item.End == "gset"
                ? await owner.FirstRowAsync(place.Text, cancellation)
                :
                [
                    .. (await owner.QueryAsync(place.Text, [], cancellation))
                        .SelectMany(row => row)
                        .OfType<string>()
                        .Select(cell => ("", cell)),
                ];
        }
        catch (EngineException e)
        {
            throw Refusal(place, e, []);
        }
    }

    /// <summary>Makes what must come last: triggers on definitions, whose functions would otherwise see what the administrator does.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        foreach (var place in atTheEnd)
        {
            var tokens = PostgreSqlTokens.Read(place.Text).ToList();
            // A trigger on logging in would run with the rights of whoever comes, an administrator too.
            if (tokens.Any(t => t.Text == "login") || !administration.IsSuperuser)
            {
                report.Lose($"an event trigger ({place.FirstLine()})", place.At());
                continue;
            }

            try
            {
                if (tokens is [.., { Text: "owner" }, { Text: "to" }, _])
                {
                    continue;
                }

                await administration.RunAsync(owner, [place.Text], cancellation);
            }
            catch (EngineException e) when (report.HasLosses && IsMissing(e.Code))
            {
                report.Miss(place.FirstLine(), e.Message, place.At());
            }
            catch (EngineException e)
            {
                throw Refusal(place, e, tokens);
            }
        }
    }

    private string BecomeOwner() => role is null ? "reset role" : $"set role {names.Quote(role)}";

    private async Task BeginAsync(PostgreSqlPlace place, CancellationToken cancellation)
    {
        if (!inTransaction)
        {
            await SendAsync(place, [], [], cancellation);
        }

        inTransaction = true;
        isOurTransaction = false;
    }

    private async Task SendAsync(
        PostgreSqlPlace place,
        string[] outsideSkipped,
        List<PostgreSqlToken> tokens,
        CancellationToken cancellation
    )
    {
        if (outsideSkipped.Length > 0 && !inTransaction && outsideSkipped.Contains(tokens[0].Text))
        {
            return;
        }

        try
        {
            await owner.RunAsync([place.Text], cancellation);
        }
        catch (EngineException e)
        {
            throw Refusal(place, e, tokens);
        }
    }

    private async Task BecomeAsync(string other, CancellationToken cancellation)
    {
        var isOther = other.Length > 0 && !administration.Superusers.Contains(other) && other != administration.Owner;
        var mayBe = isOther && await administration.MakeRoleAsync(other, cancellation);
        await owner.RunAsync(
            [mayBe || (isOther && administration.MayOwn(other)) ? $"set role {names.Quote(other)}" : BecomeOwner()],
            cancellation
        );
    }

    private async Task SetAsync(PostgreSqlPlace place, List<PostgreSqlToken> tokens, CancellationToken cancellation)
    {
        var words = tokens.Select(t => t.Text).Where(w => w is not ("local" or "session")).ToList();
        try
        {
            await BeginForLocalAsync(tokens, cancellation);
            await RunGuardedAsync(place.Text, cancellation);
        }
        catch (EngineException e) when (e.Code is "42704" or "42501" or "22023" or "55P02" or "0A000")
        {
            // Parameters of other versions, or of whoever may set them: they say nothing about the schema.
            if (words is [_, "default_tablespace", ..] && tokens[^1].Text is ['\'', .. var name, '\''])
            {
                if (await administration.MakeTablespaceAsync(name, cancellation))
                {
                    await RunGuardedAsync(place.Text, cancellation);
                }
                else
                {
                    report.Lose($"the tablespace {name}", place.At());
                }
            }
        }
        catch (EngineException e)
        {
            throw Refusal(place, e, tokens);
        }

        if (words is [_, "standard_conforming_strings", ..])
        {
            PlainBackslash = !(words[^1].Trim('\'') is "off" or "false" or "0" or "no");
        }
    }

    private async Task GiveAsync(PostgreSqlPlace place, List<PostgreSqlToken> tokens, string to, CancellationToken cancellation)
    {
        if (administration.Superusers.Contains(to) || to == administration.Owner)
        {
            return;
        }

        if (!administration.MayOwn(to) && to is not ("current_user" or "session_user" or "current_role"))
        {
            if (!await administration.MakeRoleAsync(to, cancellation))
            {
                report.Ignore("Owners that the sandbox cannot have are left out", "", to, place.At());
                return;
            }
        }

        await RunPlainAsync(place, tokens, cancellation);
    }

    private async Task RunPlainAsync(PostgreSqlPlace place, List<PostgreSqlToken> tokens, CancellationToken cancellation)
    {
        if (tokens is [{ Text: "create" }, { Text: "extension" }, ..])
        {
            await MakeExtensionAsync(place, tokens, cancellation);
            return;
        }

        for (var repairs = 0; ; repairs++)
        {
            try
            {
                await BeginForLocalAsync(tokens, cancellation);
                await RunGuardedAsync(place.Text, cancellation);
                definitions.Remember(place, tokens);
                return;
            }
            catch (EngineException e)
            {
                if (repairs < MostRepairs && await RepairAsync(e, place, cancellation))
                {
                    continue;
                }

                await ForgiveAsync(e, place, tokens, cancellation);
                return;
            }
        }
    }

    private async Task MakeExtensionAsync(PostgreSqlPlace place, List<PostgreSqlToken> tokens, CancellationToken cancellation)
    {
        var name = PostgreSqlAdministratorList.ExtensionName(tokens);
        try
        {
            await RunGuardedAsync(place.Text, cancellation);
        }
        catch (EngineException e) when (e.Code == "42501")
        {
            if (!await AsAdministratorAsync(place, tokens, cancellation))
            {
                report.Lose($"the extension {name} (it takes a superuser)", place.At());
            }
        }
        catch (EngineException e) when (e.Code is "58P01" or "0A000" or "22023" or "42704" or "55000")
        {
            report.Lose($"the extension {name}", place.At());
        }
        catch (EngineException e)
        {
            throw Refusal(place, e, tokens);
        }
    }

    // Tools that run a file as one transaction give meaning to what lasts only as long as one.
    private async Task BeginForLocalAsync(List<PostgreSqlToken> tokens, CancellationToken cancellation)
    {
        if (
            !inTransaction
            && file is { IsOneTransaction: true }
            && (
                tokens is [{ Text: "set" }, { Text: "local" or "constraints" }, ..] or [{ Text: "lock" or "savepoint" }, ..]
                || EndsWithTransaction(tokens)
            )
        )
        {
            await owner.RunAsync(["begin"], cancellation);
            inTransaction = isOurTransaction = true;
        }
    }

    // create temporary table … on commit drop
    private static bool EndsWithTransaction(List<PostgreSqlToken> tokens)
    {
        var commit = tokens is [{ Text: "create" }, { Text: "temporary" or "temp" or "local" or "global" }, ..]
            ? tokens.FindLastIndex(t => t.Text == "commit")
            : -1;
        return commit > 0 && tokens[commit - 1].Text == "on" && tokens.ElementAtOrDefault(commit + 1).Text is "drop" or "delete";
    }

    // In a transaction an error would spoil what comes after it.
    private async Task RunGuardedAsync(string statement, CancellationToken cancellation)
    {
        if (!inTransaction)
        {
            await owner.RunAsync([statement], cancellation);
            return;
        }

        await owner.RunAsync([$"savepoint {Savepoint}"], cancellation);
        try
        {
            await owner.RunAsync([statement], cancellation);
            await owner.RunAsync([$"release {Savepoint}"], cancellation);
        }
        catch (EngineException e)
        {
            await owner.RunAsync([$"rollback to {Savepoint}"], cancellation);
            throw e.At(e.Offset);
        }
    }

    // What a superuser is given or gives, the owner of the database stands for.
    private PostgreSqlPlace WithoutSuperusers(PostgreSqlPlace place, List<PostgreSqlToken> tokens)
    {
        var isAboutRoles =
            tokens[0].Text is "grant" or "revoke"
            || tokens is [{ Text: "alter" }, { Text: "default" }, ..] or [{ Text: "create" }, { Text: "schema" }, ..];
        if (!isAboutRoles)
        {
            return place;
        }

        var text = place.Text;
        foreach (var token in tokens.Skip(1).Reverse().Where(t => t.IsName && administration.Superusers.Contains(t.Name)))
        {
            text = string.Concat(text.AsSpan(0, token.Offset), "current_user", text.AsSpan(token.Offset + token.Text.Length));
        }

        return text == place.Text ? place : place with { Text = text };
    }

    private Failure Refusal(PostgreSqlPlace place, EngineException error, List<PostgreSqlToken> tokens)
    {
        var earlier = error.Code is "42P07" or "42710" or "42723" or "42P06" ? definitions.Find(tokens) : null;
        return Failure.Because(
            ExitStatus.BadInput,
            "sql",
            error.Message,
            $"{owner.VersionText} refuses: {place.FirstLine()}"
                + (earlier is null ? "" : $"\nIt was defined first at {earlier}."),
            at: place.At(error.Offset),
            cause: error
        );
    }

    // Something that a statement names is not there.
    private static bool IsMissing(string code) =>
        code is "42704" or "42883" or "42P01" or "3F000" or "42703" or "42P17" or "42809";

    [GeneratedRegex(@"^(?<kind>role|tablespace) ""(?<name>.+?)"" does not exist", RegexOptions.None, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex(
        @"^ALTER [^\n;]* OWNER TO (?<role>""[^""\n]+""|[^\s;""]+);",
        RegexOptions.Multiline | RegexOptions.IgnoreCase,
        10_000
    )]
    private static partial Regex OwnerLine();
}
