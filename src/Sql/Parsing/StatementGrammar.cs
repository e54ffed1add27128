namespace Dbwright.Sql;

/// <summary>Statements by their first words.</summary>
internal sealed class StatementGrammar(Grammar grammar) : GrammarPart(grammar)
{
    /// <summary>The statement of a named query: a query, or in PostgreSQL a write.</summary>
    public SqlStatement InWith()
    {
        var start = Tokens.Start;
        return new SelectStatement(Grammar.Queries.Read(), Tokens.From(start));
    }
}
