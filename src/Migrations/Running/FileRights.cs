using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// Finds statements that the account may not run, before any statement runs: what they need is looked up in the catalogues. Nothing is said
/// of what comes behind a statement that changes the account, its roles, or where names are looked for.
/// </summary>
/// <param name="engine">The engine.</param>
public sealed partial class FileRights(Engine engine)
{
    private readonly IStatementRights rights = engine.RunRights is { HasOwners: false }
        ? new GrantedRights(engine.Require<INames>())
        : new OwnedRights(engine.Require<INames>());

    private readonly Dictionary<NeededRight, Location> needed = [];
    private bool isGranted;
    private bool isOver;

    /// <summary>Notes what a file needs, behind those before it.</summary>
    public void Add(ScriptFile script, IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            isOver |= Changes().IsMatch(step.Text);
            if (isOver)
            {
                return;
            }

            var statement = SqlParser.Statements(step.Text, SqlDialects.Of(engine.Name), []).FirstOrDefault();
            if (statement is GrantStatement { Objects: "" } or DoStatement && Unclear().IsMatch(step.Text))
            {
                isOver = true;
                return;
            }

            isGranted |= statement is GrantStatement { IsRevoke: false };
            foreach (var right in rights.Of(statement).Where(r => !isGranted || r.Kind <= RightKind.OwnSchema))
            {
                needed.TryAdd(right, script.At(step.Offset));
            }

            rights.Settle(statement);
        }
    }

    /// <summary>Those that are missing, with the statements that need them first.</summary>
    public async Task<Sequence<Finding>> MissingAsync(ISession session, CancellationToken cancellation)
    {
        if (engine.RunRights is not { } known || needed.Count == 0)
        {
            return [];
        }

        try
        {
            var missing = await known.MissingAsync(session, needed.Keys.ToSequence(), cancellation);
            return missing
                .Select(m => new Finding("missing-right", Severity.Error, Said(m)) { Location = needed[m.Right] })
                .ToSequence();
        }
        catch (EngineException e) when (e.Kind == EngineErrorKind.MissingRight)
        {
            return [new("missing-right", Severity.Error, $"{e.Message} ({e.Code}).")];
        }
    }

    private static string Said(MissingRight missing) =>
        missing.Right.Kind switch
        {
            _ when missing.Privilege.Length > 0 => $"{missing.Account} does not have {missing.Privilege} on {missing.Name}.",
            RightKind.Own or RightKind.Drop or RightKind.OwnType =>
                $"{missing.Account} may not change {missing.Name}: it belongs to {missing.Owner}.",
            RightKind.OwnSchema => $"{missing.Account} may not change the schema {missing.Name}: it belongs to {missing.Owner}.",
            RightKind.Create => $"{missing.Account} may not create anything in the schema {missing.Name}.",
            RightKind.CreateSchemas => $"{missing.Account} may not create schemas in the database {missing.Name}.",
            RightKind.Trigger => $"{missing.Account} may not make triggers on {missing.Name}.",
            RightKind.References => $"{missing.Account} may not refer to {missing.Name} by foreign keys.",
            RightKind.Insert => $"{missing.Account} may not insert into {missing.Name}.",
            RightKind.Update => $"{missing.Account} may not update {missing.Name}.",
            RightKind.Delete => $"{missing.Account} may not delete from {missing.Name}.",
            _ => $"{missing.Account} may not truncate {missing.Name}.",
        };

    [GeneratedRegex(
        @"^\s*((set|reset)\s+((session|local)\s+)?(role|session\s+authorization|search_path|all)\b|select\s+(pg_catalog\s*\.\s*)?set_config\b|reassign\s+owned\b|discard\b|use\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Changes();

    [GeneratedRegex(
        @"^\s*(grant|revoke)\b|\bowner\s+to\b|\bgrant\b|\breassign\b|\bset\s+(local\s+|session\s+)?role\b|search_path",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Unclear();
}
