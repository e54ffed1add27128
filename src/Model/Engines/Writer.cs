namespace Dbwright.Model;

/// <summary>Definitions as SQL.</summary>
public interface IWriter
{
    /// <summary>Everything that creates the schema, in an order that works, each statement once.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="repeatable">Whether the text must run twice without error or change.</param>
    Sequence<Definition> Create(RelationalSchema schema, bool repeatable = false);

    /// <summary>Everything that removes it again, in an order that works.</summary>
    Sequence<Definition> Drop(RelationalSchema schema);

    /// <summary>
    /// Creates exactly one object, with its own comment, owner and rights. A table comes with columns, primary key, unique, check and
    /// exclusion constraints, without foreign keys (but where the engine can only write them with the table), indexes and triggers; a
    /// sequence without the column that it goes with.
    /// </summary>
    /// <exception cref="Failure">The schema has no such object, or the engine cannot have it (<see cref="ExitStatus.BadInput"/>).</exception>
    Sequence<Definition> Create(RelationalSchema schema, ObjectId part);

    /// <summary>Drops exactly one object; what depends on it is in the way.</summary>
    /// <exception cref="Failure">The schema has no such object, or the engine cannot drop it alone (<see cref="ExitStatus.BadInput"/>).</exception>
    Definition Drop(RelationalSchema schema, ObjectId part);

    /// <summary>Creates one index.</summary>
    Definition CreateIndex(Table table, TableIndex index);

    /// <summary>Removes one index.</summary>
    Definition DropIndex(Table table, TableIndex index);

    /// <summary>
    /// What makes a bulk load of the tables fast (foreign keys and triggers out of the way), and what puts it back so that the engine
    /// validates every row.
    /// </summary>
    (Sequence<Definition> Before, Sequence<Definition> After) AroundBulkLoad(RelationalSchema schema);

    /// <summary>
    /// What a session runs before the transaction of a bulk load where the foreign keys stay, so that it does not look at them; none where
    /// <see cref="AroundBulkLoad"/> takes them away.
    /// </summary>
    string? BeforeBulkLoad => null;

    /// <summary>
    /// Whether the engine can say the condition; regular expressions are not everywhere. What it cannot say, <see cref="Write"/> refuses.
    /// </summary>
    bool CanWrite(Expression expression) => true;

    /// <summary>The condition in the engine's SQL.</summary>
    /// <param name="expression">The condition.</param>
    /// <param name="column">How a reference is written: the quoted column, and the digits by which it is scaled.</param>
    string Write(Expression expression, Func<Expression.Reference, (string Sql, int ScaleDigits)> column);

    /// <summary>A constant as a default of a column of that type.</summary>
    string WriteDefault(Expression expression, TypeChoice type);

    /// <summary>
    /// What keeps <c>updated_at</c> at the time of the last change: a trigger, and the function it calls where the engine has them apart.
    /// </summary>
    (Trigger Trigger, Routine? Function) Touch(Table table, string column);
}
