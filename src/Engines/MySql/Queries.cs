namespace Dbwright.Engines;

/// <summary>Access patterns as MySQL has them.</summary>
internal sealed class MySqlQueries() : MariaDbQueries(MySqlEngine.Dialect)
{
    /// <summary>The client reads the number from the answer to the insert, or asks for <c>last_insert_id()</c>.</summary>
    protected override bool ReturnsKeys => false;
}
