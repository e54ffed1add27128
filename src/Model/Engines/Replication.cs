namespace Dbwright.Model;

/// <summary>A step on the way from a server to another that follows it.</summary>
/// <param name="Where">
/// On which of the two: <c>blue</c> or <c>primary</c>, the one in use, or <c>green</c> or <c>replica</c>, the one that follows.
/// </param>
/// <param name="What">What it is for, as a sentence.</param>
/// <param name="Statements">The statements in their order, each in no transaction.</param>
public sealed record ReplicationStep(string Where, string What, Sequence<string> Statements)
{
    /// <summary>Whether the statements are queries that must yield nothing before the next step; they are asked until then.</summary>
    public bool IsCheck { get; init; }

    /// <summary>Whether the rows that the statements yield are statements for the other server.</summary>
    public bool YieldsStatements { get; init; }

    /// <summary>Commands for a shell of that server's machine, in the account that runs it; they come before the statements.</summary>
    public Sequence<string> Commands { get; init; } = [];
}

/// <summary>How a server follows another row by row, though their schemas differ.</summary>
public interface IReplication
{
    /// <summary>What stands for the connection string of blue in statements.</summary>
    string Blue { get; }

    /// <summary>What stands for the connection string of green in statements.</summary>
    string Green { get; }

    /// <summary>The steps before green has its schema.</summary>
    Sequence<ReplicationStep> Prepare(RelationalSchema blue, RelationalSchema green);

    /// <summary>The steps from then on until the application works on green.</summary>
    Sequence<ReplicationStep> Switch(RelationalSchema blue, RelationalSchema green);

    /// <summary>The steps after which blue follows green, from where the application has begun to work there.</summary>
    Sequence<ReplicationStep> Back(RelationalSchema blue, RelationalSchema green);

    /// <summary>What is not brought to the other server, as sentences.</summary>
    Sequence<string> LeftOut { get; }

    /// <summary>
    /// Whether a server reads from the text of a value, which is how it comes, the value that the change makes of it; one that does not fit
    /// into the new type is refused by both.
    /// </summary>
    /// <param name="sent">The type that it has on the server that sends it.</param>
    /// <param name="read">The type that it has on the other one.</param>
    bool Reads(DataType sent, DataType read);
}

/// <summary>How a replica that holds the same bytes is taken out, changed, and takes the place of its primary.</summary>
public interface IPromotion
{
    /// <summary>What stands for the connection string of the primary in statements and commands.</summary>
    string Primary { get; }

    /// <summary>What stands for the connection string of the replica in statements and commands.</summary>
    string Replica { get; }

    /// <summary>What stands for the data directory of the server that a command is for.</summary>
    string DataDirectory { get; }

    /// <summary>The steps before the replica is changed.</summary>
    Sequence<ReplicationStep> Promote(RelationalSchema primary, RelationalSchema replica);

    /// <summary>The steps from then on until the application works on it.</summary>
    Sequence<ReplicationStep> Switch(RelationalSchema primary, RelationalSchema replica);

    /// <summary>The steps after which the old primary follows, from where the application has begun to work on the new one.</summary>
    Sequence<ReplicationStep> Back(RelationalSchema primary, RelationalSchema replica);

    /// <summary>The steps that give up before the switch; the replica is one again.</summary>
    Sequence<ReplicationStep> GiveUp { get; }

    /// <summary>The steps that give up the way back; the old primary becomes a replica of the new one.</summary>
    Sequence<ReplicationStep> Finish { get; }

    /// <summary>What is not brought to the replica, and what else to know, as sentences.</summary>
    Sequence<string> LeftOut { get; }
}
