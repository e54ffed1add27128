using System.Collections.Frozen;

namespace Dbwright.Engines;

/// <summary>Names of MySQL: as those of MariaDB, with the reserved words of both.</summary>
internal sealed class MySqlNames : MariaDbNames
{
    // The words that versions 8.0.19 to 8.4 reserve and MariaDB does not. A name in backticks is right for all of them.
    private static readonly FrozenSet<string> Reserved = """
        cube cume_dist dense_rank empty first_value function generated get grouping groups io_after_gtids io_before_gtids json_table
        lag last_value lateral lead manual master_bind nth_value ntile of optimizer_costs parallel percent_rank qualify rank row stored
        tablesample virtual
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc />
    public override bool IsReserved(string name) => Reserved.Contains(name.ToLowerInvariant()) || base.IsReserved(name);
}
