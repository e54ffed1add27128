namespace Dbwright.Model;

/// <summary>A step on the way from a server to another that follows it.</summary>
/// <param name="Where">On which of the two: <c>blue</c>, the one in use, or <c>green</c>, the one that follows.</param>
/// <param name="What">What it is for, as a sentence.</param>
/// <param name="Statements">The statements in their order, each in no transaction.</param>
public sealed record ReplicationStep(string Where, string What, Sequence<string> Statements)
{
    /// <summary>Whether the statements are queries that must yield nothing before the next step; they are asked until then.</summary>
    public bool IsCheck { get; init; }

    /// <summary>Whether the rows that the statements yield are statements for the other server.</summary>
    public bool YieldsStatements { get; init; }
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
}
