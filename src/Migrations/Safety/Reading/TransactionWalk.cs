using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Follows the transactions and the settings of a file.</summary>
internal sealed class TransactionWalk
{
    private readonly Dictionary<string, string> settings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> local = new(StringComparer.Ordinal);
    private int number = 1;
    private bool isOpen;
    private bool isRunner;

    /// <summary>Begins a file.</summary>
    /// <param name="runnerOpens">Whether the runner opens a transaction for it.</param>
    public TransactionWalk(bool runnerOpens)
    {
        isOpen = runnerOpens;
        isRunner = runnerOpens;
    }

    /// <summary>What the next statement runs in.</summary>
    public TransactionInfo Current => new(number, isOpen, isRunner);

    /// <summary>The value of a setting that the file has made; <see langword="null"/> for none.</summary>
    public string? Setting(string name) => local.GetValueOrDefault(name) ?? settings.GetValueOrDefault(name);

    /// <summary>Takes a statement.</summary>
    public void Take(SqlStatement statement)
    {
        switch (statement)
        {
            case TransactionStatement { Kind: "begin" }:
                number += isOpen ? 0 : 1;
                isRunner = isRunner && isOpen;
                isOpen = true;
                break;
            case TransactionStatement { Kind: "commit" or "rollback" or "prepare" } end:
                number++;
                isRunner = false;
                isOpen = end.Rest.Contains("and chain", StringComparison.OrdinalIgnoreCase);
                local.Clear();
                break;
            case SetStatement set:
                Take(set);
                break;
            case SelectStatement { Query.Body: SqlQueryBody.Select { Items: [{ Value: SqlExpression.Call call }] } }
                when call.Function.Name == "set_config":
                TakeConfig(call);
                break;
        }

        number += isOpen ? 0 : 1;
    }

    private void Take(SetStatement set)
    {
        if (set.Scope == "reset")
        {
            local.Remove(set.Name);
            settings.Remove(set.Name);
        }
        else
        {
            (set.Scope == "local" ? local : settings)[set.Name] = set.Value;
        }
    }

    private void TakeConfig(SqlExpression.Call call)
    {
        if (
            call.Arguments
            is [
                { Value: SqlExpression.Literal name },
                { Value: SqlExpression.Literal value },
                { Value: SqlExpression.Literal isLocal },
            ]
        )
        {
            (isLocal.Value == "true" ? local : settings)[name.Value.ToLowerInvariant()] = value.Value;
        }
    }
}
