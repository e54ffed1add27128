using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Accounts and roles that a text names. A private server gets those that it does not have, without a password and locked: rights are about
/// them, and nobody works as them.
/// </summary>
internal sealed partial class MariaDbAccounts(MariaDbSandboxDatabase database) : IAsyncDisposable
{
    /// <summary>What is matched goes into a statement of the administrator: no quote and no backslash that would hide one.</summary>
    internal const string Name = "(?:`[^`]*`|'[^'\\\\]*'|\"[^\"\\\\]*\"|[\\w.%-]+)";

    private ISession? administrator;

    /// <summary>Whether a statement about rights is about one object of a database.</summary>
    public static bool IsRight(string statement) => Right().Match(statement) is { Success: true } right && !IsOfServer(right);

    private static bool IsOfServer(Match right) =>
        right.Groups["qualifier"].Value.TrimEnd().TrimEnd('.').Trim(' ', '`') is "mysql" or "sys" or "performance_schema";

    /// <summary>A statement without the passwords in it.</summary>
    public static string WithoutSecrets(string statement) => Secret().Replace(statement, "");

    /// <summary>Makes the accounts that a <c>create user</c> or <c>create role</c> names.</summary>
    /// <returns>Whether it was such a statement, and accounts can be made here.</returns>
    public async Task<bool> CreateAsync(string statement, CancellationToken cancellation)
    {
        if (!database.HoldsAccounts || Created().Match(statement) is not { Success: true } created)
        {
            return false;
        }

        var isRole = created.Groups["role"].Success;
        foreach (var account in Accounts(WithoutSecrets(created.Groups["rest"].Value)))
        {
            await MakeAsync(account, isRole, cancellation);
        }

        return true;
    }

    /// <summary>
    /// What a statement about rights says about one object of the database, as it can be run here, with its accounts made; none when it is
    /// about the server, about whole databases, or when accounts cannot be made here.
    /// </summary>
    public async Task<string?> RightsAsync(string statement, CancellationToken cancellation)
    {
        if (!database.HoldsAccounts || Right().Match(statement) is not { Success: true } right || IsOfServer(right))
        {
            return null;
        }

        foreach (var account in Accounts(right.Groups["accounts"].Value))
        {
            await MakeAsync(account, isRole: !account.Contains('@', StringComparison.Ordinal), cancellation);
        }

        // Everything is loaded into one database, whatever its name.
        var qualifier = right.Groups["qualifier"];
        return qualifier.Success ? statement.Remove(qualifier.Index, qualifier.Length) : statement;
    }

    /// <summary>
    /// Makes the account that a statement names as definer, with all rights on the database: what it defines works with them.
    /// </summary>
    /// <returns>Whether accounts can be made here.</returns>
    public async Task<bool> DefinerAsync(string account, CancellationToken cancellation)
    {
        if (!database.HoldsAccounts)
        {
            return false;
        }

        await MakeAsync(account, isRole: !account.Contains('@', StringComparison.Ordinal), cancellation);
        await administrator!.ExecuteAsync($"grant all on {database.Name}.* to {account}", cancellation);
        return true;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (administrator is not null)
        {
            await administrator.DisposeAsync();
        }
    }

    private async Task MakeAsync(string account, bool isRole, CancellationToken cancellation)
    {
        administrator ??= await database.OpenAsync(SandboxUser.Administrator, cancellation);
        if (isRole)
        {
            // Without a host a user of that name is meant as well, where there is one.
            var name = account.Trim('`', '\'', '"');
            var users = await administrator.QueryAsync(
                "select 1 from mysql.global_priv where user = ? and host = '%'",
                [name],
                cancellation
            );
            if (users.Count > 0)
            {
                return;
            }
        }

        await administrator.ExecuteAsync(
            isRole ? $"create role if not exists {account}" : $"create user if not exists {account} account lock",
            cancellation
        );
    }

    // Names with or without quotes and hosts, separated by commas; what follows an account (passwords, options) is left out.
    private static IEnumerable<string> Accounts(string list) =>
        Account()
            .Matches(list)
            .Select(m => m.Groups["account"].Value)
            .Where(a =>
                !a.StartsWith("current_", StringComparison.OrdinalIgnoreCase)
                && !a.Equals("public", StringComparison.OrdinalIgnoreCase)
            );

    [GeneratedRegex(
        @"^create\s+(?:or\s+replace\s+)?(?:user|(?<role>role))\s+(?:if\s+not\s+exists\s+)?(?<rest>.+)$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Created();

    [GeneratedRegex(
        @"\s+identified\s+(?:by|via|with)\s+(?:password\s+)?(?:'[^']*'|\w+)(?:\s+(?:by|using|as)\s+'[^']*')?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Secret();

    [GeneratedRegex(
        @"^(?:grant|revoke)\s.+?\son\s+(?:(?:table|function|procedure)\s+)?(?<qualifier>(?:`[^`]*`|\w+)\s*\.\s*)?(?:`[^`]*`|\w+)\s+(?:to|from)\s+(?<accounts>.+?)(?:\s+with\s+.*|\s+identified\s+.*)?$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Right();

    [GeneratedRegex($@"(?:^|,)\s*(?<account>{Name}(?:\s*@\s*{Name})?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Account();
}
