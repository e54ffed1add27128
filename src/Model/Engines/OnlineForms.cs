namespace Dbwright.Model;

/// <summary>A column whose values follow those of another while applications use both.</summary>
/// <param name="Table">Their table.</param>
/// <param name="Source">The column that was there first.</param>
/// <param name="Target">The column that takes its place.</param>
public sealed record ColumnPair(QualifiedName Table, Column Source, Column Target)
{
    /// <summary>
    /// Whether applications write the new column as well (it has another name), so that values go both ways; otherwise they know only the
    /// old one.
    /// </summary>
    public bool BothWays { get; init; }
}

/// <summary>How values of one column become those of another.</summary>
/// <param name="Sql">The expression over the quoted column.</param>
public sealed record ColumnValue(string Sql)
{
    /// <summary>Whether a value may not fit: then it is refused, and never cut.</summary>
    public bool MayFail { get; init; }

    /// <summary>What of a value is lost without an error (<c>the time of day</c>), or none.</summary>
    public string? Loses { get; init; }
}

/// <summary>A table whose rows follow those of another while applications use that one.</summary>
/// <param name="Source">The table that applications use.</param>
/// <param name="Target">The table beside it, with the same columns.</param>
/// <param name="Key">The columns that tell rows apart in both; none of them is ever null.</param>
public sealed record TablePair(Table Source, Table Target, Sequence<string> Key);

/// <summary>How a table of the same rows takes the place of another while applications use it.</summary>
public interface ITableFollowing
{
    /// <summary>The triggers, with their function, that make the target follow what is written to the source.</summary>
    Sequence<SchemaPart> Follow(TablePair pair);

    /// <summary>A statement, fit for batches of the source's key, that copies rows which the target does not have.</summary>
    string Copy(TablePair pair);

    /// <summary>A query that yields a row for each row that is not the same in both.</summary>
    string Differences(TablePair pair);

    /// <summary>The condition on a table of rows that another does not have, by their key.</summary>
    string Missing(QualifiedName table, QualifiedName other, Sequence<string> key);

    /// <summary>
    /// A statement that keeps others from tables and views until the transaction ends. It gives up before the server would end a statement of
    /// somebody else because both wait for each other.
    /// </summary>
    /// <param name="relations">They, in the order in which they are locked.</param>
    string Hold(Sequence<QualifiedName> relations);

    /// <summary>Statements after which the numbered columns of the target go on where those of the source are.</summary>
    Sequence<string> Number(TablePair pair);

    /// <summary>Whether rows may belong to none of the partitions of a table.</summary>
    bool MayRefuse(Table table, RelationalSchema schema);
}

/// <summary>The forms of an engine's statements that leave a running application in peace.</summary>
public interface IOnlineForms
{
    /// <summary>Whether a check or foreign key can be made for new rows first, and be validated for old rows while they are used.</summary>
    bool ValidatesLater { get; }

    /// <summary>
    /// A statement that builds or drops an index, in the form that lets writes go on and stands in no transaction; none where the statement
    /// has no such form.
    /// </summary>
    string? Concurrently(string sql);

    /// <summary>A value of the target's type, of the source column; none where values cannot be kept.</summary>
    ColumnValue? Converted(ColumnPair pair, RelationalSchema schema);

    /// <summary>The way back of <see cref="Converted"/>, from the target column; none where values cannot be kept.</summary>
    ColumnValue? Reverted(ColumnPair pair, RelationalSchema schema);

    /// <summary>The triggers, with their functions, that keep both columns of a pair alike.</summary>
    Sequence<SchemaPart> Follow(ColumnPair pair, RelationalSchema schema);

    /// <summary>The check that a column is not null, for an engine that validates later.</summary>
    SchemaPart.Check NotNull(QualifiedName table, string column);

    /// <summary>The condition under which two expressions of a type differ, nulls counting as alike.</summary>
    string Differs(string left, string right, DataType type);

    /// <summary>The condition under which a trigger of a table is to fire: not in a session that <see cref="Filling"/> has begun in.</summary>
    /// <param name="table">The table. Only who may make triggers on it can keep them from firing.</param>
    string WhileNotFilling(QualifiedName table);

    /// <summary>The statement by which a session says that it fills columns, or does so no longer.</summary>
    /// <param name="begins">Whether it begins.</param>
    string Filling(bool begins);

    /// <summary>A statement that fails with a message when a query yields a row.</summary>
    /// <param name="query">The query that must yield nothing.</param>
    /// <param name="message">What is wrong when it does, as a sentence.</param>
    string Assert(string query, string message);

    /// <summary>A query that yields a row for each index of the name that cannot be used; none where a build leaves none behind.</summary>
    string? UnusableIndex(QualifiedName table, string index);

    /// <summary>
    /// A statement after which a transaction that locks several tables gives up before the server would end a statement of somebody else
    /// because both wait for each other; none where the engine ends its own.
    /// </summary>
    /// <param name="locks">How many it locks.</param>
    string? GivesUpSoon(int locks) => null;

    /// <summary>How a second server follows; none where dbwright has no steps for that.</summary>
    IReplication? Replication => null;

    /// <summary>How a replica takes the place of its primary; none where dbwright has no steps for that.</summary>
    IPromotion? Promotion => null;

    /// <summary>How tables follow others; none where the engine has no triggers that could.</summary>
    ITableFollowing? Tables => null;
}
