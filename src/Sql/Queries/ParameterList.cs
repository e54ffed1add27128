using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>The parameters of a statement under construction, in the order of their marks.</summary>
public sealed class ParameterList
{
    private readonly List<StatementParameter> parameters = [];

    /// <summary>The parameters so far.</summary>
    public Sequence<StatementParameter> All => parameters.ToSequence();

    /// <summary>How many there are.</summary>
    public int Count => parameters.Count;

    /// <summary>Adds a parameter; a name that is taken gets a number.</summary>
    /// <returns>Its position, counted from 1.</returns>
    public int Add(string name, DataType type, ParameterSource source, bool many = false)
    {
        var free = name;
        for (var number = 2; parameters.Any(p => p.Name == free); number++)
        {
            free = $"{name}_{number}";
        }

        parameters.Add(new(free, type, source, many));
        return parameters.Count;
    }
}
